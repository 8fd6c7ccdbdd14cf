package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// This file adds up how many heard each of several sessions that are told by number
// alone: 宣讲2场,一场50人,一场60人 is 宣讲2场,共110人.

var (
	// eachOf begin such a list where the sessions are not counted once more.
	eachOf = wordSet("分别 分别是 分别为 分别有 分别来了 各 人数 人数分别 人数分别是 人数分别为 人数是 人数为 听众 听众分别 到场 到场分别")
	// oneAmong stand before one of the sessions, heard before its audience.
	oneAmong = wordSet("其中 另 另外 还有 前 后 有")
	cameTo   = wordSet("是 有 来了 到了 到 到场 参加 人数 听众 约 大约 大概 差不多 近 将近 去了 坐了 为")
	nearly   = wordSet("约 大约 大概 差不多 近 将近")
)

// mostEach is how many sessions are told so at most.
const mostEach = 9

// headsEach is the line with the audiences of its sessions added up.
func (p *parse) headsEach() *parse {
	if p.nums < 3 || !p.says(sessionMeasure) {
		return p
	}
	for i := range p.toks {
		of := &p.toks[i]
		if of.kind != kNum || of.num.odd != fine || of.num.approx || of.num.value < 2 || of.num.value > mostEach || i+1 == len(p.toks) || p.txt(&p.toks[i+1]) != "场" {
			continue
		}
		sum, measure, from, to := p.eachHeard(i+2, of.num.value)
		if measure == nil {
			continue
		}
		p.weighAll(p.toks[from].start, p.toks[to-1].end)
		at := p.toks[from].start
		out := append(slices.Clone(p.toks[:from]), token{kind: kWord, w: &togetherWord, start: at, end: at}, sum, *measure)
		return p.with(append(out, p.toks[to:]...))
	}
	return p
}

var (
	sessionMeasure = phraseList("场")
	// togetherWord is 共, which such a list stands for.
	togetherWord = word{text: "共", class: cTotal, unit: -1, event: -1}
)

// eachHeard adds up as many audiences as there were sessions, which are told from token i
// on; measure is nil where they are not, or where more is told of them.
func (p *parse) eachHeard(i, of int) (sum token, measure *token, from, to int) {
	for i < len(p.toks) && (p.toks[i].kind == kSep && p.toks[i].strength <= sepComma || p.held(&p.toks[i])) {
		i++
	}
	from = i
	listed := false
	for i < len(p.toks) && eachOf[p.txt(&p.toks[i])] {
		listed = true
		i++
	}
	told := 0
	for told < of && i < len(p.toks) {
		for i < len(p.toks) && (oneAmong[p.txt(&p.toks[i])] || told > 0 && (p.toks[i].kind == kSep && p.toks[i].strength <= sepComma || p.txt(&p.toks[i]) == "和")) {
			i++
		}
		if !listed {
			next := p.oneSession(i, told+1)
			if next == i {
				return sum, nil, 0, 0
			}
			i = next
		}
		approx := false
		for i < len(p.toks) && cameTo[p.txt(&p.toks[i])] {
			approx = approx || nearly[p.txt(&p.toks[i])]
			i++
		}
		if i == len(p.toks) || p.toks[i].kind != kNum || p.toks[i].num.odd != fine {
			return sum, nil, 0, 0
		}
		n := p.toks[i]
		n.num.approx = n.num.approx || approx || sum.num.approx
		n.num.value += sum.num.value
		sum = n
		told++
		for i++; i < len(p.toks) && (p.toks[i].is(cApproxPost) || p.txt(&p.toks[i]) == "个" || p.txt(&p.toks[i]) == "人"); i++ {
			if p.txt(&p.toks[i]) == "人" {
				measure = &p.toks[i]
			} else if p.toks[i].is(cApproxPost) {
				sum.num.approx = true
			}
		}
	}
	if told != of || i < len(p.toks) && p.toks[i].kind != kSep {
		return sum, nil, 0, 0
	}
	return sum, measure, from, i
}

// held tells whether a token names the item that the sessions are of: 又搞了2场宣讲.
func (p *parse) held(t *token) bool {
	k := p.itemOf(t, true)
	return k >= 0 && p.g.item(k).Kind == ledger.Sessions
}

// oneSession is the token after 一场 or 第二场 at i; i: neither is there.
func (p *parse) oneSession(i, nth int) int {
	if i >= len(p.toks) {
		return i
	}
	switch t := &p.toks[i]; {
	case t.kind == kNth && t.num.value == nth && strings.HasSuffix(p.txt(t), "场"):
		return i + 1
	case t.kind == kNum && t.num.value == 1 && t.num.odd == fine && i+1 < len(p.toks) && p.txt(&p.toks[i+1]) == "场":
		return i + 2
	}
	return i
}
