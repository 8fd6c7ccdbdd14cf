package command

import "pufabot/bot/ledger"

// This file tells orders that hold only under a condition, or that were never given:
// 如果没盖章就退回, 要不是超字数就通过了, 差点就选上了. There is nothing to do now.

// conditions are words that make an order hang on something, or say that it did not come
// to it.
var conditions = wordSet("如果 要是 假如 若 若是 若非 倘若 万一 假设 假使 要不是 除非 差点 差一点 险些 差点就 差一点就")

var (
	// hanging join a condition to an order.
	hanging = newPattern(`只要[^,]+[就便都]|凡是?[^,]+[就便都]|的话,?(?:就|便|都|再|才|也)|除非|等[^,]+(?:了|好|完|齐|章),?(?:才|再)(?:给|让|能)?(?:过|通过|选|报|退|延)`)
	// intended tell of a verdict that was meant, or is owed, but not given.
	intended = newPattern(`(?:早|本来|原本|原先)(?:就|都|是|也)*(?:该|应该?|能|会|可以|要|想|打算|准备|说)`)
)

// hangs tells whether a coordinator's order or verdict is one that is not given now. Words
// behind byte before are not looked at.
func (p *parse) hangs(before int) bool {
	if p.c.Role != ledger.Coordinator || len(p.orders) == 0 && p.has&cVerdict == 0 {
		return false
	}
	for i := range p.toks {
		if t := &p.toks[i]; t.start < before && t.kind == kWord && conditions[p.txt(t)] {
			return true
		}
	}
	s := p.s[:before]
	return hanging.matchesText(s) || len(p.orders) == 0 && intended.matchesText(s)
}
