package command

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// What is looked for by its letters first is what would be found by trying each.
func TestPhrases(t *testing.T) {
	tables := []phrases{recanting, deferring, nameless, faults, aspects, wantedThings, leaveWords, otherReceivers}
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SampledFrom(tables).Draw(t, "table")
		half := []rune(rapid.SampledFrom(list).Draw(t, "half").text)
		text := rapid.StringOfN(rapid.SampledFrom([]rune("征文答题2篇算了不退 改好\n,。《》A")), 0, 12, -1).Draw(t, "before") +
			string(half[:len(half)/2]) + rapid.SampledFrom(append(list, phrase{})).Draw(t, "phrase").text
		want := ""
		for _, x := range list {
			if want == "" && strings.Contains(text, x.text) {
				want = x.text
			}
		}
		if got := list.in(text); got != want {
			t.Fatalf("in %q: %q, want %q", text, got, want)
		}
	})
}

// Every match of an expression has one of the texts that the expression is said to need.
func TestNeeded(t *testing.T) {
	patterns := []*pattern{bounds, listed, renamed, overturns, confused, eachTakes, lasted, quotations, ownChange, ownBullet, dueLater, asksForExtended, looksForRequests}
	patterns = append(patterns, deputies...)
	for _, s := range swapped {
		patterns = append(patterns, s.re)
	}
	for _, expr := range []string{`a|b*`, `(?i)ok`, `x?y+`, `[一二]场`, `(甲|乙)?丙`, `\d+人`, `^$`, `(?:前|满)?\d+(人|篇)?封顶`, `a[.、]b?c[de]f+`} {
		patterns = append(patterns, newPattern(expr))
	}
	none := 0
	for _, x := range patterns {
		if len(x.needs) == 0 {
			none++
		}
		t.Run(x.re.String(), func(t *testing.T) {
			match := rapid.StringMatching(strings.NewReplacer(`\b`, ``, `(?m)`, ``).Replace(x.re.String()))
			rapid.Check(t, func(t *rapid.T) {
				s := match.Draw(t, "match")
				if want := x.re.FindString(s); x.find(s) != want {
					t.Fatalf("in %q: %q, want %q", s, x.find(s), want)
				}
			})
		})
	}
	if none > 3 { // a|b*, (?i)ok, ^$
		t.Errorf("nothing is known of %d expressions", none)
	}
}

// Lines that need no NFKC are folded letter by letter to what it would give.
func TestSimpleLinesFoldAlike(t *testing.T) {
	var simples []rune
	for r := rune(' '); r < 0x1f000; r++ {
		if s := string(r); unicode.IsPrint(r) && simple(s) {
			simples = append(simples, r)
			if r < 0x4e00 || r > 0x9fff {
				if got, want := normalise("a"+s+"b", nil), normalise(norm.NFKC.String("a"+s+"b"), nil); got != want {
					t.Errorf("%q is read as %q, want %q", s, got, want)
				}
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom(append(simples, ' ', '\n', '，', '：'))).Draw(t, "line")
		if got, want := normalise(s, nil), normalise(norm.NFKC.String(s), nil); got != want {
			t.Fatalf("%q is read as %q, want %q", s, got, want)
		}
	})
}

// Every word that was taught is found, and nothing that was not.
func TestLexicon(t *testing.T) {
	l := newLexicon()
	words := []string{"征文", "征", "一", "一场", "一下", "一个", "一份", "一篇", "一件", "ab", "abc", "９", "😀", "😀好", "龥"}
	for _, w := range words {
		l.add(w)
	}
	l.seal()
	for _, w := range words {
		if got, end := l.find("x"+w+"y", 1); got.textOf() != w || end != 1+len(w) {
			t.Errorf("%q is found as %q", w, got.textOf())
		}
	}
	for s, want := range map[string]string{"一点": "一", "征收": "征", "a": "", "文": "", "😁": "", "鿿": "", "": "", "一件件": "一件"} {
		if got, _ := l.find(s, 0); got.textOf() != want {
			t.Errorf("in %q %q is found, want %q", s, got.textOf(), want)
		}
	}
}
