package dossiertest

import (
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
)

// Supplemented is a campaign whose figures were frozen at the end of the 25th, when
// 衡阳县 had 90 answers and 祁东县 had said nothing; two days later they had 95 and 40.
func Supplemented(p *ledger.Plan) dossier.Dossier {
	cut := time.Date(2026, 12, 25, 23, 59, 59, 0, p.Campaign.Zone)
	quiz, _ := p.Item("quiz")
	said := func(u ledger.UnitID, n int, day int) ledger.Record {
		return ledger.Record{At: time.Date(2026, 12, day, 10, 0, 0, 0, p.Campaign.Zone), Role: ledger.Contact, Unit: u, Item: quiz.ID,
			Verb: ledger.Counted, Op: ledger.Set, Value: n}
	}
	return Freeze(Of(p, []ledger.Record{said("hengyang-xian", 90, 20), said("hengyang-xian", 95, 26), said("qidong", 40, 27)}, cut.AddDate(0, 0, 3)), cut)
}

// Freeze gives a dossier whose figures were frozen at an instant.
func Freeze(d dossier.Dossier, cut time.Time) dossier.Dossier {
	d.Cut = cut
	for _, g := range d.Gaps {
		of, _, _ := d.History.Of([]dossier.Place{{Unit: g.Unit.ID, Item: g.Item.ID}}) // in memory: never an error
		if len(of) > 0 && of[len(of)-1].At.After(cut) {
			d.Frozen = append(d.Frozen, messages.Supplement{Unit: g.Unit, Item: g.Item, Frozen: ledger.Freeze(g.Item, of, len(ledger.Until(of, cut)), cut)})
		}
	}
	return d
}
