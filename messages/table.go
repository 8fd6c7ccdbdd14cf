package messages

import "strings"

// HasTable tells whether the message has a table for ways out that show one.
func (m Message) HasTable() bool {
	if len(m.Columns) == 0 {
		return false
	}
	for _, l := range m.Lines {
		if len(l.Cells) > 0 {
			return true
		}
	}
	return false
}

// writeTable writes the rows that begin at lines[i] as a pipe table and gives the
// index of the first line after them.
func writeTable(b *strings.Builder, m Message, i int) int {
	row := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |") }
	row(m.Columns)
	b.WriteString("\n|" + strings.Repeat(":--|", len(m.Columns)))
	for ; i < len(m.Lines) && len(m.Lines[i].Cells) > 0; i++ {
		cells := make([]string, len(m.Columns))
		for c, s := range m.Lines[i].Cells {
			if c == len(cells) {
				break
			}
			text := oneLine(s.Text, true) // a table's cell is one line, whoever wrote it
			if s.Theirs {
				text = escapeMarkdown(text)
			}
			cells[c] = strings.ReplaceAll(text, "|", "｜")
		}
		b.WriteString("\n")
		row(cells)
	}
	return i
}
