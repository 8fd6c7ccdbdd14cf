package messages

import (
	"fmt"

	"pufabot/bot/ledger"
)

// tellRough asks a group for exact figures before they are summed up: which item, and whose.
func tellRough(m *Message, owed []Asked) {
	for _, o := range owed {
		if o.CountOnly {
			continue
		}
		for rest := o.Rough; len(rest) > 0; {
			var units []ledger.Unit
			var others []ledger.Gap
			for _, g := range rest {
				if g.Item.ID == rest[0].Item.ID {
					units = append(units, g.Unit)
				} else {
					others = append(others, g)
				}
			}
			m.Item(B(rest[0].Item.Name), T("报的是约数，请在报"+o.Item.Name+"之前报准数："+UnitNames(units)))
			rest = others
		}
	}
}

// tellRoughAlone asks one unit for the same, with its figure.
func tellRoughAlone(m *Message, owed []Asked) {
	for _, o := range owed {
		for _, g := range o.Rough {
			m.Item(B(g.Item.Name), T(fmt.Sprintf("报的是%s%s，请在报%s之前报准数", Figure(g.Tally.Value(), g.Tally.Approx), g.Tally.MeasureOf(&g.Item), o.Item.Name)))
		}
	}
}
