package docx

import (
	"archive/zip"
	"fmt"
	"io"
	"strings"
	"time"

	"pufabot/messages"
)

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

const wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

const contentTypes = xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
	`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
	`<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>` +
	`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`

const packageRels = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`

const documentRels = xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
	`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
	`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>`

// page is A4 with the margins of GB/T 9704: top 37 mm, bottom 35, left 28, right 26.
const page = `<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>` +
	`<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1400" w:gutter="0"/></w:sectPr>`

// Write writes the document; at is the instant that it tells about.
func (d *Document) Write(w io.Writer, at time.Time) error {
	d.flush()
	z := zip.NewWriter(w)
	for _, part := range []struct{ name, body string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRels},
		{"docProps/core.xml", properties(d.title, at)},
		{"word/document.xml", xmlHead + `<w:document ` + wordSpace + `><w:body>` + d.body.String() + page + `</w:body></w:document>`},
		{"word/_rels/document.xml.rels", documentRels},
		{"word/styles.xml", styles()},
		{"word/footer1.xml", footer()},
	} {
		f, err := z.Create(part.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, part.body); err != nil {
			return err
		}
	}
	return z.Close()
}

func properties(title string, at time.Time) string {
	when := at.UTC().Format(time.RFC3339)
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
		`xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>` + escape(title) + `</dc:title><dc:creator>` +
		escape(messages.SheetCreator()) + `</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">` + when +
		`</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + when + `</dcterms:modified></cp:coreProperties>`
}

// footer is the page number in 14 pt 宋体 between dashes.
func footer() string {
	before, after := messages.PageNumber()
	text := func(s string) string { return `<w:r><w:t xml:space="preserve">` + escape(s) + `</w:t></w:r>` }
	return xmlHead + `<w:ftr ` + wordSpace + `><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>` + text(before) +
		`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>` +
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>` + text(after) + `</w:p></w:ftr>`
}

// style is one paragraph style. Sizes are in half points, lines in twentieths of a point.
type style struct {
	id, name, font string
	size, line     int
	align          string
	more           string // further paragraph properties, in the schema's order before spacing
	indent         string
	outline        bool
}

func styles() string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:styles ` + wordSpace + `><w:docDefaults><w:rPrDefault><w:rPr>` + fonts("仿宋_GB2312") +
		`<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>`)
	const twoChars, none = `<w:ind w:firstLineChars="200" w:firstLine="640"/>`, ""
	for _, s := range []style{
		{styleTitle, "Title", "方正小标宋简体", 44, 600, "center", `<w:keepNext/>`, none, false},
		{styleHeading, "heading 1", "黑体", 32, 560, "both", `<w:keepNext/>`, twoChars, true},
		{styleBody, "Body Text", "仿宋_GB2312", 32, 560, "both", "", twoChars, false},
		{styleFlush, "Flush", "仿宋_GB2312", 32, 560, "left", "", none, false},
		{styleSign, "Sign", "仿宋_GB2312", 32, 560, "right", `<w:keepLines/>`, `<w:ind w:right="640"/>`, false},
		{styleCell, "Cell", "仿宋_GB2312", 21, 300, "center", "", none, false},
		{styleCaption, "caption", "楷体_GB2312", 28, 480, "left", `<w:keepNext/>`, none, false},
		{styleNote, "Note", "楷体_GB2312", 28, 480, "left", "", none, false},
		{"Footer", "footer", "宋体", 28, 400, "center", "", none, false},
	} {
		b.WriteString(s.xml())
	}
	b.WriteString(`<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		b.WriteString(`<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
	}
	b.WriteString(`</w:tblBorders><w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>`)
	return b.String()
}

func (s style) xml() string {
	rule := "exact"
	if s.id == styleCell {
		rule = "atLeast"
	}
	after := ""
	if s.id == styleTitle {
		after = ` w:after="560"`
	}
	outline := ""
	if s.outline {
		outline = `<w:outlineLvl w:val="0"/>`
	}
	return fmt.Sprintf(`<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>%s<w:spacing w:line="%d" w:lineRule="%s"%s/>%s<w:jc w:val="%s"/>%s</w:pPr><w:rPr>%s<w:sz w:val="%d"/><w:szCs w:val="%d"/></w:rPr></w:style>`,
		s.id, s.name, s.more, s.line, rule, after, s.indent, s.align, outline, fonts(s.font), s.size, s.size)
}

// fonts names the Chinese font; figures and letters are in Times New Roman, as offices do.
func fonts(chinese string) string {
	return `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="` + chinese + `"/>`
}
