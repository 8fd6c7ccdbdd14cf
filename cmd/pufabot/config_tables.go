package main

import (
	"fmt"

	"github.com/pelletier/go-toml/v2/unstable"

	"pufabot/messages"
)

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
