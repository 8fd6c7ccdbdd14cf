package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// This file reads what is chosen for the province in place of something else: 不选祁东的了,
// 换衡东的报省局; 报省局的征文由祁东换成衡东. What is turned down is never chosen with the
// rest; it is taken from those chosen before.

// turnedDown and chosen are the verdicts that such words stand for; inItsPlace stands
// between what is exchanged.
var (
	turnedDown = word{text: "不选报", class: cVerdict, verdict: "unselect", unit: -1, event: -1}
	inItsPlace = word{text: "换", class: cFiller, unit: -1, event: -1}
	chosen     = word{text: "选报", class: cVerdict, verdict: "select", unit: -1, event: -1}
)

var (
	// refusals and choosers begin and end what turns something down: 不|选, 别|推荐.
	refusals = wordSet("不 别 莫 不再 先不 就不 不要 不用")
	choosers = wordSet("选 用 要 推 送 推荐 报送 选送 选报 上报")
	// refusedAlone turn something down by themselves.
	refusedAlone = wordSet("不要 不用 不要了 不用了")
	// instead put what follows in the place of what was turned down.
	instead = wordSet("换 换成 换为 换作 换上 改 改成 改为 改选 改用 改推 改报 选 用 要 推 送 上 由")
)

// choices gives each clause of a coordinator's line about what goes to the province its
// verdict behind its units. It is the same line where nothing is turned down. It says
// false where it cannot tell what is chosen instead: 不选祁东的,其他的都报省局.
func (p *parse) choices() (*parse, bool) {
	if p.c.Role != ledger.Coordinator || p.nums > 0 || p.asks() || !containsAny(p.s, []string{"不", "别", "莫", "换"}) {
		return p, true
	}
	q := p.exchanged()
	var toks []token
	down, up, open := false, false, false
	for _, c := range q.clauses() {
		no := q.refusal(c)
		verdict := q.verdictIn(c)
		if no.to > 0 && (verdict == "" || verdict == "select" || verdict == "unselect") {
			toks, down = q.choice(toks, c, no, &turnedDown), true
		} else if start := q.insteadIn(c); q.classIn(c.from, c.to-1, cUnit) && (verdict == "select" || verdict == "" && start.to > 0) {
			toks, up = q.choice(toks, c, start, &chosen), true
		} else {
			if verdict != "" && verdict != "select" {
				return p, true
			}
			open = open || verdict != ""
			toks = append(toks, q.toks[c.from:c.to]...)
		}
		if c.to < len(q.toks) {
			toks = append(toks, q.toks[c.to])
		}
	}
	switch {
	case down && !up && open:
		return p, false
	case !down || !up && !q.refuses():
		return p, true
	}
	return p.over(toks), true
}

// refuses tells whether the line says by itself that something is not chosen: 不选祁东的了.
func (p *parse) refuses() bool {
	for i := range p.toks[:len(p.toks)-1] {
		if n := &p.toks[i+1]; refusals[p.txt(&p.toks[i])] && (p.txt(n) == "选" || n.is(cVerdict) && n.w.verdict == "select") {
			return true
		}
	}
	return false
}

// choice appends a clause with its verdict at its end, without the words that say so now.
func (p *parse) choice(toks []token, c, said clause, w *word) []token {
	for i := c.from; i < c.to; i++ {
		if i >= said.from && i < said.to || p.toks[i].is(cVerdict) && !p.toks[i].is(cItem) {
			p.weigh(i)
			continue
		}
		toks = append(toks, p.toks[i])
	}
	end := p.toks[c.to-1].end
	return append(toks, token{kind: kWord, w: w, start: end, end: end})
}

// refusal is what turns down the units of a clause; empty where nothing does.
func (p *parse) refusal(c clause) (no clause) {
	if !p.classIn(c.from, c.to-1, cUnit) {
		return no
	}
	for i := c.from; i < c.to; i++ {
		s := p.txt(&p.toks[i])
		switch {
		case p.toks[i].is(cVerdict) && p.toks[i].w.verdict == "unselect":
			return clause{i, i + 1}
		case refusals[s] && i+1 < c.to && (choosers[p.txt(&p.toks[i+1])] || p.toks[i+1].is(cVerdict) && p.toks[i+1].w.verdict == "select"):
			return clause{i, i + 2}
		case s == "不报" && i+1 < c.to && strings.HasPrefix(p.txt(&p.toks[i+1]), "省"):
			return clause{i, i + 2}
		case refusedAlone[s]:
			no = clause{i, i + 1}
		}
	}
	return no
}

// insteadIn are the words at the head of a clause that put its units in the place of others.
func (p *parse) insteadIn(c clause) clause {
	i := c.from
	for i < c.to && (instead[p.txt(&p.toks[i])] || p.toks[i].w == &inItsPlace || i > c.from && p.toks[i].is(cFiller) && !p.toks[i].is(cUnit|cVerdict)) {
		i++
	}
	if i == c.from || i == c.to || !p.toks[i].is(cUnit|cItem) {
		return clause{}
	}
	return clause{c.from, i}
}

// verdictIn is the verdict of a clause; empty: none, or more than one.
func (p *parse) verdictIn(c clause) (v string) {
	for i := c.from; i < c.to; i++ {
		if t := &p.toks[i]; t.is(cVerdict) && !t.is(cItem) {
			if v != "" && v != t.w.verdict {
				return "several"
			}
			v = t.w.verdict
		}
	}
	return v
}

// exchanged parts the clause that puts one unit in another's place: 由祁东换成衡东.
func (p *parse) exchanged() *parse {
	toks := make([]token, 0, len(p.toks)+4)
	found := false
	for i := range p.toks {
		t := &p.toks[i]
		before, after := p.prev(i), p.next(i)
		if !found && exchanges[p.txt(t)] && before >= 0 && after >= 0 && p.has&cVerdict != 0 && p.toks[before].is(cUnit|cItem) && p.toks[after].is(cUnit) {
			if from, _ := p.clause(i); p.classIn(from, before, cUnit) {
				found = true
				toks = append(toks, token{kind: kWord, w: &turnedDown, start: t.start, end: t.end}, token{kind: kSep, strength: sepComma, start: t.end, end: t.end},
					token{kind: kWord, w: &inItsPlace, start: t.end, end: t.end})
				p.weigh(i)
				continue
			}
		}
		toks = append(toks, *t)
	}
	if !found {
		return p
	}
	// the verdict of the first part is that of the second
	for i := range toks {
		if toks[i].w == &turnedDown {
			break
		}
		if toks[i].is(cVerdict) && toks[i].w.verdict == "select" {
			toks[i].w = &meantUnit
		}
	}
	return p.with(toks)
}

// exchanges put what follows in the place of what stands before.
var exchanges = wordSet("换 换成 换为 换作 改成 改为 改选 改用")
