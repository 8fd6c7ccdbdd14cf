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
	for i, row := range [][]any{{"全市统计法治宣传情况表"}, {}, {"单位", "征文", "答题"}, {"雁峰区", 2, 1208}, {"石鼓\n区", nil, 88.0}} {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := book.SetSheetRow("Sheet1", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	_, _ = book.NewSheet("空")
	_, _ = book.NewSheet("说明")
	_ = book.SetCellValue("说明", "A1", "由各县填报")
	if err := book.SetCellFormula("Sheet1", "B5", "B4+1"); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	got, err := Rows(bytes.NewReader(b.Bytes()))
	want := []Page{{"Sheet1", "全市统计法治宣传情况表\n单位\t征文\t答题\n雁峰区\t2\t1208\n石鼓 区\t公式没有结果\t88"}, {"说明", "由各县填报"}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	for name, bad := range map[string]string{"no workbook": "PK\x03\x04 nothing", "empty": "", "cut short": b.String()[:b.Len()/2]} {
		if got, err := Rows(strings.NewReader(bad)); err == nil {
			t.Errorf("%s: %v", name, got)
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
