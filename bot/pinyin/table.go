package pinyin

import (
	_ "embed"
	"strings"
)

const (
	first = 0x4e00
	last  = 0x9fff
)

//go:embed readings.txt
var text string

// Table gives the readings of characters. It is immutable.
type Table struct {
	class    *[last - first + 1]uint16 // of each character: the line of the text that it is on; 0: none
	readings [][]string                // of each class
}

// New takes the table in, with each reading changed; a nil change leaves them as
// they are written: lü is lv. That takes a millisecond and some 300 KB.
func New(change func(string) string) *Table {
	t := &Table{class: new([last - first + 1]uint16), readings: make([][]string, 1, strings.Count(text, "\n")+1)}
	changed := map[string]string{} // so that equal readings share their letters
	for line := range strings.Lines(text) {
		names, characters, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		for _, r := range characters {
			t.class[r-first] = uint16(len(t.readings))
		}
		list := strings.Split(names, ",")
		for i, name := range list {
			if change == nil {
				break
			}
			other, known := changed[name]
			if !known {
				other = change(name)
				changed[name] = other
			}
			list[i] = other
		}
		t.readings = append(t.readings, list)
	}
	return t
}

// Of gives the readings of a character, the usual one first; none for what is not
// known. The slice is shared: do not write to it.
func (t *Table) Of(r rune) []string {
	if r < first || r > last {
		return nil
	}
	return t.readings[t.class[r-first]]
}
