package sheet

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"pufabot/messages"
	"pufabot/messages/dossiertest"
)

// Visits that were told for people are called so wherever the figure stands.
func TestVisitsAreNoPeople(t *testing.T) {
	d := dossiertest.December()
	at := -1
	for i, g := range d.Gaps {
		if g.Item.ID == "quiz" && g.Tally.Answered {
			at = i
		}
	}
	if at < 0 {
		t.Fatal("nobody has told a quiz figure")
	}
	g := &d.Gaps[at]
	g.Tally.Parts, g.Tally.Measure = map[string]int{"": 208}, "人次"
	called := func(where string, rows [][]string, measure int) {
		t.Helper()
		for _, row := range rows {
			if len(row) > measure && row[0] == g.Unit.Name && row[1] == g.Item.Name && row[measure] == "人次" {
				return
			}
		}
		t.Errorf("%s calls the visits of %s people", where, g.Unit.ID)
	}
	var b bytes.Buffer
	if err := WriteCSV(&b, d); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	called("csv", rows, 4)
	b.Reset()
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	if rows, err = f.GetRows(messages.Sheets().Details); err != nil {
		t.Fatal(err)
	}
	called("xlsx", rows, 3)
}
