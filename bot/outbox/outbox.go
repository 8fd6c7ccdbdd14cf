package outbox

import (
	"context"
	"math"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/time/rate"

	"pufabot/messages"
	"pufabot/store"
)

// Sender is one way out.
type Sender interface {
	// Send sends the parts of a message that have not gone yet, from d.Parts on,
	// and gives how many have gone in all, also when it fails in between. Errors
	// are *messages.SendError; anything else counts as transient. Different
	// addresses are sent to at the same time, one address never is.
	Send(ctx context.Context, d messages.Delivery) (parts int, err error)
}

// Outbox sends what the store holds as pending.
type Outbox struct {
	db      *store.DB
	senders map[messages.Channel]Sender
	limits  map[messages.Channel]Limit
	log     zerolog.Logger
	now     func() time.Time
	// fallback is where a reply may go whose own address is dead; may be nil.
	fallback Fallback
	// fresh finds what has to be said now, sent hears what was said; may be nil.
	fresh Fresh
	sent  func(*store.Tx, messages.Delivery)

	wake chan struct{}
	done chan result

	// Only the dispatcher touches these.
	lanes  map[laneKey]*lane
	newest uint64 // the last delivery that was looked at
	flying int
}

// result is what became of an attempt.
type result struct {
	lane laneKey
	d    messages.Delivery // as written
	lost bool              // not written: forget it, the next start finds it again

	debt int // parts sent beyond the one that was paid for
}

// New makes an outbox. What is meant for a channel without a sender waits for one
// as for credentials; channels without a limit are not limited; limits hold for each target.
func New(db *store.DB, senders map[messages.Channel]Sender, limits map[messages.Channel]Limit, log zerolog.Logger, now func() time.Time) *Outbox {
	return &Outbox{db: db, senders: senders, limits: limits, log: log, now: now,
		wake: make(chan struct{}, 1), done: make(chan result), lanes: map[laneKey]*lane{}}
}

// Fallback finds another address for a reply whose own is dead.
type Fallback func(messages.Delivery) (messages.Address, bool)

// SetFallback says where a reply goes whose own address is dead. Call it before Run.
func (o *Outbox) SetFallback(f Fallback) { o.fallback = f }

// Fresh gives pending deliveries as they have to be sent now: with other words, with
// a State that says why they are pointless, or with a NextAt ahead that puts them off.
// It reads and never writes. It is asked once for all that go at one moment.
type Fresh func(*store.Tx) func(messages.Delivery) messages.Delivery

// SetFresh says how deliveries are looked at again before each attempt, and who
// hears, in the transaction that notes it, of each that was sent. Call it before Run.
func (o *Outbox) SetFresh(f Fresh, sent func(*store.Tx, messages.Delivery)) {
	o.fresh, o.sent = f, sent
}

// Wake tells that something was enqueued, or that the clock was moved. It never blocks.
func (o *Outbox) Wake() {
	select {
	case o.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// The dispatcher looks at least this often: a moved clock wakes nobody.
const lookEvery = 30 * time.Second

// Run sends until ctx ends, then waits for what is in flight. What was not sent
// stays in the store. Run may be called once.
func (o *Outbox) Run(ctx context.Context) error {
	// What is in flight outlives ctx by stopTimeout.
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer o.drain(cancel)
	if err := o.retry(ctx, o.loadPending); err != nil {
		return nil // stopped before it could begin
	}
	timer := time.NewTimer(lookEvery)
	defer timer.Stop()
	for {
		if err := o.loadNew(); err != nil {
			o.log.Error().Err(err).Msg("outbox cannot read")
		}
		timer.Reset(o.dispatch(work))
		select {
		case <-ctx.Done():
			return nil
		case <-o.wake:
		case r := <-o.done:
			o.land(r)
		case <-timer.C:
		}
	}
}

// retry repeats until it works or ctx ends.
func (o *Outbox) retry(ctx context.Context, fn func() error) error {
	for n := 1; ; n++ {
		err := fn()
		if err == nil {
			return nil
		}
		o.log.Error().Err(err).Msg("outbox cannot use the store")
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause(n)):
		}
	}
}

// loadPending finds what an earlier run has left.
func (o *Outbox) loadPending() error {
	return o.db.View(func(tx *store.Tx) error {
		o.newest = tx.LastDelivery()
		for _, d := range tx.DueDeliveries(time.Unix(math.MaxInt32*4, 0), 0) {
			if d.Into == "" {
				o.laneOf(keyOf(d.Address)).add(entryOf(d))
			}
		}
		return nil
	})
}

// loadNew finds what was enqueued since.
func (o *Outbox) loadNew() error {
	return o.db.View(func(tx *store.Tx) error {
		tx.DeliveriesAfter(o.newest, func(d messages.Delivery) bool {
			o.newest = d.Seq
			if d.State == messages.Pending {
				o.laneOf(keyOf(d.Address)).add(entryOf(d))
			}
			return true
		})
		return nil
	})
}

func (o *Outbox) laneOf(k laneKey) *lane {
	l, ok := o.lanes[k]
	if !ok {
		l = &lane{limiter: o.limits[k.channel].limiter()}
		o.lanes[k] = l
	}
	return l
}

// dispatch starts every head whose time has come and tells how long until the next.
func (o *Outbox) dispatch(work context.Context) time.Duration {
	now := o.now()
	wait := lookEvery
	var turns []*turn
	for k, l := range o.lanes {
		if l.busy {
			continue
		}
		e, at, ok := l.head(now)
		if !ok {
			if !l.rest.After(now) && (l.limiter.Limit() == rate.Inf || l.limiter.TokensAt(now) >= float64(l.limiter.Burst())) {
				delete(o.lanes, k) // nothing to remember
			}
			continue
		}
		if l.rest.After(at) && l.rest.Sub(now) <= longestWait {
			at = l.rest
		}
		if at.After(now) {
			l.late = l.late || l.rest.Equal(at)
			wait = min(wait, at.Sub(now))
			continue
		}
		r := l.limiter.ReserveN(now, 1)
		if delay := r.DelayFrom(now); delay > 0 {
			r.CancelAt(now)
			l.late = true
			wait = min(wait, delay)
			continue
		}
		l.busy = true
		turns = append(turns, &turn{lane: k, entry: e, behind: l.behind(e, now)})
	}
	if len(turns) > 0 {
		o.read(turns)
	}
	for _, t := range turns {
		o.flying++
		go o.work(work, t)
	}
	return max(wait, time.Millisecond)
}

// land takes in the result of an attempt.
func (o *Outbox) land(r result) {
	o.flying--
	l := o.laneOf(r.lane)
	l.busy = false
	l.remove(r.d.Seq)
	l.drop(r.d.With)
	if r.debt > 0 && l.limiter.Burst() > 0 {
		for range r.debt {
			l.limiter.ReserveN(o.now(), 1)
		}
	}
	if r.d.Failure != "" && keyOf(r.d.Address) == r.lane {
		l.rest = r.d.NextAt // also when this one was given up: the platform asked for a rest
	}
	if !r.lost && r.d.State == messages.Pending {
		o.laneOf(keyOf(r.d.Address)).add(entryOf(r.d))
	}
}

// drain waits for what is in flight; after stopTimeout it cuts it short.
func (o *Outbox) drain(cancel context.CancelFunc) {
	late := time.AfterFunc(stopTimeout, cancel)
	defer late.Stop()
	for o.flying > 0 {
		o.land(<-o.done)
	}
}
