package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// measureAt is the measure word of the figure at token i, past words such as 多.
func (r *reporter) measureAt(i int) string {
	for k := i + 1; k < len(r.toks) && k <= i+2; k++ {
		t := &r.toks[k]
		if t.is(cMeasure | cForeign) {
			return t.w.text
		}
		if !t.is(cApproxPost) && !(t.kind == kPlus) && !(t.kind == kSep && t.strength == sepSpace && k == i+1) {
			return ""
		}
	}
	return ""
}

// number binds a figure to the frame that it belongs to.
func (r *reporter) number(i int) int {
	t := &r.toks[i]
	f := figure{num: t.num, tok: i, tight: -1, op: r.op, total: r.allOf, may: r.may && r.op == "" && !r.allOf, old: r.old, scope: r.scope, fixes: r.fix, said: r.scopeSaid, part: r.inPart, ofDay: r.ofDay(i)}
	r.scopeSaid = false
	end := i + 1
	if r.approx {
		f.num.approx, f.turned = true, r.bound
	}
	foreign := false
	if t.num.digits == 4 && t.num.value >= 2000 && t.num.value < 2100 && t.num.value != r.g.plan.Campaign.Start.Year && end < len(r.toks) && r.txt(&r.toks[end]) == "年" {
		return r.fail(AskMeaning, t)
	}
	if t.num.value == r.g.plan.Campaign.Start.Year && end < len(r.toks) && r.txt(&r.toks[end]) == "年" {
		return end + 1
	}
	spaced := false
	for end < len(r.toks) { // 多, the measure, 左右
		n := &r.toks[end]
		switch {
		case n.is(cMeasure) && f.measure == "":
			f.measure = n.w.text
			end++
			continue
		case n.is(cForeign) && f.measure == "":
			foreign, f.measure = true, n.w.text
			end++
			continue
		case n.is(cApproxPost) && (f.measure == "" || !n.is(cMeasure) && !arrives(r.txt(n))):
			f.num.approx = true
			f.turned = f.turned || r.besides(end, besideBound)
			end++
			continue
		case n.kind == kPlus && f.measure == "" && !r.itemOrNumber(end+1):
			f.num.approx = true
			end++
			continue
		case n.kind == kSep && n.strength == sepSpace && f.measure == "" && !spaced && end+1 < len(r.toks) && r.toks[end+1].is(cMeasure) && !r.toks[end+1].is(cItem|cHold):
			spaced = true
			end++
			continue
		}
		break
	}
	if k := r.again(i, end); k > end { // 壹佰零伍(105)人
		end = k
		if end < len(r.toks) && r.toks[end].is(cMeasure) && f.measure == "" {
			f.measure = r.toks[end].w.text
			end++
		}
	}
	if r.points(i) && r.tightSessions(i) { // 那一场45人: told before
		return r.fail(AskMeaning, t)
	}
	if f.measure == "" || headMeasure(f.measure) {
		if visits := r.visits(i, end); visits >= 0 {
			r.weigh(visits)
			f.measure = measureVisits
		}
	}
	handed := !headMeasure(f.measure) && r.handedOut(i)
	foreign = foreign || handed
	given := r.givenOut(f.measure, end) || handed && f.measure != ""
	given = given || spells[f.measure] && r.cur == nil && end < len(r.toks) && r.toks[end].is(cHold) // 2天搞了3场宣讲
	given = given || f.measure == "周年" || matters[f.measure] || foreign && r.faced(i)
	given = given || f.measure == "天" && r.signing() && end < len(r.toks) && r.txt(&r.toks[end]) == "都" // 两天都是王晓

	if (f.measure == "" || headMeasure(f.measure)) && r.advised(i) { // 解答咨询56人次
		given = true
		r.unkept = append(r.unkept, r.quote(r.toks[r.prev(i)].start, r.toks[end-1].end))
	}
	foreign = foreign || given
	on := i - 1
	if on > 0 && r.txt(&r.toks[on]) == "了" {
		on--
	}
	if on >= 0 && r.cur != nil && r.cur.typ != "" && putUp[r.txt(&r.toks[on])] { // 宣传海报贴了30张
		foreign = true
	}
	if t.num.frac && f.measure == "" && !foreign && end < len(r.toks) && r.toks[end].is(cForeign) {
		foreign = true
	}
	if t.num.value == 10 && strings.HasSuffix(r.txt(t), "几") { // 十几人 may be nearly twice as many
		f.turned = true
	}
	if i > 0 && t.num.digits == 0 && r.toks[i-1].kind == kText && r.toks[i-1].end == t.start && oldTens(r.txt(&r.toks[i-1])) { // 廿五
		return r.fail(AskNumber, t)
	}
	if r.minus(i) {
		if r.nums == 1 { // 征文-1: taken away, or only a dash?
			q := r.ask(AskMeaning, Span{r.toks[i-1].start, r.toks[end-1].end})
			r.problem = &q
			return len(r.toks)
		}
		f.turned = true
	}
	r.openUnit = nil
	r.op, r.allOf, r.may, r.old, r.approx, r.bound = "", false, false, false, false, false
	fixed := r.fix
	r.fix = false
	if foreign {
		if !given && (r.cur == nil || r.cur.item < 0) || f.op != "" && f.op != ledger.Set {
			r.residue = append(r.residue, Span{t.start, r.toks[end-1].end})
		}
		switch whose := r.qualifies(end); {
		case whose && f.op == ledger.Sub && r.toks[end].kind != kNum && r.txt(&r.toks[end]) != "的": // 去掉一个单位后90人: are these left?
			return r.fail(AskMeaning, t)
		case whose: // 多算了一个科室的9个人
			r.op = f.op
		}
		return end
	}
	if f.measure == "个" && r.persons(end) { // 300个学生
		f.measure = "个人"
	}
	if f.measure == "个" && end < len(r.toks) && (r.cur == nil || r.cur.item < 0 || r.cur.full(r.g)) {
		if it, ok := r.wholeItem(end); ok && it.Kind == ledger.Count && r.g.staffed(r.toks[end].w.items[0]) { // 3个讲座: how many people?
			return r.fail(AskMeasure, t)
		} else if ok && it.Kind == ledger.Sessions { // 两个宣讲
			f.measure, f.turned = it.Measure, true
		}
	}
	if i > 0 && arrived[r.txt(&r.toks[i-1])] && r.sessional() && (f.measure == "" || f.measure == "个" && r.endsClause(end)) { // 来了四十出头, 来了52个
		r.heads = true
	}
	r.heads = r.heads || f.measure == "" && r.cameThere(i)
	if i > 0 && r.lastSays(t.num.value) && insisting[r.txt(&r.toks[i-1])] { // 答题7人,没写错,就是7人
		r.weigh(i - 1)
		return end
	}
	if i > 0 && r.toks[i-1].is(cAudience) && strings.ContainsAny(r.txt(&r.toks[i-1]), "拍影") { // 合影60人
		f.turned = true
	}
	f.heads = headMeasure(f.measure) || (f.measure == "" || f.measure == "个") && r.heads
	r.heads = false
	f.joins = f.op == ledger.Add && r.opWord != nil && joining[r.txt(r.opWord)]
	if f.heads && f.op == ledger.Add && r.addsSession(i) {
		f.op = ""
	}
	switch {
	case r.ofHeads(end, &f): // 一场讲座,45人参加
		return end
	case r.ofCount(&f): // 讲座1场,45人参加
		if !r.g.staffed(r.cur.item) {
			r.residue = append(r.residue, Span{t.start, r.toks[end-1].end})
		}
		return end
	case f.heads && r.holding(i, end), r.staffSize(i, end, &f):
		return end
	case (f.heads || f.measure == "") && r.sentOut(i):
		r.residue = append(r.residue, Span{t.start, r.toks[end-1].end})
		return end
	case r.caused(i, f.heads), r.inclusive, r.unsure, f.heads && r.afterSpeaker(i):
		f.turned = true
	}
	r.inclusive, r.unsure = false, false
	if f.part && f.heads && r.sessional() { // 宣讲3场,其中企业1场60人
		return r.fail(AskMeaning, t)
	}
	if k, ok := r.g.tight[f.measure]; ok {
		f.tight = k
	}
	r.attach(i, end, f, fixed)
	return end
}

// oldTens tells whether letters end in a numeral that no scanner knows.
func oldTens(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("廿卅卌念零一二三四五六七八九十百千万亿", last)
}

// ofCount tells whether the sessions counted here are those of an item that counts
// people: the line names no item that is counted in sessions.
func (r *reporter) ofCount(f *figure) bool {
	k, ok := r.g.tight[f.measure]
	if !ok && f.measure != "次" && f.measure != "期" || r.cur == nil || r.cur.item < 0 || r.g.item(r.cur.item).Kind != ledger.Count {
		return false
	}
	if ok && (k < 0 || r.g.item(k).Kind != ledger.Sessions) {
		return false
	}
	from, to := r.clause(f.tok)
	if items := r.itemsIn(from, to+1, true); len(items) == 0 || r.anySessions(items) || !r.headsNext(f.tok+1) {
		return !r.anySessions(r.itemsIn(0, len(r.toks), true))
	}
	return true
}

// minus tells whether a dash before the figure may be a minus: it stands right
// before it and parts neither figures nor a unit from its own (衡山-65).
func (r *reporter) minus(i int) bool {
	if i == 0 || r.toks[i-1].kind != kDash || r.toks[i-1].end != r.toks[i].start || r.toks[i-1].end-r.toks[i-1].start > 1 {
		return false
	}
	j := r.prev(i - 1)
	return j < 0 || !r.toks[j].is(cUnit) && r.toks[j].kind != kNum && r.toks[j].kind != kDate
}

// arrives tells whether 来 after a measure word is the verb: 请了126人来听.
func arrives(s string) bool { return s == "来" || s == "几" || s == "余" }

// index is where a token of the line stands.
func (r *reporter) index(t *token) int {
	for i := range r.toks {
		if &r.toks[i] == t {
			return i
		}
	}
	return -1
}
