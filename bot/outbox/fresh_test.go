package outbox

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/messages"
	"pufabot/store"
)

// one looks at each delivery without the store.
func one(fresh func(messages.Delivery) messages.Delivery) Fresh {
	return func(*store.Tx) func(messages.Delivery) messages.Delivery { return fresh }
}

// What goes out together is looked at in one go; what cannot be read holds up nobody else.
func TestOneLookForAWave(t *testing.T) {
	for damaged, most := range map[bool]int{false: 1, true: 31} {
		synctest.Test(t, func(t *testing.T) {
			f := newFake()
			b := start(t, filepath.Join(t.TempDir(), "x.db"), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
			looks := 0
			b.out.SetFresh(func(tx *store.Tx) func(messages.Delivery) messages.Delivery {
				looks++
				return func(d messages.Delivery) messages.Delivery {
					if damaged && d.Key == "d7" {
						tx.Enqueue(messages.Delivery{}) // fails, and so does the whole look
					}
					return d
				}
			}, nil)
			var wave []messages.Delivery
			for i := range 30 {
				wave = append(wave, to(fmt.Sprintf("d%d", i), messages.ChanConsole, fmt.Sprint(i)))
			}
			b.enqueue(wave...)
			b.run()
			time.Sleep(time.Minute)
			synctest.Wait()
			want := len(wave)
			if damaged {
				want--
			}
			if got := len(f.keys()); got != want || looks > most {
				t.Errorf("damaged %v: %d of %d sent after %d looks", damaged, got, want, looks)
			}
			b.close()
		})
	}
}

// Before each attempt a delivery is looked at again: other words go out, what is
// pointless does not, and what is put off lets pass what comes after it.
func TestFreshBeforeEachAttempt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		b := start(t, filepath.Join(t.TempDir(), "x.db"), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
		begin := time.Now()
		var sent []string
		b.out.SetFresh(one(func(d messages.Delivery) messages.Delivery {
			switch d.Key {
			case "pointless":
				d.State, d.Failure = messages.Expired, "settled"
			case "night":
				if time.Since(begin) < time.Hour {
					d.NextAt, d.Attempts, d.Failure = begin.Add(time.Hour), 0, ""
				}
			case "stale":
				d.Message = messages.Message{Title: "fresh"}
			}
			return d
		}), func(tx *store.Tx, d messages.Delivery) { sent = append(sent, d.Key) })
		b.run()
		b.enqueue(to("pointless", messages.ChanConsole, "a"), to("night", messages.ChanConsole, "a"), to("stale", messages.ChanConsole, "a"))
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		if diff := cmp.Diff([]string{"stale", "night"}, f.keys()); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if diff := cmp.Diff([]string{"stale", "night"}, sent); diff != "" {
			t.Errorf("noted (-want +got):\n%s", diff)
		}
		if d := b.delivery("pointless"); d.State != messages.Expired || d.Failure != "settled" || d.Attempts != 0 {
			t.Errorf("pointless: %s %s after %d attempts", d.State, d.Failure, d.Attempts)
		}
		if d := b.delivery("stale"); d.Message.Title != "fresh" {
			t.Errorf("kept %q, which is not what was said", d.Message.Title)
		}
		b.close()
	})
}

// What a later message has taken over while an attempt was under way stays so when
// the attempt fails, and counts as sent when it works.
func TestTakenOverDuringAnAttempt(t *testing.T) {
	for _, test := range []struct {
		name   string
		answer error
		want   messages.DeliveryState
	}{{"it fails", fails(messages.Transient, 0), messages.Expired}, {"it works", nil, messages.Sent}} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newFake()
				f.takes = 10 * time.Second
				f.script["x"] = []error{test.answer}
				b := start(t, filepath.Join(t.TempDir(), "x.db"), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
				b.run()
				b.enqueue(to("x", messages.ChanConsole, "a"))
				time.Sleep(time.Second)
				d := b.delivery("x")
				d.State, d.Failure = messages.Expired, "merged"
				if err := b.db.Update(context.Background(), func(tx *store.Tx) error { tx.PutDelivery(d); return nil }); err != nil {
					t.Fatal(err)
				}
				time.Sleep(time.Hour)
				synctest.Wait()
				if got := b.delivery("x"); got.State != test.want || len(f.keys()) != 1 {
					t.Errorf("%s after %d sendings, want %s after one", got.State, len(f.keys()), test.want)
				}
				b.close()
			})
		})
	}
}

// A store that takes nothing for a while makes nothing be said twice; what somebody else
// has sent is neither sent nor heard of again.
func TestOutcomeOutlivesTheStoresTrouble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
		var heard []string
		begin := time.Now()
		b.out.SetFresh(nil, func(tx *store.Tx, d messages.Delivery) {
			if time.Since(begin) < time.Minute {
				tx.Enqueue(messages.Delivery{}) // fails, and so does the writing
				return
			}
			heard = append(heard, d.Key)
		})
		b.run()
		later := to("later", messages.ChanConsole, "a")
		later.NextAt = begin.Add(time.Hour)
		b.enqueue(to("now", messages.ChanConsole, "a"), later)
		time.Sleep(time.Second)
		done := b.delivery("later")
		done.State = messages.Sent
		if err := b.db.Update(context.Background(), func(tx *store.Tx) error { tx.PutDelivery(done); return nil }); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		if d := b.delivery("now"); d.State != messages.Sent || len(f.keys()) != 1 || fmt.Sprint(heard) != "[now]" {
			t.Errorf("%s after %v, heard of %v", d.State, f.keys(), heard)
		}
		b.close()
	})
}

// A clock that is set back by a day does not put off the next attempt by a day.
func TestClockSetBackBetweenAttempts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.script["k"] = []error{fails(messages.Transient, 0)}
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
		begin := time.Now()
		b.out.now = func() time.Time {
			if time.Since(begin) > 0 {
				return time.Now().Add(-24 * time.Hour)
			}
			return time.Now()
		}
		b.out.SetFresh(one(func(d messages.Delivery) messages.Delivery { return d }), nil)
		b.run()
		b.enqueue(to("k", messages.ChanConsole, "a"))
		time.Sleep(2 * lookEvery)
		synctest.Wait()
		if got := len(f.keys()); got != 2 {
			t.Errorf("%d attempts", got)
		}
		b.close()
	})
}
