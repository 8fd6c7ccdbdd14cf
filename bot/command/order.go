package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// order reads what only coordinators may ask for; who speaks is checked by the
// policy, except that a contact's wish for more time is a request.
func (p *parse) order() (Reading, bool) {
	if p.reportLike() {
		return Reading{}, false
	}
	if p.hangs(len(p.s)) {
		return p.ask(AskMixed, p.whole()), true
	}
	for _, f := range [...]func(*parse) (Reading, bool){
		(*parse).twoOrders, (*parse).received, (*parse).move, (*parse).extend, (*parse).nudgeAndRest, (*parse).silence, (*parse).nudge, (*parse).demand,
		(*parse).review, (*parse).exports, (*parse).handMe,
	} {
		if r, ok := f(p); ok {
			return r, true
		}
	}
	return Reading{}, false
}

// reportLike tells whether a contact's line states figures of items, so that a
// word such as 过 or 表 in it is no order.
func (p *parse) reportLike() bool {
	if p.c.Role == ledger.Coordinator {
		return false
	}
	if p.orderAt("extend") >= 0 && p.hasDay() {
		return false
	}
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind == kTitle {
			return true
		}
		if t.kind == kNum {
			if n := p.next(i); n < 0 || !p.toks[n].is(cForeign) || p.toks[n].is(cMeasure) {
				return true
			}
		}
	}
	return false
}

// exports: 导出csv,再来张进度图; 打包署名文章.
func (p *parse) exports() (Reading, bool) {
	if p.nums > 1 || p.has&(cNot|cNeg) != 0 && !p.notThatFormat() {
		return Reading{}, false
	}
	if p.nums > 0 && p.has&cItem != 0 && p.has&(cSet|cCorrect) != 0 && (p.orderAt("export", "picture", "pack") >= 0) { // 把宣讲改成3场再导出表格
		return p.ask(AskMixed, p.whole()), true
	}
	r := Reading{Outcome: Apply}
	var seen map[string]bool
	if len(p.orders) > 0 {
		seen = map[string]bool{}
	}
	for _, i := range p.orders {
		t := &p.toks[i]
		v := t.w.order
		if k := p.prev(i); seen[v] || p.toldOf(i) || k >= 0 && p.toks[k].is(cNo) { // 先不导出了
			continue
		}
		a := Act{Verb: Verb(v), Span: t.span()}
		switch v {
		case "picture":
			a.Scope = p.whither()
		case "files":
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
		case "export":
			if seen["pack"] && len(p.wantedFormats()) == 0 {
				continue
			}
			a.Format = p.format(i)
			if several := p.wantedFormats(); len(several) > 0 {
				for _, f := range several {
					a.Format = f
					r.Acts = append(r.Acts, a)
				}
				seen[v] = true
				continue
			}
		case "pack":
			for _, k := range p.itemsIn(0, len(p.toks), true) {
				b := a
				b.Item = p.g.item(k).ID
				r.Acts = append(r.Acts, b)
				seen[v] = true
			}
			if seen[v] {
				continue
			}
		default:
			continue
		}
		seen[v] = true
		r.Acts = append(r.Acts, a)
	}
	if len(r.Acts) == 0 && p.drawn() {
		r.Acts = []Act{{Verb: Picture, Scope: p.whither(), Span: p.whole()}}
	}
	if len(r.Acts) > 0 && !seen["export"] {
		for _, f := range p.wantedFormats() { // 打包发我,表格也要
			r.Acts = append(r.Acts, Act{Verb: Export, Format: f, Span: p.whole()})
		}
	}
	if len(r.Acts) == 0 && !slices.ContainsFunc(p.orders, p.toldOf) && p.wantsFile() {
		several := p.wantedFormats()
		if len(several) == 0 {
			several = []string{p.format(len(p.toks))}
		}
		for _, f := range several {
			r.Acts = append(r.Acts, Act{Verb: Export, Format: f, Span: p.whole()})
		}
	}
	if len(r.Acts) > 0 && p.asks() && !p.polite() { // excel怎么导
		return p.single(Reply, Act{Verb: Help})
	}
	if p.hasTitle() {
		return Reading{}, false
	}
	return r, len(r.Acts) > 0
}

// drawing makes a picture of what stands before it: 把完成情况做成图片.
var drawing = newPattern(`(?:做成|制成|制作成|生成|转成|转为|转换成|弄成|搞成|变成|画成|画|出)(?:一?[张个份幅])?(?:进度|汇总)?(?:长图|图片|图表|图)(?:[^解书案]|$)`)

// drawn tells whether a picture of how things stand is wanted.
func (p *parse) drawn() bool {
	return drawing.matches(p) && !p.asks() && p.topic() == "status" && p.has&(cNeg|cNot|cPlan) == 0 && p.nums <= 1 && !p.hasTitle() && !p.says(narrated) && !p.done()
}

// narrated say of a file that it was made, or what became of it: 进度图昨天发过了,
// 导出的表打不开, 耒阳说要导出表格.
var narrated = phraseList("发过了 出过了 导过了 导出过 做过了 发群里了 发到群里了 发出去了 说要导 说要打 说想 数据不对 表不对 有误 有错 少一个 少了 打不开 看不了 导错 出错")

// notThatFormat tells whether only another format is refused: 导出xlsx就行,不用csv.
func (p *parse) notThatFormat() bool {
	for i := range p.toks {
		if t := &p.toks[i]; t.is(cNot|cNeg) && !(i+1 < len(p.toks) && p.toks[i+1].is(cFormat) && i > 0 && p.classIn(0, i-1, cFormat)) {
			return false
		}
	}
	return p.orderAt("export") >= 0
}

// toldOf tells whether the order at token i only says which files are spoken of, and
// when they were made: 昨天打包的署名文章省局说收到了.
func (p *parse) toldOf(i int) bool {
	if p.says(narrated) {
		return true
	}
	if i+1 >= len(p.toks) || p.txt(&p.toks[i+1]) != "的" {
		return false
	}
	if !containsAny(p.s, []string{"发我", "给我", "要", "再来", "再发", "来一份"}) {
		return true
	}
	from, _ := p.clause(i)
	for k := from; k < i; k++ {
		if t := &p.toks[k]; t.kind == kDate {
			d, bad := p.g.resolve(t.day, p.now, false)
			return bad == noTrouble && d.Before(ledger.DateOf(p.now))
		} else if t.is(cOld) || strings.HasPrefix(p.txt(t), "刚") {
			return true
		}
	}
	return false
}

// whither is where a picture is to go, if the words say so: to the asker alone, or to
// the group.
func (p *parse) whither() string {
	switch {
	case containsAny(p.s, []string{"私发", "私聊", "私信", "单独发我", "悄悄"}):
		return "me"
	case containsAny(p.s, []string{"发群", "发到群", "发在群", "发工作群", "发到工作群", "群里发", "发给大家", "发出来给大家"}):
		return "all"
	}
	return ""
}

// wantsFile tells whether a coordinator wants a format without an order word:
// 来份word版的汇总. What was sent, and pieces of an item, are no wish.
func (p *parse) wantsFile() bool {
	if p.has&cFormat == 0 || p.c.Role != ledger.Coordinator || p.has&(cVerdict|cItem|cPlan|cUnit) != 0 {
		return false
	}
	for i := range p.toks {
		switch t := &p.toks[i]; {
		case t.kind == kNum && !(t.num.value == 1 && p.next(i) >= 0 && wantedPieces[p.txt(&p.toks[p.next(i)])]),
			t.is(cStage) && strings.ContainsAny(p.txt(t), doneLetters):
			return false
		}
	}
	for _, x := range [...]string{"发我", "给我", "要", "导", "来", "发", "出", "整", "弄", "拉", "打印", "汇总", "进度", "情况"} {
		if strings.Contains(p.s, x) {
			return true
		}
	}
	return false
}

// wantedPieces measure files that are asked for: 一份word.
var wantedPieces = wordSet("份 个 张")

// format is the format named nearest after an order, else anywhere, else a sheet.
func (p *parse) format(at int) string {
	for i := at; i < len(p.toks); i++ {
		if p.toks[i].is(cFormat) {
			return p.toks[i].w.format
		}
	}
	for i := range p.toks {
		if p.toks[i].is(cFormat) {
			return p.toks[i].w.format
		}
	}
	return "xlsx"
}
