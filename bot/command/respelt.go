package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// respelt reads a line of a section that puts a name of its own right: 进社区:许峰,打错了,
// 是许锋. The line is read as if the right name had stood there; which one it is instead
// of must be plain.
func (p *parse) respelt() (Reading, bool) {
	if u, ok := p.g.plan.Unit(p.swapper()); !ok || u.Kind != ledger.Section || p.asks() {
		return Reading{}, false
	}
	i := p.first(cCorrect)
	if i < 1 || p.txt(&p.toks[i]) == "不是" { // 许峰,不是许锋
		return Reading{}, false
	}
	before := i - 1
	for before >= 0 && (p.toks[before].kind == kSep || p.toks[before].is(cFiller|cTotalCol)) {
		before--
	}
	from := i + 1
	for from < len(p.toks) && (p.toks[from].kind == kSep && p.toks[from].strength < sepBreak || p.toks[from].is(cFiller|cSet)) {
		from++
	}
	r := reporter{parse: p}
	to, named := r.namesAt1(from)
	if before < 0 || !named || p.classIn(0, before, cOrder|cVerdict|cNeg|cNot|cExcept) || p.classIn(to, len(p.toks)-1, cCorrect) {
		return Reading{}, false
	}
	right, _ := nameAndTail(p.s[p.toks[from].start:p.toks[to-1].end])
	names := p.namesIn(0, before+1)
	if len(names) == 0 {
		return Reading{}, false
	}
	wrong := likest(names, right)
	if at := strings.Index(p.s, wrong); wrong != "" && !r.listed(to) && strings.Count(p.s, wrong) == 1 {
		q := p.lex(p.s[:at] + right + p.s[at+len(wrong):p.toks[before].end] + p.s[p.toks[to-1].end:])
		out := q.read()
		q.cover(&out)
		for k := range out.Acts {
			out.Acts[k].Span = p.whole()
		}
		p.weighAll(0, len(p.s)) // the new line was covered by itself
		return out, true
	}
	return p.ask(AskMixed, p.whole()), true
}

// namesIn are the names of people in a run of tokens.
func (p *parse) namesIn(from, to int) []string {
	r := reporter{parse: p}
	var out []string
	for i := from; i < to; i++ {
		if p.toks[i].kind != kText && !(p.toks[i].kind == kWord && !p.toks[i].is(cItem|cUnit|cEvent|cSignup|cLoc) && r.nameHere(i)) {
			continue
		}
		if end, ok := r.namesAt1(i); ok && end <= to {
			name, _ := nameAndTail(p.s[p.toks[i].start:p.toks[end-1].end])
			out, i = append(out, name), end-1
		}
	}
	return out
}

// likest is the one name that has more letters of another than the rest; empty: none has.
// One name alone needs none.
func likest(names []string, name string) string {
	if len(names) == 1 {
		return names[0]
	}
	best, most := "", 0
	for _, n := range names {
		shared := 0
		for _, c := range n {
			if strings.ContainsRune(name, c) {
				shared++
			}
		}
		switch {
		case shared > most:
			best, most = n, shared
		case shared == most:
			best = ""
		}
	}
	return best
}
