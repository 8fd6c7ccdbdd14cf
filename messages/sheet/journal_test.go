package sheet

import (
	"fmt"
	"testing"

	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
	"pufabot/messages/dossiertest"
)

// Every record stands with its line, in its order: in a journal of several stretches,
// with lines that led to none or to several, and with one that was recorded later.
func TestRecordsStandWithTheirLines(t *testing.T) {
	p := commandtest.Plan()
	d := dossiertest.December()
	var lines []dossier.Line
	var records []ledger.Record
	want := map[uint64]string{}
	it, _ := p.Item("quiz")
	add := func(line uint64) {
		r := ledger.Record{Seq: uint64(len(records) + 1), Line: line, At: d.At, Unit: "qidong", Item: "quiz", Verb: ledger.Counted, Op: ledger.Add, Value: len(records) + 1}
		records = append(records, r)
		if want[line] != "" {
			want[line] += "；"
		}
		want[line] += messages.RecordWords(r, it)
	}
	for n := uint64(1); n <= 3*stretch+7; n++ {
		lines = append(lines, dossier.Line{Seq: n, At: d.At, Text: fmt.Sprint("第", n, "句 _x0041_ <&>")})
		for range n % 3 {
			add(n)
		}
		if n == stretch {
			add(2)
			add(n)
		}
	}
	d.History, d.Lines, d.Records = dossier.Keep(lines, records), uint64(len(lines)), uint64(len(records))
	rows := raw(t, opened(t, written(t, d)), messages.Sheets().Journal)[headRow:]
	if len(rows) != len(lines) {
		t.Fatalf("%d rows of %d lines", len(rows), len(lines))
	}
	for i, row := range rows {
		got := ""
		if len(row) > 9 {
			got = row[9]
		}
		if n := uint64(i + 1); row[0] != fmt.Sprint(n) || row[7] != lines[i].Text || got != want[n] {
			t.Fatalf("row %d: %q, want %q", n, row, want[n])
		}
	}
}
