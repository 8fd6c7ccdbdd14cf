package command

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// caution are words that make a record worth a yes first, because the figure
// beside them is often not what it seems: a refusal, a demand, a wish, a plan, a
// serial number, a minus, material handed out, the speakers of a session. Words
// inside 《》 do not count. One line a family; add words as people surprise us.
var caution = []struct {
	verbs []Verb // none: every reporting verb
	words phrases
}{
	{nil, phraseList("已记录 表里 表上 群里报")},
	{[]Verb{Count, Session, Entry, Signup}, phraseList("附件")},
	{nil, phraseList("等下 今晚 傍晚 安排2 安排1 安排3 安排一 安排两")},
	{[]Verb{Count}, phraseList("转发 满100 让 叫 总结里")},
	{[]Verb{Session}, phraseList("主讲 名同志 位同志")},
	{[]Verb{Count}, phraseList("座位 席位 容纳 能坐 坐得下")},
	{[]Verb{Entry}, phraseList("主题是 主题为 改名 更名 给报社 发报社")},
	{[]Verb{Signup}, phraseList("拟派 拟选派 另有 平时 全科 全部 全体 一名 旁听 列席 下乡 驻村 值班 留守 迟到 去掉 去不了 不能去 去不成 划掉 拿掉 删掉")},
	{[]Verb{Text}, phraseList("还没 写好了 在写 没写 没写好 领导看 等领导 要等 写完了")},
	{[]Verb{Mail}, phraseList("重发 一半 没收全 微信 QQ 私信")},
	{[]Verb{Review}, phraseList("不行 二选 三选 选一 建议 先不 暂不 不急 考虑 再定 商量")},
}

// careful turns an apply that stands beside a word of caution or
// somebody else's errand into a question that shows what would be recorded.
func (p *parse) careful(r *Reading) {
	if r.Outcome != Apply {
		return
	}
	plain := withoutTitles(p.s)
	for i := range r.Acts {
		a := &r.Acts[i]
		if p.cautious(a, plain) || len(r.Acts) > 1 && a.Verb == Session && anywhere[a.Place] {
			p.unsure(r, p.s)
			r.Question.Item, r.Question.Unit = a.Item, a.Unit
			return
		}
	}
}

func (p *parse) cautious(a *Act, plain string) bool {
	for _, c := range caution {
		if c.verbs == nil && (!a.Verb.reports() || a.Verb == Text) || c.verbs != nil && !oneOf(c.verbs, a.Verb) {
			continue
		}
		if c.words.among(plain, p.letters) != "" {
			return true
		}
	}
	if a.Verb == Session && (strings.Contains(a.Place, "了") || utf8.RuneCountInString(a.Place) > 12) {
		return true // the place has swallowed more than a place, perhaps the audience
	}
	if strings.HasPrefix(p.s, `"`) && strings.HasSuffix(p.s, `"`) && len(p.s) > 1 { // quoted: whose words are these?
		return true
	}
	if a.Verb == Text && p.c.Role == ledger.Contact { // 特色做法参考祁东的
		if units, _ := p.unitsIn(0, len(p.toks)); slices.ContainsFunc(units, func(u ledger.UnitID) bool { return u != p.c.Unit }) {
			return true
		}
	}
	switch a.Verb {
	case Count, Entry, Session:
		return p.errand()
	case Signup:
		return p.errand()
	}
	return false
}

// anywhere are kinds of places: a session there, and the next place named, may be
// the same one.
var anywhere = wordSet("校园 学校 企业 社区 机关 乡村 农村 军营 园区 单位 家庭")

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
