package command

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// someOf is 几 that asks for nothing: 附几个数, 问了几个部门.
var someOf = word{text: "几", class: cFiller, unit: -1, event: -1}

var (
	// figuresNext are what follows 几个 where the figures themselves do.
	figuresNext = []string{"数", "数字", "数据", "数值", "情况"}
	// askedRound stand before those who were asked for figures that the line tells.
	askedRound = []string{"问了", "问过", "催了", "找了", "跑了", "联系了", "联系上", "汇总了", "核对了", "核了", "收了", "凑了", "打听了", "对了"}
	// pointing stand before 几 that points at what is there.
	pointing = []string{"这", "那", "下面", "附", "附上"}
	// informants are who may be asked so.
	informants = wordSet("部门 单位 科室 乡镇 街道 镇街 局 县直单位 县直部门 区直单位 区直部门 企业 同事 人 家")
)

// severals marks where 几 asks for nothing: figures follow it, and no other word of the
// line asks. A question as to how many has its figures, if any, before it.
// 还附了几张照片 asks nothing, either.
func (p *parse) severals() {
	last := -1
	for i := range p.toks {
		switch t := &p.toks[i]; {
		case t.kind == kNum:
			last = i
		case t.is(cAsk|cAskRef) && !strings.HasPrefix(p.txt(t), "几"):
			return
		}
	}
	for i := range p.toks {
		t := &p.toks[i]
		if t.is(cAsk) && (p.picturesAt(i) || p.pointsAtUnits(i)) {
			t.w = &someOf
			continue
		}
		if i >= last {
			continue
		}
		if !t.is(cAsk) || !p.asksNothing(i) {
			continue
		}
		t.w = &someOf
		if n := &p.toks[i+1]; informants[p.txt(n)] {
			n.w, n.kind = &someOf, kWord
		}
	}
}

// shownBeside are pictures of which somebody says that some lie with what was sent.
var shownBeside = newPattern(`(?:要|需|得|该|应|可以|能|必须)?(?:附|带|配|传|发|拍)(?:上|了|有|去|过去)*几[张幅个](?:现场|活动|宣讲|会场)*(?:的)?(?:照片|图片|相片|截图|图)`)

// picturesAt tells whether 几 at token i tells of such pictures: 还附了几张照片.
func (p *parse) picturesAt(i int) bool {
	if !shownBeside.mayIn(p) {
		return false
	}
	for _, m := range shownBeside.re.FindAllStringIndex(p.s, -1) {
		if m[0] < p.toks[i].start && p.toks[i].start < m[1] {
			r, _ := utf8.DecodeRuneInString(p.s[m[0]:])
			return strings.ContainsRune("附带配传发拍", r) // not 要附几张照片
		}
	}
	return false
}

// pointsAtUnits tells whether 几 at token i is of units that an order is about: 催一下没交的
// 几个县, 衡东、衡南这几家催一下.
func (p *parse) pointsAtUnits(i int) bool {
	before := strings.TrimRight(p.s[:p.toks[i].start], " ")
	return strings.HasPrefix(p.txt(&p.toks[i]), "几") && endsWith(before, "的", "这", "那") &&
		slices.ContainsFunc(p.toks, func(t token) bool { return t.is(cOrder) && t.w.order == "nudge" })
}

// asksNothing tells whether 几 at token i is told, not asked, by its neighbours.
func (p *parse) asksNothing(i int) bool {
	before, after := strings.TrimRight(p.s[:p.toks[i].start], " "), p.s[p.toks[i].end:]
	asked := p.txt(&p.toks[i])
	ofThem := informants[p.txt(&p.toks[i+1])] || informants[strings.TrimLeft(asked, "几个")]
	for _, w := range askedRound {
		if ofThem && strings.HasSuffix(before, w) {
			return true
		}
	}
	for _, w := range pointing {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	after = strings.TrimLeft(after, "个项组条点")
	for _, w := range figuresNext {
		if rest, ok := strings.CutPrefix(after, w); ok && (rest == "" || strings.ContainsAny(rest[:1], " ,:;\n.") || strings.HasPrefix(rest, "如下") || strings.HasPrefix(rest, "据")) {
			return true
		}
	}
	return false
}
