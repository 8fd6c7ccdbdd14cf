package command

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// freeText reads items that are told in words (特色做法): everything after the
// item's name is the text, whatever figures or items it mentions.
func (p *parse) freeText() (Reading, bool) {
	at := -1
	for i := range p.toks {
		t := &p.toks[i]
		if t.is(cItem) && len(t.w.items) == 1 && p.g.item(t.w.items[0]).Kind == ledger.Text {
			at = i
			break
		}
		if t.kind == kSep || t.kind == kPlus || t.kind == kNum && t.num.value <= 10 || t.is(cFiller|cAdd|cMaybeAdd|cSet|cMeasure|cUnit|cMyself|cGreet|cOwn|cLoc|cSignup|cTotal) {
			continue
		}
		return p.reportAndText(i)
	}
	if at < 0 {
		return Reading{}, false
	}
	if p.none(at) {
		return Reading{}, false
	}
	colon := p.colonAfter(at)
	text := p.rest(at)
	end := at
	for n := at + 1; n < len(p.toks); n++ { // what stands between the name and the words: 1条, 是
		t := &p.toks[n]
		if t.kind == kSep || t.is(cFiller|cMeasure|cTotal) && !colon || t.kind == kNum && !colon {
			if t.kind == kSep && strings.HasSuffix(p.txt(t), "是") { // 一是广播,二是赶集
				break
			}
			if t.kind == kSep && t.strength >= sepColon {
				colon = true
			}
			end = n
			continue
		}
		break
	}
	if end > at && end < len(p.toks)-1 {
		text = strings.TrimLeft(p.s[p.toks[end].end:], " :,;-\n\t。")
		if !colon && p.toks[end].kind != kSep && p.text > 0 {
			text = p.rest(at)
		}
	}
	if p.asks() && (!colon || strings.HasSuffix(p.s, "?") || strings.HasSuffix(p.s, "吗")) {
		return Reading{}, false
	}
	if end+1 < len(p.toks) {
		if n := &p.toks[end+1]; n.is(cNeg|cPlan|cTopic|cVerdict|cOrder) && !n.is(cFiller) && !colon || n.is(cNeg|cPlan) && utf8.RuneCountInString(text) < 8 {
			return Reading{}, false
		}
	}
	it := p.g.item(p.toks[at].w.items[0])
	unit, bad := p.writer(p.unitsBefore(at))
	if bad != nil {
		return *bad, true
	}
	if utf8.RuneCountInString(text) < 4 || p.text == 0 && !colon {
		r := p.ask(AskText, p.whole())
		r.Question.Item = it.ID
		return r, true
	}
	a := Act{Verb: Text, Unit: unit, Item: it.ID, Text: unclosed(text), Span: p.whole()}
	return Reading{Outcome: Apply, Acts: []Act{a}}, true
}

// reportAndText reads figures with a practice told behind them, whose own figures count
// nothing: 答题120人;特色做法:3天跑了46家企业. The text begins behind token from.
func (p *parse) reportAndText(from int) (Reading, bool) {
	if p.nums == 0 {
		return Reading{}, false
	}
	for i := from; i < len(p.toks); i++ {
		t := &p.toks[i]
		if !t.is(cItem) || len(t.w.items) != 1 || p.g.item(t.w.items[0]).Kind != ledger.Text || !p.colonAfter(i) || p.toks[i-1].kind != kSep || p.toks[i-1].strength < sepComma {
			continue
		}
		told, text := p.part(Span{0, t.start}), p.part(Span{t.start, len(p.s)})
		if told.Outcome != Apply && told.Outcome != Confirm || !slices.ContainsFunc(told.Acts, Act.Reporting) || anyAct(told.Acts, func(a *Act) bool { return !a.Reporting() }) ||
			text.Outcome != Apply || len(text.Acts) != 1 || text.Acts[0].Verb != Text {
			return Reading{}, false
		}
		text.Acts[0].Unit = told.Acts[0].Unit
		told.Acts = append(told.Acts, text.Acts...)
		p.weighAll(0, len(p.s)) // each part was covered by itself
		return told, true
	}
	return Reading{}, false
}

func (p *parse) unitsBefore(at int) (ids []ledger.UnitID, doubt *token) { return p.unitsIn(0, at) }

// writer is the unit that a report is for, or a question which.
func (p *parse) writer(units []ledger.UnitID, doubt *token) (ledger.UnitID, *Reading) {
	switch {
	case doubt != nil:
		r := p.askCity(doubt)
		return "", &r
	case len(units) > 1:
		r := p.ask(AskUnit, p.whole())
		r.Question.Units = units
		return "", &r
	case len(units) == 1:
		return units[0], nil
	case p.c.Role == ledger.Contact && p.c.Unit != "":
		return p.c.Unit, nil
	case p.c.Role == ledger.Coordinator:
		r := p.ask(AskUnit, p.whole())
		return "", &r
	}
	return "", nil // policy refuses them anyway
}
