// Package outbox is the only mouth: it sends what the store holds as pending, and
// keeps what became of it.
//
// # Promises
//
//   - A delivery is sent at least once, or ends as failed or expired with a class
//     and a code that the coordinator can see. A crash between sending and noting
//     it may repeat one message; nothing is lost.
//   - Order: the deliveries of one address go out in the order in which they were
//     enqueued. One that waits for another attempt holds back those behind it; one
//     that was planned for later (NextAt ahead, never tried) does not.
//   - Independence: every address has a lane and a worker of its own. A platform
//     that hangs, fails or limits holds up nobody else.
//   - Rate: a lane never sends more than its channel's [Limit] in any window of
//     that length, so that a group robot stays below what mutes it. What gathers
//     while an address has to wait goes out as one message, see merge.go.
//
// # How a delivery goes
//
// One dispatcher knows the lanes. It learns of new deliveries from the store (in
// order of their number), and finds the heads of the lanes that are idle, due and
// within their rates. It reads all of them again in one look and lets [Fresh] find what
// has to be said at this moment (a reminder may have waited for hours). A worker for
// each sends it and writes the outcome; until that is written the lane stays busy, so
// that a full disk cannot make the outbox say something twice.
//
// What a failure leads to is decided by its class alone, see [Outbox.settle].
package outbox
