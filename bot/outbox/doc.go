// Package outbox is the only mouth: it takes deliveries that were committed to
// the store and brings each to its address.
//
// One loop claims what is due and hands it to one worker per address, so that
// the messages of a chat keep their order and a slow chat holds nobody else up.
// A worker sends one delivery, stores the outcome, and only then takes the next.
//
// What a failed send means is the sender's word (messages.SendError):
//
//	transient   again, after a wait that doubles up to five minutes, with jitter
//	limited     the whole address rests for the platform's own wait
//	auth        an operator must act; tried again every quarter of an hour
//	gone        the address is dead: the fallback may know another, else failed
//	permanent   failed, and visible in status
//
// A crash between sending and storing the outcome sends once more; keys that a
// platform honours close even that.
package outbox
