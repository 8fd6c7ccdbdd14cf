package command

import (
	"strconv"
	"strings"

	"pufabot/bot/ledger"
)

// revised: a returned piece comes back: 征文改好了重新报了, 退回的署名文章已按要求修改.
func (p *parse) revised() (Reading, bool) {
	if p.has&cItem == 0 {
		return p.oneRevised()
	}
	if p.asks() || p.nums > 0 || p.has&cVerdict != 0 && p.has&cExcept != 0 || p.has&(cNeg|cPlan|cNot) != 0 && p.putsInDoubt() || p.supposes() {
		return Reading{}, false
	}
	done := false
	for _, w := range revisedWords {
		done = done || w.index(p) >= 0 && (p.c.Role != ledger.Coordinator || strings.Contains(w.text, "改"))
	}
	if !done {
		return Reading{}, false
	}
	a := Act{Verb: Entry, Op: ledger.Detail, Stage: ledger.Submitted, Kind: "revised"}
	for i := range p.toks {
		switch t := &p.toks[i]; {
		case t.kind == kTitle:
			a.Titles = append(a.Titles, strings.Trim(p.txt(t), "《》"))
		case t.is(cAuthor):
			a.Author = p.authorAt(i)
		case t.kind == kNth && t.num.odd == fine && t.num.value > 0:
			p.weigh(i)
			a.IDs = append(a.IDs, strconv.Itoa(t.num.value))
		case t.kind == kDate || t.kind == kClock: // 明天改好
			return Reading{}, false
		}
	}
	if len(a.Titles) > 1 || len(a.IDs) > 1 {
		return Reading{}, false
	}
	r, ok := p.about(a)
	switch {
	case !ok || len(r.Acts) != 1:
		return r, ok
	case r.Acts[0].Item == "":
		return Reading{}, false
	case p.g.itemByID(r.Acts[0].Item).Kind != ledger.Entry:
		return Reading{}, false
	case r.Acts[0].Unit == "":
		return p.ask(AskWho, p.whole()), true
	}
	return r, true
}

// putRight is all that a line says that does not name what was put right.
var putRight = newPattern(`^((上次|刚才)?(退回|打回)来?的(那篇|那件|那个)?|那篇|那件|那个|稿子|稿件|文章稿)?(都|也)?(已|已经)?(按要求|按意见)?(修改|改)(好|完)(了|啦|过了)?[,。 ]*(都|也)?(已|已经)?((重新|再次|又)(交|报|报送|上报|提交|发|传|上传)(过来|上来|过去|上去)?)?(了|啦|过了)?[,。! ]*((请|麻烦|麻烦再|请再)?(查收|再审|审核|审一下|看下|看一下))?[。! ]*$`)

// oneRevised asks what comes back where the line does not say it: 改好了,重新交了. What
// has been returned is known where the line is answered.
func (p *parse) oneRevised() (Reading, bool) {
	if p.c.Role != ledger.Contact || !putRight.matches(p) {
		return Reading{}, false
	}
	r := p.ask(AskItem, p.whole())
	for _, it := range p.g.plan.Items {
		if it.Kind == ledger.Entry {
			a := Act{Verb: Entry, Unit: p.c.Unit, Item: it.ID, Op: ledger.Detail, Stage: ledger.Submitted, Kind: "revised", Span: p.whole()}
			r.Question.Options = append(r.Question.Options, Option{Label: it.Name, Acts: []Act{a}})
		}
	}
	return r, true
}

// putsInDoubt tells whether a word denies or puts off; 按要求 says how it was done.
func (p *parse) putsInDoubt() bool {
	for i := range p.toks {
		switch t := &p.toks[i]; {
		case !t.is(cNeg | cPlan | cNot):
		case t.w.text == "要求" && i > 0 && strings.HasPrefix(p.txt(&p.toks[i-1]), "按"):
			p.weigh(i)
		default:
			return true
		}
	}
	return false
}

// reviewed asks how something stands in the review: 我的征文过了吗, 哪些征文退回了, 还有哪些没审.
func (p *parse) reviewed() (Reading, bool) {
	a := Act{Verb: Status, Scope: "me", Kind: "review"}
	s := p.bare()
	switch {
	case p.c.Role != ledger.Unbound && p.has&cItem == 0 && (onLeaveWords[s] || s == "假" && (p.has&cUnit != 0 && p.asks() || strings.Contains(p.s, "情况"))):
		a.Kind = KindLeave // 请 of 请假 went as polite
	case strings.HasSuffix(p.s, "审核情况") && s == "审核":
	case waitingWords[s] && p.has&cUnit == 0:
		a.Verdict = "waiting"
	case p.nums > 0 || p.has&(cPlan|cReceived) != 0 || p.orderAt("past") >= 0:
		return Reading{}, false
	case p.wantsReason():
	case p.asks() && reviewQuestion(p.s):
		for i := range p.toks {
			if t := &p.toks[i]; t.is(cVerdict) && (p.asksWho() || strings.Contains(s, "哪") || strings.Contains(s, "几")) {
				a.Verdict = t.w.verdict
			}
		}
		if a.Verdict == "" && (p.asksWho() || strings.Contains(s, "哪")) { // 谁被退回了
			a.Verdict = verdictIn(p.s)
		}
	default:
		return Reading{}, false
	}
	if p.c.Role != ledger.Contact || p.asksWho() || p.has&cUnit != 0 {
		a.Scope = "all"
	}
	r, ok := p.about(a)
	if ok && len(r.Acts) == 1 && r.Acts[0].Unit != "" && p.has&cUnit == 0 {
		if a.Scope == "all" {
			r.Acts[0].Unit = ""
		} else {
			r.Acts[0].Scope = "me"
		}
	}
	return r, ok
}

// wantsReason tells whether what was said of a piece is to be shown again: 昨天退回衡南那篇的意见再发我看下.
func (p *parse) wantsReason() bool {
	return p.has&cVerdict != 0 && containsAny(p.s, []string{"的意见", "的理由", "的原因", "退回意见", "审核意见", "修改意见"}) &&
		containsAny(p.s, []string{"发我", "给我看", "看下", "看看", "看一下", "再发", "调出来", "翻一下", "转我"})
}

// reviewQuestion tells whether a question is about a verdict that was given, and
// not about what would be asked of a piece (要不要退回).
func reviewQuestion(s string) bool {
	for _, no := range []string{"申请", "截止", "期限", "时间", "要不要", "可不可以", "能不能", "要求", "怎么", "如何", "什么时候", "几时", "多久", "可以", "如果", "多少"} {
		if strings.Contains(s, no) {
			return false
		}
	}
	for _, w := range reviewQuestionWords {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// verdictIn is the verdict that a question speaks of, by the letters of it.
func verdictIn(s string) string {
	switch {
	case containsAny(s, []string{"退回", "打回", "驳回", "退了"}):
		return "return"
	case containsAny(s, []string{"选报", "报省", "选上", "入选", "选中", "选送"}):
		return "select"
	}
	return ""
}

// supposes tells whether the line only says what would be.
func (p *parse) supposes() bool {
	return containsAny(p.s, []string{"要是", "如果", "假如", "假设", "万一", "若是"})
}
