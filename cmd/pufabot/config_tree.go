package main

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
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

var (
	brokenKey  = regexp.MustCompile(`^\s*([A-Za-z0-9_-]+)\s*[=＝:：]`)
	otherMarks = regexp.MustCompile(`[“”‘’，＝［］：＃]`)
)

// broken reports a syntax error and gives the offset to go on from: the next
// line. Keys on the lines given up count as present, so that nobody is told
// that they are missing as well.
func (b *builder) broken(err error, good int) int {
	at := len(b.data)
	var perr *unstable.ParserError
	if errors.As(err, &perr) {
		if o := b.offset(perr.Highlight); o >= good && o <= len(b.data) {
			at = o
		}
	}
	if at == len(b.data) && at > 0 {
		at-- // the end of the file belongs to its last line
	}
	from := b.firstContent(good, at)
	end := len(b.data)
	if i := bytes.IndexByte(b.data[at:], '\n'); i >= 0 {
		end = at + i + 1
	}
	first := b.data[from:end]
	key := ""
	for l := range bytes.Lines(first) {
		if m := brokenKey.FindSubmatch(l); m != nil {
			name := string(m[1])
			if key == "" {
				key = name
			}
			if b.here != nil && b.here.table[name] == nil {
				b.put(b.here, name, &node{kind: unstable.Invalid, line: b.line(from)})
			}
		}
	}
	path := b.path
	if strings.HasPrefix(string(bytes.TrimSpace(first)), "[") {
		path, b.here, b.path = "", nil, ""
		b.d.headless = true
	} else if key != "" {
		path = join(b.path, key)
	}
	shown := outsideStrings(string(b.data[from:min(end, len(b.data))]))
	b.d.fault(b.line(at), path, messages.FaultSyntax(otherMarks.MatchString(shown), b.line(at) != b.line(from), b.line(from)))
	return end
}

// firstContent skips blank lines and comments between two offsets.
func (b *builder) firstContent(from, to int) int {
	for from < to {
		end := len(b.data)
		if i := bytes.IndexByte(b.data[from:], '\n'); i >= 0 {
			end = from + i + 1
		}
		l := bytes.TrimSpace(b.data[from:end])
		if len(l) > 0 && l[0] != '#' || end > to {
			break
		}
		from = end
	}
	return from
}

// outsideStrings drops well-quoted strings and comments, so that Chinese marks in them are not blamed.
func outsideStrings(s string) string {
	return quoted.ReplaceAllString(s, "")
}

var quoted = regexp.MustCompile(`"[^"\n]*"|'[^'\n]*'|#.*`)

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

// open makes [names] or [[names]] the table that keys go to.
func (b *builder) open(names []string, array bool, line int) {
	t, path := b.root, ""
	for i, name := range names {
		last := i == len(names)-1
		next := t.table[name]
		path = join(path, name)
		switch {
		case last && array:
			if next == nil {
				next = &node{kind: unstable.Array, line: line, header: true}
				b.put(t, name, next)
			}
			if next.kind != unstable.Array || !next.header {
				b.lost(line, path)
				return
			}
			t = newTable(line)
			next.list = append(next.list, t)
			path = fmt.Sprintf("%s[%d]", path, len(next.list))
			continue
		case next == nil:
			next = newTable(line)
			b.put(t, name, next)
		case next.kind == unstable.Array && next.header && len(next.list) > 0 && !last:
			path = fmt.Sprintf("%s[%d]", path, len(next.list))
			next = next.list[len(next.list)-1]
		case next.kind == unstable.Array && next.header:
			b.d.fault(line, path, messages.FaultNeedsTwoBrackets(name))
			b.here, b.path = nil, ""
			return
		case next.kind != unstable.Table || next.inline || last && next.header:
			b.lost(line, path)
			return
		}
		next.header = next.header || last
		t = next
	}
	b.here, b.path = t, path
}

// lost reports a header that was there before and drops the keys below it.
func (b *builder) lost(line int, path string) {
	b.d.fault(line, path, messages.FaultTwice())
	b.here, b.path = nil, ""
}

// set puts a value under a possibly dotted key.
func (b *builder) set(t *node, path string, names []string, v *node, line int) {
	for i, name := range names {
		path = join(path, name)
		old := t.table[name]
		if i == len(names)-1 {
			if old != nil {
				if old.kind != unstable.Invalid {
					b.d.fault(line, path, messages.FaultTwice())
				}
				return
			}
			b.put(t, name, v)
			return
		}
		if old == nil {
			old = newTable(line)
			old.header = true
			b.put(t, name, old)
		}
		if old.kind != unstable.Table || old.inline {
			b.d.fault(line, path, messages.FaultTwice())
			return
		}
		t = old
	}
}

func (b *builder) put(t *node, name string, v *node) {
	t.table[name] = v
	t.keys = append(t.keys, name)
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
