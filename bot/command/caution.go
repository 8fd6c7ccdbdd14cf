package command

import (
	"strings"
	"unicode/utf8"
)

// caution are words that make a record worth a yes first, because the figure
// beside them is often not what it seems: a refusal, a demand, a wish, a plan, a
// serial number, a minus, material handed out, the speakers of a session. Words
// inside 《》 do not count. One line a family; add words as people surprise us.
var caution = []struct {
	verbs []Verb // none: every reporting verb
	words string
}{
	{nil, "已记录 附件 表里 表上 群里报"},
	{nil, "等下 今晚 傍晚 安排2 安排1 安排3 安排一 安排两"},
	{[]Verb{Count}, "转发 满100 让 叫 总结里"},
	{[]Verb{Session}, "主讲 名同志 位同志 第一小 第二小 第三小"},
	{[]Verb{Mail}, "重发 一半 没收全"},
	{[]Verb{Review}, "不行"},
}

// careful turns an apply that stands beside a word of caution or
// somebody else's errand into a question that shows what would be recorded.
func (p *parse) careful(r Reading) Reading {
	if r.Outcome != Apply {
		return r
	}
	plain := withoutTitles(p.s)
	for _, a := range r.Acts {
		if p.cautious(a, plain) {
			r.Outcome = Confirm
			r.Question = Question{Code: AskSure, Quote: p.s, Item: a.Item, Unit: a.Unit}
			return r
		}
	}
	return r
}

func (p *parse) cautious(a Act, plain string) bool {
	for _, c := range caution {
		if c.verbs == nil && (!a.Reporting() || a.Verb == Text) || c.verbs != nil && !oneOf(c.verbs, a.Verb) {
			continue
		}
		for _, w := range strings.Fields(c.words) {
			if strings.Contains(plain, w) {
				return true
			}
		}
	}
	if a.Verb == Session && (strings.Contains(a.Place, "了") || utf8.RuneCountInString(a.Place) > 12) {
		return true // the place has swallowed more than a place, perhaps the audience
	}
	switch a.Verb {
	case Count, Entry, Session:
		return p.errand()
	case Signup:
		return p.errand()
	}
	return false
}

func withoutTitles(s string) string {
	for {
		before, rest, ok := strings.Cut(s, "《")
		if !ok {
			return s
		}
		_, after, ok := strings.Cut(rest, "》")
		if !ok {
			return before
		}
		s = before + " " + after
	}
}

func oneOf(list []Verb, v Verb) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}
