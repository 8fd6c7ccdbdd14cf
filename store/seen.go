package store

import (
	"time"

	"pufabot/messages"
)

// SeenReply is what a message was answered with, so that its repetition gets the
// same words and changes nothing.
type SeenReply struct {
	// Line is the journal line of the message; 0: it left none.
	Line  uint64
	Reply messages.Message
	At    time.Time
}

type storedSeen struct {
	Key   string           `json:"key"`
	Line  uint64           `json:"line,omitempty"`
	At    time.Time        `json:"at"`
	Reply messages.Message `json:"reply,omitzero"`
}

// Seen tells whether the message with this key has been taken in before.
func (tx *Tx) Seen(key string) (SeenReply, bool) {
	s, ok := tx.seen(key)
	return SeenReply{Line: s.Line, Reply: s.Reply, At: s.At}, ok
}

func (tx *Tx) seen(key string) (storedSeen, bool) {
	var s storedSeen
	if !tx.getJSON(hashKey(kSeen, key), &s) {
		return storedSeen{}, false
	}
	if s.Key != key {
		tx.corrupt("a message under another's key")
		return storedSeen{}, false
	}
	return s, true
}

// MarkSeen remembers the message. At defaults to the transaction's time.
func (tx *Tx) MarkSeen(key string, r SeenReply) {
	if r.At.IsZero() {
		r.At = tx.now
	}
	if old, ok := tx.seen(key); ok {
		tx.drop(seenAtKey(old))
	}
	s := storedSeen{Key: key, Line: r.Line, At: utc(r.At), Reply: r.Reply}
	tx.putJSON(hashKey(kSeen, key), s)
	tx.put(seenAtKey(s), nil)
}

func seenAtKey(s storedSeen) []byte {
	key := append([]byte{kSeenAt}, timePart(s.At)...)
	return append(key, hashKey(kSeen, s.Key)[1:]...)
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
