package document

import (
	"archive/zip"
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"os"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"pufabot/bot/ledger"
)

// docx makes a Word document; parts are names and contents, one after the other.
func docx(parts ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i+1 < len(parts); i += 2 {
		w, _ := z.Create(parts[i])
		_, _ = w.Write([]byte(parts[i+1]))
	}
	_ = z.Close()
	return b.Bytes()
}

func paragraphs(ps ...string) string {
	return `<?xml version="1.0"?><w:document xmlns:w="x"><w:body>` + strings.Join(ps, "") + `</w:body></w:document>`
}

func p(props, text string) string {
	return `<w:p><w:pPr>` + props + `</w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p>`
}

func inspect(data []byte) Facts { return Inspect(bytes.NewReader(data), int64(len(data))) }

func TestWordTitles(t *testing.T) {
	const (
		types = `<Types/>`
		big   = `<w:rPr><w:sz w:val="44"/></w:rPr>`
		mid   = `<w:jc w:val="center"/>`
		body  = "统计是经济社会发展的重要综合性基础性工作，今年以来全县统计系统坚持学法用法，坚持依法统计，防范和惩治统计造假，成效明显，现将有关情况整理如下，供参考。"
	)
	for name, c := range map[string]struct{ doc, core, want string }{
		"styled":        {doc: paragraphs(p("", "衡阳县统计局"), p(`<w:pStyle w:val="Heading1"/>`, "守好数据底线"), p("", body)), want: "守好数据底线"},
		"largest":       {doc: paragraphs(p("", "附件1"), p(big, "让数据说真话"), p("", "周明"), p("", body)), want: "让数据说真话"},
		"two lines":     {doc: paragraphs(p(big+mid, "以法治之力"), p(big+mid, "守护统计数据质量"), p(mid, "周明"), p("", body)), want: "以法治之力守护统计数据质量"},
		"in the middle": {doc: paragraphs(p("", "征文"), p(mid, "数说山乡"), p("", body)), want: "数说山乡"},
		"first":         {doc: paragraphs(p("", "《数说山乡》"), p("", body)), want: "数说山乡"},
		"properties":    {doc: paragraphs(p("", body)), core: `<cp xmlns:dc="d"><dc:title>法治的温度</dc:title></cp>`, want: "法治的温度"},
		"rubbish":       {doc: paragraphs(p("", body)), core: `<cp xmlns:dc="d"><dc:title>Microsoft Word - 文档1</dc:title></cp>`},
		"not XML":       {doc: "<w:document><w:p>"},
	} {
		f := inspect(docx("[Content_Types].xml", types, "word/document.xml", c.doc, "docProps/core.xml", c.core))
		if f.Format != ledger.Word || f.Ext != ".docx" || f.Title != c.want {
			t.Errorf("%s: %+v, want %q", name, f, c.want)
		}
	}
}

func TestTypesAreToldByContent(t *testing.T) {
	var jpg bytes.Buffer
	_ = jpeg.Encode(&jpg, image.NewRGBA(image.Rect(0, 0, 8, 8)), nil)
	for name, c := range map[string]struct {
		data        []byte
		format, ext string
	}{
		"docx, parts in any order": {docx("customXml/a", "x", "word/document.xml", "x"), ledger.Word, ".docx"},
		"xlsx":                     {docx("[Content_Types].xml", "x", "xl/workbook.xml", "x"), ledger.Excel, ".xlsx"},
		"zip":                      {docx("a.txt", "x"), ledger.Other, ".zip"},
		"jpeg":                     {jpg.Bytes(), ledger.Picture, ".jpg"},
		"pdf":                      {[]byte("%PDF-1.7\n"), ledger.PDF, ".pdf"},
		"old Word":                 {append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, wide("WordDocument")...), ledger.Word, ".doc"},
		"text":                     {[]byte("统计法"), ledger.Other, ".txt"},
		"nothing":                  {nil, ledger.Other, ".txt"},
		"program":                  {[]byte("MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff"), ledger.Other, ".bin"},
	} {
		if f := inspect(c.data); f.Format != c.format || f.Ext != c.ext {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

func wide(s string) (out []byte) {
	for _, c := range s {
		out = append(out, byte(c), 0)
	}
	return out
}

func TestPDF(t *testing.T) {
	data, err := os.ReadFile("testdata/article.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if f := inspect(data); f.Title != "以法治之力守护统计数据质量" || !f.Unstamped {
		t.Errorf("%+v", f)
	}
	// What is cut off says what it can, and no more.
	if f := inspect(data[:len(data)/2]); f.Format != ledger.PDF {
		t.Errorf("%+v", f)
	}
}

// page makes a PDF of one picture.
func page(extra string, picture []byte, dict string) []byte {
	return fmt.Appendf(nil, "%%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R]>> endobj\n"+
		"3 0 obj <</Type /Page /Contents 5 0 R>> endobj\n5 0 obj <</Length %d>> stream\n%s\nendstream endobj\n"+
		"4 0 obj <</Subtype /Image %s /Length %d>> stream\n%s\nendstream endobj\ntrailer <</Root 1 0 R>>", len(extra), extra, dict, len(picture), picture)
}

func TestSeals(t *testing.T) {
	scan := func(seal color.Color) []byte {
		img := image.NewRGBA(image.Rect(0, 0, 400, 560))
		draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
		draw.Draw(img, image.Rect(200, 400, 260, 404), image.NewUniform(seal), image.Point{}, draw.Src)
		var b bytes.Buffer
		_ = jpeg.Encode(&b, img, nil)
		return b.Bytes()
	}
	const dct = "/Width 400 /Height 560 /Filter /DCTDecode"
	for name, c := range map[string]struct {
		data      []byte
		unstamped bool
	}{
		"scan with a seal":     {page("", scan(color.RGBA{200, 30, 40, 255}), dct), false},
		"scan without":         {page("", scan(color.Black), dct), true},
		"red drawing":          {page("1 0 0 RG 10 10 m", scan(color.Black), dct), false},
		"black drawing":        {page("0 0 0 RG 10 10 m", scan(color.Black), dct), true},
		"unknown picture":      {page("", []byte("xx"), "/Width 400 /Height 560 /Filter /JPXDecode"), false},
		"signed":               {page("/Sig", scan(color.Black), dct), false},
		"plain pixels, red":    {page("", bytes.Repeat([]byte{220, 20, 30}, 16), "/Width 4 /Height 4 /BitsPerComponent 8 /ColorSpace /DeviceRGB"), false},
		"plain pixels, grey":   {page("", bytes.Repeat([]byte{90, 90, 90}, 16), "/Width 4 /Height 4 /BitsPerComponent 8 /ColorSpace /DeviceRGB"), true},
		"huge by its own word": {page("", []byte("xx"), "/Width 999999999 /Height 999999999 /Filter /DCTDecode"), false},
	} {
		if f := inspect(c.data); f.Unstamped != c.unstamped {
			t.Errorf("%s: %+v", name, f)
		}
	}
}

// What inflates without end, or is made of nothing but structure, costs a bounded
// amount of memory, and is still the kind of file that it is.
func TestInflating(t *testing.T) {
	const types, size = "[Content_Types].xml", 12 << 20
	title := paragraphs(p("", "让数据说真话"))
	for name, c := range map[string]struct {
		data  []byte
		title string
	}{
		"small":            {docx(types, "x", "word/document.xml", title), "让数据说真话"},
		"title at the end": {docx(types, "x", "word/document.xml", "<w:document>"+strings.Repeat(" ", size)+title), ""},
		"text":             {docx(types, "x", "word/document.xml", "<w:p><w:t>"+strings.Repeat("文", size/3)), ""},
		"attributes":       {docx(types, "x", "word/document.xml", "<w:document"+strings.Repeat(` a=""`, size/5)+"/>"), ""},
		"tags":             {docx(types, "x", "word/document.xml", strings.Repeat("<w:p>", size/5)), ""},
		"properties": {docx(types, "x", "word/document.xml", "<w:document/>",
			"docProps/core.xml", strings.Repeat("<a>", size/3)), ""},
		"properties at the end": {docx(types, "x", "word/document.xml", "<w:document/>",
			"docProps/core.xml", "<c>"+strings.Repeat(" ", size)+"<title>让数据说真话</title></c>"), ""},
		"many parts": {crowded(60_000, title), ""},
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f := inspect(c.data)
		runtime.ReadMemStats(&after)
		if f.Format != ledger.Word || f.Title != c.title {
			t.Errorf("%s: %+v", name, f)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 32<<20 || name == "many parts" && took > 8<<20 {
			t.Errorf("%s: %d bytes took %d MiB", name, len(c.data), took>>20)
		}
	}
}

// crowded is a document with many empty parts, which are not compressed: that alone
// would take most of the test's time.
func crowded(n int, text string) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := range n {
		name, body := fmt.Sprint("empty/", i), ""
		switch i {
		case 0:
			name, body = "[Content_Types].xml", "x"
		case 1:
			name, body = "word/document.xml", text
		}
		part, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err == nil {
			_, err = part.Write([]byte(body))
		}
		if err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func TestFileName(t *testing.T) {
	for _, c := range [][5]string{
		{"衡阳县", "署名文章", "让数据说真话", ".pdf", "衡阳县-署名文章-《让数据说真话》.pdf"},
		{"衡阳县", "署名文章", "", ".docx", "衡阳县-署名文章.docx"},
		{"", "", "", ".bin", "文件.bin"},
		{"衡阳县", "征文", `a/b\c:d*e?"<f>|g`, ".pdf", "衡阳县-征文-《a-b-c：de？f-g》.pdf"},
		{"衡阳县", "征文", "../../etc/passwd", ".pdf", "衡阳县-征文-《etc-passwd》.pdf"},
		{"CON", "", "", ".pdf", "文件CON.pdf"},
		{"com1", "", "", ".x/y", "文件com1"},
		{"衡阳县", "征文", "结尾有点...", ".docx", "衡阳县-征文-《结尾有点》.docx"},
		{"衡阳县", "征文", "换\n行\u202e反", ".docx", "衡阳县-征文-《换 行反》.docx"},
	} {
		if got := FileName(c[0], c[1], c[2], c[3]); got != c[4] {
			t.Errorf("%q: got %q, want %q", c[:4], got, c[4])
		}
	}
}

func TestFileNameIsAlwaysSafe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := FileName(rapid.String().Draw(t, "unit"), rapid.String().Draw(t, "item"), rapid.String().Draw(t, "title"), rapid.SampledFrom([]string{".pdf", "", "./..", ".ex e"}).Draw(t, "ext"))
		stem, _, _ := strings.Cut(n, ".")
		if n == "" || len(n) > maxName || !utf8.ValidString(n) || strings.ContainsAny(n, "/\\:*?\"<>|\x00\n") || strings.TrimRight(n, " .") != n || n[0] == '.' || reserved(stem) {
			t.Fatalf("%q", n)
		}
	})
}

func TestTitleOfName(t *testing.T) {
	drop := []string{"衡阳县", "署名文章", "征文"}
	for name, want := range map[string]string{
		"衡阳县-署名文章-《让数据说真话》.pdf":     "让数据说真话",
		"衡阳县统计局署名文章（终稿）.docx":       "",
		"让数据说真话(盖章版).pdf":           "让数据说真话",
		"IMG_20261203.jpg":          "",
		"新建 Microsoft Word 文档.docx": "",
		"20261203守好数据底线 定稿.doc":     "守好数据底线",
	} {
		if got := TitleOfName(name, drop); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestSameTitle(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"让数据说真话", "让数据说真话", true}, {"让数据说真话", "让数据，说真话！", true}, {"", "让数据说真话", true},
		{"让数据说真话", "让数据说真话——衡阳县的实践", true}, {"让数据说真话", "守好数据底线", false}, {"数据", "数据底线", false},
	} {
		if SameTitle(c.a, c.b) != c.want || SameTitle(c.b, c.a) != c.want {
			t.Errorf("%q %q", c.a, c.b)
		}
	}
}

func FuzzInspect(f *testing.F) {
	data, err := os.ReadFile("testdata/article.pdf")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(page("BT /F1 12 Tf (x) Tj ET", []byte("xx"), "/Width 4 /Height 4"))
	f.Add(docx("[Content_Types].xml", "x", "word/document.xml", paragraphs(p("", "题目"))))
	f.Add([]byte("%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 1 0 R /Kids [1 0 R]>> endobj"))
	f.Fuzz(func(t *testing.T, data []byte) {
		facts := inspect(data)
		if facts.Format == "" || facts.Ext == "" || !utf8.ValidString(facts.Title) || strings.ContainsAny(facts.Title, "\n\r") {
			t.Errorf("%+v", facts)
		}
	})
}
