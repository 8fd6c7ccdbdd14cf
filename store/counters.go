package store

import "crypto/sha256"

// counters are the sequence numbers given out last, the heads of the two hash
// chains, and how many deliveries are pending.
type counters struct {
	Lines      uint64 `json:"lines"`
	Records    uint64 `json:"records"`
	Deliveries uint64 `json:"deliveries"`
	Requests   uint64 `json:"requests"`
	Silences   uint64 `json:"silences"`
	Pending    int    `json:"pending"`
	Files      uint64 `json:"files,omitempty"`
	// LineHead and RecordHead are the hashes of the last line and record.
	LineHead   []byte `json:"line_head,omitempty"`
	RecordHead []byte `json:"record_head,omitempty"`

	// recordsBefore is how many records there were when the last line was written, where
	// that was in the same batch; it does not rest.
	recordsBefore uint64
}

// count gives the counters of this transaction. They are read once, kept in the
// transaction and written back when it ends.
func (tx *Tx) count() *counters {
	if tx.counters == nil {
		tx.counters = &counters{}
		// They exist since the campaign was begun. Without them every number would be given out again.
		if !tx.getJSON(countersKey, tx.counters) && tx.err == nil {
			tx.corrupt("no counters")
		}
	}
	return tx.counters
}

// change gives the counters in order to change them.
func (tx *Tx) change() *counters {
	tx.countersChanged = true
	return tx.count()
}

// link is the hash of one link of a chain: the hash before it, and the body.
// The first link hangs on the kind and the campaign, so that a chain cannot be
// put under another campaign.
func (tx *Tx) link(kind byte, previous, body []byte) []byte {
	h := sha256.New()
	if len(previous) == 0 {
		h.Write([]byte{kind})
		h.Write(tx.name)
		h.Write([]byte{0})
	}
	h.Write(previous)
	h.Write(body)
	return h.Sum(nil)
}
