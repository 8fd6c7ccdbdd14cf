package scheduler

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// agenda is slots in the order of time, found by their keys and subjects: when every
// one of thousands of units has a moved deadline, there are tens of thousands.
type agenda struct {
	slots []Slot
	at    map[string]int // of the slots, by key
	// of are the slots of each subject, in the order of time.
	of map[subject][]Slot
}

func newAgenda(slots []Slot) *agenda {
	a := &agenda{slots: slots, at: make(map[string]int, len(slots)), of: map[subject][]Slot{}}
	for i, s := range slots {
		a.at[s.Key] = i
		a.of[s.subject()] = append(a.of[s.subject()], s)
	}
	return a
}

// find gives the slots with some keys, in the order of the plan.
func (a *agenda) find(keys []string) []Slot {
	var places []int
	for _, k := range keys {
		if i, ok := a.at[k]; ok {
			places = append(places, i)
		}
	}
	slices.Sort(places)
	var out []Slot
	for _, i := range slices.Compact(places) {
		out = append(out, a.slots[i])
	}
	return out
}

// after gives the slots that lie after an instant, in the order of time.
func (a *agenda) after(t time.Time) []Slot {
	i, _ := slices.BinarySearchFunc(a.slots, t, func(s Slot, t time.Time) int {
		if s.At.After(t) {
			return 1
		}
		return -1
	})
	return a.slots[i:]
}

// newest keeps of each subject the last slot: it speaks for those before it.
func newest(list []Slot) []Slot {
	later := map[subject]bool{}
	for i := len(list) - 1; i >= 0; i-- {
		if s := list[i].subject(); later[s] {
			list = slices.Delete(list, i, i+1)
		} else {
			later[s] = true
		}
	}
	return list
}

// isLast tells whether no slot of the subject lies between now and a due instant
// that is near.
func (a *agenda) isLast(s Slot, now time.Time) bool {
	if s.Kind != messages.KindReminder || s.Due.Sub(now) > lastDay {
		return false
	}
	of := a.of[s.subject()]
	return len(of) == 0 || !of[len(of)-1].At.After(now)
}

// laterToday tells whether another slot of the subject follows on the same day
// that will need the day's budget.
func (a *agenda) laterToday(c ledger.Campaign, s Slot, now time.Time) bool {
	today := ledger.DateOf(now.In(c.Zone))
	return slices.ContainsFunc(a.of[s.subject()], func(o Slot) bool {
		at := Effective(c, o)
		return o.At.After(now) && ledger.DateOf(at.In(c.Zone)) == today && !a.isLast(o, at)
	})
}
