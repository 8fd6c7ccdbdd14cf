package outbox

import (
	"context"
	"sync"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/time/rate"

	"pufabot/messages"
	"pufabot/store"
)

// Sender is one way out. parts is how many parts of a split message have gone in
// all, from d.Parts on; err is a *messages.SendError.
type Sender interface {
	Send(ctx context.Context, d messages.Delivery) (parts int, err error)
}

// Limit is how many messages one address may get in a span of time.
type Limit struct {
	Per   time.Duration
	Burst int
}

// Fallback finds another address for a delivery whose own is dead.
type Fallback func(messages.Delivery) (messages.Address, bool)

// Outbox sends what the store holds. Make it with [New].
type Outbox struct {
	db       *store.DB
	senders  map[messages.Channel]Sender
	limits   map[messages.Channel]Limit
	log      zerolog.Logger
	now      func() time.Time
	fallback Fallback
	wake     chan struct{}

	mu    sync.Mutex
	lanes map[string]*lane
}

// lane is one address at work.
type lane struct {
	busy  bool
	until time.Time // rests until then
	rate  *rate.Limiter
}

// New makes an outbox; nothing is sent before [Outbox.Run].
func New(db *store.DB, senders map[messages.Channel]Sender, limits map[messages.Channel]Limit,
	log zerolog.Logger, now func() time.Time) *Outbox {
	return &Outbox{db: db, senders: senders, limits: limits, log: log, now: now,
		wake: make(chan struct{}, 1), lanes: map[string]*lane{}}
}

// SetFallback says where deliveries go whose address is dead. Call it before Run.
func (o *Outbox) SetFallback(f Fallback) { o.fallback = f }

// Wake says that something was enqueued. It never blocks.
func (o *Outbox) Wake() {
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

// idle is how long the loop sleeps at most; a missed wake costs no more than that.
const idle = 30 * time.Second

// Run sends until ctx ends; what is in flight then is finished and stored.
func (o *Outbox) Run(ctx context.Context) error {
	var workers sync.WaitGroup
	defer workers.Wait()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-o.wake:
		case <-timer.C:
		}
		timer.Reset(o.dispatch(ctx, &workers))
	}
}

// dispatch gives every free address its next delivery, and tells how long
// nothing else will be due.
func (o *Outbox) dispatch(ctx context.Context, workers *sync.WaitGroup) time.Duration {
	now := o.now()
	var due []messages.Delivery
	next := now.Add(idle)
	err := o.db.View(func(tx *store.Tx) error {
		due = tx.DueDeliveries(now, 500)
		if at, ok := tx.NextDeliveryAt(); ok && at.After(now) && at.Before(next) {
			next = at
		}
		return nil
	})
	if err != nil {
		o.log.Error().Err(err).Msg("deliveries cannot be read")
		return idle
	}
	held := map[string]bool{} // an address whose earlier delivery waits
	for _, d := range due {
		name := laneName(d.Address)
		if held[name] {
			continue
		}
		held[name] = true
		if at, ok := o.claim(name, d.Address.Channel, now); !ok {
			if at.After(now) && at.Before(next) {
				next = at
			}
			continue
		}
		workers.Go(func() {
			o.deliver(ctx, d)
			o.release(name)
			o.Wake()
		})
	}
	return max(next.Sub(now), time.Millisecond)
}

func laneName(a messages.Address) string { return string(a.Channel) + "/" + a.Target }

// claim takes an address for one delivery. When it can't, at says from when on
// it might (zero: when the worker is done).
func (o *Outbox) claim(name string, c messages.Channel, now time.Time) (at time.Time, ok bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	l := o.lanes[name]
	if l == nil {
		l = &lane{}
		if limit, limited := o.limits[c]; limited {
			l.rate = rate.NewLimiter(rate.Every(limit.Per/time.Duration(limit.Burst)), limit.Burst)
		}
		o.lanes[name] = l
	}
	switch {
	case l.busy:
		return time.Time{}, false
	case l.until.After(now):
		return l.until, false
	}
	if l.rate != nil {
		r := l.rate.ReserveN(now, 1)
		if wait := r.DelayFrom(now); wait > 0 {
			r.CancelAt(now)
			return now.Add(wait), false
		}
	}
	l.busy = true
	return time.Time{}, true
}

func (o *Outbox) release(name string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.lanes[name].busy = false
}

// rest keeps a whole address quiet.
func (o *Outbox) rest(name string, until time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.lanes[name].until = until
}
