package scheduler

import (
	"strings"
	"testing"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// The opening goes out once, on the first working day, and nobody who starts
// later hears it; a year without a calendar is said aloud.
func TestOpening(t *testing.T) {
	p := december(t)
	p.Campaign.Start = day("2026-12-05") // a Saturday
	s := openingSlots(p)[0]
	if s.Key != "opening/2026-12/2026-12-07T09:00" {
		t.Errorf("opens at %s", s.Key)
	}
	p.Campaign.Start, p.People = day("2026-12-01"), nil
	d := newDesk(t, p, consoleRoutes)
	var group, note int
	for _, x := range d.fire("2026-12-01 09:00") {
		switch {
		case x.Kind == messages.KindDigest && strings.Contains(text(x), "还没有联络员的（22）"):
			note++
		case x.To.Group != "":
			group++
		}
	}
	if group != 1 || note != 1 {
		t.Errorf("%d openings and %d notes", group, note)
	}
	late := newDesk(t, p, consoleRoutes)
	for _, x := range late.fire("2026-12-02 09:00") {
		t.Errorf("on the second day: %s", text(x))
	}
	p.Calendar = &ledger.Calendar{}
	unknown := newDesk(t, p, consoleRoutes)
	said := ""
	for _, x := range unknown.fire("2026-12-01 09:00") {
		said += text(x)
	}
	if !strings.Contains(said, "没有 2026 年的放假调休安排") {
		t.Errorf("the missing year is not told: %s", said)
	}
}
