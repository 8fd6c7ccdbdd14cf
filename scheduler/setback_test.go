package scheduler

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// said goes through instants and gives what was said at each, in the order of time.
func (d *desk) said(instants ...string) []string {
	var out []string
	for _, when := range instants {
		for _, x := range d.fire(when) {
			out = append(out, when+" "+string(x.Kind)+" "+text(x))
		}
	}
	return out
}

// A clock that was ahead for a while costs no reminder: when it is right again,
// everything is said at its time, as if nothing had been.
func TestClockThatWasAhead(t *testing.T) {
	days := []string{"2026-12-03 10:00", "2026-12-03 16:30", "2026-12-04 09:30", "2026-12-04 16:30", "2026-12-05 10:00", "2026-12-05 11:30", "2026-12-05 12:05"}
	want := newDesk(t, articleOnly(t), consoleRoutes).said(days...)
	if len(want) < 4 {
		t.Fatalf("only %d messages in the plan", len(want))
	}
	for wrong, early := range map[string]string{"2026-12-20 10:00": "", "2099-01-01 00:00": "", // what units have heard too early they do not hear again
		"2026-12-04 18:00": "2026-12-04 16:30", "2026-12-05 11:45": "2026-12-05 11:30"} {
		d := newDesk(t, articleOnly(t), consoleRoutes)
		d.fire("2026-12-02 10:00")
		d.fire(wrong)
		rest := slices.DeleteFunc(slices.Clone(want), func(said string) bool { return early != "" && strings.HasPrefix(said, early) })
		if len(rest) < len(want)-1 {
			t.Fatal("the plan says more than one thing at once")
		}
		if diff := cmp.Diff(rest, d.said(days...)); diff != "" {
			t.Errorf("ahead until %s (-without +with):\n%s", wrong, diff)
		}
	}
}

// A clock that falls behind, by seconds or, as one without a battery, by years, and is
// put right, repeats nothing.
func TestClockThatWasBehind(t *testing.T) {
	for _, back := range []string{"2026-12-04 16:29", "2026-12-04 15:31", "2026-12-01 00:00", "1970-01-01 00:00"} {
		d := newDesk(t, articleOnly(t), consoleRoutes)
		if said := d.said("2026-12-03 10:00", "2026-12-03 16:30", "2026-12-04 09:30", "2026-12-04 16:30"); len(said) == 0 {
			t.Fatal("nothing was said")
		}
		if said := d.said(back, "2026-12-04 16:30", "2026-12-04 16:31"); len(said) > 0 {
			t.Errorf("set back to %s: said again: %v", back, said)
		}
	}
}
