package document

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

const (
	// Bytes that are read of a document's text and of its properties. The decoder may
	// take fifty times as much for them.
	maxText  = 512 << 10
	maxProps = 64 << 10

	headLines = 12 // paragraphs among which the title is looked for
	maxTitle  = 60 // characters; a longer paragraph is text
)

// line is one line of the first page, with what makes it stand out.
type line struct {
	text   string
	size   float64 // of its letters; 0: not said
	styled bool    // as a title or a first heading
	center bool
}

// docxTitle is the title of a Word document: what stands out on its first page,
// else what its properties say.
func docxTitle(r io.ReaderAt, size int64) string {
	z := openZip(r, size)
	if z == nil {
		return ""
	}
	if t := pickTitle(docxLines(part(z, "word/document.xml", maxText))); t != "" {
		return t
	}
	var core struct {
		Title string `xml:"title"`
	}
	_ = xml.NewDecoder(part(z, "docProps/core.xml", maxProps)).Decode(&core)
	return properTitle(core.Title)
}

// docxLines reads the first paragraphs that say something.
func docxLines(r io.Reader) []line {
	var out []line
	var cur line
	var text strings.Builder
	inText := false
	d := xml.NewDecoder(r)
	for len(out) < headLines {
		tok, err := d.RawToken() // whatever is open at the cut does not matter
		if err != nil {
			return out
		}
		switch t := tok.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "p":
				if t.Name.Space == "w" {
					cur, inText = line{}, false
					text.Reset()
				}
			case "t":
				inText = true
			case "tab", "br":
				text.WriteByte(' ')
			case "pStyle":
				cur.styled = titleStyle(value(t))
			case "jc":
				cur.center = value(t) == "center"
			case "sz":
				if n, err := strconv.ParseFloat(value(t), 64); err == nil {
					cur.size = max(cur.size, n)
				}
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				inText = false
			case "p":
				if cur.text = strings.Join(strings.Fields(text.String()), " "); cur.text != "" && t.Name.Space == "w" {
					out = append(out, cur)
				}
				text.Reset()
			}
		case xml.CharData:
			if inText && text.Len() < 4<<10 {
				text.Write(t)
			}
		}
	}
	return out
}

func value(t xml.StartElement) string {
	for _, a := range t.Attr {
		if a.Name.Local == "val" {
			return a.Value
		}
	}
	return ""
}

func titleStyle(id string) bool {
	id = strings.ToLower(strings.ReplaceAll(id, " ", ""))
	return id == "title" || id == "heading1" || strings.HasPrefix(id, "标题")
}

// pickTitle chooses among the first lines: what is styled as a title, else the
// largest letters, else the first in the middle, else the first of all.
func pickTitle(lines []line) string {
	var short []line
	for _, l := range lines {
		if n := utf8.RuneCountInString(l.text); n >= 2 && n <= maxTitle && !label(l.text) {
			short = append(short, l)
		} else if n > maxTitle {
			break // the text has begun
		}
	}
	best, largest, even := -1, 0.0, true
	for i, l := range short {
		if l.styled {
			return joined(short, i)
		}
		even = even && l.size == short[0].size
		if l.size > largest {
			best, largest = i, l.size
		}
	}
	switch {
	case len(short) == 0:
		return ""
	case best >= 0 && !even:
		return joined(short, best)
	}
	for i, l := range short {
		if l.center {
			return joined(short, i)
		}
	}
	return short[0].text
}

// joined puts a title of two lines together: the next line looks exactly the same
// and the first does not end.
func joined(lines []line, i int) string {
	l := lines[i]
	if i+1 == len(lines) || l.size == 0 && !l.styled {
		return l.text
	}
	next := lines[i+1]
	same := next.size == l.size && next.center == l.center && next.styled == l.styled
	if !same || strings.ContainsAny(l.text, "。！？；》”") || utf8.RuneCountInString(l.text+next.text) > maxTitle || strings.HasPrefix(next.text, "—") {
		return l.text
	}
	for _, later := range lines[min(i+2, len(lines)):] { // everything looks the same: no title of two lines
		if later.size == l.size && later.center == l.center && later.styled == l.styled {
			return l.text
		}
	}
	return l.text + next.text
}

// label tells lines that stand above a title: 附件1, 署名文章, a unit's name.
func label(s string) bool {
	s = strings.Trim(s, " ：:（）()【】[]《》0123456789一二三四五六七八九十")
	switch s {
	case "", "附件", "署名文章", "征文", "征文稿", "稿件", "题目", "标题":
		return true
	}
	return strings.HasSuffix(s, "统计局") && utf8.RuneCountInString(s) <= 12
}

// properTitle is the title property of a file, unless a program has written it.
func properTitle(s string) string {
	low := strings.ToLower(s)
	for _, rubbish := range []string{"microsoft", "wps", ".doc", ".wps", ".pdf", "untitled", "无标题", "文档", "powerpoint", "扫描", "scan", "adobe"} {
		if strings.Contains(low, rubbish) {
			return ""
		}
	}
	if !strings.ContainsFunc(s, func(r rune) bool { return r > 0x2E80 }) { // a name in Latin letters is a program's or a machine's
		return ""
	}
	return s
}
