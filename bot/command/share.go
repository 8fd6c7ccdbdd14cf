package command

import (
	"regexp"
	"strings"

	"pufabot/bot/ledger"
)

// This pass writes out figures that several names share, so that the rest of the
// parser sees each name with its own: 征文和宣讲都是2, 海报、漫画各1件, 征文、宣讲分别是2和3,
// 祁东、常宁答题分别是210和96, 三塘社区和万福社区各宣讲1场. What it cannot write out is left as it stands.

// mostShared is how many figures of a line are written out.
const mostShared = 4

// sharing is a run of names and what they share.
type sharing struct {
	from  int      // the first token of the names
	names [][2]int // tokens of each name, half open
	kind  class    // cItem, cUnit, cPlaceEnd, or cDayPart for days
	mid   int      // an item, of sessions unless units share it, between the names and the word that shares, or -1
}

// share writes out the first figure that is shared; ok is false where none is.
func (p *parse) share() (*parse, bool) {
	if p.nums == 0 || len(p.toks) < 4 || p.has&(cDistrib|cTotal|cWith) == 0 && !strings.Contains(p.s, "、") && !strings.Contains(p.s, "都") && !strings.Contains(p.s, "全是") {
		return p, false
	}
	r := &reporter{parse: p, unit: -1}
	var s sharing
	reset := func() { s = sharing{mid: -1} }
	reset()
	for i := 0; i < len(p.toks); {
		t := &p.toks[i]
		one := len(s.names) >= 2 && s.kind != cUnit && p.oneEach(s, i)
		if one || len(s.names) >= 2 && p.sharesFrom(i) && (s.kind != cUnit || p.txt(t) != "各" && p.txt(t) != "各自" || p.othersToo(len(s.names))) {
			if out, ok := r.spell(s, i, one); ok {
				q := p.with(out)
				q.spelled = true
				return q, true
			}
			return p, false
		}
		end, kind := r.sharer(i)
		switch {
		case end > i && kind == cItem && len(s.names) > 0 && s.kind != cItem && (s.kind == cUnit || r.g.item(t.w.items[0]).Kind == ledger.Sessions) && s.mid < 0:
			s.mid = i
		case end > i:
			if len(s.names) == 0 || s.kind != kind || s.mid >= 0 {
				reset()
				s.from, s.kind = i, kind
			}
			s.names = append(s.names, [2]int{i, end})
		case t.kind == kSep && t.strength <= sepComma, t.is(cWith), p.txt(t) == "以及", p.txt(t) == "还有":
			end = i + 1
		case t.kind == kNum && s.kind == cUnit && s.mid < 0 && t.num.value == len(s.names) && i+1 < len(p.toks) && unitCounts.MatchString(p.s[t.end:]): // 雁峰、石鼓、珠晖三个区
			for end = i + 1; end < len(p.toks) && p.toks[end].start < t.end+len(unitCounts.FindString(p.s[t.end:])); end++ {
			}
			p.weighAll(t.start, p.toks[end-1].end)
		default:
			reset()
			end = i + 1
		}
		i = end
	}
	return p, false
}

// unitCounts count the units that were named.
var unitCounts = regexp.MustCompile(`^个?(县市区|县区|区县|县|区|市|单位|家)`)

// sharer finds a name that may share a figure: an item, a day or a place.
func (r *reporter) sharer(i int) (int, class) {
	t := &r.toks[i]
	switch {
	case t.is(cItem) && len(t.w.items) == 1 && !t.w.soft && !t.sound:
		return i + 1, cItem
	case t.kind == kDate:
		return i + 1, cDayPart
	case r.beginsName(i):
		_, end := r.nameRun(i + 1)
		return end, cPlaceEnd
	case t.kind == kText || t.is(cPlaceEnd|cUnit|cEvent):
		if c, end := r.nameRun(i); c == cPlaceEnd {
			return end, cPlaceEnd
		} else if c == 0 && t.is(cUnit) && r.c.Role == ledger.Coordinator {
			return i + 1, cUnit
		}
	}
	return i, 0
}

// sharesFrom tells whether the word at i shares what follows among the names before it.
func (p *parse) sharesFrom(i int) bool {
	switch p.txt(&p.toks[i]) {
	case "各", "均", "分别", "各自", "都", "都是", "全是", "全都":
		return true
	}
	return false
}

// othersToo tells whether the line names more units than these, so that what each of
// these has is not all of it: 衡东、衡山各1篇,祁东2篇.
func (p *parse) othersToo(n int) bool {
	units, doubt := p.unitsIn(0, len(p.toks))
	return doubt == nil && len(units) > n
}

// oneEach tells whether a figure at i counts the very names before it: 海报、漫画共2件,
// 三塘社区、万福社区宣讲2场. Then each of them is one.
func (p *parse) oneEach(s sharing, i int) bool {
	if t := &p.toks[i]; t.is(cTotal) && i+1 < len(p.toks) {
		i++
	} else if s.mid < 0 {
		return false
	}
	for _, n := range s.names {
		if t := &p.toks[n[0]]; s.kind == cItem && (t.w.typ == "" || t.w.items[0] != p.toks[s.names[0][0]].w.items[0]) {
			return false
		}
	}
	t := &p.toks[i]
	return t.kind == kNum && t.num.odd == fine && !t.num.approx && t.num.value == len(s.names) && i+1 < len(p.toks) && p.toks[i+1].is(cMeasure) && !headMeasure(p.txt(&p.toks[i+1]))
}

// spell writes each name with its figure. A single figure goes to every name; with
// 分别 there must be as many as names.
func (r *reporter) spell(s sharing, at int, each bool) ([]token, bool) {
	var figs [][2]int
	named := s.mid >= 0
	heads := false
	first := at + 1
	if each && r.toks[at].kind == kNum {
		first = at
	}
	end := first
scan:
	for k := first; k < len(r.toks); k++ {
		t := &r.toks[k]
		switch {
		case t.kind == kNum:
			if t.num.odd != fine {
				return nil, false
			}
			f := [2]int{k, k + 1}
			if k+1 < len(r.toks) && r.toks[k+1].is(cMeasure) && !(r.toks[k+1].is(cItem) && len(figs) > 0) {
				f[1]++
				heads = heads || headMeasure(r.txt(&r.toks[k+1]))
			}
			figs = append(figs, f)
			k = f[1] - 1
			end = f[1]
		case t.is(cItem) && len(t.w.items) == 1 && s.kind != cItem && !named && r.g.item(t.w.items[0]).Kind == ledger.Sessions:
			named, end = true, k+1
		case t.kind == kSep && t.strength == sepSpace, t.kind == kSep && t.strength <= sepComma && len(figs) > 0 && k+1 < len(r.toks) && r.toks[k+1].kind == kNum,
			t.is(cWith) && len(figs) > 0, t.is(cFiller|cHold|cStage|cTotal|cSet|cAdd|cApproxPre) && !t.is(cItem|cUnit|cNeg|cPlan|cPoison) && len(figs) == 0:
		default:
			break scan
		}
	}
	one := r.txt(&r.toks[at]) != "分别"
	switch {
	case one && len(figs) != 1, !one && len(figs) != len(s.names):
		return nil, false
	case heads && s.kind != cItem && s.kind != cUnit: // 8号、10号各60人: sessions with as many heads, or one?
		return nil, false
	}
	out := append([]token(nil), r.toks[:s.from]...)
	comma := token{kind: kSep, strength: sepComma}
	for n, name := range s.names {
		if n > 0 {
			comma.start, comma.end = r.toks[name[0]].start, r.toks[name[0]].start
			out = append(out, comma)
		}
		out = append(out, r.toks[name[0]:name[1]]...)
		if s.mid >= 0 {
			out = append(out, r.toks[s.mid])
		}
		if one {
			out = append(out, r.toks[first:end]...)
			for k := range out[len(out)-(end-first):] {
				if t := &out[len(out)-(end-first)+k]; each && t.kind == kNum {
					t.num = number{value: 1, digits: t.num.digits}
				}
			}
			continue
		}
		out = append(out, r.toks[first:figs[0][0]]...)
		out = append(out, r.toks[figs[n][0]:figs[n][1]]...)
	}
	return append(out, r.toks[end:]...), true
}
