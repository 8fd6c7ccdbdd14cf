package store

import (
	"bytes"
	"strings"

	"pufabot/messages"
)

// deliveries checks the ways to them: by key, and by due time while they wait.
func (v *verifier) deliveries(*Tx) {
	pending, keyed := 0, 0
	for seq := uint64(1); seq <= v.counts.Deliveries; seq++ {
		v.step(BadIndex, func(tx *Tx) {
			d, ok := tx.delivery(seq)
			if !ok {
				return
			}
			if byKey, ok := tx.DeliveryByKey(d.Key); ok && byKey.Seq != seq || !ok && tx.err == nil {
				v.bad(BadIndex, "delivery %d is not under its key", seq)
			}
			if _, ok := tx.get(hashKey(kByKey, d.Key)); ok {
				keyed++
			}
			if d.State == messages.Pending {
				pending++
				if _, ok := tx.get(dueKey(d)); !ok {
					v.bad(BadIndex, "delivery %d has no due time", seq)
				}
			}
		})
	}
	v.size(kDelivery, int(v.counts.Deliveries))
	v.size(kByKey, keyed)
	v.size(kDue, pending)
	if pending != v.counts.Pending {
		v.bad(BadCount, "%d deliveries pending instead of %d", pending, v.counts.Pending)
	}
}

// requests checks the list of open ones.
func (v *verifier) requests(*Tx) {
	open := 0
	for id := uint64(1); id <= v.counts.Requests; id++ {
		v.step(BadIndex, func(tx *Tx) {
			if r, ok := tx.Request(id); ok && r.State == RequestOpen {
				open++
				if _, ok := tx.get(seqKey(kOpen, id)); !ok {
					v.bad(BadIndex, "request %d is not among the open ones", id)
				}
			}
		})
	}
	v.size(kRequest, int(v.counts.Requests))
	v.size(kOpen, open)
}

// files checks the list of those with which something is to be done next.
func (v *verifier) files(*Tx) {
	due := 0
	for id := uint64(1); id <= v.counts.Files; id++ {
		v.step(BadIndex, func(tx *Tx) {
			if f, ok := tx.File(id); ok && !f.Due.IsZero() {
				due++
				if _, ok := tx.get(fileDueKey(f)); !ok {
					v.bad(BadIndex, "file %d has no due time", id)
				}
			}
		})
	}
	v.size(kFile, int(v.counts.Files))
	v.size(kFileDue, due)
}

// seen makes sure that each message that was answered by a delivery has its own.
func (v *verifier) seen(tx *Tx) {
	tx.scan([]byte{kSeen}, func(key, body []byte) bool {
		var s storedSeen
		if !tx.decode(key, body, &s) {
			return false
		}
		if s.Delivery == 0 {
			return true
		}
		d, ok := tx.delivery(s.Delivery)
		message, reply := strings.CutPrefix(d.Key, replyPrefix)
		if ok && (!reply || !bytes.Equal(hashKey(kSeen, message), key)) {
			v.bad(BadIndex, "delivery %d answers another message", s.Delivery)
		}
		return true
	})
}
