package messages

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestSplitKeepsEverythingWithinTheLimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.SampledFrom([]rune("报送一二三abc \n👍")), 0, 600, -1).Draw(t, "text")
		limit := rapid.IntRange(32, 300).Draw(t, "limit")
		parts := Split(text, limit)
		var joined strings.Builder
		for i, p := range parts {
			if len(p) > limit {
				t.Fatalf("part %d has %d bytes, the limit is %d", i+1, len(p), limit)
			}
			if !utf8.ValidString(p) {
				t.Fatalf("part %d was cut inside a character", i+1)
			}
			if len(parts) > 1 {
				p = p[:strings.LastIndex(p, "\n（")]
			}
			joined.WriteString(p)
		}
		if got, want := strings.ReplaceAll(joined.String(), "\n", ""), strings.ReplaceAll(text, "\n", ""); got != want {
			t.Fatalf("words were lost: %q, want %q", got, want)
		}
	})
}

func TestSplitPrefersLineEnds(t *testing.T) {
	text := strings.Repeat("雁峰区 署名文章未报\n", 5)
	for _, p := range Split(text, 90) {
		if body, _, _ := strings.Cut(p, "\n（"); !strings.HasSuffix(strings.TrimSpace(body), "未报") {
			t.Errorf("part %q does not end at a line end", p)
		}
	}
}

func TestSplitTakesBytesThatAreNotText(t *testing.T) {
	for _, p := range Split(strings.Repeat("\x80", 500), 64) {
		if len(p) > 64 {
			t.Errorf("part has %d bytes", len(p))
		}
	}
}
