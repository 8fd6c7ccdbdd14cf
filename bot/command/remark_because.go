package command

import "strings"

var (
	// beforeNow are words for the time of an earlier figure, tooHigh for what was wrong with it.
	beforeNow = phrasesOf("之前", "以前", "前面", "原来", "原先", "上次", "上回", "上一次", "昨天", "前天", "那次", "那时", "当时", "先前", "前几天", "早先", "头一次")
	tooHigh   = phrasesOf("多报", "多算", "多写", "多填", "多记", "多统计", "重复", "错了", "报错", "算错", "有误", "不准", "不实", "虚报", "算进", "统计进", "包括", "包含", "水分", "偏高", "报高", "多了", "没核")
	// yetUnsure are words that turn a yes into none, or speak of the new figure.
	yetUnsure = phrasesOf("但", "不过", "先", "别", "等", "再", "可能", "好像", "大概", "也许", "应该", "似乎", "还", "只是", "这次", "刚才", "刚刚", "现在", "今天", "如果", "要是", "不是", "没有", "怀疑", "估计", "去年", "目标", "每", "假如", "万一")
)

// because tells whether the line from token i on only says what was wrong with the figure
// before: 对,之前多报了.
func (p *parse) because(i int) bool {
	if i >= len(p.toks) || p.asks() {
		return false
	}
	for k := i; k < len(p.toks); k++ {
		if t := &p.toks[k]; t.kind == kNum || t.kind == kTitle || t.is(cUnit|cPlan) || t.is(cVerdict) && tooHigh.in(p.txt(t)) == "" || t.is(cItem) && !t.w.soft && !t.sound {
			return false
		}
	}
	rest := strings.ReplaceAll(p.from(i), "原先", "原来")
	rest = strings.ReplaceAll(rest, "先前", "之前")
	return beforeNow.in(rest) != "" && tooHigh.in(rest) != "" && yetUnsure.in(rest) == ""
}
