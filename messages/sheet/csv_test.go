package sheet

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"pufabot/messages/dossiertest"
)

func TestCSV(t *testing.T) {
	var b bytes.Buffer
	d := dossiertest.December()
	if err := WriteCSV(&b, d); err != nil {
		t.Fatal(err)
	}
	body, marked := strings.CutPrefix(b.String(), "\ufeff")
	if !marked || !strings.Contains(body, "\r\n") {
		t.Error("no byte order mark, or no CRLF")
	}
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || len(rows) != len(d.Gaps)+1 {
		t.Fatalf("%d rows of %d, %v", len(rows), len(d.Gaps), err)
	}
	guarded := 0
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
				t.Errorf("a spreadsheet would run %q", cell)
			}
			if strings.HasPrefix(cell, "'") {
				guarded++
			}
		}
	}
	if guarded == 0 {
		t.Error("the fixture has no dangerous title")
	}
}

func TestInert(t *testing.T) {
	for _, run := range []string{"=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "\tx", " =1", "＝HYPERLINK(1)", "＋1", "－1", "＠SUM(1)",
		"\u3000＝1", "\u200b=1", "\ufeff=1", "\u00a0=1", "﹦1", "−1"} {
		if got := inert(run); got != "'"+run {
			t.Errorf("%q becomes %q", run, got)
		}
	}
	for _, plain := range []string{"", " ", "征文", "《=1》", "1", "2026-12-20", "a=b", "'=1"} {
		if got := inert(plain); got != plain {
			t.Errorf("%q becomes %q", plain, got)
		}
	}
}
