package console

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// fakePlay is a rehearsal with a reminder to the group every day at ten.
type fakePlay struct {
	b *bench

	stands atomic.Pointer[time.Time] // read by the console while a move is under way

	mu    sync.Mutex
	moves []Move
	fail  error
	again int

	restarted chan struct{}
}

var (
	playStart = time.Date(2026, 12, 1, 8, 0, 0, 0, testNow.Location())
	playEnd   = time.Date(2026, 12, 6, 0, 0, 0, 0, testNow.Location())
)

func (f *fakePlay) now() time.Time { return *f.stands.Load() }

func (f *fakePlay) Clock() (Clock, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := Clock{Now: f.now(), Last: playEnd}
	if next := f.next(); !next.After(playEnd) {
		c.Next = next
	}
	return c, f.fail
}

func (f *fakePlay) next() time.Time {
	at := ledger.DateOf(f.now()).At(ledger.Clock{Hour: 10}, f.now().Location())
	if !at.After(f.now()) {
		at = at.AddDate(0, 0, 1)
	}
	return at
}

func (f *fakePlay) Play(ctx context.Context, m Move) ([]string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.moves = append(f.moves, m)
	for next := f.next(); !next.After(m.To); next = f.next() {
		f.stands.Store(&next)
		d := delivery("remind/"+next.Format(time.DateOnly), "group/work", receipt(messages.Envelope{Text: "x"}))
		d.Kind = messages.KindReminder
		if _, err := f.b.Send(ctx, d); err != nil {
			return nil, err
		}
		if m.Next {
			return nil, nil
		}
	}
	f.stands.Store(&m.To)
	return []string{"16:00 征文：都报齐了，没有打扰"}, f.fail
}

func (f *fakePlay) Restart(context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.again++
	f.restarted <- struct{}{}
	f.stands.Store(&playStart)
	return f.fail
}

func rehearsing(t *testing.T) (*bench, *fakePlay) {
	b := newBench(t)
	f := &fakePlay{b: b, restarted: make(chan struct{}, 9)}
	f.stands.Store(&playStart)
	b.now = f.now
	var days []Day
	for d := ledger.DateOf(playStart); d.Before(ledger.DateOf(playEnd)); d = d.AddDays(1) {
		day := Day{Date: d}
		if d.Day == 5 {
			day.Rest, day.Marks = true, []string{"署名文章截止"}
		}
		days = append(days, day)
	}
	b.Rehearse(f, days)
	return b, f
}
