package docx

import (
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
)

// County is a unit's report on how the campaign went, filled in as far as the
// ledger knows: a chapter for each item that the unit was asked for, its
// distinctive practice, and a table of the figures.
func County(d dossier.Dossier, u ledger.Unit) *Document {
	words := messages.CountyReportWords(d.Plan, u, d.AsOf(u))
	doc := New(words.Title)
	doc.Flush(words.To)
	doc.Say(words.Intro)
	chapter := 0
	next := func(heading string) {
		chapter++
		doc.Heading(messages.Chapter(chapter, heading))
	}
	var rows [][]string
	var practice []string
	for _, it := range d.Plan.Items {
		g, ok := d.Of(u.ID, it.ID)
		if !ok || it.Kind == ledger.Mail { // the mail is this very report
			continue
		}
		late, supplemented := d.Supplement(g)
		g = d.Reported(g)
		rows = append(rows, []string{it.Name, messages.ReportFigure(g), messages.ReportLeast(it), messages.StateName(string(g.State))})
		if it.Kind == ledger.Text {
			practice = append(practice, g.Tally.Texts...)
			if supplemented {
				for _, s := range late.Texts() {
					practice = append(practice, s.Words())
				}
				if len(late.Texts()) == 0 { // some were taken back
					practice = append(practice, messages.SupplementSentence(late))
				}
			}
			continue
		}
		next(it.Name)
		doc.Say(messages.ItemSentence(g))
		if supplemented {
			doc.Say(messages.SupplementSentence(late))
		}
	}
	next(words.Practice)
	for _, s := range practice {
		doc.Say(s)
	}
	if len(practice) == 0 {
		doc.Say(words.NoPractice)
	}
	next(words.Trouble)
	doc.Say(words.TroubleText)
	doc.Sign(messages.Bureau(u), messages.ChineseDate(d.At))
	doc.Caption(words.Table)
	doc.Table(messages.ReportColumns(), []int{4, 3, 3, 3}, rows)
	doc.Note(words.Draft)
	return doc
}
