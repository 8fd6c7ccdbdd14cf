package outbox

import (
	"errors"
	"fmt"
	"time"

	"pufabot/messages"
)

// errPanic is the outcome of a sender that panicked.
var errPanic = errors.New("sender panicked")

// settle writes the outcome of one attempt into the delivery. For every class:
//
//	nil        sent
//	transient  again with backoff, for a day or until NotAfter; after five panics failed
//	limited    again after the wait that the platform asked for; the address rests
//	auth       again every quarter of an hour, for a day or until NotAfter
//	gone       a reply goes to another address if there is one, else failed
//	permanent  failed
//
// parts is how many parts have gone in all.
func (o *Outbox) settle(d messages.Delivery, parts int, err error, now time.Time) messages.Delivery {
	d.Attempts++
	d.Parts = max(d.Parts, parts)
	if err == nil {
		d.State, d.SentAt, d.Failure = messages.Sent, now, ""
		return d
	}
	class, code, wait := classify(err)
	d.Failure = fmt.Sprintf("%s %s", class, code)
	switch class {
	case messages.Permanent:
		d.State = messages.Failed
		return d
	case messages.Gone:
		return o.elsewhere(d, now)
	case messages.Limited:
		if wait <= 0 {
			wait = limitedPause
		}
	case messages.Auth:
		wait = max(wait, rarely())
	default:
		wait = max(wait, pause(d.Attempts))
		if errors.Is(err, errPanic) && d.Attempts >= maxPanics {
			d.State = messages.Failed
			return d
		}
	}
	d.NextAt = now.Add(min(wait, longestWait))
	switch {
	case !d.NotAfter.IsZero() && d.NextAt.After(d.NotAfter):
		d.State = messages.Expired
	case now.Sub(d.Created) > keepTrying:
		d.State = messages.Failed
	}
	return d
}

func classify(err error) (class messages.Class, code string, wait time.Duration) {
	var se *messages.SendError
	switch {
	case errors.As(err, &se):
		return se.Class, se.Code, se.Wait
	case errors.Is(err, errPanic):
		return messages.Transient, "panic", 0
	}
	return messages.Transient, "unknown", 0 // the error's own words may hold a URL
}

// elsewhere gives a reply whose address is dead another one, once per address.
func (o *Outbox) elsewhere(d messages.Delivery, now time.Time) messages.Delivery {
	d.State = messages.Failed
	if o.fallback == nil || d.Kind != messages.KindReply {
		return d
	}
	a, ok := o.fallback(d)
	gaveUp := d.Address.ReqID != "" && a.ReqID == "" // the same chat, without the tie to a message
	if !ok || a == d.Address || keyOf(a) == keyOf(d.Address) && d.Attempts > 1 && !gaveUp {
		return d
	}
	if a.Channel != d.Address.Channel {
		d.Parts = 0 // another channel cuts elsewhere
	}
	d.Address, d.State, d.NextAt = a, messages.Pending, now
	return d
}
