package command

import "pufabot/bot/ledger"

// staffOpen says of a section that whom it sends is not settled: 人选还没定, 名单还在商量.
var staffOpen = newPattern(`^(?:我们科|我科|我们这边|我们|这边|目前|现在)*(?:去的)?(?:人选|人员|名单|人|谁去|派谁)?(?:目前|都|还|暂时|现在)*(?:没有|没|未|尚未|在|不)(?:有)?(?:定|确定|选|商量|落实|研究|考虑|凑齐|想好)(?:人|人选|人员)?(?:下来|好|出来|呢|中)*(?:[,;。 ]+.{0,3}(?:定|选|确定|落实)(?:了|好|下来|好了|下来了|后|完)*(?:就|再|后)?(?:报|告诉|说|发|上报|回复|通知).{0,5})?[。! ]*$`)

// undecided reads such a line: nothing is kept of it.
func (p *parse) undecided() (Reading, bool) {
	if !p.ofSection() || p.asks() || p.nums > 0 || p.namesSomebody() || !staffOpen.matches(p) {
		return Reading{}, false
	}
	for _, it := range p.g.plan.Items {
		if it.Kind == ledger.Signup {
			return Reading{Outcome: Reply, Chatter: Plans, Acts: []Act{{Verb: Deadline, Unit: p.c.Unit, Item: it.ID, Scope: "me", Span: p.whole()}}}, true
		}
	}
	return Reading{}, false
}
