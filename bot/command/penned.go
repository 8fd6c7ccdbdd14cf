package command

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

var (
	// pennedForm says who made what the line reports: 李局长写的, 由王芳执笔, 请广告公司拍的.
	pennedForm = newPattern(`^(?:这篇|文章|稿子|稿件|内容)?(?:都|均|全)?(?:是|由|为)?([^\d,]{2,14}?)(?:亲自|自己|本人|亲笔)*(?:写的|撰写的?|执笔的?|写作的?|主笔的?|创作的?|设计的?|制作的?|拍摄的?|绘制的?|拍的|画的|做的|剪的|剪辑的?|所写|所作)$`)
	// pennedBy is of an author who is nothing but a post or several people, and so no name to keep.
	pennedBy = phraseList("我们 咱们 同志们 干部 同事 几个 几位 大家 集体 自己 单位 年轻人 职工 老师 老者")
	// unpenned are words of a writing that is still to come, or of somebody else's.
	unpenned = phraseList("没 未 还 要 将 准备 打算 计划 待 等 谁 哪 怎 是否 能 可 需 应 正 在 各 不 争取 负责 安排 拟 外单位 别的 其他 他们 别人 人家 隔壁 外县 外区 兄弟 年 月 上届 往届 AI ai")
)

// authorWord is 作者, which such a clause stands for.
var authorWord = word{text: "作者", class: cAuthor, unit: -1, event: -1}

// penned writes clauses that say who wrote a piece as its author: 李局长写的 as 作者李局长.
// Those of whom no name is told say nothing to be kept.
func (p *parse) penned() *parse {
	if !p.namesEntry() || !pennedForm.mayIn(p) {
		return p
	}
	var out []token
	last := 0
	for _, c := range p.pieces() {
		for k := c.from; k < c.to; k++ { // 《甲》李局长写的
			if p.toks[k].kind == kTitle && k+1 < c.to {
				c.from = k + 1
			}
		}
		sp := Span{p.toks[c.from].start, p.toks[c.to-1].end}
		m := pennedForm.re.FindStringSubmatchIndex(p.s[sp.Start:sp.End])
		if m == nil || len(p.itemsIn(c.from, c.to, true)) > 0 || c.from == 0 {
			continue
		}
		who := p.s[sp.Start+m[2] : sp.Start+m[3]]
		if unpenned.in(who) != "" || slices.ContainsFunc(p.toks[c.from:c.to], func(t token) bool {
			return t.kind == kNum || t.kind == kDate || t.is(cOthers) || t.is(cUnit) && p.g.plan.Units[t.w.unit].Kind != ledger.Section
		}) {
			continue
		}
		if hired := strings.TrimLeft(who, "请让叫找托"); hired != who && !strings.HasSuffix(p.s[:sp.End], "的") { // 请王芳执笔
			continue
		}
		p.weighAll(sp.Start, sp.End)
		out = append(out, p.toks[last:c.from]...)
		last = c.to
		if name := p.penName(who); name != "" {
			at := sp.Start + m[2] + strings.LastIndex(who, name)
			out = append(out, token{kind: kWord, w: &authorWord, start: at, end: at}, token{kind: kText, start: at, end: at + len(name)})
			continue
		}
		out = append(out, token{kind: kAside, start: sp.Start, end: sp.End})
	}
	if out == nil {
		return p
	}
	return p.with(append(out, p.toks[last:]...))
}

// penName is the one author's name that such words hold: 王芳, 李局长; empty: none.
func (p *parse) penName(who string) string {
	if pennedBy.in(who) != "" {
		return ""
	}
	who = strings.TrimLeft(who, "请让叫找托")
	if name := nameAlone(who); plausibleName(name) || calledSo(name) {
		return name
	}
	for _, x := range [...]string{"小", "老"} { // 办公室小王
		if i := strings.LastIndex(who, x); i > 0 && calledSo(who[i:]) {
			if c, _ := utf8.DecodeLastRuneInString(who[:i]); strings.ContainsRune(bearerEnds, c) {
				return who[i:]
			}
		}
	}
	return ""
}
