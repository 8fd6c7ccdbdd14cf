package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// FuzzRows reads workbooks whose sheet, strings and outline anybody may have
// written, or bytes that are no workbook at all: never a panic, never more rows,
// columns or bytes than a list of units has.
func FuzzRows(f *testing.F) {
	book := excelize.NewFile()
	for i, row := range [][]any{{"单位", "答题", "宣讲"}, {"祁东县", 126, 2}, {"耒阳市", "88人", "=1+1"}} {
		if err := book.SetSheetRow("Sheet1", at(1, i+1), &row); err != nil {
			f.Fatal(err)
		}
	}
	var whole bytes.Buffer
	if err := book.Write(&whole); err != nil {
		f.Fatal(err)
	}
	parts := unzip(f, whole.Bytes())
	const sheet, shared, outline = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
	f.Add(string(parts[sheet]), string(parts[shared]), string(parts[outline]))
	f.Add(strings.Replace(string(parts[sheet]), "126", "1e999", 1), "", "")
	f.Add(strings.Replace(string(parts[sheet]), `r="1"`, `r="1048577"`, 1), string(parts[shared]), string(parts[outline]))
	f.Add(strings.Replace(string(parts[sheet]), "A2", "XFE2", 1), "<sst>", "<workbook>")
	f.Add("<!DOCTYPE x [<!ENTITY a \"aa\">]><worksheet>&a;</worksheet>", "", "")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		all := map[string][]byte{}
		for name, content := range parts {
			all[name] = content
		}
		for name, content := range map[string]string{sheet: a, shared: b, outline: c} {
			if content != "" {
				all[name] = []byte(content)
			}
		}
		for _, file := range [][]byte{rezip(t, all), []byte(a)} {
			pages, err := Rows(bytes.NewReader(file))
			if err != nil && len(pages) > 0 {
				t.Errorf("both rows and %v", err)
			}
			text := ""
			for _, p := range pages {
				if text += p.Rows; p.Rows == "" {
					t.Error("an empty page")
				}
			}
			if len(text) > mostBytes || strings.Count(text, "\n") > mostRows || utf8.ValidString(a+b) && !utf8.ValidString(text) {
				t.Errorf("%d bytes: %q", len(text), text)
			}
		}
	})
}

func unzip(f *testing.F, file []byte) map[string][]byte {
	f.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		f.Fatal(err)
	}
	out := map[string][]byte{}
	for _, entry := range z.File {
		r, err := entry.Open()
		if err != nil {
			f.Fatal(err)
		}
		if out[entry.Name], err = io.ReadAll(r); err != nil {
			f.Fatal(err)
		}
	}
	return out
}

func rezip(t *testing.T, parts map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(parts[name])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
