package pinyin

import (
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mozillazg/go-pinyin"
)

var update = flag.Bool("update", false, "write readings.txt from the library")

// library asks the library for every character.
func library() map[rune][]string {
	a := pinyin.NewArgs()
	a.Heteronym = true
	out := map[rune][]string{}
	for r := rune(first); r <= last; r++ {
		var names []string
		for _, name := range pinyin.SinglePinyin(r, a) {
			if name != "" && !slices.Contains(names, name) { // tones apart, it is the same
				names = append(names, name)
			}
		}
		if len(names) > 0 {
			out[r] = names
		}
	}
	return out
}

// The text says of every character what the library says.
func TestReadings(t *testing.T) {
	want := library()
	if *update {
		lines := map[string]string{}
		for r := rune(first); r <= last; r++ {
			if names := want[r]; names != nil {
				lines[strings.Join(names, ",")] += string(r)
			}
		}
		var b strings.Builder
		for _, names := range slices.Sorted(maps.Keys(lines)) {
			b.WriteString(names + " " + lines[names] + "\n")
		}
		if err := os.WriteFile("readings.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if len(want) < 20_000 {
		t.Fatalf("the library knows %d characters", len(want))
	}
	got, table := map[rune][]string{}, New(nil)
	for r := rune(first - 1); r <= last+1; r++ {
		if names := table.Of(r); len(names) > 0 {
			got[r] = names
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestChanged(t *testing.T) {
	upper := New(strings.ToUpper)
	if diff := cmp.Diff([]string{"ZHONG", "CHONG", "TONG"}, upper.Of('重')); diff != "" {
		t.Error(diff)
	}
	if len(upper.Of('a')) != 0 || len(upper.Of(' ')) != 0 || len(upper.Of(-1)) != 0 {
		t.Error("what is no character is read")
	}
}

// Taking the text in is a part of every start.
func BenchmarkTable(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		New(nil)
	}
}
