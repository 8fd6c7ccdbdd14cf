package outbox

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"pufabot/messages"
	"pufabot/store"
)

const (
	firstWait   = 2 * time.Second
	longestWait = 5 * time.Minute
	authWait    = 15 * time.Minute
	limitWait   = time.Minute
	// maxAttempts with doubling waits is about two days of a platform's absence.
	maxAttempts = 600
	sendTimeout = 30 * time.Second
)

// deliver sends one delivery once and stores what came of it.
func (o *Outbox) deliver(ctx context.Context, d messages.Delivery) {
	now := o.now()
	if !d.NotAfter.IsZero() && now.After(d.NotAfter) {
		d.State = messages.Expired
		o.keep(ctx, d)
		return
	}
	parts, err := o.send(ctx, d)
	if ctx.Err() != nil && err != nil {
		return // stopped, not failed: the next start sends it
	}
	d.Parts, d.Attempts = max(parts, d.Parts), d.Attempts+1
	now = o.now()
	if err == nil {
		d.State, d.SentAt, d.Failure = messages.Sent, now, ""
	} else {
		o.judge(&d, err, now)
	}
	o.keep(ctx, d)
}

// send calls the sender; a panic of its is a failed attempt.
func (o *Outbox) send(ctx context.Context, d messages.Delivery) (parts int, err error) {
	sender, ok := o.senders[d.Address.Channel]
	if !ok {
		return d.Parts, &messages.SendError{Class: messages.Auth, Code: "channel off"}
	}
	defer func() {
		if p := recover(); p != nil {
			parts, err = d.Parts, &messages.SendError{Class: messages.Transient, Code: "panic"}
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	return sender.Send(ctx, d)
}

// judge decides what a failed attempt means for the delivery and its address.
func (o *Outbox) judge(d *messages.Delivery, err error, now time.Time) {
	var se *messages.SendError
	if !errors.As(err, &se) {
		se = &messages.SendError{Class: messages.Transient, Code: "unknown"}
	}
	d.Failure = fmt.Sprintf("%s %s", se.Class, se.Code)
	name := laneName(d.Address)
	switch se.Class {
	case messages.Permanent:
		d.State = messages.Failed
	case messages.Gone:
		o.reroute(d)
	case messages.Limited:
		wait := max(se.Wait, limitWait)
		if se.Wait > 0 {
			wait = se.Wait
		}
		d.NextAt = now.Add(wait)
		o.rest(name, d.NextAt)
	case messages.Auth:
		d.NextAt = now.Add(authWait)
		o.rest(name, d.NextAt)
	default:
		d.NextAt = now.Add(backoff(d.Attempts))
		o.rest(name, d.NextAt) // later messages of the chat must not overtake
	}
	if d.State == messages.Pending && d.Attempts >= maxAttempts {
		d.State = messages.Failed
	}
	o.log.Warn().Str("channel", string(d.Address.Channel)).Str("class", string(se.Class)).Str("code", se.Code).
		Uint64("delivery", d.Seq).Int("attempt", d.Attempts).Msg("delivery did not go")
}

// reroute gives a delivery with a dead address another one, if there is any.
func (o *Outbox) reroute(d *messages.Delivery) {
	if o.fallback != nil {
		if to, ok := o.fallback(*d); ok && to != d.Address {
			d.Address, d.Parts, d.NextAt = to, 0, o.now()
			return
		}
	}
	d.State = messages.Failed
}

// backoff doubles from two seconds to five minutes, with jitter of half its length.
func backoff(attempt int) time.Duration {
	wait := longestWait
	if attempt < 9 {
		wait = min(firstWait<<(attempt-1), longestWait)
	}
	return wait/2 + rand.N(wait/2+1)
}

// keep stores the outcome, even while stopping: what has gone out must not go twice.
func (o *Outbox) keep(ctx context.Context, d messages.Delivery) {
	err := o.db.Update(context.WithoutCancel(ctx), func(tx *store.Tx) error { tx.PutDelivery(d); return nil })
	if err != nil {
		o.log.Error().Err(err).Uint64("delivery", d.Seq).Msg("outcome of a delivery not stored")
		o.rest(laneName(d.Address), o.now().Add(firstWait)) // a full disk must not become a storm
	}
}
