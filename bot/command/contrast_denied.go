package command

import (
	"slices"
	"strings"
)

// This file finds what a line takes back by 不是, and what it puts in its place.

// contrasting are words of a clause that takes names back, beside the names.
var contrasting = wordSet("的 地 要 别 说 让 叫 给 对 把 向 跟 和 我 你 我说 我说的 说的 想 那 这 那个 这个 单位 区 县 市 哦 啊 哈 呀 了 来 去 选 用 推")

// denial is a run of tokens that takes names back, 不是 included, and the one that puts
// others in their place; of the latter, none where names stand before it only.
type denial struct{ from, to, instead, end int }

// denials are the runs that take names back. It says false where 不是 stands right before
// a name and more than names follows.
func (p *parse) denials() (out []denial, sure bool) {
	if !containsAny(p.s, denyingNames) {
		return nil, true
	}
	for i := 0; i < len(p.toks); i++ {
		from, k := p.denies(i)
		if from < 0 {
			continue
		}
		d := denial{from: from, to: k, instead: -1}
		names, named := 0, true
		for ; d.to < len(p.toks) && named; d.to++ {
			t := &p.toks[d.to]
			if t.kind == kSep && t.strength >= sepComma || p.opensInstead(d.to) {
				break
			}
			switch {
			case slices.ContainsFunc(sorts[:], func(c class) bool { return p.sortName(t, c) != "" }):
				names++
			case t.kind == kSep, t.is(cWith), contrasting[p.txt(t)]:
			default:
				named = false
			}
		}
		if names == 0 {
			continue
		}
		if !named {
			return nil, !p.toks[k].is(cUnit)
		}
		if n := p.nextWord(d.to); n >= 0 && p.opensInstead(n) {
			d.instead = n
			_, d.end = p.clause(n)
			d.end++
		}
		out = append(out, d)
		i = d.to - 1
	}
	return out, true
}

// denyingNames take back what follows them.
var denyingNames = []string{"不是", "并非"}

// denies tells whether a denial opens at token i: where it begins, and what follows it;
// -1: none does. 是不是 asks.
func (p *parse) denies(i int) (from, next int) {
	t := &p.toks[i]
	next = i + 1
	switch {
	case p.txt(t) == "不是":
	case p.txt(t) == "并" && strings.HasPrefix(p.s[t.end:], "非"):
		next = i + 2
	default:
		return -1, 0
	}
	from = i
	for from > 0 && (p.txt(&p.toks[from-1]) == "而" || p.txt(&p.toks[from-1]) == "并") {
		from--
	}
	for next < len(p.toks) && contrasting[p.txt(&p.toks[next])] {
		next++
	}
	if next >= len(p.toks) {
		return -1, 0
	}
	return from, next
}

// opensInstead tells whether the clause of what is meant instead begins at token i.
func (p *parse) opensInstead(i int) bool {
	s := p.s[p.toks[i].start:]
	return p.txt(&p.toks[i]) != "是不是" && (strings.HasPrefix(s, "是") || strings.HasPrefix(s, "而是"))
}

// nextWord is the first token from i on that is no separator, or -1.
func (p *parse) nextWord(i int) int {
	for ; i < len(p.toks); i++ {
		if p.toks[i].kind != kSep {
			return i
		}
	}
	return -1
}
