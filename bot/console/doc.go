// Package console is the rehearsal chat in the browser: a way in and a way out
// that need neither account nor platform. It is how a bureau tries the bot, how
// new contacts practise, and how everything is shown before it happens.
//
// # What it is
//
// [Console.Handler] serves one page at / and its interface below /console/:
//
//	GET  /                     the page; its words come from package messages
//	GET  /console/people       groups and people to speak as, as JSON
//	GET  /console/history      what has been said, as JSON; ?chat= for one chat
//	GET  /console/events       what is being said, as server-sent events
//	GET  /console/file         a picture or file that the bot enclosed
//	POST /console/say          say a line: {"id","chat","from","text","quote","files"}
//	POST /console/upload       a file, as the body; gives a reference for a line
//
// A posted line becomes a [messages.Envelope]; the reply does not come back in
// the response but through the outbox and [Console.Send], like everywhere else.
// Chats are "group/<group id>" and "private/<user id>", in requests, in
// [messages.Chat] and as the Target of [messages.ChanConsole] alike.
//
// # Promises
//
// Who can reach it: only this machine. The peer and the Host are loopback, the
// Origin is the page's own, no forwarding header is present; everything else
// gets a plain 403 (guard.go). There is no login: whoever sits at the machine may
// speak as anybody, which is the point of a rehearsal.
//
// Nothing doubled: a line keeps the id that the page gave it, however often it is
// posted; a delivery is shown once per delivery key. Nothing lost: the page
// reconnects with the last event it has seen and gets what it missed, or is told
// to read the history again when that is no longer there (hall.go).
//
// Bounded: 500 events a chat in memory, 32 streams, 64 lines at work, 64 uploads
// in temporary files. History
// ends with the process; the facts are in the store.
//
// Other people's words are only ever shown as text: the page builds nodes from
// the parts of a message and never parses HTML, and its policy forbids foreign
// or inline scripts.
//
// # The board
//
// [NewBoard] is a second, read-only page at /board: units by items, for the wall
// and the leader's phone. It knows nothing of the chats; beyond this machine it
// asks for a token. [NewCalendar] opens to the same token: the deadlines and
// milestones as a feed (RFC 5545) for the calendars of phones and mail programs.
//
// # A rehearsal's clock
//
// With [Console.Rehearse] the page gets a clock that stands still until somebody
// moves it, and a calendar of the campaign:
//
//	GET  /console/clock        where it stands, what comes next, the days
//	POST /console/clock        move it: {"do":"next|hour|day|to|restart","date","cast"}
//
// It only goes forward; what falls due on the way is played by the [Rehearsal]
// behind it. The answer names the chats in which something was pushed; all open
// pages hear of the move through the events ("clock").
//
// # Files
//
// hall.go keeps the chats; say.go is the way in, upload.go that of files, send.go the way out, stream.go
// the live view; rehearsal.go moves the clock; page.go serves the page, which is in web/: app.js holds the
// state, the other scripts one part of the screen each. board.go lets people see the
// board, board_table.go makes it of gaps; its files are in wall/. calendar.go decides what
// stands in the feed, ics.go writes it.
package console
