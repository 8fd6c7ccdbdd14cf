// Package bot is the one path of a chat line, from the envelope to what is kept
// and what is said.
//
// # The path
//
// [Handler.Handle] takes a [messages.Envelope] from whichever way in and does
// everything in one transaction of the store:
//
//	seen before?            the first reply again, nothing changes        handler.go
//	who is it?              configuration first, then bindings            turn.go
//	what is meant?          command.Grammar.Read, then policy.Check       turn.go
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
// One command family, one file: report.go (facts and receipts), undo.go,
// lookup.go (status, missing, deadlines, rules), help.go, binding.go (bind,
// approve, unbind, groups), chase.go (nudge by hand), announce.go, rest.go (收到,
// mute, silence, pause), leave.go (away, deputy, back), leniency.go (extend,
// requests), origin.go (who said it, moving a record), handon.go (export, picture,
// package; gather.go copies the dossier out). questions.go words what
// is in doubt, tell.go reaches people beyond the reply. explain.go runs the same
// path in a transaction that is rolled back.
//
// Reviews are understood and answered with an honest "not yet" (carry.go);
// nothing is stored for them.
//
// # Promises
//
// A line is recorded whole or not at all. A refusal is a value and is answered
// in Chinese with a line to copy; an error is an accident and leaves nothing.
package bot
