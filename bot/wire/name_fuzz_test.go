package wire

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// Whatever a server calls a file, what is left of it is a plain name: no path, no
// control characters, valid UTF-8.
func FuzzDispositionName(f *testing.F) {
	for _, h := range []string{`attachment; filename="a+b%20c.docx"`, `attachment; filename="x.docx"; filename*=UTF-8''%E5%BE%81%E6%96%87.docx`,
		`attachment; filename=征文.docx`, `attachment; filename="..%2f..%2fetc%2fpasswd"`, `attachment; filename="a\\b.docx"`,
		`attachment; filename*=UTF-8''..%2F%00%0a.docx`, `filename=%ff%fe.pdf;`, "attachment; filename=\"\x00\x7f\"", `attachment; filename*=GB2312''%D5%F7.docx`} {
		f.Add(h)
	}
	f.Fuzz(func(t *testing.T, header string) {
		name := dispositionName(header)
		if strings.ContainsAny(name, `/\`) || strings.ContainsFunc(name, unicode.IsControl) || !utf8.ValidString(name) {
			t.Errorf("%q is called %q", header, name)
		}
	})
}
