package command

import "strings"

// This file tells verdicts from what only looks like them.

// ways are what 通过 goes by, beside things that are sent out (words_beside.go).
var ways = wordSet("微信群 qq QQ 邮箱 市局邮箱 邮件 电子邮件 电话 平台 系统 公众号 网络 网上 线上 线下 现场 学习强国 学习强国平台 强国平台 钉钉 快递 传真 抖音 视频号 广播 走访 调研 网站 电视 报纸 培训 座谈 会议 媒体 渠道 群 群里 部门 社区 同志 你 你们 各种 多种 这次 此次 本次 这个 这种 一次 努力")

// heard are verbs of what is learnt or done by a way: 通过耒阳了解到.
var heard = wordSet("了解 了解到 得知 知道 联系 沟通 核实 核对 反映 转 转发 转来 转给 宣传 开展 组织 进行 学习 征集 收集 发现 看到 掌握 获悉 推送 传达 带 捎 寄 发来")

// byWay tells whether 通过 says by what way something came about, and no verdict:
// 征文通过微信发我了, 通过耒阳了解到.
func (p *parse) byWay(i int) bool {
	if p.toks[i].w.text != "通过" || i+1 >= len(p.toks) || p.toks[i+1].kind == kSep {
		return false
	}
	n := &p.toks[i+1]
	if n.is(cMediaEnd) || n.kind == kWord && n.w.beside&besideMatter != 0 || ways[p.txt(n)] {
		return true
	}
	for k := i + 1; k < len(p.toks) && k-i < maxClause; k++ {
		t := &p.toks[k]
		switch {
		case t.kind == kSep && t.strength >= sepComma, t.is(cVerdict):
			return false
		case k > i+1 && (t.is(cStage) || heard[p.txt(t)]):
			return true
		}
	}
	return false
}

// hearsay are letters before a verdict that make it somebody else's, or a hope;
// hoped are those right after it: 局长说…通过, 被省局退回, 通过不了, 选上就好.
const hearsay, hoped = "说讲称叫被能快想会听", "不才就吗"

// told tells whether the verdict at token i is only told, hoped for or expected.
func (p *parse) told(i int) bool {
	for k := i - 1; k >= 0 && i-k < maxClause && !(p.toks[k].kind == kSep && p.toks[k].strength >= sepComma); k-- {
		t := &p.toks[k]
		if t.is(cPlan|cPoison|cRequest) && !t.is(cFiller|cVerdict|cItem|cMeasure) && t.w.text != "将" || t.kind == kText && strings.ContainsAny(p.txt(t), hearsay) {
			return true
		}
	}
	n := i + 1
	if n+1 < len(p.toks) && p.toks[n].is(cUnit) && p.toks[n+1].kind == kText { // 通过市局审核的有…
		return true
	}
	if n < len(p.toks) && p.txt(&p.toks[n]) == "了" {
		n++
	}
	if n >= len(p.toks) || p.toks[n].kind != kText && p.toks[n].kind != kWord {
		return false
	}
	if strings.HasPrefix(p.s[p.toks[n].start:], "的") && n+1 < len(p.toks) { // 上次退回的征文, 选上的话
		return true
	}
	for _, x := range hoped {
		if strings.HasPrefix(p.s[p.toks[n].start:], string(x)) {
			return true
		}
	}
	return false
}

// clings tells whether a piece is said to pass somebody's hands: 通过省局审核. What
// follows a verdict after a mark is its reason.
func (p *parse) clings(acts []Act) bool {
	for _, a := range acts {
		if a.Verdict == "accept" && a.Reason != "" && strings.HasPrefix(strings.TrimLeft(p.s[a.Span.End:], "了的"), a.Reason) {
			return true
		}
	}
	return false
}
