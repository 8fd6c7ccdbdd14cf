package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// mail: sent by the unit's own word, received by the coordinator's.
func (r *reporter) mail(f *frame, base *Act) ([]Act, *Reading, bool) {
	base.Verb = Mail
	units, shared := r.senders()
	if shared != nil {
		q := r.askCity(shared)
		return nil, &q, false
	}
	_, received := r.handed() // 衡东总结发我了
	received = received && r.c.Role == ledger.Coordinator
	for i := range r.toks {
		received = received || r.toks[i].is(cReceived)
	}
	switch {
	case received && r.c.Role == ledger.Coordinator:
		base.State = ledger.StateReceived
		if len(units) > 1 && len(r.frames) > 1 { // whose came, beside others' figures?
			return nil, r.askFrame(f, AskUnits, len(units), 1), false
		}
		if len(units) == 0 {
			return nil, r.askFrame(f, AskWho, 0, 0), false
		}
		for i := f.first; i <= f.last && i < len(r.toks); i++ {
			if t := &r.toks[i]; t.kind == kNum && t.num.value != len(units) {
				return nil, r.askFrame(f, AskUnits, t.num.value, len(units)), false
			}
		}
		base.Units = units
		return []Act{*base}, nil, false
	case received:
		return nil, r.askFrame(f, AskMixed, 0, 0), false
	case f.stage == "" || f.stage == ledger.Written:
		if f.stage == ledger.Written {
			return nil, nil, true
		}
		return nil, r.askFrame(f, AskFigure, 0, 0), false
	}
	if r.c.Role == ledger.Coordinator && r.deniedLater(f) { // 祁东总结发了,其实没发
		return nil, r.askFrame(f, AskMixed, 0, 0), false
	}
	if r.elsewhere(f) { // 总结已经交给分管领导
		return nil, r.askFrame(f, AskElsewhere, 0, 0), false
	}
	if r.says(onPaper) && !r.says(electronic) { // 总结纸质版寄了: it is wanted by mail
		return nil, r.askFrame(f, AskPaper, 0, 0), false
	}
	done := r.doneSaid(f)
	if r.later(f) || !done && r.ahead(f) { // 总结今晚发邮箱, 总结写完就发
		return nil, nil, true
	}
	base.State = ledger.StateSent
	for _, x := range f.main() {
		if sheets[x.measure] && strings.Contains(r.s[:r.toks[x.tok].start], "附") { // 含附表3张
			continue
		}
		if x.num.value != 1 || x.op == ledger.Sub {
			return nil, r.askFrame(f, AskNumber, x.num.value, 0), false
		}
	}
	var doubt *Reading
	if !done && (r.timed(f) || r.chained(f)) { // 总结15号发邮箱, 总结写好发你: was it?
		doubt = &Reading{Outcome: Confirm, Question: Question{Code: AskSure, Item: base.Item}}
	}
	if len(units) > 1 {
		base.Units = units
		return []Act{*base}, doubt, false
	}
	var bad *Reading
	base.Unit, bad = r.writer(units, nil)
	if bad != nil {
		return nil, bad, false
	}
	base.Units = []ledger.UnitID{base.Unit}
	if base.Unit == "" {
		base.Units = nil
	}
	return []Act{*base}, doubt, false
}

// deniedLater tells whether a clause behind the frame's stage denies it.
func (r *reporter) deniedLater(f *frame) bool {
	for _, c := range r.clauses() {
		if c.from > f.first && r.classIn(c.from, c.to-1, cNeg) && !r.classIn(c.from, c.to-1, cItem|cUnit) {
			return true
		}
	}
	return false
}

// senders are the units of a line about mail, without the one that it goes to.
func (r *reporter) senders() (ids []ledger.UnitID, doubt *token) {
	for i := range r.toks {
		t := &r.toks[i]
		if !t.is(cUnit) || r.receives(i) {
			continue
		}
		id, ok := r.unitOf(t)
		if !ok {
			return ids, t
		}
		if !containsID(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// sheets measure what lies with a report that is mailed.
var sheets = wordSet("张 页 幅 个 份")
