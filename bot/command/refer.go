package command

import "pufabot/bot/ledger"

// meantUnit is what a pronoun is read as once its unit is known: nothing of its own.
var meantUnit = word{text: "他们", class: cFiller, unit: -1, event: -1}

// refer reads the pronouns of a coordinator's line as the unit named before them
// (耒阳答题改成160,他们电话报的). Without one, and where something is wanted of them
// (让他们重发), they stay somebody else.
func (p *parse) refer() {
	if p.c.Role != ledger.Coordinator {
		return
	}
	named := false
	for i := range p.toks {
		t := &p.toks[i]
		switch {
		case t.is(cUnit):
			named = true
		case t.kind == kWord && said[t.w.text]:
			t.w = &meantUnit
		case named && t.kind == kWord && pronouns[t.w.text] && !(i > 0 && told[p.txt(&p.toks[i-1])]):
			t.w = &meantUnit
			p.retold = true
		}
	}
}
