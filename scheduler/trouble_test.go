package scheduler

import (
	"strings"
	"testing"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// A reminder that does not arrive is told to the coordinator, once while it waits
// and once when it is lost, many in one message.
func TestFailuresAreTold(t *testing.T) {
	d := newDesk(t, articleOnly(t), consoleRoutes)
	d.fire("2026-12-04 09:30")
	d.down = true
	d.fire("2026-12-04 16:30")
	fails(d, messages.Auth)
	if got := d.fire("2026-12-04 16:40"); len(got) != 0 {
		t.Errorf("told too soon: %s", text(got[0]))
	}
	got := d.fire("2026-12-04 16:46")
	if len(got) != 1 || got[0].To.Role != ledger.Coordinator || !strings.Contains(text(got[0]), "平台不认密钥") || !strings.Contains(text(got[0]), "署名文章") {
		t.Fatalf("after a quarter of an hour: %v", got)
	}
	if again := d.fire("2026-12-04 16:50"); len(again) != 0 {
		t.Errorf("told again: %s", text(again[0]))
	}
	d.do(func(tx *store.Tx) { d.s.settled.Store(0) }) // as after a restart
	if again := d.fire("2026-12-04 16:51"); len(again) != 0 {
		t.Errorf("told again after a restart: %s", text(again[0]))
	}
	fails(d, messages.Permanent)
	got = d.fire("2026-12-04 16:55")
	if len(got) != 1 || !strings.Contains(text(got[0]), "没送到") {
		t.Errorf("when it was lost: %v", got)
	}
	d.do(func(tx *store.Tx) { d.s.settled.Store(0) })
	for _, x := range d.fire("2026-12-02 10:00") { // the clock was ahead; what was told was told
		if strings.Contains(text(x), "没送到") {
			t.Errorf("told again by a clock that was put right: %s", text(x))
		}
	}
}
