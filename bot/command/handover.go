package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// This file tells what goes to the speaker from what he hands in: 总结发我一份 is a
// wish, although 总结 and 发 stand in it as they do in 总结发你了.

// receivers, quantities and tails are what stands around the one who is to get
// something; the longer before the shorter.
var (
	receivers  = strings.Fields("我们这边 我们这里 我们局 我们县 我们区 我们市 我们单位 我们科 我们 我这边 我这里 我局 我县 我区 我单位 我科 我 咱们 咱 俺")
	quantities = strings.Fields("一份 一下 一个 一张 一遍 一次 过来 份 个 张 下 来")
	givers     = strings.Fields("发 传 寄 转 拷 推 抄送 转发 发送 传送 甩 丢")
	handTails  = strings.Fields("看一下 看一看 看看 看 参考 学习 邮箱 邮箱里 邮箱来 微信 微信上 qq QQ 手机 手机上 吧 呗 啊 哈 嘛 哦 呀 噢 谢谢 多谢 好吗 行吗 可以吗 吗 了 的 过 来")
)

// receiverLetters begin the receivers.
var receiverWords, receiverLetters = phrasesOf(receivers...), firstLetters(receivers)

// handed tells whether something goes to the speaker, and whether it did: 把总结发我,
// 总结发我邮箱了. Where it goes on (发我局公众号) it goes somewhere else.
func (p *parse) handed() (wanted, did bool) {
	if !p.says(receiverWords) {
		return false, false
	}
	s := withoutTitles(p.s)
	for i, r := range s {
		if !receiverLetters.has(r) {
			continue
		}
		for _, who := range receivers {
			rest, ok := strings.CutPrefix(s[i:], who)
			if !ok {
				continue
			}
			measured := strings.HasPrefix(rest, "一") || strings.HasPrefix(rest, "份")
			if given(s[:i]) || measured && strings.HasSuffix(s[:i], "给") {
				if end, told := handTail(rest); end {
					return !told, told
				}
			}
			break
		}
	}
	return false, false
}

// given tells whether words end as what is said before the one who gets something.
func given(before string) bool {
	before = strings.TrimRight(before, " ")
	s, to := strings.CutSuffix(before, "给")
	if !to {
		s, _ = strings.CutSuffix(before, "到")
	}
	for _, q := range quantities {
		if t, ok := strings.CutSuffix(s, q); ok {
			s = t
			break
		}
	}
	for _, v := range givers {
		if strings.HasSuffix(s, v) {
			return true
		}
	}
	return false
}

// handTail tells whether a clause ends after the one who gets something, or goes on
// with what he wants (发我一份总结), and whether it is told of as done.
func handTail(s string) (end, told bool) {
	for _, q := range quantities {
		if _, ok := strings.CutPrefix(strings.TrimPrefix(s, "了"), q); ok && q != "来" && q != "过来" {
			return true, strings.HasPrefix(s, "了")
		}
	}
	for {
		s = strings.TrimLeft(s, " ")
		cut := false
		for _, x := range handTails {
			if rest, ok := strings.CutPrefix(s, x); ok {
				s, cut, told = rest, true, told || x == "了" || x == "的" || x == "过"
				break
			}
		}
		if !cut {
			break
		}
	}
	return s == "" || strings.ContainsAny(s[:1], ",;!?:\n.") || strings.HasPrefix(s, "。") || strings.HasPrefix(s, "、"), told
}

// handMe: a coordinator wants to have what came in: 把衡东的总结发我. The files of
// the unit and the item are shown; nothing is kept.
func (p *parse) handMe() (Reading, bool) {
	if p.c.Role != ledger.Coordinator || p.has&(cUnit|cItem) == 0 || p.nums > p.ones() || p.asks() || p.has&(cEveryone|cFormat) != 0 {
		return Reading{}, false
	}
	if wanted, _ := p.handed(); !wanted {
		return Reading{}, false
	}
	a := Act{Verb: Files, Span: p.whole()}
	units, doubt := p.unitsIn(0, len(p.toks))
	if doubt != nil {
		return p.askCity(doubt), true
	}
	if len(units) == 1 {
		a.Unit = units[0]
	}
	if items := p.itemsIn(0, len(p.toks), true); len(items) == 1 {
		a.Item = p.g.item(items[0]).ID
	}
	return Reading{Outcome: Reply, Acts: []Act{a}}, true
}
