// Package ledger holds the facts and the rules of a campaign: who owes what by
// when, what has been recorded, and what is still missing.
//
// It is pure. It imports the standard library only, never reads the clock and
// never does I/O; every function takes values (and "now" where it matters) and
// returns values.
//
// # The plan
//
// A [Plan] is what the configuration says: units, items, milestones, groups and
// people. [Plan.Deadline] turns an item into its two instants: the advised one
// (the last working day that satisfies even the strict reading) and the due one
// (after which a record is late). Due instants never move for weekends; only
// an extension, granted by the coordinator, moves them for one unit.
//
// # Facts and tallies
//
// A [Record] is one fact: one unit, one item, one thing that happened, in the
// words of one person. Records are appended, never changed. An undo is a record
// too: it names the record that it takes back.
//
// A [Tally] is the fold of all records of one unit and item, in order, without
// those taken back. The store keeps the tallies running: [Tally.Apply] adds one
// record, [Fold] builds a tally from scratch; both give the same result, which
// a property test holds them to.
//
// # Verdicts
//
// What the city says of a piece is a record, too ([Reviewed]), and so is the word that
// passes a query of the audit ([Explained]). A returned piece leaves the total and is
// owed again until it is handed in once more. People and records call pieces by
// their place in [Tally.Entries].
//
// # Audit and freeze
//
// [Audit] holds all standings against the audit relations and gives errors and
// queries. [Freeze] splits the records of one figure at an instant into what the
// report says and the dated supplements; [Steps] tells what each record did.
//
// # Gaps
//
// [Gap] compares a tally with what the item asks for and gives the [State] that
// people see: done, partial, zero, missing, late or none.
package ledger
