package sheet

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

func TestRows(t *testing.T) {
	book := excelize.NewFile()
	for i, row := range [][]any{{"全市统计法治宣传情况表"}, {}, {"单位", "征文", "答题"}, {"雁峰区", 2, 1208}, {"石鼓\n区", "", 88.0}} {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := book.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	got, err := Rows(bytes.NewReader(b.Bytes()))
	if diff := cmp.Diff("全市统计法治宣传情况表\n单位\t征文\t答题\n雁峰区\t2\t1208\n石鼓 区\t\t88", got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	for name, bad := range map[string]string{"no workbook": "PK\x03\x04 nothing", "empty": "", "cut short": b.String()[:b.Len()/2]} {
		if got, err := Rows(strings.NewReader(bad)); err == nil {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestRowsTooMany(t *testing.T) {
	book := excelize.NewFile()
	for i := range mostRows + 1 {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		_ = book.SetCellValue("Sheet1", cell, i)
	}
	var b bytes.Buffer
	_ = book.Write(&b)
	if _, err := Rows(&b); err == nil {
		t.Error("no error")
	}
}
