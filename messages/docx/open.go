package docx

import (
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
)

// owed is an item and the units that still owe it, or that have only said that their
// mail is sent.
type owed struct {
	item  ledger.Item
	units []string
	sent  bool
}

func stillOwed(d dossier.Dossier) (out []owed) {
	owing := map[ledger.ItemID][]string{}
	for g := range d.Open() {
		if g.Item.Kind == ledger.Text && g.Item.Min == 0 { // a story is told when there is one
			continue
		}
		owing[g.Item.ID] = append(owing[g.Item.ID], g.Unit.Name)
	}
	for _, it := range d.Plan.Items {
		if units := owing[it.ID]; len(units) > 0 {
			out = append(out, owed{it, units, false})
		}
		if units := mails(d, it, false); len(units) > 0 {
			out = append(out, owed{it, units, true})
		}
	}
	return out
}

// open names, item by item, the units that still owe something. Where they are too many
// to be read in sentences these count them, and each unit has a line with what it owes.
func open(doc *Document, d dossier.Dossier, nothing string) {
	all := stillOwed(d)
	var many bool
	of := map[string][]string{}
	for _, o := range all {
		many = many || messages.TooManyForASentence(len(o.units))
		for _, u := range o.units {
			of[u] = append(of[u], messages.OpenItem(o.item.Name, o.sent))
		}
	}
	for _, o := range all {
		names := o.units
		if many {
			names = nil
		}
		doc.Say(messages.OpenSentence(o.item.Name, o.sent, len(o.units), names))
	}
	switch {
	case len(all) == 0:
		doc.Say(nothing)
	case many:
		var rows [][]string
		for _, u := range d.Plan.Units {
			if items := of[u.Name]; len(items) > 0 {
				rows = append(rows, []string{u.Name, messages.OpenItems(items)})
			}
		}
		doc.Table(messages.OpenColumns(), []int{1, 3}, rows)
	}
}
