package main

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"pufabot/messages"
)

// everyKey are all keys that the file may hold, tables left out.
func everyKey() []string {
	var out []string
	top, at := fields(reflect.TypeFor[Config]())
	for _, key := range top {
		f := reflect.TypeFor[Config]().Field(at[key]).Type
		if f.Kind() == reflect.Slice {
			f = f.Elem()
		}
		if f.Kind() != reflect.Struct {
			out = append(out, key)
			continue
		}
		inner, _ := fields(f)
		out = append(out, inner...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Whatever the bytes: no panic, faults or a usable configuration and never both,
// every fault on a line of the file; and what we accept is TOML to others too.
func FuzzConfig(f *testing.F) {
	for _, path := range []string{examplePath, brokenPath} {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	for _, s := range []string{
		minimal, "", "\ufeff", "a", "[", "[[", "[[units]]\n[units]\n", "units = [1, {id = 2}]", "units = []\n[[units]]\n", "a.b.c = 1\n[a.b]\n",
		"[a.b.c]\nx=1\n[a]\n", "http = 1\n[http]\n", "[http]\nlisten.x = 1\n", "x = \"\"\"\n\n", "x = [[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]",
		"# \xff\n", "start = 0000-00-00", "[campaign]\nstart = 9999-99-99T99:99:99\n", "[[items]]\nremind = [\"\"]\n", "\"\" = 1\n", "[\"a.b\"]\n'c d' = 2\n", "x = \"a\nb = [\n\n]\n",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data string) {
		if strings.Contains(data, "file:") { // must not read files by chance
			t.Skip()
		}
		c, faults := parseConfig("x.toml", []byte(data))
		if (c == nil) != (len(faults) > 0) {
			t.Fatalf("config %v with faults %v", c != nil, faults)
		}
		lines := strings.Count(data, "\n") + 1
		for _, fault := range faults {
			if fault.Line < 1 || fault.Line > lines || fault.Text == "" {
				t.Fatalf("fault on line %d of %d: %v", fault.Line, lines, fault)
			}
		}
		if c == nil {
			return
		}
		if messages.Render(checkReport(c), messages.DialectText) == "" {
			t.Fatal("nothing to check")
		}
		if err := toml.Unmarshal([]byte(strings.TrimPrefix(data, "\ufeff")), new(map[string]any)); err != nil {
			t.Fatalf("accepted what is no TOML: %v", err)
		}
	})
}
