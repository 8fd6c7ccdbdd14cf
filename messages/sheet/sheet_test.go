package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"pufabot/messages"
	"pufabot/messages/dossier"
	"pufabot/messages/dossiertest"
)

type fataler interface{ Fatal(...any) }

func written(t fataler, d dossier.Dossier) []byte {
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t fataler, data []byte) *excelize.File {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// raw are a sheet's cells as they are stored, without formats.
func raw(t fataler, f *excelize.File, name string) [][]string {
	rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestSameDossierSameBytes(t *testing.T) {
	a := written(t, dossiertest.December())
	for range 3 {
		if !bytes.Equal(a, written(t, dossiertest.December())) {
			t.Fatal("other bytes")
		}
	}
	if dir := os.Getenv("PUFABOT_DOCUMENTS"); dir != "" { // for people to look at
		if err := os.WriteFile(filepath.Join(dir, "december.xlsx"), a, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// Whatever was reported, the sheets say what the tallies say.
func TestNumbersAreTheLedgers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dossiertest.Any().Draw(t, "dossier")
		f := opened(t, written(t, d))
		names := messages.Sheets()
		details := map[string]int{}
		for _, row := range raw(t, f, names.Details)[headRow:] {
			if len(row) > 2 {
				n, err := strconv.Atoi(row[2])
				if err != nil {
					t.Fatal(row)
				}
				details[row[0]+row[1]] += n
			}
		}
		missing := map[string]bool{}
		for _, row := range raw(t, f, names.Missing)[headRow:] {
			if len(row) > 1 {
				missing[row[0]+row[1]] = true
			}
		}
		matrix, totals := cells(raw(t, f, names.Summary))
		if slices.Contains(f.GetSheetList(), names.Sections) {
			m, s := cells(raw(t, f, names.Sections))
			maps.Copy(matrix, m)
			for it, n := range s {
				totals[it] += n
			}
		}
		sums := map[string]int{}
		for _, g := range d.Gaps {
			key := g.Unit.Name + g.Item.Name
			sums[g.Item.Name] += g.Tally.Value()
			if details[key] != g.Tally.Value() || missing[key] != g.Owing() {
				t.Fatalf("%s: details %d, missing %v, ledger %d %v", key, details[key], missing[key], g.Tally.Value(), g.Owing())
			}
			if g.Tally.Answered && matrix[key] != fmt.Sprint(g.Tally.Value()) {
				t.Fatalf("%s: matrix %q, ledger %d", key, matrix[key], g.Tally.Value())
			}
		}
		for it, n := range sums {
			if totals[it] != n {
				t.Fatalf("%s: total %d, ledger %d", it, totals[it], n)
			}
		}
	})
}

// cells reads the summary back: unit and item → value, item → total.
func cells(rows [][]string) (matrix map[string]string, totals map[string]int) {
	matrix, totals = map[string]string{}, map[string]int{}
	words := messages.SummaryCells()
	var head []string
	for _, row := range rows {
		switch {
		case len(row) == 0:
		case row[0] == words.Unit:
			head = nil
			for _, s := range row {
				head = append(head, strings.Split(s, "\n")[0])
			}
		case row[0] == words.Total:
			for i := 1; i < len(row)-1; i++ {
				n, _ := strconv.Atoi(row[i])
				totals[head[i]] += n
			}
		case head != nil:
			for i := 1; i < len(row)-1 && i < len(head); i++ {
				matrix[row[0]+head[i]] = row[i]
			}
		}
	}
	return matrix, totals
}

// No cell of the workbook is a formula, and words that look like one are text.
func TestNoFormulas(t *testing.T) {
	data := written(t, dossiertest.December())
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range z.File {
		r, _ := file.Open()
		body, _ := io.ReadAll(r)
		if strings.HasPrefix(file.Name, "xl/worksheets") && bytes.Contains(body, []byte("<f>")) {
			t.Errorf("%s has a formula", file.Name)
		}
	}
	f := opened(t, data)
	found := 0
	for _, sheet := range f.GetSheetList() {
		for y, row := range raw(t, f, sheet) {
			for x, v := range row {
				if v == "" || !strings.ContainsRune("=+-@", rune(v[0])) {
					continue
				}
				found++
				kind, _ := f.GetCellType(sheet, at(x+1, y+1))
				id, _ := f.GetCellStyle(sheet, at(x+1, y+1))
				style, err := f.GetStyle(id)
				if err != nil || kind == excelize.CellTypeFormula || kind == excelize.CellTypeNumber || style.NumFmt != textFormat {
					t.Errorf("%s %s: %q has type %v and format %d", sheet, at(x+1, y+1), v, kind, style.NumFmt)
				}
			}
		}
	}
	if found < 3 {
		t.Errorf("only %d such words in the fixture", found)
	}
}

func TestSheetsAndPaper(t *testing.T) {
	f := opened(t, written(t, dossiertest.December()))
	names := messages.Sheets()
	want := []string{names.Summary, names.Sections, names.Details, names.Missing, names.Reviews, names.Reminders, names.Journal}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Fatalf("%v", got)
	}
	for _, name := range want {
		layout, _ := f.GetPageLayout(name)
		props, _ := f.GetSheetProps(name)
		panes, _ := f.GetPanes(name)
		if *layout.Orientation != "landscape" || *layout.Size != 9 || !panes.Freeze || panes.YSplit < headRow || !*props.FitToPage {
			t.Errorf("%s: %s, paper %d, frozen %d", name, *layout.Orientation, *layout.Size, panes.YSplit)
		}
		defined := map[string]bool{}
		for _, n := range f.GetDefinedName() {
			if n.Scope == name {
				defined[n.Name] = true
			}
		}
		if !defined["_xlnm.Print_Area"] || !defined["_xlnm.Print_Titles"] || !defined["_xlnm._FilterDatabase"] {
			t.Errorf("%s: %v", name, defined)
		}
	}
	kind, _ := f.GetCellType(names.Journal, "B3")
	shown, _ := f.GetCellValue(names.Journal, "B3")
	d := dossiertest.December()
	if first, _ := d.Reader().Line(1); shown != first.At.Format("2006-01-02 15:04") {
		t.Errorf("a date of type %v shows %q", kind, shown)
	}
}

// The board's workbook has neither people nor words.
func TestFiguresOnly(t *testing.T) {
	var b bytes.Buffer
	d := dossiertest.December()
	if err := WriteFigures(&b, d); err != nil {
		t.Fatal(err)
	}
	f := opened(t, b.Bytes())
	for _, sheet := range f.GetSheetList() {
		for _, row := range raw(t, f, sheet) {
			for _, v := range row {
				for l := range d.Reader().Lines() {
					if v == l.Nick || v == l.Text {
						t.Fatalf("%s shows %q", sheet, v)
					}
				}
			}
		}
	}
	if len(f.GetSheetList()) != 3 {
		t.Error(f.GetSheetList())
	}
}

func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{12, 120, 3000} {
		d := dossiertest.Many(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			size := 0
			for b.Loop() {
				size = len(written(b, d))
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
}
