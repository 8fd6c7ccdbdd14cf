package sheet

import (
	"slices"
	"testing"
	"time"

	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
	"pufabot/messages/dossiertest"
)

// What the city has said of a piece is how far it has come; an open item says what it
// lacks and, whatever its least number, that it is overdue; an order stands in the journal.
func TestListsSayHowThingsStand(t *testing.T) {
	p := commandtest.Plan()
	at := time.Date(2026, 12, 24, 9, 0, 0, 0, p.Campaign.Zone)
	essay := func(title string) ledger.Record {
		return ledger.Record{At: at, Unit: "hengnan", Item: "essay", Verb: ledger.Handed, Op: ledger.Add, Value: 1, Titles: []string{title}}
	}
	verdict := func(v ledger.Verdict, place int) ledger.Record {
		return ledger.Record{At: at, Unit: "hengnan", Item: "essay", Verb: ledger.Reviewed, Verdict: v, Pieces: []int{place}, Text: "缺署名"}
	}
	d := dossiertest.Of(p, []ledger.Record{essay("甲"), essay("乙"), essay("丙"), essay("丁"), verdict(ledger.Accepted, 1), verdict(ledger.Selected, 2), verdict(ledger.Returned, 3),
		{At: at, Unit: "hengnan", Item: "article", Verb: ledger.Handed, Op: ledger.Add, Value: 1, Titles: []string{"戊"}},
		{At: at, Unit: "hengnan", Item: "article", Verb: ledger.Filed, File: 1, Format: ledger.Word, Titles: []string{"戊"}}}, at.AddDate(0, 0, 4))
	d.Orders = []dossier.Order{{Line: 1, Words: "征文 宽限"}}
	f := opened(t, written(t, d))
	var got []string
	for _, row := range raw(t, f, messages.Sheets().Details) {
		if len(row) > 8 && row[1] == "征文" {
			got = append(got, row[5]+row[8])
		}
	}
	if want := []string{"甲已通过", "乙已通过，选报省局", "丙退回，待修改", "丁已报送"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	for _, row := range raw(t, f, messages.Sheets().Missing) {
		switch {
		case len(row) < 9 || row[0] != "衡南县":
		case row[1] == "署名文章" && row[3] != "未齐，还缺 PDF", row[1] == "专项答题" && row[8] != "是":
			t.Errorf("%q", row)
		}
	}
	if row := raw(t, f, messages.Sheets().Journal)[headRow]; row[9] != "征文 增加1篇 《甲》；征文 宽限" {
		t.Errorf("%q", row)
	}
}

// A list for the coordinator reminds nobody.
func TestListsAreNoReminders(t *testing.T) {
	d := dossiertest.December()
	g := slices.Collect(d.Open())[0]
	sent := d.At.Add(-time.Hour)
	list := dossier.Reminder{SentAt: sent, Kind: messages.KindDigest, To: messages.To{Role: ledger.Coordinator},
		About: []ledger.ItemID{g.Item.ID}, Units: []ledger.UnitID{g.Unit.ID}}
	d.Reminders = []dossier.Reminder{list}
	b := &book{d: &d}
	if c := b.reminded(); len(c) != 0 {
		t.Error(c)
	}
	list.To = messages.To{Group: "work"}
	d.Reminders = append(d.Reminders, list)
	if c := b.reminded()[spot{g.Unit.ID, g.Item.ID}]; c.n != 1 || !c.last.Equal(sent) {
		t.Error(c)
	}
}
