package outbox

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/messages"
)

func TestUnsentSurvivesRestart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := dbPath(t)
		f := newFake()
		f.script["a1"] = []error{fails(messages.Transient, 0), fails(messages.Transient, 0), fails(messages.Transient, 0)}
		senders := map[messages.Channel]Sender{messages.ChanConsole: f}
		b := start(t, path, senders, nil)
		b.run()
		b.enqueue(to("a1", messages.ChanConsole, "a"), to("a2", messages.ChanConsole, "a"))
		synctest.Wait()
		b.close()
		if d := kept(t, path, "a1"); d.State != messages.Pending || d.Attempts != 1 {
			t.Fatalf("after the stop: %s, %d attempts", d.State, d.Attempts)
		}

		b = start(t, path, senders, nil)
		b.run()
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		want := []string{"a1", "a1", "a1", "a1", "a2"}
		if diff := cmp.Diff(want, f.keys()); diff != "" {
			t.Errorf("over a restart (-want +got):\n%s", diff)
		}
		b.close()
	})
}

func TestStopFinishesWhatIsInFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := dbPath(t)
		f := newFake()
		f.takes = 3 * time.Second
		b := start(t, path, map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
		b.run()
		b.enqueue(to("k", messages.ChanConsole, "a"), to("next", messages.ChanConsole, "a"))
		synctest.Wait()
		b.close()
		if d := kept(t, path, "k"); d.State != messages.Sent {
			t.Errorf("in flight: %s, want sent", d.State)
		}
		if d := kept(t, path, "next"); d.State != messages.Pending {
			t.Errorf("behind it: %s, want pending", d.State)
		}
	})
}

func TestStopDoesNotWaitForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.takes = time.Hour
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
		b.run()
		b.enqueue(to("k", messages.ChanConsole, "a"))
		synctest.Wait()
		began := time.Now()
		b.close()
		if took := time.Since(began); took > stopTimeout {
			t.Errorf("stop took %v", took)
		}
	})
}
