package docx

import (
	"fmt"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
)

// Province is the cover note to the province and, on a page of its own, the list
// of pieces that go with it: the city's own and those selected.
func Province(d dossier.Dossier, it ledger.Item) *Document {
	pieces := dossier.Forwarded(d, it)
	own, chosen := 0, 0
	for _, p := range pieces {
		if p.Unit.Kind == ledger.City {
			own += p.Value
		} else {
			chosen += p.Value
		}
	}
	words := messages.Province(d.Plan, it, own, chosen)
	doc := New(words.Title)
	doc.Flush(words.To)
	doc.Say(words.Body)
	doc.Space()
	doc.Say(words.Attachment)
	doc.Sign(messages.Bureau(ledger.Unit{Kind: ledger.City}), messages.ChineseDate(d.At))
	doc.Title(words.Contents)
	var rows [][]string
	for i, p := range pieces {
		title := p.Title
		if title == "" {
			title = messages.NoTitle(p.Value, it)
		}
		row := []string{fmt.Sprint(i + 1), messages.Bureau(p.Unit), title, messages.Known(p.Author)}
		if len(it.Types) > 0 {
			row = append(row, messages.Known(p.Type))
		}
		if len(it.Files) > 0 { // an item of stages: written, published, handed in
			row = append(row, messages.Known(p.Media), messages.Known(p.Date.String()))
		}
		rows = append(rows, row)
	}
	weights := []int{2, 5, 9, 4, 4, 4}
	doc.Table(words.Columns, weights[:len(words.Columns)], rows)
	return doc
}
