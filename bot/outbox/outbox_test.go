package outbox

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/messages"
)

func TestOrderPerAddress(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.script["a1"] = []error{fails(messages.Transient, 0), fails(messages.Transient, 0)}
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
		b.run()
		b.enqueue(to("a1", messages.ChanConsole, "a"), to("a2", messages.ChanConsole, "a"), to("a3", messages.ChanConsole, "a"))
		time.Sleep(time.Minute)
		synctest.Wait()
		want := []string{"a1", "a1", "a1", "a2", "a3"}
		if diff := cmp.Diff(want, f.keys()); diff != "" {
			t.Errorf("a later message overtook an earlier one (-want +got):\n%s", diff)
		}
		b.close()
	})
}

func TestSlowChannelHoldsUpNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow, fast := newFake(), newFake()
		slow.takes = time.Hour
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanWeComWebhook: slow, messages.ChanConsole: fast}, nil)
		b.run()
		b.enqueue(to("slow", messages.ChanWeComWebhook, "g"), to("fast", messages.ChanConsole, "a"))
		synctest.Wait()
		if diff := cmp.Diff([]sent{{"fast", 0}}, fast.calls); diff != "" {
			t.Errorf("fast channel (-want +got):\n%s", diff)
		}
		time.Sleep(sendTimeout + time.Second)
		synctest.Wait()
		if d := b.delivery("slow"); d.State != messages.Pending || d.Attempts != 1 {
			t.Errorf("hanging sender: %s after %d attempts, want pending after 1", d.State, d.Attempts)
		}
		b.close()
	})
}

func TestPlannedForLaterHoldsUpNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
		b.run()
		later := to("later", messages.ChanConsole, "a")
		later.NextAt = time.Now().Add(2 * time.Hour)
		b.enqueue(later, to("now", messages.ChanConsole, "a"))
		time.Sleep(3 * time.Hour)
		synctest.Wait()
		want := []sent{{"now", 0}, {"later", 2 * time.Hour}}
		if diff := cmp.Diff(want, f.calls); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		b.close()
	})
}
