package bot_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"pufabot/messages"
	"pufabot/store"
)

// Files stand in a transcript behind the words, each in brackets: what it is, its
// title inside, and marks.
//
//	衡阳县>> 署名文章发你了 [docx 让数据说真话] [pdf 让数据说真话 章]
//	衡阳县>> [jpg]                    a file without words
//	衡阳县> 这是署名文章 [docx 题目 引用]   the file stands in the quoted message
//	衡阳县>> [pdf 题目 名=征文.pdf]       its sender called it so
//	协调员>> [xlsx 单位|征文;雁峰区|2]    a workbook with these rows
//	衡阳县>> [pdf 题目 慢]               it cannot be fetched at once
//	衡阳县>> [pdf 题目 没了]              it can never be fetched
//	tick                             what is due with files is done (at does it, too)
//	later< 都齐了                     something said later about a file has these words
//	later-                           nothing new has been said
type cupboard struct {
	files map[string][]byte
	slow  map[string]bool
}

var bracket = regexp.MustCompile(`\[([^\]]*)\]`)

// files takes the files out of a line.
func (c *chat) files(line string) (words string, own, quoted []messages.File) {
	for _, m := range bracket.FindAllStringSubmatch(line, -1) {
		f, quote := c.file(strings.Fields(m[1]))
		if quote {
			quoted = append(quoted, f)
		} else {
			own = append(own, f)
		}
	}
	return strings.TrimSpace(bracket.ReplaceAllString(line, "")), own, quoted
}

func (c *chat) file(marks []string) (f messages.File, quote bool) {
	kind, title, sealed := marks[0], "", false
	f.Ref = fmt.Sprint("ref", len(c.held.files))
	gone := false
	for _, m := range marks[1:] {
		switch {
		case m == "引用":
			quote = true
		case m == "慢":
			c.held.slow[f.Ref] = true
		case m == "没了":
			gone = true
		case m == "章":
			sealed = true
		case strings.HasPrefix(m, "名="):
			f.Name = strings.TrimPrefix(m, "名=")
		default:
			title = m
		}
	}
	f.Picture = kind == "jpg"
	if !gone {
		c.held.files[f.Ref] = content(kind, title, sealed)
	}
	return f, quote
}

// Fetch plays the platform.
func (h *cupboard) Fetch(ctx context.Context, f messages.File, w io.Writer) (string, error) {
	if h.slow[f.Ref] {
		delete(h.slow, f.Ref)
		return "", &messages.SendError{Class: messages.Transient, Code: "http 502"}
	}
	data, ok := h.files[f.Ref]
	if !ok {
		return "", &messages.SendError{Class: messages.Gone, Code: "http 403"}
	}
	_, err := w.Write(data)
	return "", err
}

func content(kind, title string, sealed bool) []byte {
	switch kind {
	case "xlsx":
		if strings.Contains(title, "|") {
			return workbook(title)
		}
		fallthrough
	case "docx":
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		part := map[string]string{"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}[kind]
		w, _ := z.Create(part)
		_, _ = fmt.Fprintf(w, `<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>`, title)
		_ = z.Close()
		return b.Bytes()
	case "pdf":
		ink := "0 0 0 RG"
		if sealed {
			ink = "1 0 0 RG"
		}
		var codes strings.Builder
		for _, u := range utf16.Encode([]rune(title)) {
			fmt.Fprintf(&codes, "%04X", u)
		}
		text := fmt.Sprintf("%s BT /F 20 Tf <%s> Tj ET", ink, codes.String())
		return fmt.Appendf(nil, "%%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R]>> endobj\n"+
			"3 0 obj <</Type /Page /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>> endobj\n"+
			"4 0 obj <</Length %d>> stream\n%s\nendstream endobj\n5 0 obj <</Subtype /Type0 /Encoding /UniGB-UCS2-H>> endobj\ntrailer <</Root 1 0 R>>", len(text), text)
	case "乱码":
		return []byte("\x00\x01\x02\xfe\xfd\x80" + title)
	case "mp3":
		return []byte("ID3\x03\x00\x00\x00\x00\x00\x0a" + title)
	case "jpg":
		return []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00" + title)
	}
	return []byte(kind + title)
}

// workbook has rows that ; ends and cells that | parts.
func workbook(rows string) []byte {
	book := excelize.NewFile()
	for i, row := range strings.Split(rows, ";") {
		cells := strings.Split(row, "|")
		at, _ := excelize.CoordinatesToCellName(1, i+1)
		_ = book.SetSheetRow("Sheet1", at, &cells)
	}
	var b bytes.Buffer
	_ = book.Write(&b)
	return b.Bytes()
}

// tick does what is due with files.
func (c *chat) tick() {
	c.t.Helper()
	if _, err := c.handler.Collect(context.Background()); err != nil {
		c.t.Fatalf("%s: %v", c.where, err)
	}
}

// later gives what has been said about files since it was asked last.
func (c *chat) later() string {
	var out []string
	err := c.db.View(func(tx *store.Tx) error {
		tx.Deliveries(func(d messages.Delivery) bool {
			if strings.HasPrefix(d.Key, "file/") && d.Seq > c.heard {
				out = append(out, messages.Render(d.Message, messages.DialectText))
			}
			return true
		})
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return strings.Join(out, "\n---\n")
}

// hear marks everything said so far as heard.
func (c *chat) hear() {
	_ = c.db.View(func(tx *store.Tx) error { c.heard = tx.LastDelivery(); return nil })
}
