package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// nearest are two lines to copy: one for an item that the line seems to speak of,
// else the first commands of the role, and the way to help.
func (g *Grammar) nearest(p *parse) []string {
	line := ""
	for i := range p.toks {
		if t := &p.toks[i]; t.is(cItem) {
			line = g.example(t.w.items[0])
			break
		}
	}
	if line == "" {
		switch p.c.Role {
		case ledger.Coordinator:
			line = "全市进度怎么样了"
		case ledger.Contact:
			line = "我们还差啥"
			if p.nums > 0 {
				for k, it := range g.plan.Items {
					if it.Kind == ledger.Count {
						line = g.example(k)
					}
				}
			}
		default:
			line = "绑定 单位名称 您的姓名"
		}
	}
	return []string{line, "帮助"}
}

// example is a line that reports the item.
func (g *Grammar) example(k int) string {
	it := g.item(k)
	switch it.Kind {
	case ledger.Text:
		return it.Name + "：写上具体做法"
	case ledger.Mail:
		return it.Name + "已经发邮箱了"
	case ledger.Signup:
		if len(it.Events) > 1 {
			if m, ok := g.plan.Milestone(it.Events[0]); ok {
				return m.Title + "：姓名、姓名"
			}
		}
		return it.Name + "：姓名、姓名"
	case ledger.Count:
		return it.Name + " 30" + it.Measure
	}
	return it.Name + " 2" + it.Measure
}

// within tells whether every figure of the line could be of item k.
func (p *parse) within(k int) bool {
	for i := range p.toks {
		if t := &p.toks[i]; t.kind == kNum && t.num.odd == fine && t.num.value > p.g.maxOf(k) {
			return false
		}
	}
	return true
}

// suggestions fills in lines to copy where a question has none.
func (p *parse) suggestions(r *Reading) {
	if r.Outcome != Ask || len(r.Suggest) > 0 || r.Question.Code == AskPiece { // a verdict is no report to copy
		return
	}
	q := &r.Question
	unit := ""
	if q.Code == AskUnit || q.Code == AskCity {
		if len(q.Units) > 0 {
			for _, u := range q.Units {
				name := p.g.plan.UnitName(u)
				line := name
				if q.Item != "" {
					line += " " + p.g.plan.ItemName(q.Item)
				}
				r.Suggest = append(r.Suggest, line)
			}
			return
		}
		unit = p.owing(q.Item)
		if line := unit + p.s; p.readsAsWhole(line) { // every part of it
			r.Suggest = []string{line}
			return
		}
	}
	add := func(id ledger.ItemID) {
		for k, it := range p.g.plan.Items {
			if it.ID == id && len(r.Suggest) < 3 && (q.Item != "" || p.within(k)) {
				r.Suggest = append(r.Suggest, unit+p.own(k))
			}
		}
	}
	if q.Code == AskWhichFigure || q.Code == AskSum {
		if r.Suggest = p.bothFigures(q); len(r.Suggest) > 0 {
			return
		}
	}
	if q.Item != "" {
		add(q.Item)
	}
	for _, id := range q.Items {
		add(id)
	}
}

// owing is the name of the first unit that owes an item, or of the first one, before
// what it reports.
func (p *parse) owing(id ledger.ItemID) string {
	it, _ := p.g.plan.Item(id)
	for _, u := range p.g.plan.Units {
		if id == "" || it.Owes(u) {
			return u.Name + " "
		}
	}
	return ""
}

// longestCopy is how many letters a line has at most that is offered back as it was typed.
const longestCopy = 60

// readsAsWhole tells whether a line that is offered back would be read.
func (p *parse) readsAsWhole(line string) bool {
	if p.c.Role != ledger.Coordinator || len(p.toks) > maxOffered || strings.Contains(line, "\n") || utf8.RuneCountInString(line) > longestCopy {
		return false
	}
	r := p.lex(line).read()
	return r.Outcome == Apply || r.Outcome == Confirm
}
