package store

import (
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// Request is something that only the coordinator can grant.
type Request struct {
	// ID is given by the store, from 1 upwards: people type it.
	ID         uint64
	At         time.Time
	By         ledger.Account
	Nick, Name string
	Unit       ledger.UnitID
	Kind       string // bind, extension or other
	Item       ledger.ItemID
	Until      time.Time
	Text       string
	Chat       messages.Chat
	State      string // one of the states below
	Settled    time.Time
}

// The states of requests.
const (
	RequestOpen      = "open"
	RequestAccepted  = "accepted"
	RequestReturned  = "returned"
	RequestWithdrawn = "withdrawn" // by the one who had asked
)

type storedRequest struct {
	ID      uint64         `json:"id"`
	At      time.Time      `json:"at"`
	By      ledger.Account `json:"by"`
	Nick    string         `json:"nick,omitempty"`
	Name    string         `json:"name,omitempty"`
	Unit    ledger.UnitID  `json:"unit,omitempty"`
	Kind    string         `json:"kind"`
	Item    ledger.ItemID  `json:"item,omitempty"`
	Until   time.Time      `json:"until,omitzero"`
	Text    string         `json:"text,omitempty"`
	Chat    messages.Chat  `json:"chat,omitzero"`
	State   string         `json:"state"`
	Settled time.Time      `json:"settled,omitzero"`
}

// AddRequest keeps an open request and gives its id. At defaults to the
// transaction's time.
func (tx *Tx) AddRequest(r Request) uint64 {
	if r.At.IsZero() {
		r.At = tx.now
	}
	c := tx.change()
	c.Requests++
	r.ID, r.State = c.Requests, RequestOpen
	tx.putRequest(r)
	return r.ID
}

// Request gives one request.
func (tx *Tx) Request(id uint64) (Request, bool) {
	if id == 0 || id > tx.count().Requests {
		return Request{}, false
	}
	var r storedRequest
	if !tx.getJSON(seqKey(kRequest, id), &r) {
		tx.corrupt("request %d is missing", id)
		return Request{}, false
	}
	return Request(r), true
}

// PutRequest keeps what has become of a request that exists.
func (tx *Tx) PutRequest(r Request) {
	if _, ok := tx.Request(r.ID); !ok {
		tx.misuse("no request %d", r.ID)
		return
	}
	tx.putRequest(r)
}

func (tx *Tx) putRequest(r Request) {
	r.At, r.Until, r.Settled = utc(r.At), utc(r.Until), utc(r.Settled)
	tx.putJSON(seqKey(kRequest, r.ID), storedRequest(r))
	if r.State == RequestOpen {
		tx.put(seqKey(kOpen, r.ID), nil)
	} else {
		tx.drop(seqKey(kOpen, r.ID))
	}
}

// OpenRequests gives the requests that nobody has settled, oldest first.
func (tx *Tx) OpenRequests() []Request {
	var out []Request
	tx.scan([]byte{kOpen}, func(key, _ []byte) bool {
		r, ok := tx.Request(seqAt(key))
		out = append(out, r)
		return ok
	})
	if tx.err != nil {
		return nil
	}
	return out
}
