package sheet

import (
	"testing"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
	"pufabot/messages/dossiertest"
)

// A list for the coordinator reminds nobody.
func TestListsAreNoReminders(t *testing.T) {
	d := dossiertest.December()
	g := d.Open()[0]
	sent := d.At.Add(-time.Hour)
	list := dossier.Reminder{SentAt: sent, Kind: messages.KindDigest, To: messages.To{Role: ledger.Coordinator},
		About: []ledger.ItemID{g.Item.ID}, Units: []ledger.UnitID{g.Unit.ID}}
	d.Reminders = []dossier.Reminder{list}
	b := &book{d: &d}
	if n, last := b.reminded(g); n != 0 || !last.IsZero() {
		t.Error(n, last)
	}
	list.To = messages.To{Group: "work"}
	d.Reminders = append(d.Reminders, list)
	if n, last := b.reminded(g); n != 1 || !last.Equal(sent) {
		t.Error(n, last)
	}
}
