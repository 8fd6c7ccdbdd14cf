package bot

import (
	"testing"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
)

// What was read ahead holds for the same speaker and minute, and for one turn.
func TestAheadIsTakenOnce(t *testing.T) {
	now := time.Date(2026, 12, 3, 10, 0, 20, 0, time.UTC)
	contact := command.Speaker{Role: ledger.Contact, Unit: "qidong"}
	made := func() *ahead {
		return &ahead{who: contact, now: now, fresh: true, reading: command.Reading{Line: "征文1篇"}}
	}
	var none *ahead
	if _, ok := none.take(contact, now); ok {
		t.Error("a reading out of nothing")
	}
	for name, test := range map[string]struct {
		who  command.Speaker
		now  time.Time
		want bool
	}{
		"same minute": {contact, now.Add(39 * time.Second), true},
		"next minute": {contact, now.Add(40 * time.Second), false},
		"other unit":  {command.Speaker{Role: ledger.Contact, Unit: "hengdong"}, now, false},
		"other role":  {command.Speaker{Role: ledger.Observer}, now, false},
	} {
		a := made()
		r, ok := a.take(test.who, test.now)
		if ok != test.want || ok && r.Line != "征文1篇" {
			t.Errorf("%s: %v %q", name, ok, r.Line)
		}
		if _, again := a.take(contact, now); again && test.want {
			t.Errorf("%s: taken twice", name)
		}
	}
}
