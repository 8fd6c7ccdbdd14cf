package wecom

import (
	"errors"
	"sync"
	"time"

	"pufabot/messages"
)

const (
	// patience is how long a callback waits for the bot before it answers with an
	// unfinished stream; WeCom gives up after 5 s (D101031).
	patience = 4 * time.Second
	// pollsFor is how long WeCom asks for the rest of a stream (6 minutes, D100719),
	// and a little more.
	pollsFor = 7 * time.Minute
	// maxRecent bounds what is remembered of it.
	maxRecent = 4096
)

// work is the bot's work on one message: done closes when it has ended.
type work struct {
	done  chan struct{}
	reply messages.Message
	err   error
	at    time.Time
}

// finished tells whether the work has ended, after waiting for it for a while.
func (w *work) finished(wait time.Duration) bool {
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-w.done:
		return true
	case <-t.C:
		return false
	}
}

var errPanic = errors.New("wecom: the bot panicked")

// recent remembers the work behind the streams that WeCom may still ask for. It
// does not survive a restart, and need not: who asks then is told that it is over.
type recent struct {
	now func() time.Time

	mu    sync.Mutex
	byID  map[string]*work
	order []string
}

func newRecent(now func() time.Time) *recent { return &recent{now: now, byID: map[string]*work{}} }

// join gives the work on a message, and begins it when there is none or what there
// was has failed.
func (r *recent) join(id string, begin func() (messages.Message, error)) *work {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.forget()
	if w, ok := r.byID[id]; ok && !w.failed() {
		return w
	}
	w := &work{done: make(chan struct{}), at: r.now()}
	r.byID[id] = w
	r.order = append(r.order, id)
	go func() {
		defer close(w.done)
		defer func() {
			if recover() != nil { // one bad message must not take the others with it
				w.err = errPanic
			}
		}()
		w.reply, w.err = begin()
	}()
	return w
}

func (r *recent) find(id string) (*work, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	w, ok := r.byID[id]
	return w, ok
}

// forget drops what nobody will ask for any more. Called with the lock held.
func (r *recent) forget() {
	for len(r.order) > 0 {
		w, ok := r.byID[r.order[0]]
		if ok && len(r.order) < maxRecent && r.now().Sub(w.at) < pollsFor {
			return
		}
		delete(r.byID, r.order[0])
		r.order = r.order[1:]
	}
}

// failed tells whether the work has ended without success.
func (w *work) failed() bool {
	select {
	case <-w.done:
		return w.err != nil
	default:
		return false
	}
}
