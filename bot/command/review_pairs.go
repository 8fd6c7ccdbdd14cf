package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// paired parts a verdict on several units' titles where each unit stands right
// before its own: 选报省局:雁峰《甲》、常宁《乙》. Other orders are no pairs.
func (v *reviewer) paired(a *Act) bool {
	if len(a.Units) < 2 || len(a.Titles) < len(a.Units) || len(a.IDs) > 0 {
		return false
	}
	var out []Act
	for i := range v.toks {
		switch t := &v.toks[i]; {
		case t.is(cUnit):
			if n := len(out); n > 0 && len(out[n-1].Titles) == 0 {
				return false
			}
			id, ok := v.unitOf(t)
			if !ok {
				return false
			}
			one := *a
			one.Units, one.Titles = []ledger.UnitID{id}, nil
			out = append(out, one)
		case t.kind == kTitle && len(out) == 0:
			return false
		case t.kind == kTitle:
			one := &out[len(out)-1]
			one.Titles = append(one.Titles, strings.Trim(v.txt(t), "《》"))
		}
	}
	if n := len(out); n < 2 || len(out[n-1].Titles) == 0 {
		return false
	}
	v.out = out
	return true
}
