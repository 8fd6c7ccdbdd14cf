package store

import (
	"strings"
	"time"

	"pufabot/messages"
)

// SeenReply is what a message was answered with, so that its repetition gets the
// same words and changes nothing.
type SeenReply struct {
	// Line is the journal line of the message; 0: it left none.
	Line uint64
	// Reply is empty when it was enqueued, and rests as a delivery.
	Reply messages.Message
	At    time.Time
}

// storedSeen also has the number of the delivery that answers the message, 0 if none
// does: a reply is found by its message and needs no key of its own.
type storedSeen struct {
	Line     uint64           `json:"line,omitempty"`
	Reply    messages.Message `json:"reply,omitzero"`
	At       time.Time        `json:"at"`
	Delivery uint64           `json:"delivery,omitempty"`
}

// Seen tells whether the message with this key has been taken in before.
func (tx *Tx) Seen(key string) (SeenReply, bool) {
	s, ok := tx.seen(key)
	return SeenReply{Line: s.Line, Reply: s.Reply, At: s.At}, ok
}

func (tx *Tx) seen(key string) (s storedSeen, ok bool) {
	ok = tx.getJSON(hashKey(kSeen, key), &s)
	return s, ok
}

// MarkSeen remembers a message that is answered with r.Reply, or not at all. At
// defaults to the transaction's time.
func (tx *Tx) MarkSeen(key string, r SeenReply) { tx.markSeen(key, r, 0) }

func (tx *Tx) markSeen(key string, r SeenReply, delivery uint64) {
	if r.At.IsZero() {
		r.At = tx.now
	}
	tx.putJSON(hashKey(kSeen, key), storedSeen{Line: r.Line, Reply: r.Reply, At: utc(r.At), Delivery: delivery})
}

// replyPrefix begins the keys of deliveries that answer a message.
const replyPrefix = "reply/"

// ReplyKey is the key of the delivery that answers a message.
func ReplyKey(message string) string { return replyPrefix + message }

// Answer remembers a message that was not seen before, and enqueues its reply under
// [ReplyKey]; NextAt and Created of the delivery default as in [Tx.Enqueue].
func (tx *Tx) Answer(message string, r SeenReply, d messages.Delivery) {
	d.Key = ReplyKey(message)
	if printable(d.Key) != d.Key { // the reply's key no longer tells the message
		tx.Enqueue(d)
		tx.MarkSeen(message, r)
		return
	}
	tx.markSeen(message, r, tx.enqueue(d))
}

// replyTo is the number of the delivery that answers the message of a reply's key; 0:
// none is known under it.
func (tx *Tx) replyTo(key string) uint64 {
	message, ok := strings.CutPrefix(key, replyPrefix)
	if !ok {
		return 0
	}
	s, _ := tx.seen(message)
	return s.Delivery
}
