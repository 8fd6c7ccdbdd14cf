// Package store keeps everything that must survive a restart, in one bbolt file.
//
// # Transactions
//
// Everything happens inside [DB.Update] or [DB.View], on a [Tx]. One chat line or
// one tick of the scheduler is one Update: the journal line, the records, the
// tallies, the remembered message and the deliveries are on the disk together, or
// none of them is. Update returns only after the file has been synced. Updates that
// wait at the same time share that sync (group.go); while it lasts, the next ones are
// worked out in layers over the file (batch.go, layer.go), which views do not see. A
// commit writes one row of a redo log (redo.go). What the rows say lies over the file
// in memory (recent.go), and is put in its place when it has become much (settle.go),
// the keys of messages much later (held.go).
//
// A Tx gives values and no errors. Its first failure sticks and fails the whole
// transaction, so that nothing decided on missing data is ever kept. It has one
// time, [Tx.Now], from the clock given to [Open]; instants rest in UTC.
//
// # What is kept
//
// The journal ([Tx.AppendLine]) has every chat line in its original words, the
// records ([Tx.Append]) the facts that were understood. Neither is ever changed:
// an undo is a record too. Both are chained by hashes. The tallies run along with
// the records, so that [Tx.Gaps] costs the same after ten lines and after a
// million. What was recorded since an instant, and how things stood before it, is
// remembered as far as it was read ([Tx.Moves], since.go); where clocks have jumped, what
// was recorded later knows better, and an order to freeze ends at its own line. Beside
// them: messages seen, people, requests, waiting questions, chats, deliveries, files, and
// what the reminders need. The drawing of the key space is in schema.go. All keys belong
// to one campaign; several campaigns share a file and
// see nothing of each other.
//
// # Trust
//
// bbolt has no checksums over its data and believes its pages. Therefore every
// value carries a checksum over its key and body; [Open] walks all pages with
// plain reads before bbolt maps the file, and refuses what is empty, cut short,
// foreign, newer or damaged; a value that goes bad later is an error, never a
// wrong answer. A large file that was closed in good order (orderly.go) opens at
// once: what an access is going to touch is walked before it, until the background
// has walked everything (proof.go); then damage refuses all further work. Entries that must exist (a line below the last number, a
// tally of existing records) are missed aloud. What this cannot see: a last
// commit that a damaged meta page has hidden. It is told in [DB.Warnings].
//
// [Verify] checks the same of a file at rest, and also both hash chains, all
// indexes, and that each tally is the fold of its records. The chains show that
// an old line was changed by somebody who did not recompute all later hashes; who
// wants more writes [Tx.Head] down outside the file.
//
// A sync that fails ends the store (unsure.go): what the disk holds is unknown then,
// and a later sync would succeed all the same. A write that fails does not.
//
// # Files
//
// What people send is kept outside this file, by content hash ([Blobs]); here is
// only what is known of it. A backup does not have the contents: their folder is
// copied beside it, at any time, since blobs never change.
//
// After a campaign [Purge] writes the file anew without its people and their words,
// and keeps the facts. It also keeps the keys of the messages seen, or a platform that
// delivers one again would have it counted again: no promise of a platform and no
// clock says when it no longer could. Such a key is 16 bytes of SHA-256 over the number
// that a platform gave a message; numbers are given to messages, not to people, and
// nothing beside the hash is kept. Only who has the number already, as the platform
// itself does along with the message, can tell that it was among them.
//
// A new file appears under its name only when it is whole. A second process gets
// [ErrLocked] within about a second. [DB.Backup] writes a compact copy while the
// store is in use, [Restore] verifies before it replaces. Restore and [Purge] hold the
// old file until the new one has its name, and who waited for the old one is refused
// (swap.go). When the schema changes, the file as it was is kept beside it. Reply
// addresses are wiped from deliveries that are done, but old pages of the file keep
// them until they are reused; a backup has none of those.
package store
