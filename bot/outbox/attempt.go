package outbox

import (
	"context"
	"fmt"

	"github.com/rs/zerolog"

	"pufabot/messages"
	"pufabot/store"
)

// turn is a delivery whose turn it is.
type turn struct {
	lane   laneKey
	entry  entry
	behind []entry // what may be merged into it

	d       messages.Delivery // as it has to be sent now
	pending bool
	err     error
}

// work sends one delivery, with what may be merged into it, and writes what became of it.
func (o *Outbox) work(ctx context.Context, t *turn) {
	k, e := t.lane, t.entry
	r := result{lane: k, d: messages.Delivery{Seq: e.seq}}
	defer func() { o.done <- r }()
	if t.err != nil {
		o.log.Error().Err(t.err).Msg("outbox cannot read")
		r.d = messages.Delivery{Seq: e.seq, Key: e.key, State: messages.Pending, Attempts: 1, NextAt: o.now().Add(longPause),
			Address: messages.Address{Channel: k.channel, Target: k.target}} // remembered, not written
		return
	}
	if !t.pending {
		return // somebody else has settled it
	}
	d := o.merge(ctx, t.d, t.behind)
	before := d.Parts
	if d.State == messages.Pending && !d.NextAt.After(o.now()) { // otherwise found pointless or put off
		d = o.attempt(ctx, d)
	}
	r.debt = d.Parts - before - 1
	r.d, r.lost = d, !o.write(ctx, d)
}

// read finds the deliveries of all whose turn it is as they have to be sent now, in one
// look at the store: a wave of reminders is thousands. When one of them cannot be read
// each is looked at alone, so that only that one waits.
func (o *Outbox) read(turns []*turn) {
	err := o.db.View(func(tx *store.Tx) error {
		var fresh func(messages.Delivery) messages.Delivery
		if o.fresh != nil {
			fresh = o.fresh(tx)
		}
		for _, t := range turns {
			d, ok := tx.DeliveryByKey(t.entry.key)
			t.pending = ok && d.State == messages.Pending
			if t.pending && fresh != nil {
				d.NextAt = o.now() // its turn has come; only fresh can put it off again
				d = fresh(d)
			}
			t.d = d
		}
		return nil
	})
	for i, t := range turns {
		if t.err = err; err != nil && len(turns) > 1 {
			o.read(turns[i : i+1])
		}
	}
}

// attempt makes one attempt, or finds that it is too late for one.
func (o *Outbox) attempt(ctx context.Context, d messages.Delivery) messages.Delivery {
	now := o.now()
	if !d.NotAfter.IsZero() && now.After(d.NotAfter) {
		d.State = messages.Expired
		o.told(d, nil)
		return d
	}
	var parts int
	err := error(&messages.SendError{Class: messages.Gone, Code: "expired"})
	if d.Address.Expires.IsZero() || now.Before(d.Address.Expires) {
		parts, err = o.send(ctx, d)
	}
	d = o.settle(d, parts, err, o.now())
	o.told(d, err)
	return d
}

// send calls the sender, which may panic.
func (o *Outbox) send(ctx context.Context, d messages.Delivery) (parts int, err error) {
	if d.Address.Channel == messages.ChanInline {
		return 0, nil // it went out in the answer to the callback
	}
	s, ok := o.senders[d.Address.Channel]
	if !ok {
		return d.Parts, &messages.SendError{Class: messages.Auth, Code: "channel off"} // it may be switched on again
	}
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	defer func() {
		if p := recover(); p != nil {
			parts, err = d.Parts, fmt.Errorf("%w", errPanic) // the panic's value may hold anything
		}
	}()
	return s.Send(ctx, d)
}

// write keeps an outcome, however long the store takes to take it: sending again
// instead would say it twice. It gives up only when the outbox stops. What somebody
// else has settled in the meantime stays so, unless it has just been sent.
func (o *Outbox) write(ctx context.Context, d messages.Delivery) bool {
	put := func() error {
		return o.db.Update(context.WithoutCancel(ctx), func(tx *store.Tx) error {
			now, ok := tx.DeliveryByKey(d.Key)
			if ok && now.State != messages.Pending && d.State != messages.Sent {
				return nil
			}
			tx.PutDelivery(d)
			for _, x := range append(settleWith(tx, d), d) {
				if x.State == messages.Sent && o.sent != nil {
					o.sent(tx, x)
				}
			}
			return nil
		})
	}
	return o.retry(ctx, put) == nil
}

// told logs an outcome: never the words, the target or the address.
func (o *Outbox) told(d messages.Delivery, err error) {
	level := zerolog.DebugLevel
	switch {
	case d.State == messages.Failed || d.State == messages.Expired || err != nil && messages.ClassOf(err) == messages.Auth:
		level = zerolog.ErrorLevel
	case err != nil:
		level = zerolog.WarnLevel
	}
	o.log.WithLevel(level).Uint64("delivery", d.Seq).Str("kind", string(d.Kind)).Str("channel", string(d.Address.Channel)).
		Str("state", string(d.State)).Str("failure", d.Failure).Int("attempt", d.Attempts).Msg("delivery attempted")
}
