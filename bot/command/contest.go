package command

import (
	"slices"

	"pufabot/bot/ledger"
)

// disowned say that what is booked is not the unit's doing, or is another figure than its
// own. Nothing is known here of what is booked: whoever knows decides whether they contest it.
var disowned = newPattern(`没有?(?:搞|办|做|开展|组织|举办|举行|报|交|发|写|参加|派|填|登记|弄|送|投|开)过` +
	`|没有?(?:搞|办|做|开展|组织|举办|报|交|发|写|弄|送|投|开)(?:呢|啊|呀|了|哦|哈|吧)*[。!,]*$|没有?(?:搞|办|做|开展|组织|举办|举行|写|弄)(?:宣讲|讲座|活动|征文|作品|答题)` +
	`|(?:不是|非)(?:我们?|咱们?|俺们?|本|我局|我县|我区|我市|我科)(?:县|区|市|局|科|科室|单位)?(?:自己)?(?:的|(?:搞|办|做|开展|组织|举办|举行|报|交|发|写|填|登记|弄|送|派)[^,]{0,3}的)` +
	`|没有?这(?:回|么回|件|个|一)?(?:事|场|篇|次|条|份|数|人)|没有?[这那]么多` +
	`|(?:数|数字|数据|人数|场数|篇数|记录)(?:不对|错了|有误|不准|对不上|有问题)|不是这个数|(?:就是|只有|只交了|只报了|只搞了|只写了|只发了)[0-9一二两三四五六七八九十]` +
	`|(?:哪|从哪|哪里)(?:里)?(?:来|冒出来|出来)的|哪有这|谁(?:给|帮|替)(?:我们?|咱们?|俺们?)[^,]{0,3}(?:报|记|填|登记|加|写)`)

// contests notes a contact's line that may contest what somebody else has booked for the
// unit, and of which items it speaks.
func (p *parse) contests(r *Reading) {
	if p.c.Role != ledger.Contact || r.Outcome == Apply && !answers(r.Acts) || r.Outcome == Confirm || !disowned.matches(p) {
		return
	}
	r.Contests = true
	items := p.itemsIn(0, len(p.toks), true)
	if len(items) == 0 {
		items = p.impliedItems()
	}
	for _, k := range items {
		if id := p.g.item(k).ID; !slices.Contains(r.Contested, id) {
			r.Contested = append(r.Contested, id)
		}
	}
}

// answers tells whether the acts are nothing but a yes or no.
func answers(acts []Act) bool { return !anyVerb(acts, func(v Verb) bool { return v != Answer }) }
