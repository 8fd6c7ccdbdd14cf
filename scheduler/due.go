package scheduler

import (
	"time"

	"pufabot/bot/ledger"
)

// Verdict is what becomes of a slot whose instant has come.
type Verdict struct {
	Slot
	// Why is the reason not to speak; empty: speak.
	Why string
}

// The reasons for which a slot whose instant has come is not said.
const (
	WhyPast     = "past due"             // its due instant has gone; the coordinator's list tells
	WhyMerged   = "caught up by a later" // a later slot of the same subject speaks for it
	WhyBefore   = "before the first start"
	WhyNobody   = "nobody missing"
	WhyHeldBack = "everybody missing is silenced, has acknowledged or was told today"
	WhyNoWay    = "no address to send to"
	WhyTold     = "the coordinator was told that it did not arrive"
	WhyUnknown  = "no longer in the plan"
)

// Due tells what to do at now about the slots, sorted by time, that have no
// firing yet. Slots ahead and slots held back by quiet hours are not in the answer.
//
// last is when the slots were looked at before; zero means that this is the first
// start, and what lies wholly in the past is not made up for. A clock that was set
// back needs no care: what has fired is not among the slots any more, but for what
// fired while the clock was ahead, see [store.Tx.Fired].
func Due(c ledger.Campaign, slots []Slot, last, now time.Time) []Verdict {
	var out []Verdict
	latest := map[subject]int{} // subject → index of the slot that will speak
	for _, s := range slots {
		if s.At.After(now) {
			break
		}
		v := Verdict{Slot: s}
		switch {
		case last.IsZero() && s.Due.IsZero():
			v.Why = WhyBefore
		case !s.Due.IsZero() && !now.Before(s.Due):
			v.Why = WhyPast
		case Held(c, s, now):
			continue
		default:
			if i, ok := latest[s.subject()]; ok {
				out[i].Why = WhyMerged
			}
			latest[s.subject()] = len(out)
		}
		out = append(out, v)
	}
	return out
}
