package command

import (
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// Amendment is what a line changes of an order that waits for a yes, by itself or clause
// by clause: 不催了; 只催县,不催区; 作品也催; 改成下午3点; 私下催.
type Amendment struct {
	// Declines says that the order is called off, and nothing else.
	Declines bool
	// Only are the units that it is for instead, Add further ones, Drop those left out.
	Only, Add, Drop []ledger.UnitID
	// Items it is about instead, AddItems beside, DropItems no more.
	Items, AddItems, DropItems []ledger.ItemID
	// At is the time for it; Now says that it is at once.
	At  time.Time
	Now bool
	// Way is private or group.
	Way string
}

// The ways of an order.
const (
	WayPrivate = "private"
	WayGroup   = "group"
)

// Amendment reads a line as one that changes an order of a verb. It says false where
// the line has a word that has no part in that, or orders something by itself.
func (g *Grammar) Amendment(line string, c Context, of Verb) (Amendment, bool) {
	p := g.parse(strings.TrimRight(line, "吧。 !！~"), c)
	var a Amendment
	if p.asks() || p.has&cGripe != 0 {
		return a, false
	}
	any := false
	for _, cl := range p.pieces() {
		s, ok := p.amends(cl, of)
		if !ok || !a.take(s) {
			return Amendment{}, false
		}
		any = any || s.says != 0 || !s.at.IsZero()
	}
	if !any {
		return Amendment{}, false
	}
	if a.Declines {
		rest := a
		rest.Declines = false
		a.Declines = rest.Empty()
	}
	return a, true
}

// Empty tells whether it changes nothing.
func (a Amendment) Empty() bool {
	return !a.Declines && len(a.Only)+len(a.Add)+len(a.Drop)+len(a.Items)+len(a.AddItems)+len(a.DropItems) == 0 && a.At.IsZero() && !a.Now && a.Way == ""
}

// amending is what one clause says.
type amending struct {
	says amendWord // of all its words
	// standing says that it may be about an order that has been given.
	standing bool
	units    []ledger.UnitID
	items    []ledger.ItemID
	at       time.Time
}

// take adds what a clause says; false where that is not plain.
func (a *Amendment) take(s amending) bool {
	objects := len(s.units)+len(s.items) > 0
	if s.says&amAgain != 0 && s.says&amDeed != 0 {
		s.says |= amLater
	}
	switch way := s.says & (amAlone | amPublic); {
	case way == amAlone|amPublic || way != 0 && objects:
		return false
	case way == amAlone && s.says&amNot == 0, way == amPublic && s.says&amNot != 0:
		a.Way = WayPrivate
		return s.says&amLater == 0
	case way != 0:
		a.Way = WayGroup
		return s.says&amLater == 0
	}
	switch {
	case s.says&amNot != 0 && !s.at.IsZero(): // 明天别催: a rest of its own
		return false
	case s.says&amNot != 0 && objects:
		a.Drop, a.DropItems = append(a.Drop, s.units...), append(a.DropItems, s.items...)
	case s.says&amNot != 0, s.says&amLater != 0 && s.at.IsZero() && !objects:
		if s.says&(amAdd|amInstead|amOnly) != 0 {
			return false
		}
		a.Declines = true
	case !objects && !s.at.IsZero() && s.says&(amAdd|amOnly) == 0:
		a.At = s.at
	case !objects:
		a.Now = a.Now || s.says&amNow != 0
		return s.says&^(amSoft|amDeed|amNow) == 0
	case !s.at.IsZero(), s.says&(amOnly|amInstead|amAdd) == 0, s.says&amLater != 0:
		return false
	case s.says&amAdd != 0 && s.says&(amOnly|amInstead) == 0:
		a.Add, a.AddItems = append(a.Add, s.units...), append(a.AddItems, s.items...)
	default:
		a.Only, a.Items = append(a.Only, s.units...), append(a.Items, s.items...)
	}
	return true
}

// amends reads one clause: the units, items and times of it, and words of the tables
// around them, of which each letter must be.
func (p *parse) amends(c clause, of Verb) (s amending, ok bool) {
	from := p.toks[c.from].start
	timed := false
	for i := c.from; i < c.to; i++ {
		t := &p.toks[i]
		thing := true
		switch k := p.itemOf(t, false); {
		case t.is(cUnit):
			id, sure := p.unitOf(t)
			if !sure {
				return s, false
			}
			s.units = append(s.units, id)
		case k >= 0 && !t.sound:
			s.items = append(s.items, p.g.item(k).ID)
		case t.kind == kDate, t.kind == kClock, t.is(cDayPart):
			timed = true
		default:
			thing = false
		}
		if !thing {
			continue
		}
		if !p.amendWords(p.s[from:t.start], of, &s) {
			return s, false
		}
		from = t.end
	}
	if !p.amendWords(p.s[from:p.toks[c.to-1].end], of, &s) {
		return s, false
	}
	if timed {
		at, bad := p.when(c.from, c.to, true, false)
		switch {
		case s.says&amLater != 0 && s.says&amDeed == 0, bad == noTrouble && !at.After(p.now) && !p.hasHour(c) && ledger.DateOf(at) == ledger.DateOf(p.now): // 明天再说, 今天不催了
			return s, true
		case bad != noTrouble || !at.After(p.now):
			return s, false
		}
		s.at = at
	}
	return s, true
}

// hasHour tells whether a clause says at which hour.
func (p *parse) hasHour(c clause) bool {
	return slices.ContainsFunc(p.toks[c.from:c.to], func(t token) bool { return t.kind == kClock })
}

// amendWords reads letters as words of the tables; each of them must be one.
func (p *parse) amendWords(words string, of Verb, s *amending) bool {
	for words = strings.TrimLeft(words, amendMarks); words != ""; words = strings.TrimLeft(words, amendMarks) {
		class, n := amendWordAt(words, of)
		if s.standing {
			if c, m := standingWordAt(words); m >= n && m > 0 {
				class, n = c, m
			}
		}
		if n == 0 {
			return false
		}
		if class == amKind {
			s.units = append(s.units, p.g.unitsOfKind(words[:n])...)
		}
		s.says |= class
		words = words[n:]
	}
	return true
}

const amendMarks = " ,.、。!()~…"
