package sheet

import (
	"bytes"
	"strings"
	"testing"

	"pufabot/bot/command/commandtest"
	"pufabot/messages"
	"pufabot/messages/dossiertest"
)

// The summary has the frozen figures; both stand side by side on a sheet of their own.
func TestFrozenFigures(t *testing.T) {
	d := dossiertest.Supplemented(commandtest.Plan())
	f := opened(t, written(t, d))
	matrix, totals := cells(raw(t, f, messages.Sheets().Summary))
	if totals["专项答题"] != 90 || matrix["衡阳县专项答题"] != "90" || matrix["祁东县专项答题"] == "0" || matrix["祁东县专项答题"] == "40" {
		t.Error(totals["专项答题"], matrix["衡阳县专项答题"], matrix["祁东县专项答题"])
	}
	rows := raw(t, f, messages.Sheets().Supplements)[headRow:]
	if len(rows) != 2 || rows[0][4] != "90" || rows[0][6] != "95" || rows[1][4] != "" || rows[1][6] != "40" {
		t.Error(rows)
	}
	var b bytes.Buffer
	if err := WriteFigures(&b, d); err != nil {
		t.Fatal(err)
	}
	if row := raw(t, opened(t, b.Bytes()), messages.Sheets().Supplements)[headRow]; len(row) != figureColumns {
		t.Error("the board's workbook shows", row)
	}
	b.Reset()
	if err := WriteCSV(&b, d); err != nil {
		t.Fatal(err)
	}
	if s := b.String(); !strings.Contains(s, ",90,12月26日补报为95人\r\n") || !strings.Contains(s, ",,12月27日补报为40人\r\n") {
		t.Error(s)
	}
}
