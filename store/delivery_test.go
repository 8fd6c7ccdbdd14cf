package store

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/messages"
)

func seqs(ds []messages.Delivery) (out []uint64) {
	for _, d := range ds {
		out = append(out, d.Seq)
	}
	return out
}

func TestDeliveryLife(t *testing.T) {
	db, c := openNew(t)
	const secret = "https://oapi.example/session?token=s3cret"
	update(t, db, func(tx *Tx) {
		for i := range 4 {
			d := messages.Delivery{Key: fmt.Sprint("k", i), Address: messages.Address{Channel: messages.ChanDingTalkSession, URL: secret}}
			if i == 1 { // not before an hour
				d.NextAt = tx.Now().Add(time.Hour)
			}
			if seq, fresh := tx.Enqueue(d); seq != uint64(i+1) || !fresh {
				t.Errorf("%d %v", seq, fresh)
			}
		}
		if seq, fresh := tx.Enqueue(messages.Delivery{Key: "k2", Kind: messages.KindDigest}); seq != 3 || fresh {
			t.Errorf("again: %d %v", seq, fresh)
		}
	})
	update(t, db, func(tx *Tx) {
		if diff := cmp.Diff([]uint64{1, 3, 4}, seqs(tx.DueDeliveries(c.now(), 0))); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]uint64{1, 3}, seqs(tx.DueDeliveries(c.now(), 2))); diff != "" {
			t.Error(diff)
		}
		if at, ok := tx.NextDeliveryAt(); !ok || !at.Equal(c.now()) {
			t.Errorf("next at %v", at)
		}
		due := tx.DueDeliveries(c.now(), 0)
		due[0].State, due[0].SentAt = messages.Sent, tx.Now()
		due[1].Attempts, due[1].NextAt, due[1].Failure = 1, tx.Now().Add(2*time.Hour), "transient (http 503)"
		due[2].State, due[2].Failure = messages.Failed, "permanent (40035)"
		for _, d := range due {
			tx.PutDelivery(d)
		}
		if n := tx.CountPending(); n != 2 {
			t.Errorf("%d pending", n)
		}
	})
	update(t, db, func(tx *Tx) {
		if ds := tx.DueDeliveries(c.now(), 0); len(ds) != 0 {
			t.Errorf("due: %v", seqs(ds))
		}
		if at, ok := tx.NextDeliveryAt(); !ok || !at.Equal(c.now().Add(time.Hour)) {
			t.Errorf("next at %v", at)
		}
		// In the order in which they were enqueued, not in that of their times.
		if diff := cmp.Diff([]uint64{2, 3}, seqs(tx.DueDeliveries(c.now().Add(3*time.Hour), 0))); diff != "" {
			t.Error(diff)
		}
		tx.Deliveries(func(d messages.Delivery) bool {
			if pending := d.State == messages.Pending; (d.Address.URL == secret) != pending {
				t.Errorf("delivery %d is %s with address %q", d.Seq, d.State, d.Address.URL)
			}
			return true
		})
		if _, fresh := tx.Enqueue(messages.Delivery{Key: "k0"}); fresh {
			t.Error("a sent delivery was enqueued again")
		}
		if d, ok := tx.DeliveryByKey("k3"); !ok || d.Failure != "permanent (40035)" {
			t.Errorf("%+v", d)
		}
		if _, ok := tx.DeliveryByKey("k9"); ok {
			t.Error("k9")
		}
		d, _ := tx.DeliveryByKey("k3") // an operator lets it try again
		d.State, d.NextAt = messages.Pending, time.Time{}
		tx.PutDelivery(d)
		if diff := cmp.Diff([]uint64{4}, seqs(tx.DueDeliveries(c.now(), 0))); diff != "" || tx.CountPending() != 3 {
			t.Errorf("%s %d", diff, tx.CountPending())
		}
	})
	db.Close()
	mustVerify(t, db.Path())
}

func TestDeliveryMisuse(t *testing.T) {
	db, _ := openNew(t)
	update(t, db, func(tx *Tx) { tx.Enqueue(messages.Delivery{Key: "k"}) })
	for name, fn := range map[string]func(*Tx){
		"no key":         func(tx *Tx) { tx.Enqueue(messages.Delivery{}) },
		"never enqueued": func(tx *Tx) { tx.PutDelivery(messages.Delivery{Seq: 7, Key: "k"}) },
		"another's seq":  func(tx *Tx) { tx.PutDelivery(messages.Delivery{Seq: 1, Key: "other"}) },
	} {
		if err := db.Update(context.Background(), func(tx *Tx) error { fn(tx); return nil }); !errors.Is(err, ErrMisuse) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
