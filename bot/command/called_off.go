package command

import "strings"

// callsOff ends a line whose speaker thinks better of what it said: …,还是算了. Without a
// mark before it, it must say so in full; 耒阳就算了 speaks of one unit.
var callsOff = newPattern(`(?:[,;。!… ]+(?:那|哦|噢|嗯|唉|我看|要不|还是|就|先|[, ])*(?:算了|不用了|不必了)|[,;。!… ]*(?:还是算了|(?:就|全|都)?当我没说|当我没讲))(?:算了|吧|啦|哈|啊|[,;。!… ])*$`)

// calledOff reads such a line: nothing of it is done. Where it said several things, which
// of them are meant is asked.
func (p *parse) calledOff() (Reading, bool) {
	if !callsOff.mayIn(p) {
		return Reading{}, false
	}
	at := callsOff.re.FindStringIndex(p.s)
	if at == nil || strings.Trim(p.s[:at[0]], " ,;。!…") == "" {
		return Reading{}, false
	}
	if p.s[at[0]] == ' ' && strings.ContainsAny(p.s[:at[0]], ",;。!") { // 征文2篇,宣讲 算了
		return p.ask(AskMixed, p.whole()), true
	}
	r := p.part(Span{0, at[0]})
	switch {
	case r.Outcome == Ask, r.Outcome == Confirm:
	case r.Outcome == Apply && !anyVerb(r.Acts, Verb.talks):
	default:
		return Reading{}, false
	}
	for i := range r.Acts {
		if r.Acts[i].Item != r.Acts[0].Item {
			return p.ask(AskMixed, p.whole()), true
		}
	}
	return Reading{Outcome: Ignore, Chatter: Plans}, true
}

// talks tells whether an act of the verb only answers the bot.
func (v Verb) talks() bool { return v == Answer || v == Ack }
