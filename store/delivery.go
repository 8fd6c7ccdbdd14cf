package store

import (
	"encoding/binary"
	"slices"
	"time"

	"pufabot/messages"
)

// Enqueue decides upon a delivery. One whose key exists changes nothing, whatever
// has become of it. NextAt and Created default to the transaction's time.
func (tx *Tx) Enqueue(d messages.Delivery) (seq uint64, fresh bool) {
	if d.Key == "" {
		tx.misuse("a delivery without a key")
		return 0, false
	}
	d.Key = printable(d.Key)
	if old, ok := tx.DeliveryByKey(d.Key); ok || tx.err != nil {
		return old.Seq, false
	}
	seq = tx.enqueue(d)
	tx.put(hashKey(kByKey, d.Key), binary.BigEndian.AppendUint64(nil, seq))
	return seq, true
}

// enqueue writes a delivery that is new.
func (tx *Tx) enqueue(d messages.Delivery) (seq uint64) {
	if d.Created.IsZero() {
		d.Created = tx.now
	}
	if d.NextAt.IsZero() {
		d.NextAt = tx.now
	}
	c := tx.change()
	c.Deliveries++
	c.Pending++
	d.Seq, d.State = c.Deliveries, messages.Pending
	tx.putDelivery(d)
	return d.Seq
}

// putDelivery writes a delivery, and its place in the order of times when it is pending.
func (tx *Tx) putDelivery(d messages.Delivery) {
	d.Created, d.NextAt, d.SentAt = utc(d.Created), utc(d.NextAt), utc(d.SentAt)
	d.NotAfter, d.Address.Expires = utc(d.NotAfter), utc(d.Address.Expires)
	if d.State == messages.Pending {
		tx.put(dueKey(d), nil)
	} else {
		d.Address.URL = "" // a secret that has done its service
	}
	tx.putJSON(seqKey(kDelivery, d.Seq), &d)
}

func dueKey(d messages.Delivery) []byte {
	key := append([]byte{kDue}, timePart(d.NextAt)...)
	return binary.BigEndian.AppendUint64(key, d.Seq)
}

// PutDelivery keeps the outcome of an attempt: a delivery read before, changed.
// Once it is no longer pending its reply address is wiped.
func (tx *Tx) PutDelivery(d messages.Delivery) {
	old, ok := tx.delivery(d.Seq)
	if !ok || old.Key != d.Key {
		tx.misuse("delivery %d is not the one that was enqueued", d.Seq)
		return
	}
	if d.State == messages.Pending && d.NextAt.IsZero() {
		d.NextAt = tx.now
	}
	if old.State == messages.Pending {
		tx.drop(dueKey(old))
	}
	if was, is := old.State == messages.Pending, d.State == messages.Pending; was && !is {
		tx.change().Pending--
	} else if is && !was {
		tx.change().Pending++
	}
	tx.putDelivery(d)
}

func (tx *Tx) delivery(seq uint64) (messages.Delivery, bool) {
	if seq == 0 || seq > tx.count().Deliveries {
		return messages.Delivery{}, false
	}
	var d messages.Delivery
	if !tx.getJSON(seqKey(kDelivery, seq), &d) {
		tx.corrupt("delivery %d is missing", seq)
		return messages.Delivery{}, false
	}
	return d, true
}

// DeliveryByKey gives the delivery with a key.
func (tx *Tx) DeliveryByKey(key string) (messages.Delivery, bool) {
	key = printable(key)
	seq := tx.replyTo(key)
	if seq == 0 {
		body, ok := tx.get(hashKey(kByKey, key))
		if !ok {
			return messages.Delivery{}, false
		}
		seq = seqAt(body)
	}
	d, ok := tx.delivery(seq)
	if !ok || d.Key != key {
		tx.corrupt("a delivery under another's key")
		return messages.Delivery{}, false
	}
	return d, true
}

// DueDeliveries gives the pending deliveries whose time has come, in the order in
// which they were enqueued, at most limit of them (0: all).
func (tx *Tx) DueDeliveries(now time.Time, limit int) []messages.Delivery {
	var seqs []uint64
	tx.scan([]byte{kDue}, func(key, _ []byte) bool {
		if timeAt(key[1:]).After(now) {
			return false
		}
		seqs = append(seqs, seqAt(key))
		return true
	})
	slices.Sort(seqs)
	if limit > 0 && len(seqs) > limit {
		seqs = seqs[:limit]
	}
	var out []messages.Delivery
	for _, seq := range seqs {
		d, ok := tx.delivery(seq)
		if !ok || d.State != messages.Pending {
			tx.corrupt("delivery %d is not pending", seq)
			return nil
		}
		out = append(out, d)
	}
	return out
}

// NextDeliveryAt tells when the next pending delivery is due.
func (tx *Tx) NextDeliveryAt() (time.Time, bool) {
	var at time.Time
	found := false
	tx.scan([]byte{kDue}, func(key, _ []byte) bool {
		at, found = timeAt(key[1:]), true
		return false
	})
	return at, found
}

// Deliveries visits all deliveries in the order in which they were enqueued,
// until fn gives false.
func (tx *Tx) Deliveries(fn func(messages.Delivery) bool) {
	for seq := uint64(1); seq <= tx.count().Deliveries; seq++ {
		if d, ok := tx.delivery(seq); !ok || !fn(d) {
			return
		}
	}
}

// CountPending is how many deliveries are pending.
func (tx *Tx) CountPending() int { return tx.count().Pending }
