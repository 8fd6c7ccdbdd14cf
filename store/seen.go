package store

import (
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

type storedSeen struct {
	Line  uint64           `json:"line,omitempty"`
	Reply messages.Message `json:"reply,omitzero"`
	At    time.Time        `json:"at"`
}

// Seen tells whether the message with this key has been taken in before.
func (tx *Tx) Seen(key string) (SeenReply, bool) {
	var s storedSeen
	ok := tx.getJSON(hashKey(kSeen, key), &s)
	return SeenReply(s), ok
}

// MarkSeen remembers the message. At defaults to the transaction's time.
func (tx *Tx) MarkSeen(key string, r SeenReply) {
	if r.At.IsZero() {
		r.At = tx.now
	}
	r.At = utc(r.At)
	k := hashKey(kSeen, key)
	if old, ok := tx.Seen(key); ok {
		tx.drop(seenAtKey(k, old.At))
	}
	tx.putJSON(k, storedSeen(r))
	tx.put(seenAtKey(k, r.At), nil)
}

// seenAtKey is the entry by time of the message under a key.
func seenAtKey(seen []byte, at time.Time) []byte {
	return append(append([]byte{kSeenAt}, timePart(at)...), seen[1:]...)
}

// PruneSeen forgets the messages seen before an instant and tells how many they
// were. Platforms repeat within minutes; a few days are plenty.
func (tx *Tx) PruneSeen(before time.Time) int {
	var old [][]byte
	tx.scan([]byte{kSeenAt}, func(key, _ []byte) bool {
		if !timeAt(key[1:]).Before(before) {
			return false
		}
		old = append(old, append([]byte(nil), key...))
		return true
	})
	for _, key := range old {
		tx.drop(append([]byte{kSeen}, key[1+seqLen:]...))
		tx.drop(key)
	}
	return len(old)
}
