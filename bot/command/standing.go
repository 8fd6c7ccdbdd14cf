package command

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// Standing is what a line says of a nudge that has been ordered for later: that it is off
// (下午那个不催了, 取消下午3点的催办), at what other time it is to go out (改到5点), whom it
// leaves out, or whether it still stands.
type Standing struct {
	Off, Asks bool
	// To is the other time, of the order's own day unless Dated, in the half of it that
	// is nearer to the order's unless Halved.
	To            time.Time
	Dated, Halved bool
	// About says that the line speaks of a nudge, or of its time.
	About bool
	Drop  []ledger.UnitID
	Items []ledger.ItemID
	// When is the time of the order that is meant; Exact: to the minute, Half: to the half
	// of the day, else to the day. Zero: none is named.
	When        time.Time
	Exact, Half bool
}

// standingWords are further words about such an order, standingAsks those that ask.
var (
	standingWords = amendWordTable(map[amendWord]string{
		amNot:     "取消 撤销 撤回 撤掉 撤了 删 停掉 作废",
		amInstead: "提前到 提前 推迟到 推迟 延后到 延迟到 延后 调整到 调整为 调到 挪到",
		amSoft:    "定时 定好 定的 安排 安排的 计划 一次 那次 那一次 任务 说好 刚才 刚刚 之前 原来 原定 改一下 时间",
	})
	standingAsks = strings.NewReplacer("吗", "", "么", "", "还", "", "?", "", "？", "", "几点", "", "什么时候", "", "会不会", "", "是不是", "", "是", "", "要不要", "", "呢", "")
)

func standingWordAt(s string) (class amendWord, end int) {
	for i, n := 0, 0; i < len(s) && n < longestAmendWord; n++ {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if c := standingWords[s[:i]]; c != 0 {
			class, end = c, i
		}
	}
	return class, end
}

// Standing reads a line as one about a nudge that has been ordered. It says false where
// the line has a word that has no part in that.
func (g *Grammar) Standing(line string, c Context) (Standing, bool) {
	p := g.parse(strings.TrimRight(line, "吧。 !！~"), c)
	var out Standing
	if p.asks() {
		out.Asks = true
		p = g.parse(standingAsks.Replace(line), c)
	}
	if p.has&(cAllUnits|cGripe|cOwing) != 0 || len(p.toks) == 0 {
		return out, false
	}
	var all amendWord
	for _, cl := range p.pieces() {
		s, ok := p.standingClause(cl)
		if !ok || s.says&(amAlone|amPublic|amAdd|amOnly|amKind|amNow) != 0 {
			return out, false
		}
		timed := !s.at.IsZero()
		switch {
		case s.says&amNot != 0 && s.says&amInstead != 0:
			return out, false
		case s.says&amNot != 0:
			out.Off = out.Off || len(s.units) == 0
			out.Drop = append(out.Drop, s.units...)
		case len(s.units) > 0:
			return out, false
		case s.says&amInstead != 0 && timed:
			out.To, timed = s.at, false
			out.Dated, out.Halved = p.daySaid(cl.from, cl.to), p.classIn(cl.from, cl.to-1, cDayPart)
		}
		if timed {
			out.When, out.Exact, out.Half = s.at, p.hasHour(cl), p.classIn(cl.from, cl.to-1, cDayPart)
		}
		out.Items = append(out.Items, s.items...)
		all |= s.says
	}
	if out.Off && !out.To.IsZero() { // 下午的不催了,改到5点
		out.Off = false
	}
	out.About = all&amDeed != 0 || !out.When.IsZero()
	return out, (out.About || !out.To.IsZero()) && (out.Asks || out.Off || len(out.Drop) > 0 || !out.To.IsZero())
}

// standingClause reads one clause, in which a time may be that of the order.
func (p *parse) standingClause(c clause) (amending, bool) {
	s := amending{standing: true}
	from := p.toks[c.from].start
	timed := false
	for i := c.from; i < c.to; i++ {
		t := &p.toks[i]
		k := p.itemOf(t, false)
		time := t.kind == kDate || t.kind == kClock || t.is(cDayPart)
		if !t.is(cUnit) && (k < 0 || t.sound) && !time {
			continue
		}
		if t.is(cUnit) {
			id, sure := p.unitOf(t)
			if !sure {
				return s, false
			}
			s.units = append(s.units, id)
		} else if !time {
			s.items = append(s.items, p.g.item(k).ID)
		}
		timed = timed || time
		if !p.amendWords(p.s[from:t.start], Nudge, &s) {
			return s, false
		}
		from = t.end
	}
	if !p.amendWords(p.s[from:p.toks[c.to-1].end], Nudge, &s) {
		return s, false
	}
	if timed {
		at, bad := p.when(c.from, c.to, true, false)
		if bad != noTrouble {
			return s, false
		}
		s.at = at
	}
	return s, true
}

// Fits tells whether an order that goes out at a time may be meant.
func (s Standing) Fits(at time.Time, items []ledger.ItemID) bool {
	if slices.ContainsFunc(s.Items, func(x ledger.ItemID) bool { return !slices.Contains(items, x) }) {
		return false
	}
	switch when := s.When; {
	case when.IsZero():
		return true
	case s.Exact:
		return when.Equal(at)
	default:
		at = at.In(when.Location())
		return ledger.DateOf(when) == ledger.DateOf(at) && (!s.Half || (when.Hour() < 12) == (at.Hour() < 12))
	}
}

// Moved is the time to which an order for a time is moved; zero: it is not.
func (s Standing) Moved(at time.Time) time.Time {
	if s.To.IsZero() || s.Dated {
		return s.To
	}
	to := ledger.DateOf(at).At(ledger.Clock{Hour: s.To.Hour(), Minute: s.To.Minute()}, at.Location())
	other := to.Add(12 * time.Hour)
	if to.Hour() >= 12 {
		other = to.Add(-12 * time.Hour)
	}
	if !s.Halved && at.Sub(other).Abs() < at.Sub(to).Abs() {
		return other
	}
	return to
}
