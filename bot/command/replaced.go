package command

import (
	"cmp"
	"slices"
	"strings"
)

// Replaced is an earlier line with what a correction of it gives in place of the only
// thing of its kind: 答题98 and 108, 明天上午有人值班 and 下午. It says false where the
// correction has anything else, or leaves open what it is instead of.
func (g *Grammar) Replaced(before, correction string, c Context) (string, bool) {
	old, now := g.parse(before, c), g.parse(correction, c)
	kinds := map[kind]bool{}
	out, shift := old.s, 0
	var put []inPlace
	for i := 0; i < len(now.toks); i++ {
		t := &now.toks[i]
		if t.kind == kSep || t.is(cFiller|cYes|cSet) && !t.is(cUnit|cMeasure) {
			continue
		}
		key, end := now.thing(i)
		if key == kText || kinds[key] {
			return "", false
		}
		kinds[key] = true
		at, ok := old.only(key, now.measureAfter(i))
		if !ok {
			return "", false
		}
		w := inPlace{from: old.toks[at].start, to: old.toks[at].end, text: now.s[t.start:t.end]}
		if key == kNum && end > i+1 {
			w.text = now.s[t.start:now.toks[end-1].end]
			if old.measureAfter(at) != "" {
				w.to = old.toks[old.next(at)].end
			}
		}
		put, i = append(put, w), end-1
	}
	if len(put) == 0 {
		return "", false
	}
	if typed, ok := asTyped(before, old.s, put); ok {
		return typed, true
	}
	slices.SortFunc(put, func(a, b inPlace) int { return cmp.Compare(a.from, b.from) })
	for _, w := range put {
		out = out[:w.from+shift] + w.text + out[w.to+shift:]
		shift += len(w.text) - (w.to - w.from)
	}
	return out, true
}

// asTyped puts the changes into the line as it was typed, where it has the words that
// change just once.
func asTyped(typed, read string, put []inPlace) (string, bool) {
	for _, w := range put {
		was := read[w.from:w.to]
		if strings.Count(typed, was) != 1 {
			return "", false
		}
		typed = strings.Replace(typed, was, w.text, 1)
	}
	return typed, true
}

// inPlace is what comes in place of some bytes of a line.
type inPlace struct {
	from, to int
	text     string
}

// thing is the kind of what stands at token i, and where it ends; kText: nothing that a
// correction can give by itself. Day parts are of the kind of hours that have no figure.
func (p *parse) thing(i int) (kind, int) {
	t := &p.toks[i]
	switch {
	case t.kind == kNum && t.num.odd == fine:
		if n := p.next(i); n >= 0 && p.measureAfter(i) != "" {
			return kNum, n + 1
		}
		return kNum, i + 1
	case t.kind == kDate, t.kind == kClock, t.kind == kTitle:
		return t.kind, i + 1
	case t.is(cDayPart):
		return kAside, i + 1
	case t.is(cUnit):
		return kWord, i + 1
	}
	return kText, i + 1
}

// measureAfter is the measure word of the figure at token i.
func (p *parse) measureAfter(i int) string {
	if n := p.next(i); p.toks[i].kind == kNum && n >= 0 && p.toks[n].is(cMeasure|cForeign) {
		return p.txt(&p.toks[n])
	}
	return ""
}

// only is the one thing of a kind in the line; of figures, the one with the measure, else
// the one without any.
func (p *parse) only(key kind, measure string) (int, bool) {
	count := func(such func(i int) bool) (at, n int) {
		for i := range p.toks {
			if k, _ := p.thing(i); k == key && such(i) {
				at, n = i, n+1
			}
		}
		return at, n
	}
	if key == kNum && measure != "" {
		at, n := count(func(i int) bool { return p.measureAfter(i) == measure })
		if n == 0 {
			at, n = count(func(i int) bool { return p.measureAfter(i) == "" })
		}
		return at, n == 1
	}
	at, n := count(func(int) bool { return true })
	return at, n == 1
}
