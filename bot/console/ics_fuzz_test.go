package console

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// No words begin a line of their own in a calendar, and none are lost for good
// reasons only.
func FuzzCalendarText(f *testing.F) {
	for _, s := range []string{"征文", "a\r\nEND:VEVENT\r\nBEGIN:VALARM", "x\u2028END:VCALENDAR\u0085", strings.Repeat("征", 200), "\\;,:\"\x00\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, words string) {
		var c ics
		c.text("SUMMARY", words)
		out := c.b.String()
		if !utf8.ValidString(out) || !strings.HasSuffix(out, "\r\n") {
			t.Fatalf("%q", out)
		}
		for i, l := range strings.Split(strings.TrimSuffix(out, "\r\n"), "\r\n") {
			if len(l) > 75 || strings.ContainsAny(l, "\r\n") || (i == 0) != strings.HasPrefix(l, "SUMMARY") && !strings.HasPrefix(l, " ") {
				t.Fatalf("line %d is %q", i, l)
			}
		}
	})
}

// Whatever a page posts, the answer is one of the few that pages know.
func FuzzSay(f *testing.F) {
	f.Add(`{"id":"abcdefgh","chat":"group/work","from":"qidong","text":"征文1篇"}`)
	f.Add(`{"id":"abcdefgh","chat":"private/x","from":"qidong","text":"` + strings.Repeat("x", 9000) + `"}`)
	f.Add(`[]`)
	f.Fuzz(func(t *testing.T, body string) {
		b := newBench(t)
		switch w := b.do(request("POST", "/say", body)); w.Code {
		case 200, 400, 403, 404, 409, 413, 422:
		default:
			t.Fatalf("status %d for %q", w.Code, body)
		}
	})
}
