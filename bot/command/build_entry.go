package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// entry: pieces, by figure, by title, by stage.
func (r *reporter) entry(f *frame, base *Act) ([]Act, *Reading) {
	base.Verb, base.Type = Entry, f.typ
	if !f.attribute(base) {
		return nil, r.askFrame(f, AskMeaning, 0, 0)
	}
	if f.bare > 0 && (f.bare < len(f.titles) || f.bare < 2) {
		r.guessedTitle = true
	}
	if x := r.unfit(f); x != nil {
		return nil, r.askFrame(f, AskMeasure, x.num.value, 0)
	}
	staged := r.g.staged[f.item]
	if n := len(f.titles); n > 1 { // 一篇叫《账本》一篇叫《秤》
		ones := 0
		for _, x := range f.main() {
			if x.num.value == 1 && (x.op == "" || x.op == ledger.Add && ones > 0) && !x.total { // 《甲》1篇,还有一篇《乙》
				ones++
			}
		}
		if ones == n {
			for _, x := range f.main() {
				if x.num.value == 1 {
					x.dropped = true
				}
			}
		}
	}
	v, op, stated, q := r.total(f, f.main())
	if q != nil {
		return nil, q
	}
	if f.day != nil {
		d, bad := r.g.resolve(f.day.day, r.now, false)
		if bad == noSuchDay || r.eitherHanded(f, d) {
			return nil, r.askFrame(f, AskDate, 0, 0)
		}
		if bad == noTrouble || bad == twoDays {
			if ledger.DateOf(r.now).Before(d) {
				return nil, r.askFrame(f, AskFuture, 0, 0)
			}
			base.Date = d
		}
	}
	base.Media = f.media
	if r.chained(f) && !r.doneSaid(f) { // 文章写好发你: was it?
		r.guessed = true
	}
	if f.media == "" && r.elsewhere(f) {
		return nil, r.askFrame(f, AskElsewhere, 0, 0)
	}
	open := false // how far it has come
	if staged {
		switch f.stage {
		case "sent":
			base.Stage = ledger.Published
			if f.media == "" && f.pieces || strings.Contains(r.s, "邮箱") {
				base.Stage = ledger.Submitted
			}
			open = base.Stage == ledger.Published && f.media == ""
		default:
			base.Stage = f.stage
		}
		if f.pieces && base.Stage == "" {
			base.Stage = ledger.Submitted
		}
		if f.media != "" && base.Stage == "" {
			base.Stage = ledger.Published
		}
		if f.media != "" && base.Stage == ledger.Submitted {
			base.Stage = ledger.Published
		}
		f.both = (f.both || f.sent && f.media != "") && !r.sentToMedia(f) || base.Stage == ledger.Published && r.submits(f)
		if r.heldBack(f, base) {
			return nil, r.askFrame(f, AskMixed, 0, 0)
		}
		open = open && base.Stage == ledger.Published
	}
	if f.media != "" && f.stage == ledger.Submitted && r.offered(f) { // 已投祁东日报: did they print it?
		r.guessed = true
	}
	if (f.day == nil || base.Date == ledger.DateOf(r.now)) && r.later(f) {
		return nil, r.askFrame(f, AskFuture, 0, 0)
	}
	n := len(f.titles)
	if n > 0 && (v == nil && r.classIn(f.first, min(f.last, len(r.toks)-1), cSub) || twice(f.titles)) { // 征文《甲》重复报了
		return nil, r.askFrame(f, AskMeaning, 0, 0)
	}
	switch {
	case n > 0:
		base.Titles = f.titles
		base.Op, base.Value, base.HasValue = ledger.Add, n, true
		if v != nil {
			if v.num.value != n {
				return nil, r.askFrame(f, AskTitles, v.num.value, n)
			}
			base.Op, base.OpStated = ledger.Add, op == ledger.Add
			if op == ledger.Sub {
				base.Op, base.OpStated = ledger.Sub, true
			}
			if v.total || v.op == ledger.Set {
				base.Op = ledger.Set
				return []Act{*base}, &Reading{Outcome: Confirm, Question: Question{Code: AskMayAdd, Item: base.Item, Value: n}}
			}
			base.Approx = v.num.approx
		}
	case v != nil:
		base.figure(v, op, stated, "")
		if base.Stage != "" && base.Value != 1 {
			if base.Stage == ledger.Submitted {
				base.Stage = ""
			} else {
				return nil, r.askFrame(f, AskFigure, base.Value, 0)
			}
		}
	case staged && base.Stage != "":
		base.Op, base.Value, base.HasValue = ledger.Add, 1, true
	case r.delivered(f):
		base.Stage, base.Op, base.Value, base.HasValue = ledger.Submitted, ledger.Add, 1, true
		return []Act{*base}, &Reading{Outcome: Confirm, Question: Question{Code: AskSure, Item: base.Item}}
	default:
		return nil, r.askFrame(f, AskFigure, 0, 0)
	}
	acts, q := []Act{*base}, (*Reading)(nil)
	if also := base.Stage == ledger.Published && !f.both && !open && r.counted(f, v); staged && base.Value == 1 && (f.both || also) {
		acts, open = inBoth(*base), also
	}
	if open {
		q = &Reading{Outcome: Confirm, Question: Question{Code: AskStage, Item: base.Item}}
	}
	return acts, q
}

// twice tells whether a title stands more than once.
func twice(titles []string) bool {
	for i := range titles {
		if slices.Contains(titles[:i], titles[i]) {
			return true
		}
	}
	return false
}
