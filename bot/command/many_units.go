package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// This file holds the number of units that a line states to those that it names.

var (
	// unitsCounted follow a figure that counts units; the longer come first.
	unitsCounted = strings.Fields("个县市区 个县区 个区县 个县市 个单位 个县 个区 个局 个科室 家单位 家")
	// theRest stand before a figure that counts others than those named.
	uncountable = strings.Fields("其他 其它 其余 另外 另 剩下 剩下的 剩余 别的 还有 除 除了 前 后 每 第")
)

// unitsOff is a number of units that differs from that of the units named: 三个县通过:
// 衡山、衡东、祁东、常宁.
func (p *parse) unitsOff(r *Reading) string {
	var named []ledger.UnitID
	for i := range r.Acts {
		for _, u := range append([]ledger.UnitID{r.Acts[i].Unit}, r.Acts[i].Units...) {
			if u != "" && !containsID(named, u) {
				named = append(named, u)
			}
		}
	}
	if len(named) < 2 || p.has&(cAllUnits|cExcept) != 0 && !p.naming(named) {
		return ""
	}
	sum, quote := 0, ""
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind != kNum || t.num.odd != fine || endsWith(p.s[:t.start], uncountable...) {
			continue
		}
		for _, m := range unitsCounted {
			if strings.HasPrefix(p.s[t.end:], m) {
				sum, quote = sum+t.num.value, p.s[t.start:t.end+len(m)]
				if t.num.value == len(named) {
					return ""
				}
				break
			}
		}
	}
	if quote == "" || sum == len(named) {
		return ""
	}
	return quote
}

// naming tells whether the line names each of the units.
func (p *parse) naming(units []ledger.UnitID) bool {
	n := 0
	for i := range p.toks {
		if t := &p.toks[i]; t.is(cUnit) {
			if id, ok := p.unitOf(t); ok && containsID(units, id) {
				n++
			}
		}
	}
	return n >= len(units)
}
