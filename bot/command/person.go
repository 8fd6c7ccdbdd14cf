package command

import (
	"strings"
	"unicode/utf8"
)

// beforeName and afterName cling to a name where people say who they are.
var (
	beforeName = []string{"我叫", "我是", "姓名", "名字", "联络员", "联系人", "叫", "是", "的", ":"}
	afterName  = []string{"联络员", "联系人", "同志", "是"} // 李想是衡东的
)

// person is the name in a line that binds somebody. Whatever looks like a name and
// fills its place between two marks, or from the unit to the next mark, is one: a
// word of the vocabulary that stands in it (李想, 方便) is part of the name.
func (p *parse) person() string {
	name, from := "", 0
	take := func(to int) {
		s := p.nameBetween(from, to)
		if s != "" && name == "" {
			name = s
		}
	}
	for i := range p.toks {
		if t := &p.toks[i]; t.kind == kSep || t.is(cUnit) || t.is(cOrder) && t.w.order == "bind" && p.bindsFor(i) {
			take(i)
			from = i + 1
		}
	}
	take(len(p.toks))
	return name
}

// bindsFor tells whether the order at token i stands between the unit and its person:
// 给耒阳绑定李四.
func (p *parse) bindsFor(i int) bool {
	return strings.HasPrefix(p.toks[i].w.text, "绑") && i > 0 && p.toks[i-1].is(cUnit) && i+1 < len(p.toks) && p.toks[i+1].start == p.toks[i].end
}

// nameBetween is the name that fills the tokens of one place; empty: none does.
func (p *parse) nameBetween(from, to int) string {
	if from >= to || to == from+1 && p.toks[from].is(talkClasses|cFiller|cOrder) {
		return ""
	}
	s := p.s[p.toks[from].start:p.toks[to-1].end]
	for _, x := range beforeName {
		s = strings.TrimPrefix(s, x)
	}
	for _, x := range afterName {
		s = strings.TrimSuffix(s, x)
	}
	if !plausibleName(s) && !familiar(s) {
		return ""
	}
	return s
}

// NameIn is the name of somebody who answers a question for it: 李想, 我叫李想. Empty: the
// words are no name.
func NameIn(s string) string {
	s = strings.Trim(s, " 。.!,，")
	for _, x := range beforeName {
		s = strings.Trim(strings.TrimPrefix(s, x), " :：")
	}
	if !plausibleName(s) && !familiar(s) {
		return ""
	}
	return s
}

// familiar tells whether somebody is called as colleagues do: 小李, 老王.
func familiar(s string) bool {
	for _, x := range [...]string{"小", "老"} {
		if rest, ok := strings.CutPrefix(s, x); ok && utf8.RuneCountInString(rest) == 1 {
			first, _ := utf8.DecodeRuneInString(rest)
			return surnameSet[first]
		}
	}
	return false
}
