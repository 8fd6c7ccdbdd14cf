package store

import (
	"bytes"
	"crypto/sha256"
	"fmt"

	"pufabot/bot/ledger"
)

// verifier checks one campaign. Each step starts without the error of the one before.
type verifier struct {
	tx     *Tx
	report *Report
	id     ledger.CampaignID
	fold   bool
	counts counters
}

func (v *verifier) bad(k Kind, where string, args ...any) {
	v.report.add(k, v.id, fmt.Sprintf(where, args...))
}

// step runs one check; an error that sticks is a problem of the given kind.
func (v *verifier) step(k Kind, fn func(tx *Tx)) {
	fn(v.tx)
	if v.tx.err != nil {
		v.bad(k, "%v", v.tx.err)
		v.tx.err = nil
	}
}

func (v *verifier) run() {
	v.step(BadCount, func(tx *Tx) { v.counts = *tx.count() })
	v.report.Lines += v.counts.Lines
	v.report.Records += v.counts.Records
	v.report.Deliveries += v.counts.Deliveries
	v.report.Requests += v.counts.Requests
	v.chain(BadLine, kLine, v.counts.Lines, v.counts.LineHead)
	v.chain(BadRecord, kRecord, v.counts.Records, v.counts.RecordHead)
	v.step(BadIndex, v.records)
	v.step(BadTally, v.tallies)
	v.step(BadIndex, v.deliveries)
	v.step(BadIndex, v.requests)
	v.step(BadIndex, v.files)
	v.step(BadIndex, v.seen)
}

// chain walks one hash chain from its first link to the head.
func (v *verifier) chain(k Kind, kind byte, n uint64, head []byte) {
	v.size(kind, int(n))
	var previous []byte
	for seq := uint64(1); seq <= n; seq++ {
		v.step(k, func(tx *Tx) {
			body, ok := tx.get(seqKey(kind, seq))
			if tx.err == nil && (!ok || len(body) < sha256.Size) {
				tx.corrupt("%q %d is missing", kind, seq)
			}
			if tx.err != nil {
				previous = nil // the next link counts as unproven, too
				return
			}
			if hash := tx.link(kind, previous, body[sha256.Size:]); !bytes.Equal(hash, body[:sha256.Size]) {
				v.bad(k, "%q %d does not follow from the one before", kind, seq)
			}
			previous = bytes.Clone(body[:sha256.Size])
		})
	}
	if !bytes.Equal(previous, head) {
		v.bad(k, "the head of %q is not the last link", kind)
	}
}

// size compares how many keys of a kind there are.
func (v *verifier) size(kind byte, want int) {
	v.step(BadCount, func(tx *Tx) {
		n := 0
		tx.scan([]byte{kind}, func(_, _ []byte) bool { n++; return true })
		if tx.err == nil && n != want {
			v.bad(BadCount, "%d of %q instead of %d", n, kind, want)
		}
	})
}
