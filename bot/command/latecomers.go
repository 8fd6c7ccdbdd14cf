package command

import "strings"

// The kinds of missing beside what is owed: who was late, and for whom nobody speaks.
const (
	KindLate    = "late"
	KindUnbound = "unbound"
)

const anyUnits = `(?:谁|哪些单位|哪几个单位|哪几家|哪些县|哪家|哪个单位|哪个县)`

var (
	asksForLate = newPattern(anyUnits + `(?:的)?[^算会,.;。?]{0,6}(?:迟报|晚报|报晚|交晚|迟交)[^算]*$` +
		`|(?:迟报|晚报|迟交|报晚了|交晚了)了?的?(?:单位)?(?:都|是|有)*(?:` + anyUnits + `|哪些|哪几|几家|名单)|有没有[^,.;。]{0,4}(?:迟报|晚报|迟交)的`)
	asksForUnbound = newPattern(anyUnits + `(?:都|还)*(?:没有?|未)(?:有)?(?:绑定|绑上|联络员|联系人)` +
		`|(?:没有?|未)(?:绑定|绑上|联络员|联系人)的?(?:单位)?(?:都|是|有)*(?:` + anyUnits + `|哪些|哪几|几家|名单)`)
)

// latecomers: 署名文章谁迟报了, 迟报的有哪些单位, 谁没有绑定.
func (p *parse) latecomers() (Reading, bool) {
	if p.nums > p.ones() {
		return Reading{}, false
	}
	switch {
	case asksForLate.matches(p):
		a := Act{Verb: Missing, Kind: KindLate, Scope: "all"}
		if items := p.itemsIn(0, len(p.toks), true); len(items) == 1 && !strings.Contains(p.s, "迟报名单") { // which signs nobody up
			a.Item = p.g.item(items[0]).ID
		}
		return p.single(Reply, a)
	case asksForUnbound.matches(p):
		return p.single(Reply, Act{Verb: Missing, Kind: KindUnbound, Scope: "all"})
	}
	return Reading{}, false
}
