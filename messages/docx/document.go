package docx

import (
	"fmt"
	"strings"
	"unicode"
)

// Document is a document in the making.
type Document struct {
	title string
	body  strings.Builder
	last  paragraph // not in the body yet: what follows may hold on to it
}

type paragraph struct {
	style, words string
	page         bool // begins a page
	keep         bool // stands on the page of the next paragraph
}

// The paragraph styles, by their ids in styles.xml.
const (
	styleTitle   = "Title"
	styleHeading = "Heading1"
	styleBody    = "BodyText"
	styleFlush   = "Flush"   // no indent: whom a letter is for
	styleSign    = "Sign"    // right: who signs, and when
	styleCell    = "Cell"    // in tables
	styleCaption = "Caption" // above tables
	styleNote    = "Note"    // small print below them
)

// New starts a document with its title.
func New(title string) *Document {
	d := &Document{title: title}
	d.paragraph(styleTitle, title)
	return d
}

// Title adds the title of another part, on a page of its own.
func (d *Document) Title(words string) {
	d.paragraph(styleTitle, words)
	d.last.page = true
}

// Heading adds the heading of a chapter.
func (d *Document) Heading(words string) { d.paragraph(styleHeading, words) }

// Say adds paragraphs: each line of the words is one.
func (d *Document) Say(words string) {
	for line := range strings.Lines(words) {
		if line = strings.TrimSpace(line); line != "" {
			d.paragraph(styleBody, line)
		}
	}
}

// Flush adds a paragraph without an indent.
func (d *Document) Flush(words string) { d.paragraph(styleFlush, words) }

// Sign ends a text with who signs, and when. Neither may stand on a page without
// any of the text.
func (d *Document) Sign(who, when string) {
	d.last.keep = true
	d.Space()
	d.last.keep = true
	d.paragraph(styleSign, who)
	d.last.keep = true
	d.paragraph(styleSign, when)
}

// Caption adds a line above a table, on whose page it stands.
func (d *Document) Caption(words string) { d.paragraph(styleCaption, words) }

// Note adds small print.
func (d *Document) Note(words string) { d.paragraph(styleNote, words) }

// Space adds an empty line.
func (d *Document) Space() { d.paragraph(styleFlush, "") }

func (d *Document) paragraph(style, words string) {
	d.flush()
	d.last = paragraph{style: style, words: words}
}

// flush writes the last paragraph.
func (d *Document) flush() {
	if d.last.style == "" {
		return
	}
	more := ""
	if d.last.keep {
		more += `<w:keepNext/>`
	}
	if d.last.page {
		more += `<w:pageBreakBefore/>`
	}
	fmt.Fprintf(&d.body, `<w:p><w:pPr><w:pStyle w:val="%s"/>%s</w:pPr>%s</w:p>`, d.last.style, more, run(d.last.words))
	d.last = paragraph{}
}

// run is text as XML.
func run(words string) string {
	if words == "" {
		return ""
	}
	return `<w:r><w:t xml:space="preserve">` + escape(words) + `</w:t></w:r>`
}

// textWidth is the width between the margins, in twentieths of a point.
const textWidth = 8844

// Table adds a table; the first row is repeated on every page, and no row is cut
// by the end of a page. Weights share out the width.
func (d *Document) Table(head []string, weights []int, rows [][]string) {
	d.flush()
	sum := 0
	for _, w := range weights {
		sum += w
	}
	b := &d.body
	fmt.Fprintf(b, `<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="%d" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`, textWidth)
	widths := make([]int, len(weights))
	for i, w := range weights {
		widths[i] = textWidth * w / sum
		fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, widths[i])
	}
	b.WriteString(`</w:tblGrid>`)
	d.row(head, widths, `<w:tblHeader/>`)
	for _, r := range rows {
		d.row(r, widths, "")
	}
	b.WriteString(`</w:tbl>`)
	d.Space()
}

func (d *Document) row(cells []string, widths []int, header string) {
	b := &d.body
	b.WriteString(`<w:tr><w:trPr><w:cantSplit/>` + header + `</w:trPr>`)
	for i, c := range cells {
		fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, widths[i])
		if header != "" {
			b.WriteString(`<w:shd w:val="clear" w:color="auto" w:fill="E8EDF1"/>`)
		}
		fmt.Fprintf(b, `<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr>%s</w:p></w:tc>`, styleCell, run(c))
	}
	b.WriteString(`</w:tr>`)
}

var inert = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape makes words inert in XML and takes out what XML cannot carry.
func escape(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r), r == '\ufffe', r == '\uffff':
			return -1
		}
		return r
	}, s)
	return inert.Replace(s)
}
