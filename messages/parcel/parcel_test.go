package parcel

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"pufabot/messages"
	"pufabot/messages/dossier"
	"pufabot/messages/dossiertest"
)

func file(d dossier.Dossier, unit, item, title, ext, content string) File {
	f := File{Title: title, Ext: ext, At: d.At, By: "小周", Open: func() (io.ReadCloser, error) {
		if content == "" {
			return nil, errors.New("gone")
		}
		return io.NopCloser(strings.NewReader(content)), nil
	}}
	for _, u := range d.Plan.Units {
		if string(u.ID) == unit {
			f.Unit = u
		}
	}
	for _, it := range d.Plan.Items {
		if string(it.ID) == item {
			f.Item = it
		}
	}
	f.Forward = d.Forwarder()(f.Unit, f.Item.ID, title)
	return f
}

func fixture() (dossier.Dossier, []File) {
	d := dossiertest.December()
	return d, []File{
		file(d, "leiyang", "article", `依法治统/久久为功?`, ".docx", "one"),
		file(d, "leiyang", "article", `依法治统/久久为功?`, ".pdf", "two"),
		file(d, "qidong", "article", "ABC", ".pdf", "three"),
		file(d, "qidong", "article", "abc", ".pdf", "four"),
		file(d, "nanyue", "essay", "../../etc/passwd", ".docx", "five"),
		file(d, "nanyue", "essay", "=cmd|' /C calc'!A0", ".docx", ""),
	}
}

func render(t *testing.T, d dossier.Dossier, files []File, o Order) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Render(&b, d, files, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func entries(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		if ascii := !strings.ContainsFunc(f.Name, func(r rune) bool { return r > 127 }); !ascii && f.Flags&0x800 == 0 {
			t.Errorf("%s is not marked as UTF-8", f.Name)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(body)
	}
	return out
}

func TestPack(t *testing.T) {
	d, files := fixture()
	data := render(t, d, files, Order{Format: "zip", Item: "article"})
	got := entries(t, data)
	contents := got[messages.Parcel().Contents]
	delete(got, messages.Parcel().Contents)
	want := map[string]string{
		"署名文章/耒阳市-署名文章-《依法治统-久久为功？》.docx": "one",
		"署名文章/耒阳市-署名文章-《依法治统-久久为功？》.pdf":  "two",
		"署名文章/祁东县-署名文章-《ABC》.pdf":         "three",
		"署名文章/祁东县-署名文章-《abc》（2）.pdf":      "four",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	f, err := excelize.OpenReader(strings.NewReader(contents))
	if err != nil {
		t.Fatal(err)
	}
	rows, _ := f.GetRows(messages.ContentsSheet())
	if len(rows) != 2+4 || rows[2][1] != "耒阳市" || !slices.Contains(slices.Collect(keys(want)), rows[5][4]) {
		t.Errorf("%q", rows)
	}
	if !bytes.Equal(data, render(t, d, files, Order{Format: "zip", Item: "article"})) {
		t.Error("other bytes")
	}
}

func keys(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func TestWhole(t *testing.T) {
	d, files := fixture()
	data := render(t, d, files, Order{Format: "zip"})
	if !bytes.Equal(data, render(t, d, files, Order{Format: "zip"})) {
		t.Error("other bytes")
	}
	if dir := os.Getenv("PUFABOT_DOCUMENTS"); dir != "" { // for people to look at
		if err := os.WriteFile(filepath.Join(dir, "whole.zip"), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := entries(t, data)
	for _, name := range []string{"01 汇总表.xlsx", "02 进度图.png", "03 全市报告.docx", "05-1 报省局的署名文章/报送函.docx",
		"05-1 报省局的署名文章/耒阳市-署名文章-《依法治统-久久为功？》.pdf", "06 报送文件/目录.xlsx",
		"06 报送文件/征文/南岳区-征文-《etc-passwd》.docx"} {
		if _, ok := got[name]; !ok {
			t.Errorf("no %s", name)
		}
	}
	counties, province := 0, 0
	for name := range got {
		if strings.HasPrefix(name, messages.Parcel().Counties+"/") {
			counties++
		}
		if strings.HasPrefix(name, "05-") && strings.Contains(name, "祁东") {
			province++
		}
		if strings.Contains(name, "..") && strings.HasPrefix(name, "..") || strings.HasPrefix(name, "/") {
			t.Errorf("%s leads out of the package", name)
		}
	}
	if counties != 12 || province != 0 {
		t.Errorf("%d county reports, %d files of a county that was not selected", counties, province)
	}
	f, err := excelize.OpenReader(strings.NewReader(got["06 报送文件/目录.xlsx"]))
	if err != nil {
		t.Fatal(err)
	}
	rows, _ := f.GetRows(messages.ContentsSheet())
	if last := rows[len(rows)-1]; last[4] != messages.FileLost() {
		t.Errorf("a file that cannot be read is listed as %q", last)
	}
}

func TestRefs(t *testing.T) {
	for _, o := range []Order{{Format: "xlsx"}, {Format: "png", Page: 3}, {Format: "docx", Unit: "hengyang-xian"}, {Format: "zip", Item: "a&b=c"}, {Format: "xlsx", Figures: true}} {
		if got, ok := ParseRef(o.Ref()); !ok || got != o {
			t.Errorf("%+v became %+v", o, got)
		}
	}
	for _, bad := range []string{"", "make:", "make:format=exe", "make:format=png&page=0", "make:format=png&page=x", strings.Repeat("a", 64)} {
		if o, ok := ParseRef(bad); ok {
			t.Errorf("%q is %+v", bad, o)
		}
	}
	d, _ := fixture()
	for o, want := range map[Order]error{{Format: "exe"}: ErrFormat, {Format: "docx", Unit: "nobody"}: ErrUnit, {Format: "zip", Item: "nothing"}: ErrItem, {Format: "png", Page: 9}: ErrPage} {
		if err := Render(io.Discard, d, nil, o); !errors.Is(err, want) {
			t.Errorf("%+v: %v", o, err)
		}
	}
}
