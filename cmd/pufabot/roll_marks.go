package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// mark is where the value of one key stands in a configuration file.
type mark struct {
	path     string // as faults name it: items[2].due
	kind     unstable.Kind
	from, to int    // bytes of the value, with its quotes or brackets
	text     string // the value of a string, the digits of a date
}

// marksOf finds every key of a file that has been read without a fault.
func marksOf(data []byte) []mark {
	var out []mark
	var p unstable.Parser
	p.Reset(data)
	counts := map[string]int{}
	table := ""
	for p.NextExpression() {
		e := p.Expression()
		var names []string
		end := 0
		for it := e.Key(); it.Next(); {
			names = append(names, string(it.Node().Data))
			end = int(it.Node().Raw.Offset + it.Node().Raw.Length)
		}
		name := strings.Join(names, ".")
		switch e.Kind {
		case unstable.Table:
			table = name
		case unstable.ArrayTable:
			counts[name]++
			table = fmt.Sprintf("%s[%d]", name, counts[name])
		case unstable.KeyValue:
			v := e.Value()
			m := mark{path: join(table, name), kind: v.Kind, text: string(v.Data),
				from: int(v.Raw.Offset), to: int(v.Raw.Offset + v.Raw.Length)}
			if v.Kind == unstable.Array || v.Kind == unstable.InlineTable { // these know only where they begin
				m.from = end + 1 + bytes.IndexByte(data[end:], '=')
				m.to = int(e.Raw.Offset + e.Raw.Length)
				for m.from < m.to && (data[m.from] == ' ' || data[m.from] == '\t') {
					m.from++
				}
			}
			out = append(out, m)
		}
	}
	return out
}

// edit replaces a part of a file.
type edit struct {
	from, to int
	text     string
}

// edited makes the edits, which are in the order of the file and do not overlap.
func edited(data []byte, edits []edit) []byte {
	var out []byte
	at := 0
	for _, e := range edits {
		out = append(append(out, data[at:e.from]...), e.text...)
		at = e.to
	}
	return append(out, data[at:]...)
}

// lineEnd is the offset of the end of the line that an offset stands on.
func lineEnd(data []byte, at int) int {
	if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(data)
}
