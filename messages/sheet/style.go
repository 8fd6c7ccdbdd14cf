package sheet

import "github.com/xuri/excelize/v2"

// look is what a cell looks like; each look becomes one style of the workbook.
type look struct {
	kind  kind
	class string // of a cell of the summary: its state
	about bool   // of a figure: approximate
}

type kind int

const (
	plain kind = iota
	textKind
	numberKind
	dateKind
	instantKind
	titleKind
	noteKind
	headKind
	unitKind
	shortKind
	stateKind
	totalKind
)

var (
	text    = look{kind: textKind}
	number  = look{kind: numberKind}
	date    = look{kind: dateKind}
	instant = look{kind: instantKind}
	title   = look{kind: titleKind}
	note    = look{kind: noteKind}
	head1   = look{kind: headKind}
	unit    = look{kind: unitKind}
	short   = look{kind: shortKind}
	total   = look{kind: totalKind}
)

const (
	song = "宋体"
	hei  = "黑体"
	// textFormat keeps what somebody types or edits as it is: "@" in number formats.
	textFormat = 49
)

// style gives the number of a look's style, made when it is first needed.
func (b *book) style(l look) int {
	id, ok := b.styles[l]
	if !ok {
		var err error
		if id, err = b.NewStyle(styleOf(l)); err != nil && b.err == nil {
			b.err = err
		}
		b.styles[l] = id
	}
	return id
}

func styleOf(l look) *excelize.Style {
	s := &excelize.Style{Border: border("BFC7CE"), Font: &excelize.Font{Family: song, Size: 11, Color: "17212B"},
		Alignment: &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true}}
	switch l.kind {
	case textKind:
		s.NumFmt = textFormat
		s.Alignment.Horizontal = "left"
	case numberKind:
		s.CustomNumFmt = format("0")
	case dateKind:
		s.CustomNumFmt = format("yyyy-mm-dd")
	case instantKind:
		s.CustomNumFmt = format("yyyy-mm-dd hh:mm")
	case titleKind:
		s.Border, s.Font = nil, &excelize.Font{Family: hei, Size: 18, Color: "17212B"}
	case noteKind:
		s.Border, s.Font = nil, &excelize.Font{Family: song, Size: 10, Color: "566372"}
		s.Alignment = &excelize.Alignment{Vertical: "center", WrapText: true}
	case headKind:
		s.Font = &excelize.Font{Family: hei, Size: 11, Color: "FFFFFF"}
		s.Fill = fill("0B4F7A")
	case unitKind:
		s.NumFmt = textFormat
		s.Alignment.Horizontal = "left"
		s.Font.Bold = true
	case shortKind:
		s.NumFmt = textFormat
	case totalKind:
		s.Font = &excelize.Font{Family: hei, Size: 11, Color: "17212B"}
		s.Fill = fill("E8EDF1")
		s.CustomNumFmt = format(about(l.about) + "0")
	case stateKind:
		paint(s, l)
	}
	return s
}

// paint is how a cell of the matrix looks: its colour, and its sign as a part of
// the number format, so that the figure stays a figure.
func paint(s *excelize.Style, l look) {
	colours := map[string][2]string{"done": {"CFE3F6", "0A3F73"}, "late": {"E4D5EF", "53256E"}, "waiting": {"FFFFFF", "0A3F73"},
		"partial": {"FFE59B", "573F00"}, "zero": {"E3E7EB", "414C57"}, "missing": {"FFFFFF", "6B4A3C"}, "overdue": {"B23C0A", "FFFFFF"}}
	c, ok := colours[l.class]
	if !ok {
		return
	}
	s.Fill, s.Font.Color = fill(c[0]), c[1]
	s.CustomNumFmt = format(`"` + signs[l.class] + ` "` + about(l.about) + "0")
}

// signs are the board's symbols where a spreadsheet's fonts have them, else a character of the same sense.
var signs = map[string]string{"done": "√", "late": "迟", "waiting": "…", "partial": "◐", "zero": "", "missing": "–", "overdue": "！"}

func about(yes bool) string {
	if yes {
		return `"约"`
	}
	return ""
}

func format(s string) *string { return &s }

func fill(colour string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}

func border(colour string) []excelize.Border {
	var out []excelize.Border
	for _, side := range []string{"left", "top", "right", "bottom"} {
		out = append(out, excelize.Border{Type: side, Color: colour, Style: 1})
	}
	return out
}
