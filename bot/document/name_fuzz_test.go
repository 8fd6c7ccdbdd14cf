package document

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// Whatever people call their files and titles, the names made of them stay in the
// folder where they are put, on every system.
func FuzzFileName(f *testing.F) {
	for _, s := range []string{"征文", "../../etc/passwd", `..\..\x`, "CON", "a\x00b", "\u202egpj.exe", strings.Repeat("长", 300), "a:b", " . "} {
		f.Add(s, s, s, ".pdf")
	}
	f.Fuzz(func(t *testing.T, unit, item, title, ext string) {
		n := FileName(unit, item, title, ext)
		if n == "" || len(n) > maxName || !utf8.ValidString(n) || strings.ContainsAny(n, "/\\:\x00\n\u202e") || !filepath.IsLocal(n) {
			t.Fatalf("%q", n)
		}
		if got := TitleOfName(title+ext, []string{unit, item}); len(got) > len(title+ext) {
			t.Fatalf("a title %q longer than its name", got)
		}
	})
}
