package command

import (
	"slices"
	"strings"
)

// This file reads lines that tell what is done and, in clauses of their own, what is not
// yet, where the line could not be read whole: 征文报2篇,还有一篇局长在改,改好再报;
// 进企业刘洋去,进社区的人还没定. What is done is shown before it is kept, and the rest is
// named as not recorded.

// unfinished parts such a line at the one mark between both. r is what the whole line was
// read as: nothing that is kept.
func (p *parse) unfinished(r Reading) (Reading, bool) {
	if r.Outcome == Apply || r.Outcome == Confirm || r.Outcome == Ask && !partible[r.Question.Code] || r.Outcome == Ignore && r.Chatter != Plans {
		return r, false
	}
	if p.nums == 0 && !p.hasTitle() && !p.ofSection() || p.asks() || p.orderAt("undo", "extend", "move") >= 0 || strings.Contains(p.s, "\n") {
		return r, false
	}
	cs := p.clauses()
	for n := len(cs) - 1; n > 0; n-- { // as much as possible is done
		if told, ok := p.doneAndOpen(cs[:n], cs[n:]); ok {
			return told, true
		}
	}
	for n := 1; n < len(cs); n++ { // the open matter comes first
		if told, ok := p.doneAndOpen(cs[n:], cs[:n]); ok {
			return told, true
		}
	}
	return r, false
}

// partible are the questions that a line may be parted for: its words do not go together,
// or a figure found no place.
var partible = map[QuestionCode]bool{AskMixed: true, AskWhichFigure: true, AskFigure: true, AskMeaning: true, AskFuture: true, AskItem: true, AskNumber: true, AskTitles: true, AskDate: true}

// doneAndOpen reads what is done, where the other clauses tell of nothing else.
func (p *parse) doneAndOpen(done, open []clause) (Reading, bool) {
	if !p.allOpen(open) || p.anyOpen(done) {
		return Reading{}, false
	}
	if s := p.textOf(done); containsAny(s, []string{"其中", "含"}) && remainder.in(p.textOf(open)) != "" { // 231,其中我局28,剩下的还没报
		return Reading{}, false
	}
	told := p.part(p.spanOf(done))
	if told.Outcome != Apply && told.Outcome != Confirm || anyAct(told.Acts, func(a *Act) bool { return !a.Reporting() }) {
		return Reading{}, false
	}
	if !p.elsewhere(open, told.Acts) {
		return Reading{}, false
	}
	rest := p.spanOf(open)
	if told.Outcome == Apply {
		told.Outcome, told.Question = Confirm, Question{Code: AskSure, Quote: p.quote(rest.Start, rest.End), Item: told.Acts[0].Item}
	}
	told.Unkept = append(told.Unkept, p.quote(rest.Start, rest.End))
	p.weighAll(0, len(p.s))
	return told, true
}

func (p *parse) textOf(cs []clause) string {
	sp := p.spanOf(cs)
	return p.s[sp.Start:sp.End]
}

func (p *parse) spanOf(cs []clause) Span {
	return Span{p.toks[cs[0].from].start, p.toks[cs[len(cs)-1].to-1].end}
}

// allOpen tells whether clauses say only what is not done yet.
func (p *parse) allOpen(cs []clause) bool {
	some := false
	for _, c := range cs {
		s := p.textOf([]clause{c})
		q := p.lex(s)
		if q.hasTitle() || q.has&(cUnit|cExcept|cTotal|cParts) != 0 || unsettling.in(s) != "" {
			return false
		}
		open := q.has&cPlan != 0 || pendingWords.in(s) != ""
		some = some || open
		if q.nums > 1 || (q.nums > 0 || q.has&cItem != 0) && !open || !open && laterWords.in(s) == "" {
			return false
		}
	}
	return some
}

// elsewhere tells whether open clauses name some matter other than what is done.
func (p *parse) elsewhere(cs []clause, acts []Act) bool {
	s := p.textOf(cs)
	if otherMatter.in(s) != "" {
		return true
	}
	q := p.lex(s)
	if q.has&cEvent != 0 || q.hasDay() && q.text > 1 { // 明天白沙的还没去
		return true
	}
	for _, k := range q.itemsIn(0, len(q.toks), true) {
		if id := p.g.item(k).ID; !anyAct(acts, func(a *Act) bool { return a.Item == id }) {
			return true
		}
	}
	return q.has&cItem != 0 && slices.ContainsFunc(acts, func(a Act) bool { return a.Type != "" }) // 漫画2幅,海报还在画
}

// anyOpen tells whether one of the clauses says that something is not done.
func (p *parse) anyOpen(cs []clause) bool {
	return slices.ContainsFunc(cs, func(c clause) bool { return p.allOpen([]clause{c}) })
}

var (
	// pendingWords say that something is not done yet.
	pendingWords = phraseList("还没 还未 没定 未定 没好 还在 在改 在写 在剪 在画 在弄 在做 在收 在统计 再等等 再看 再说 再定 再报 再加 再补 再交 再给 再算 改好 写好再 等通知 还没 这次没有 暂时没有 暂无 还想 想去 下周去 也安排了 已安排 要等")
	// laterWords say when one will hear more.
	laterWords = phraseList("再报 再加 再补 再交 再给 再算 再说 报你 给你 发你 报您 给您 发您 明天给 明天报 明天发 后天给 后天报 周一 周二 周三 周四 周五 月底")
	// otherMatter tells another matter from the one that is done.
	otherMatter = phraseList("还有 另外 另一 剩下 剩的 其他 其它 别的 那边 部门 乡镇 镇上 街道 企业那 下周 下一 第二 第三 第四 后面 余下 重复的")
	// remainder words tell of the rest of a figure.
	remainder = phraseList("剩 其他 其它 其余 余下 别的")
	// unsettling words in an open clause may bear on what is done.
	unsettling = phraseList("核实 核准 核对 不准 不对 有误 出入 搞错 弄错 写错 报错 不算 不记 不报 别记 先别 作废 撤 取消 算了 如果 要是 假如 除非 才算 否则 不一定 不确定 待定 通过了再 同意了再 确认 其中 包括 都是 各家")
)
