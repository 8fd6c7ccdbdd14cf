package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// This file takes pictures that only lie with what is reported out of the line: 总结发了,
// 附件有照片6张. They are no works.

// enclosing are the words for what lies with something; pictures are what does so.
var (
	enclosing = wordSet("附 附件 附上 附有 附了 另附 随附 同附 内附 内含 附带 附件中 附件里 内 里面 里头 配 配了 配上 带 带了 带上 还带")
	pictures  = wordSet("照片 图片 相片 截图 视频 现场照片 活动照片 现场图片 图 合影")
	ofHeld    = wordSet("有 含 含有 包括 包含 是 为 了 的 里 现场 活动 相关 共 、 和 及 另 还有 宣传 : 张 个 幅 段 份 组")
)

// sentAlong tells of pictures what they were sent with: 照片6张也一起发了, 照片也发了.
var sentAlong = newPattern(`^(?:现场|活动|宣讲|相关|有关)*(?:的)?(?:照片|图片|相片|截图|现场图)[^,《]{0,6}?(?:也|都|一起|一并|同时|随|跟着|附)+(?:已经?)?(?:一起|一并)?(?:发|传|报|附|寄|放)(?:了|过去了|过去|上了|上|送了|去了|进去了|里面了|在邮件里了?|在里面了?)$`)

// alongBefore may stand before what encloses: 还附了6张照片.
var alongBefore = wordSet("还 也 另外 同时 并 并且 里面还 另")

// enclosed is the line without such pictures.
func (p *parse) enclosed() *parse {
	if sentAlong.mayIn(p) {
		for _, c := range p.clauses() {
			if sp := (Span{p.toks[c.from].start, p.toks[c.to-1].end}); sentAlong.find(p.s[sp.Start:sp.End]) != "" && p.lieWith(c.from, c.to) {
				p.weighAll(sp.Start, sp.End)
				out := append(slices.Clone(p.toks[:c.from]), token{kind: kAside, start: sp.Start, end: sp.End})
				return p.with(append(out, p.toks[c.to:]...))
			}
		}
	}
	var out []token
	for i := 0; i < len(p.toks); i++ {
		end := i
		if enclosing[p.txt(&p.toks[i])] {
			end = p.picturesEnd(i + 1)
		}
		if end <= i+1 || !p.lieWith(i, end) {
			if out != nil {
				out = append(out, p.toks[i])
			}
			continue
		}
		if out == nil {
			out = append(out, p.toks[:i]...)
		}
		if n := len(out); n > 0 && alongBefore[p.txt(&out[n-1])] {
			p.weighAll(out[n-1].start, out[n-1].end)
			out = out[:n-1]
		}
		out = append(out, token{kind: kAside, start: p.toks[i].start, end: p.toks[end-1].end})
		p.weighAll(p.toks[i].start, p.toks[end-1].end)
		i = end - 1
	}
	if out == nil {
		return p
	}
	return p.with(out)
}

// picturesEnd is the token after the pictures and their number that begin at token i; i
// where there are none, or more than that is counted.
func (p *parse) picturesEnd(i int) int {
	shown, counted := false, false
	k := i
	for ; k < len(p.toks); k++ {
		switch t := &p.toks[k]; {
		case t.kind == kNum, t.w == &someOf:
			counted = true
		case pictures[p.txt(t)]:
			shown = true
		case ofHeld[strings.TrimSpace(p.txt(t))], t.kind == kSep && t.strength == sepSpace:
		case shown && counted:
			return p.beforeMarks(k)
		default:
			return i
		}
	}
	if !shown || !counted {
		return i
	}
	return p.beforeMarks(k)
}

// beforeMarks is the token after the last one before k that is no mark.
func (p *parse) beforeMarks(k int) int {
	for k > 0 && p.toks[k-1].kind == kSep {
		k--
	}
	return k
}

// lieWith tells whether the line reports beside the pictures from token i to end what
// such pictures are sent with, and nothing of which they are a part.
func (p *parse) lieWith(i, end int) bool {
	rest := append(p.itemsIn(0, i, true), p.itemsIn(end, len(p.toks), true)...)
	for _, k := range p.itemsIn(i, end, true) {
		if containsInt(rest, k) {
			return false
		}
	}
	return slices.ContainsFunc(rest, func(k int) bool {
		kind := p.g.item(k).Kind
		return kind == ledger.Mail || kind == ledger.Sessions
	})
}
