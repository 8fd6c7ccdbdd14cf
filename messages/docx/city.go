package docx

import (
	"slices"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
)

// City is the city's combined report with its table. Once the figures are frozen, all
// of it speaks of that instant, and what came after stands on its last page.
func City(d dossier.Dossier) *Document {
	reported := d.AsReported()
	tables := dossier.Tables(reported.Gaps, d.At)
	units := 0
	for _, t := range tables {
		for _, r := range t.Rows {
			if u, _ := d.Plan.Unit(r.Unit); u.Kind == ledger.Section { // a part of the city bureau
				continue
			}
			if slices.ContainsFunc(r.Cells, func(c dossier.Cell) bool { return c.Answered }) {
				units++
			}
		}
	}
	words := messages.CityReportWords(d.Plan, units, d.AsOf(ledger.Unit{}))
	doc := New(words.Title)
	doc.Flush(words.To)
	doc.Say(words.Intro)
	doc.Heading(messages.Chapter(1, words.Overview))
	for _, t := range tables {
		for _, c := range t.Columns {
			if it, _ := d.Plan.Item(c.Item); it.Kind == ledger.Mail {
				doc.Say(messages.MailSentence(it, c.Owed, len(mails(reported, it, true)), len(mails(reported, it, false))))
				continue
			}
			doc.Say(messages.CitySentence(c.Name, c.Sum(), c.Done, c.Owed))
		}
	}
	doc.Heading(messages.Chapter(2, words.Practice))
	practice(doc, reported, words.Practice)
	doc.Heading(messages.Chapter(3, words.Open))
	open(doc, reported, words.NothingOpen)
	doc.Heading(messages.Chapter(4, words.Next))
	doc.Say(words.NextText)
	doc.Sign(messages.Bureau(ledger.Unit{Kind: ledger.City}), messages.ChineseDate(d.At))
	doc.Title(words.Table)
	for _, t := range tables {
		doc.matrix(t)
	}
	for _, s := range d.SupplementWords() {
		doc.Note(s)
	}
	doc.Note(words.Draft)
	return doc
}

// practice quotes each unit's own words, first those that were there at the freeze.
func practice(doc *Document, d dossier.Dossier, heading string) {
	said := false
	for _, g := range d.Gaps {
		if g.Item.Kind != ledger.Text {
			continue
		}
		for _, s := range g.Tally.Texts {
			said = true
			doc.Say(messages.Practised(g.Unit, s))
		}
	}
	for _, f := range d.Supplements() {
		for _, s := range f.Texts() {
			said = true
			doc.Say(messages.Practised(f.Unit, s.Words()))
		}
	}
	if !said {
		doc.Say(messages.Blank(heading))
	}
}

// mails are the units whose mail the city has received, or those that only say that
// they have sent it.
func mails(d dossier.Dossier, it ledger.Item, received bool) []string {
	var units []string
	for i := range d.Gaps {
		if g := &d.Gaps[i]; g.Item.ID == it.ID && g.Item.Kind == ledger.Mail && g.Tally.Received == received && (received || g.Tally.Sent) {
			units = append(units, g.Unit.Name)
		}
	}
	return units
}

// matrix is units × items. What was not reported is a dash, never a zero, and a mail
// that the city has not confirmed is marked in its cell and in the sum.
func (d *Document) matrix(t dossier.Table) {
	words := messages.SummaryCells()
	head, weights, sums := []string{words.Unit}, []int{4}, []string{words.Total}
	for i, c := range t.Columns {
		sent := 0
		for _, r := range t.Rows {
			if r.Cells[i].Class == dossier.Waiting {
				sent++
			}
		}
		head, weights, sums = append(head, c.Name), append(weights, 3), append(sums, messages.MailSum(c.Sum(), c.Measure, c.Total, sent))
	}
	var rows [][]string
	for _, r := range t.Rows {
		row := []string{r.Name}
		for _, c := range r.Cells {
			row = append(row, figure(c))
		}
		rows = append(rows, row)
	}
	d.Caption(t.Caption)
	d.Table(head, weights, append(rows, sums))
}

func figure(c dossier.Cell) string {
	switch {
	case c.Class == "":
		return ""
	case !c.Answered:
		return messages.SummaryCells().Silent
	case c.Class == dossier.Waiting:
		return messages.Unconfirmed(messages.Figure(c.Number, c.Approx))
	}
	return messages.Figure(c.Number, c.Approx)
}
