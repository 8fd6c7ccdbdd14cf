package main

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"

	"pufabot/messages"
)

// node is one value of the file with the line that it stands on. go-toml's own
// decoder stops at the first fault; a tree lets us tell all of them.
type node struct {
	kind  unstable.Kind // Invalid: the line is broken, and reported already
	line  int
	text  string // scalars: the value of strings, the digits of others
	keys  []string
	table map[string]*node
	list  []*node
	// header says that the table was opened with [name] or made by dotted keys:
	// no header may open it again.
	header bool
	inline bool // written {…}: nothing may be added
}

func newTable(line int) *node {
	return &node{kind: unstable.Table, line: line, table: map[string]*node{}}
}

// maxSyntaxFaults is where a file that is no TOML at all stops being explained.
const maxSyntaxFaults = 20

// maxNesting is how deep a file may nest; ours needs three levels.
const maxNesting = 16

// builder turns expressions into a tree.
type builder struct {
	d    *decoder
	data []byte
	ends []int // offsets of the line ends
	root *node
	here *node // the table that keys go to; nil after a broken header
	path string
}

// tree reads the whole file, going on after every line that is no TOML.
func (d *decoder) tree(data []byte) *node {
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // Notepad writes one
	data = bytes.Clone(data)
	data = data[:len(data):len(data)] // so that cap tells the offset of a slice of it
	b := &builder{d: d, data: data, root: newTable(1)}
	b.here = b.root
	for i, c := range data {
		if c == '\n' {
			b.ends = append(b.ends, i)
		}
	}
	if !utf8.Valid(data) {
		line := 1
		for l := range bytes.Lines(data) {
			if !utf8.Valid(l) {
				break
			}
			line++
		}
		d.fault(line, "", messages.FaultNotUTF8())
		d.blind = true
		return b.root
	}
	var p unstable.Parser
	start, syntax := 0, 0
	for start < len(data) {
		p.Reset(data[start:])
		good := start
		for p.NextExpression() {
			good = b.expression(&p, start)
		}
		if p.Error() == nil {
			break
		}
		if syntax++; syntax > maxSyntaxFaults {
			d.blind = true
			break
		}
		start = b.broken(p.Error(), good)
	}
	return b.root
}

// offset of a slice of the file's bytes.
func (b *builder) offset(part []byte) int { return cap(b.data) - cap(part) }

// line of an offset, from 1.
func (b *builder) line(offset int) int {
	n, _ := slices.BinarySearch(b.ends, offset) // line ends before the offset
	return n + 1
}

// expression adds one expression and gives the offset where it ends. base is
// where the parser's data begin in the file.
func (b *builder) expression(p *unstable.Parser, base int) int {
	e := p.Expression()
	var names []string
	end, line := base, 0
	for it := e.Key(); it.Next(); {
		n := it.Node()
		names = append(names, string(n.Data))
		if line == 0 {
			line = b.line(base + int(n.Raw.Offset))
		}
		end = base + int(n.Raw.Offset+n.Raw.Length)
	}
	switch e.Kind {
	case unstable.Table, unstable.ArrayTable:
		b.open(names, e.Kind == unstable.ArrayTable, line)
		if i := bytes.IndexByte(b.data[end:], '\n'); i >= 0 { // the rest of a header line is its bracket
			return end + i
		}
		return len(b.data)
	case unstable.KeyValue:
		end = base + int(e.Raw.Offset+e.Raw.Length)
		if b.here != nil {
			b.set(b.here, b.path, names, b.value(e.Value(), line, base, 0), line)
		}
	}
	return end
}

// value copies a value out of the parser, which reuses its memory.
func (b *builder) value(v *unstable.Node, line, base, depth int) *node {
	if v.Raw.Length > 0 {
		line = b.line(base + int(v.Raw.Offset))
	}
	n := &node{kind: v.Kind, line: line, text: string(v.Data)}
	if depth > maxNesting {
		n.kind = unstable.Invalid
		b.d.fault(line, b.path, messages.FaultTooDeep())
		return n
	}
	switch v.Kind {
	case unstable.Array:
		for it := v.Children(); it.Next(); {
			n.list = append(n.list, b.value(it.Node(), line, base, depth+1))
		}
	case unstable.InlineTable:
		n.kind, n.table, n.inline = unstable.Table, map[string]*node{}, true
		for it := v.Children(); it.Next(); {
			kv := it.Node()
			var names []string
			for k := kv.Key(); k.Next(); {
				names = append(names, string(k.Node().Data))
			}
			b.set(n, b.path, names, b.value(kv.Value(), line, base, depth+1), line)
		}
	}
	return n
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
