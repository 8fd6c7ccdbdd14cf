package main

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2/unstable"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// decoder fills a Config from a tree and collects every fault on the way. The
// toml tags of the structs are the one list of known keys.
type decoder struct {
	file, dir string
	faults    []Fault
	lines     map[string]int  // where each path stands
	given     map[string]bool // paths that the file sets
	broken    map[string]bool // paths with a fault of their own: nothing more is said of them
	// blind: the file could not be read to its end, so nothing can be called missing.
	blind bool
	// headless: a table header is broken, so no table can be called missing.
	headless bool
}

func (d *decoder) fault(line int, path, text string) {
	d.faults = append(d.faults, Fault{File: d.file, Line: max(line, 1), Path: path, Text: text})
	if path != "" && d.broken != nil {
		d.broken[path] = true
	}
}

// bad reports a fault of a path that has been decoded, on its own line or on
// that of the nearest table around it. A path is reported once.
func (d *decoder) bad(path, text string) {
	if d.broken[path] {
		return
	}
	d.fault(d.lineOf(path), path, text)
}

func (d *decoder) lineOf(path string) int {
	for p := path; p != ""; {
		if n := d.lines[p]; n > 0 {
			return n
		}
		p = p[:max(strings.LastIndexAny(p, ".["), 0)]
	}
	return 1
}

// need reports a key that is missing or empty.
func (d *decoder) need(path string, there bool) {
	if !there && !d.blind && !d.broken[path] {
		d.bad(path, messages.FaultMissing())
	}
}

func (d *decoder) config(root *node, c *Config) {
	d.table(root, "", reflect.ValueOf(c).Elem())
}

// fields are the keys of a table and the struct fields that take them.
func fields(t reflect.Type) (keys []string, at map[string]int) {
	at = map[string]int{}
	for i := range t.NumField() {
		if key := t.Field(i).Tag.Get("toml"); key != "" && key != "-" {
			keys = append(keys, key)
			at[key] = i
		}
	}
	return keys, at
}

func (d *decoder) table(n *node, path string, v reflect.Value) {
	known, at := fields(v.Type())
	for _, key := range n.keys {
		child := n.table[key]
		p := join(path, key)
		i, ok := at[key]
		if !ok {
			d.lines[p] = child.line
			if child.kind != unstable.Invalid {
				d.bad(p, messages.FaultUnknownKey(key, suggest(key, known), elsewhere(key), known))
			}
			continue
		}
		d.value(child, p, v.Field(i))
	}
}

// elsewhere names the table that a key belongs to when it is not this one. Only
// settings of the whole bot can stray, when a header went in above them.
func elsewhere(key string) string {
	t := reflect.TypeFor[Config]()
	top, at := fields(t)
	for _, name := range top {
		switch f := t.Field(at[name]).Type; {
		case f.Kind() == reflect.String && name == key:
			return messages.TopOfFile()
		case name == "http" || name == "log" || name == "backup" || name == "campaign":
			if in, _ := fields(f); slices.Contains(in, key) && key != "id" && key != "title" {
				return messages.Below(name)
			}
		}
	}
	return ""
}

// value decodes one value into a field by the field's type.
func (d *decoder) value(n *node, path string, v reflect.Value) {
	d.lines[path], d.given[path] = n.line, true
	if n.kind == unstable.Invalid {
		d.broken[path] = true
		return
	}
	switch f := v.Addr().Interface().(type) {
	case *string:
		if d.kind(n, path, unstable.String, messages.WantString()) {
			*f = strings.TrimSpace(n.text)
		}
	case *bool:
		if d.kind(n, path, unstable.Bool, messages.WantBool()) {
			*f = n.text == "true"
		}
	case *int:
		d.integer(n, path, f)
	case *Secret:
		if d.kind(n, path, unstable.String, messages.WantString()) {
			s, fault := resolve(strings.TrimSpace(n.text), d.dir)
			if *f = s; fault != "" {
				d.bad(path, fault)
			}
		}
	case *ledger.Date:
		if w, ok := d.when(n, path, false); ok {
			*f = w.Day
		}
	case *When:
		if w, ok := d.when(n, path, true); ok {
			*f = w
		}
	case *ledger.Clock:
		if d.kind(n, path, unstable.String, messages.WantClock()) {
			c, err := ledger.ParseClock(n.text)
			if err != nil || len(n.text) != len("08:00") {
				d.bad(path, messages.FaultClock(n.text))
			}
			*f = c
		}
	case *ledger.Offset:
		if d.kind(n, path, unstable.String, messages.WantOffset()) {
			o, err := ledger.ParseOffset(n.text)
			if err != nil {
				d.bad(path, messages.FaultOffset(n.text))
			}
			*f = o
		}
	case **time.Location:
		if d.kind(n, path, unstable.String, messages.WantString()) {
			d.zone(n.text, path, f)
		}
	default:
		d.compound(n, path, v)
	}
}

// compound decodes tables and lists.
func (d *decoder) compound(n *node, path string, v reflect.Value) {
	if v.Kind() == reflect.Struct {
		if d.kind(n, path, unstable.Table, messages.WantTable(path)) {
			d.table(n, path, v)
		}
		return
	}
	ofTables := v.Type().Elem().Kind() == reflect.Struct && hasKeys(v.Type().Elem())
	if ofTables && n.kind == unstable.Table {
		d.bad(path, messages.FaultNeedsTwoBrackets(path))
		return
	}
	if !d.kind(n, path, unstable.Array, messages.WantList()) {
		return
	}
	list := reflect.MakeSlice(v.Type(), len(n.list), len(n.list))
	for i, child := range n.list {
		p := fmt.Sprintf("%s[%d]", path, i+1)
		if ofTables {
			preset(list.Index(i))
		}
		d.value(child, p, list.Index(i))
	}
	v.Set(list)
}

func hasKeys(t reflect.Type) bool {
	keys, _ := fields(t)
	return len(keys) > 0
}

// preset gives a table of a list its defaults.
func preset(v reflect.Value) {
	if it, ok := v.Addr().Interface().(*ItemConfig); ok {
		it.Min = 1
	}
}
