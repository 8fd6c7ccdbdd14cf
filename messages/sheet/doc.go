// Package sheet writes a dossier as a spreadsheet: an xlsx workbook of six sheets
// (summary, details, missing, reviews, reminders, journal), and a plain CSV.
//
// Numbers are numbers and dates are dates; other people's words are text cells in
// the text format, so that a title that begins with = + - or @ stays a title even
// when somebody edits the cell. CSV has no such types: there such a cell begins
// with an apostrophe. The same dossier gives the same bytes.
package sheet
