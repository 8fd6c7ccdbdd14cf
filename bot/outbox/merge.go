package outbox

import (
	"context"

	"pufabot/messages"
	"pufabot/store"
)

const (
	// mergeBytes is how long a merged message may get: one part on every channel.
	mergeBytes = 1600
	// mergeMost is how many deliveries may go out as one.
	mergeMost = 10
)

// merge puts the words of the replies that wait behind one into it, so that a
// limited address is not told in minutes what it can be told at once. Only what was
// never tried is merged: under the key of something that may have been shown, a
// platform would not show anything else. The decision is written before anything
// is sent, so that every later attempt says the same.
func (o *Outbox) merge(ctx context.Context, d messages.Delivery, behind []entry) messages.Delivery {
	if len(behind) == 0 || !o.mergeable(d) {
		return d
	}
	var merged messages.Delivery
	err := o.db.Update(ctx, func(tx *store.Tx) error {
		merged = d
		if now, ok := tx.DeliveryByKey(d.Key); !ok || now.State != messages.Pending {
			return nil // somebody else has settled it
		}
		for _, e := range behind {
			f, ok := tx.DeliveryByKey(e.key)
			if !ok || !o.mergeable(f) {
				break // those behind it must not overtake it
			}
			both := messages.Together(merged.Message, f.Message)
			if len(messages.Render(both, messages.DialectText)) > mergeBytes {
				break
			}
			merged.Message = both
			merged.With = append(merged.With, f.Key)
			if f.Address.Expires.After(merged.Address.Expires) {
				merged.Address = f.Address // the younger reply address lives longer
			}
			f.Into = d.Key
			tx.PutDelivery(f)
		}
		tx.PutDelivery(merged)
		return nil
	})
	if err != nil {
		o.log.Error().Err(err).Msg("outbox cannot merge")
		return d // alone, then
	}
	return merged
}

// mergeable tells whether a delivery may share a message. Pushes are not merged
// here: whoever enqueues them has, and may find their words anew.
func (o *Outbox) mergeable(d messages.Delivery) bool {
	return d.Kind == messages.KindReply && d.State == messages.Pending && d.Attempts == 0 && d.Parts == 0 && d.Into == "" && len(d.Message.Attachments) == 0 &&
		(d.NotAfter.IsZero() || o.now().Before(d.NotAfter)) && d.Address.Channel != messages.ChanConsole
}

// settleWith gives those that went out with a delivery its outcome, and gives them.
func settleWith(tx *store.Tx, d messages.Delivery) (with []messages.Delivery) {
	if d.State == messages.Pending {
		return nil
	}
	for _, key := range d.With {
		f, ok := tx.DeliveryByKey(key)
		if !ok || f.Into != d.Key || f.State != messages.Pending {
			continue
		}
		f.State, f.SentAt, f.Failure = d.State, d.SentAt, d.Failure
		tx.PutDelivery(f)
		with = append(with, f)
	}
	return with
}
