package commandtest

import (
	"encoding/json"
	"fmt"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
)

// Speaker is who a corpus means by a unit, or by coordinator, observer and unbound.
func Speaker(unit string) command.Speaker {
	switch ledger.Role(unit) {
	case ledger.Coordinator, ledger.Observer, ledger.Unbound:
		return command.Speaker{Role: ledger.Role(unit)}
	}
	return command.Speaker{Role: ledger.Contact, Unit: ledger.UnitID(unit)}
}

// Now parses the time of a case.
func Now(s string) (time.Time, error) {
	for _, layout := range []string{"2006-01-02T15:04Z07:00", time.RFC3339, "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("time %q is not like 2026-12-03T10:00+08:00", s)
}

// Acts are the acts of a reading as JSON, the way explain prints them.
func Acts(r command.Reading) []Act {
	if r.Outcome == command.Ask || r.Outcome == command.Unknown || r.Outcome == command.Ignore {
		return nil
	}
	var out []Act
	var acts []command.Act
	for _, a := range r.Acts {
		acts = append(acts, a.Spread()...)
	}
	for _, a := range acts {
		data, err := json.Marshal(a)
		if err != nil {
			continue
		}
		m := Act{}
		if json.Unmarshal(data, &m) == nil {
			out = append(out, m)
		}
	}
	return out
}
