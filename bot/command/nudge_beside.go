package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// This file reads what an order to nudge says beside itself of units: that they have
// handed in, were called, or are to be left alone. Such words aim at nobody.

var (
	// settled say of units that there is nothing to nudge them for any more.
	settled = newPattern(`(?:报|交|发|补|填|催|提醒|通知|联系|打)(?:给|齐|完|好|过)?(?:我|过来|上来|来|他们|电话)?(?:们)?(?:了|过)|已经?(?:报|交|发|补|上报|提交)|(?:报|交|发)给?我了`)
	// unsettled turn such words: 说交了, 交了一半, 交了但是没盖章.
	unsettled = newPattern(`[说没未但却才只错迟晚不]|一半|部分|可是|好像|还差|[吗?]`)
	// leftAlone ask to leave units in peace.
	leftAlone = newPattern(`(?:别|不用|不要|不必|莫|甭|无需|先不|暂不|就不)(?:再)?(?:去)?(?:催|烦|打扰|提醒|吵|管|艾特|找|@|通知|动)|跳过|放过|略过|除外|免了|就算了|先缓|缓缓|缓一缓`)
)

// beside parts the units of an order to nudge by the clauses that name them: those
// that the order is for, and those of whom something is told. Where the order names
// its own (没交的), a unit in a clause beside it is none of them; what is told of it
// must be understood, or ok is false.
func (p *parse) beside(units, except []ledger.UnitID) (meant, spared []ledger.UnitID, ok bool) {
	owing := p.has&(cOwing|cAllUnits) != 0
	var told []ledger.UnitID
	var asked, handed []int
	for _, c := range p.nudgeClauses() {
		if p.aims(c) {
			asked = append(asked, p.itemsIn(c.from, c.to, true)...)
			continue
		}
		own, _ := p.unitsIn(c.from, c.to)
		own = slices.DeleteFunc(own, func(u ledger.UnitID) bool { return !containsID(units, u) })
		if len(own) == 0 {
			continue
		}
		s := p.s[p.toks[c.from].start:p.toks[c.to-1].end]
		switch {
		case leftAlone.find(s) != "", settled.find(s) != "" && unsettled.find(s) == "":
			told = append(told, own...)
			handed = append(handed, p.itemsIn(c.from, c.to, true)...)
		case p.has&cOwing != 0 && !p.namesOnly(c.from):
			return units, except, false
		}
	}
	if slices.ContainsFunc(handed, func(k int) bool { return !containsInt(asked, k) }) { // 耒阳交了征文,没交作品的催一下
		return units, except, false
	}
	for _, u := range units {
		if !containsID(told, u) {
			meant = append(meant, u)
		}
	}
	if len(told) > 0 && len(meant) == 0 {
		return nil, append(except, told...), owing
	}
	return meant, except, true
}

// nudgeClauses are the clauses of an order to nudge. A space parts them, too, where
// the order itself stands on one side of it.
func (p *parse) nudgeClauses() []clause {
	var out []clause
	for _, c := range p.clauses() {
		from := c.from
		for i := c.from; i < c.to; i++ {
			if t := &p.toks[i]; t.kind != kSep || t.strength > sepSpace || i == from {
				continue
			}
			rest := i + 1
			for rest < c.to && p.toks[rest].kind != kSep {
				rest++
			}
			if p.aims(clause{from, i}) != p.aims(clause{i + 1, rest}) {
				out, from = append(out, clause{from, i}), i+1
			}
		}
		if from < c.to {
			out = append(out, clause{from, c.to})
		}
	}
	return out
}

// aims tells whether a clause holds an order, or names those whom it is for.
func (p *parse) aims(c clause) bool {
	for i := c.from; i < c.to; i++ {
		t := &p.toks[i]
		if t.is(cOwing) || t.is(cOrder) && !p.orderGone(i) {
			return true
		}
	}
	return false
}

// orderGone tells whether the order at token i is forbidden, or told of as given: 别催,
// 催过了.
func (p *parse) orderGone(i int) bool {
	if i > 0 && (p.toks[i-1].is(cNot|cNeg) || strings.HasPrefix(p.txt(&p.toks[i-1]), "已")) {
		return true
	}
	return startsWith(p.s[p.toks[i].end:], givenBefore)
}

var givenBefore = []string{"过", "了的"}
