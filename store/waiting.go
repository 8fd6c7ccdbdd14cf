package store

import (
	"encoding/json"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// Pending is a question that waits for the answer of one person in one chat. What
// it asks is the bot's own affair: Data is opaque here.
type Pending struct {
	Line    uint64 // the line that raised it
	At      time.Time
	Expires time.Time // zero: never
	Data    json.RawMessage
}

type storedPending struct {
	Line    uint64          `json:"line,omitempty"`
	At      time.Time       `json:"at"`
	Expires time.Time       `json:"expires,omitzero"`
	Data    json.RawMessage `json:"data,omitempty"`
}

func waitingKey(a ledger.Account, chat messages.Chat) []byte {
	return addPart(accountKey(kWaiting, a), chat.Key())
}

// Asked gives the last question that this person has not answered in this chat, though
// it may have expired.
func (tx *Tx) Asked(a ledger.Account, chat messages.Chat) (Pending, bool) {
	var p storedPending
	ok := tx.getJSON(waitingKey(a, chat), &p)
	return Pending(p), ok
}

// Pending gives the question that this person has to answer in this chat. One
// that has expired is none.
func (tx *Tx) Pending(a ledger.Account, chat messages.Chat) (Pending, bool) {
	p, ok := tx.Asked(a, chat)
	if !ok || !p.Expires.IsZero() && !tx.now.Before(p.Expires) {
		return Pending{}, false
	}
	return p, true
}

// PutPending keeps the question, in place of an older one. At defaults to the
// transaction's time.
func (tx *Tx) PutPending(a ledger.Account, chat messages.Chat, p Pending) {
	if p.At.IsZero() {
		p.At = tx.now
	}
	p.At, p.Expires = utc(p.At), utc(p.Expires)
	tx.putJSON(waitingKey(a, chat), storedPending(p))
}

// DropPending forgets the question, if there is one.
func (tx *Tx) DropPending(a ledger.Account, chat messages.Chat) { tx.drop(waitingKey(a, chat)) }
