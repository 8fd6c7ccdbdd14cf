package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// This file reads short lines that take back what was said last without an order of
// 撤回 (取消上一条, 刚才报的征文删掉), and those by which a contact needs no more time
// after all (不用延了).

const (
	lastSaid = `(?:(?:刚刚|刚才|刚|方才)(?:我|我们)?(?:报|发|说|交|填|记|写|登|登记)?(?:的|了)?(?:那|这)?一?(?:条|个|次|笔|项|句)?(?:记录|消息|数|数据)?` +
		`|(?:上|前|上面|前面|最后|最近)(?:的)?(?:那|这)?一?(?:条|次|笔|句)(?:的)?(?:记录|消息|数|数据)?` +
		`|(?:上面|前面)(?:那|这)个|(?:这|那)一?条(?:记录|消息)?)(?:的)?`
	gone    = `(?:取消|作废|不算|不算数|不作数|不要|不作准|删|删除|删去|去掉|撤|撤回|撤销|抹|清)(?:掉|去)?`
	begging = `(?:请|麻烦|帮忙?我?|给我|把|将|就|先|那|哦|噢)*`
	ending  = `(?:了|吧|啊|呢|哈|哦|嘛|一下|算了|谢谢|[,。!！ ])*`
)

var (
	recants = newPattern(`^` + begging + `(?:` + lastSaid + `,?(?:都|就|先|给我|帮我)?` + gone + `|` + gone + `(?:一下)?` + lastSaid + `)` + ending + `$`)
	// unbinds are of a binding that was only asked for: 撤回绑定申请, 算了,先不绑了, 绑错单位了.
	unbinds = newPattern(`^` + begging + `(?:好的?|算了|还是|我们?|刚才|刚刚|这个|那个|的|[, ])*` +
		`(?:(?:不用|不必|不要|不想|先不|暂时不|暂不|别|不)(?:再)?(?:申请)?绑定?|(?:撤回|撤销|取消|收回|作废|撤掉?)(?:一下|我们?|刚才|刚刚|之前|上面|这个|那个|的)*(?:绑定的?申请|申请|绑定)` +
		`|(?:绑定)?的?申请(?:就|先|给我|帮我)*(?:撤回|撤销|取消|收回|作废|撤掉?|不要)|绑定(?:就|先|给我|帮我)*(?:撤回|撤销|取消|作废)|(?:绑|绑定|申请)错(?:了?单位|了?人|了?县)?)` + ending + `$`)
	needsNone = newPattern(`^` + begging + `(?:好的?|算了|还是|我们?|咱们?|我局|[, ])*` +
		`(?:(?:不用|不必|不需要|不要|无需|不)(?:再)?(?:申请)?(?:延期|延长|延|宽限|缓交|缓)|(?:撤回|撤销|取消|收回)(?:刚才|刚刚|上次)?的?(?:那个|这个)?(?:延期)?的?申请|(?:延期)?申请(?:就|先)?(?:撤回|撤销|取消|作废|不要))` +
		`(?:了|啦|吧|,| )*(?:(?:撤回|撤销|取消)(?:申请)?)?` + ending + `$`)
)

// recant reads such a line. With the name of an item it is shown first.
func (p *parse) recant() (Reading, bool) {
	if p.has&cUnit == 0 && (p.c.Role == ledger.Unbound || strings.Contains(p.s, "绑") && strings.Contains(p.s, "申请")) && unbinds.matches(p) {
		p.weighAll(0, len(p.s))
		return p.single(Apply, Act{Verb: Undo, Kind: KindRequest, Scope: ScopeBinding, Span: p.whole()})
	}
	if p.c.Role != ledger.Contact && p.c.Role != ledger.Coordinator || p.hasTitle() || p.has&cUnit != 0 {
		return Reading{}, false
	}
	items := p.itemsIn(0, len(p.toks), false)
	if len(items) > 1 {
		return Reading{}, false
	}
	a := Act{Verb: Undo, Span: p.whole()}
	rest := p.s
	if len(items) == 1 {
		a.Item = p.g.item(items[0]).ID
		for i := range p.toks {
			if t := &p.toks[i]; t.is(cItem) {
				rest = strings.Replace(rest, p.txt(t), "", 1)
			}
		}
	}
	switch {
	case p.c.Role == ledger.Contact && needsNone.matchesText(rest):
		a.Kind = KindRequest
		p.weighAll(0, len(p.s))
		return p.single(Apply, a)
	case !recants.matchesText(rest):
		return Reading{}, false
	case a.Item != "" && !strings.ContainsAny(rest, "刚方上前最"): // 那条宣讲取消了: it does not take place
		return Reading{}, false
	case a.Item != "":
		p.weighAll(0, len(p.s))
		r, _ := p.single(Confirm, a)
		r.Question = Question{Code: AskSure, Quote: p.s}
		return r, true
	}
	p.weighAll(0, len(p.s)) // the whole of it says so
	return p.single(Apply, a)
}
