package scheduler

import (
	"bytes"
	"context"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"pufabot/messages"
	"pufabot/store"
)

// until sleeps to an instant of the bubble's clock.
func until(t time.Time) { time.Sleep(time.Until(t)) }

// created lists when deliveries were made, by the campaign's clock.
func created(t *testing.T, db *store.DB) []string {
	t.Helper()
	var out []string
	if err := db.View(func(tx *store.Tx) error {
		tx.Deliveries(func(d messages.Delivery) bool {
			out = append(out, d.Created.In(shanghai).Format("02 15:04:05"))
			return true
		})
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// The alarm rings on the second, not at the next heartbeat.
func TestRunFiresOnTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		until(at("2026-12-04 09:00:11"))
		db := openStore(t, articleOnly(t), consoleRoutes, time.Now)
		s := New(db, zerolog.Nop(), nil)
		ctx, cancel := context.WithCancel(context.Background())
		over := make(chan struct{})
		go func() { defer close(over); _ = s.Run(ctx) }()
		until(at("2026-12-05 13:00"))
		cancel()
		<-over
		want := []string{"04 09:30:00", "04 16:30:00", "04 17:00:00", "05 10:00:00", "05 11:30:00", "05 12:05:00"}
		if diff := cmp.Diff(want, created(t, db)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// A clock that jumps (a laptop that slept) is noticed at the next heartbeat, and
// what was missed is said once.
func TestRunNoticesAJump(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		until(at("2026-12-04 09:00"))
		var shift atomic.Int64
		db := openStore(t, articleOnly(t), consoleRoutes, func() time.Time { return time.Now().Add(time.Duration(shift.Load())) })
		s := New(db, zerolog.Nop(), nil)
		ctx, cancel := context.WithCancel(context.Background())
		over := make(chan struct{})
		go func() { defer close(over); _ = s.Run(ctx) }()
		time.Sleep(10 * time.Second)
		synctest.Wait()
		shift.Store(int64(7*time.Hour + 50*time.Minute)) // asleep over 9:30 and 16:30
		time.Sleep(heartbeat)
		synctest.Wait()
		if got := created(t, db); len(got) != 1 || got[0] > "04 16:50:40" {
			t.Errorf("after waking up: %v, want one message within a heartbeat", got)
		}
		shift.Store(0) // and back again
		time.Sleep(7 * time.Hour)
		synctest.Wait()
		if got := created(t, db); len(got) != 1 {
			t.Errorf("after the clock was set back: %v", got)
		}
		cancel()
		<-over
	})
}

// A panic in one run must not stop the runs after it, and its words stay out of the log.
func TestRunOutlivesAPanic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		until(at("2026-12-04 09:29"))
		broken := true
		var log bytes.Buffer
		db := openStore(t, articleOnly(t), consoleRoutes, time.Now)
		s := New(db, zerolog.New(&log), func() {
			if broken {
				broken = false
				panic("a secret")
			}
		})
		ctx, cancel := context.WithCancel(context.Background())
		over := make(chan struct{})
		go func() { defer close(over); _ = s.Run(ctx) }()
		until(at("2026-12-04 16:59"))
		synctest.Wait()
		if diff := cmp.Diff([]string{"04 09:30:00", "04 16:30:00"}, created(t, db)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		cancel()
		<-over
		if bytes.Contains(log.Bytes(), []byte("secret")) || !bytes.Contains(log.Bytes(), []byte("panicked")) {
			t.Errorf("log: %s", log.Bytes())
		}
	})
}
