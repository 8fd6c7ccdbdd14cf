package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// thenWords join a second order to the first.
var thenWords = strings.Fields("再 然后 顺便 另外 同时 并且 并 还有 最后 接着 随后 也 还要")

// twoOrders reads a coordinator's line of two orders in clauses of their own, one of them
// for a file, or each for units of its own: 催一下没交总结的,再给我导一份excel. Neither is
// dropped for the other, and no unit gets what another is meant for.
func (p *parse) twoOrders() (Reading, bool) {
	if p.c.Role != ledger.Coordinator || p.orderAt("export", "picture", "pack", "nudge") < 0 || p.asks() {
		return Reading{}, false
	}
	cut, now, turns := 0, "", 0
	wants := map[string]bool{}
	for _, c := range p.clauses() {
		w := p.wantsIn(c)
		if w == "" {
			continue
		}
		if now != "" && w != now {
			cut = p.toks[c.from].start
			turns++
		}
		now, wants[w] = w, true
	}
	each := wants["nudge"] && wants["extend"]
	if each && turns > 1 && p.has&cUnit != 0 { // 给常宁延到22号,催一下耒阳,再导出excel
		return p.ask(AskMixed, p.whole()), true
	}
	if turns != 1 || wants["several"] || !wants["file"] && !each {
		return Reading{}, false
	}
	first, second := p.part(Span{0, cut}), p.part(Span{p.afterThen(cut), len(p.s)})
	for _, r := range [...]*Reading{&first, &second} {
		if r.Outcome != Apply && r.Outcome != Confirm || len(r.Acts) == 0 || each && len(r.Acts[0].Units) == 0 {
			return Reading{}, false
		}
	}
	p.weighAll(0, len(p.s)) // each part was covered by itself
	if second.Outcome == Confirm && first.Outcome == Apply {
		first.Outcome, first.Question = second.Outcome, second.Question
	}
	first.Acts = append(first.Acts, second.Acts...)
	return first, true
}

// wantsIn is what a clause orders; verdicts and silence are told apart from orders, and
// different ones in one clause are several.
func (p *parse) wantsIn(c clause) (want string) {
	for i := c.from; i < c.to; i++ {
		w := ""
		switch t := &p.toks[i]; {
		case t.is(cOrder) && (t.w.order == "export" || t.w.order == "picture" || t.w.order == "pack"):
			w = "file"
		case t.is(cOrder):
			w = t.w.order
		case t.is(cVerdict) && !t.is(cItem):
			w = t.w.verdict
		case p.spares(t):
			w = "silence"
		}
		if w != "" && want != "" && w != want {
			return "several"
		}
		if w != "" {
			want = w
		}
	}
	return want
}

// afterThen is where the second order begins behind the words that join it.
func (p *parse) afterThen(at int) int {
	for again := true; again; {
		again = false
		for _, w := range thenWords {
			if strings.HasPrefix(p.s[at:], w) {
				at, again = at+len(w), true
			}
		}
	}
	return at
}
