// Package bot is the one path of a chat line, from the envelope to what is kept
// and what is said.
//
// # The path
//
// [Handler.Handle] takes a [messages.Envelope] from whichever way in and does
// everything in one transaction of the store:
//
//	files?                  the message is kept, then its files are fetched
//	                        for a moment, before the transaction          files.go
//	seen before?            the first reply again, nothing changes        handler.go
//	who is it?              configuration first, then bindings            turn.go
//	what is meant?          command.Grammar.Read, then policy.Check       turn.go
//	                        (both before the transaction, with what a
//	                        question about all units has to read)         ahead.go
//	a pending answer?       是, 不是, a number of the list                 pending.go
//	does the store allow?   falling totals, parts of a total, taking
//	                        away too much: confirm, ask, refuse           weigh.go
//	journal                 the line with its original words and outcome  handler.go
//	carry out               facts and receipt; answers; orders            carry.go
//	say                     the reply as a delivery, or handed back to
//	                        callbacks that answer in their response       handler.go
//
// Nothing is ever sent from here: deliveries are enqueued in the same
// transaction, and the outbox speaks.
//
// # Where a behaviour lives
//
// One command family, one file: report.go (facts and receipts), undo.go and
// undo_named.go (撤回, 撤回宣讲; quoted.go finds what was replied to, mend.go puts one word of the last line right, other_item.go the item that it is of, undo_last.go finds what was done last, undo_order.go and
// undo_request.go take back what left no records), audience.go (a bare number of people),
// lookup.go (status, missing, deadlines, rules), latecomers.go (谁迟报了), help.go, binding.go (bind,
// groups), unbind.go (whose binding goes), chase.go (nudge by hand; chase_alone.go each unit privately, chase_send.go what goes out, chase_standing.go calls off or moves what was ordered for later, amend_order.go what changes or calls off the question), announce.go, rest.go (收到,
// mute, silence, pause), leave.go (away, deputy, back), leniency.go (more time,
// granted and taken back), request.go (what waits for the coordinator: 待办申请,
// 通过3号申请), grant.go (同意衡东的: the request, or the pieces; grant_until.go: …给到7号), origin.go (who said it), move.go (改记: what goes to another unit, both totals shown first, both units told;
// move_pick.go and move_things.go find which of several, move_arrange.go works out both totals, move_tell.go carries it out), handon.go (export, picture,
// package; province.go finds what goes to the province, gather.go copies the dossier out). questions.go words what is in doubt;
// weigh_parts.go and weigh_again.go ask how a figure stands to an earlier one;
// tell.go reaches people beyond the reply. explain.go runs the same path in a
// transaction that is rolled back.
// retitle.go gives a piece another title; reason.go waits for why pieces go back. lean.go
// takes a line without an item for what was spoken of, pointed.go a session by its place, weigh_typed.go a title for a work counted by type.
//
// Files: files.go fetches, files_take.go finds out what they belong to (the line,
// the line before, the line after, a number; files_about.go reads names, files_missing.go
// knows what one item lacks; files_each.go reads words that point at single files,
// files_parts.go parts several among several items, files_dismiss.go lets go of those that are none of it, files_held.go knows which are meant),
// files_another.go asks whether another title is another piece, files_keep.go makes
// facts of them, files_version.go finds the older version, files_reopen.go lets it be reviewed again, files_say.go tells,
// files_collect.go does what could not be done at once, files_list.go answers
// 看文件, files_sheet.go reads a coordinator's workbook as a pasted list (paste.go; amend_list.go changes one that waits, paste_chosen.go settles what it leaves open).
//
// The coordinator's desk: review.go (verdicts), revise.go (what comes back, and what
// may no longer be taken back), review_status.go, audit.go (audit relations and
// explanations, mails), news.go (what has changed, what was corrected), freeze.go
// (the figures of the reports). All of these are records of the ledger or are read
// from them; nothing is kept beside.
//
// # Promises
//
// A line is recorded whole or not at all. A refusal is a value and is answered
// in Chinese with a line to copy; an error is an accident and leaves nothing.
//
// A file is never called received before its content is on the disk. A message
// with files is kept first (an intake), so that a crash while they are fetched
// loses nothing, not even where the platform repeats nothing. What cannot be
// fetched within [promptly] is committed with its line as coming, tried again at
// once and then for ten minutes, by this process or the next; when it comes, it
// becomes a fact of the line that brought it, unless that was taken back. When it
// never comes, its sender is told and asked to send it again. The secrets by which
// it was fetched are wiped either way. Contents are stored before the transaction
// that speaks of them; one that no transaction has come to speak of is harmless.
package bot
