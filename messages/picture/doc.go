// Package picture draws the progress of a campaign as PNG pages for a phone:
// units by items, with state by colour and by sign, so that it can be read without
// seeing colours. It is pure: the same dossier gives the same bytes.
//
// A page is 1080 pixels wide, three for each point of a usual phone, and as tall
// as it needs to be. Items that do not fit side by side come in stacked tables; a
// table of one or two items is laid out in several blocks of rows. More than
// [rowsPerPage] units go on to another page; of more than [maxPages] pages' worth
// only those that owe most are shown, and the page says so.
//
// # The font
//
// font/PufabotSans.otf is a subset of Noto Sans CJK SC (SIL Open Font License, see
// font/OFL.txt) with all characters of GB 2312 and of the general table of
// standard characters (通用规范汉字表), 8528 in all; font/make.sh makes it again. A
// character that it lacks is drawn as 〓.
package picture
