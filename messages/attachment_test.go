package messages

import (
	"errors"
	"strings"
	"testing"
)

func TestAttachmentBytes(t *testing.T) {
	open := Open(func(a Attachment) ([]byte, error) {
		if a.Ref == "gone" {
			return nil, errors.New("/secret/path: no such file")
		}
		return []byte(strings.Repeat("x", len(a.Ref))), nil
	})
	for _, tt := range []struct {
		open Open
		ref  string
		code string
	}{
		{open, "abc", ""}, {open, "", "attachment empty"}, {open, "abcdef", "attachment too large"},
		{open, "gone", "attachment missing"}, {nil, "abc", "no attachments"},
	} {
		data, err := tt.open.Bytes(Attachment{Ref: tt.ref}, 5)
		if tt.code == "" {
			if err != nil || len(data) != len(tt.ref) {
				t.Errorf("%q: %d bytes, %v", tt.ref, len(data), err)
			}
			continue
		}
		var se *SendError
		if !errors.As(err, &se) || se.Class != Permanent || se.Code != tt.code {
			t.Errorf("%q: %v, want %s", tt.ref, err, tt.code)
		}
	}
}

func TestExtension(t *testing.T) {
	for name, want := range map[string]string{"汇总.XLSX": "xlsx", "a.tar.gz": "gz", "没有": "", "x.": ""} {
		if got := (Attachment{Name: name}).Extension(); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// What a way out cannot carry is said in words, and the caller's message stays.
func TestWithoutAttachments(t *testing.T) {
	var m Message
	m.Say(T("汇总在附件里"))
	m.Attach(Attachment{Ref: "1", Name: "图.png", Picture: true})
	m.Attach(Attachment{Ref: "2", Name: "汇总.xlsx"})
	got := WithoutAttachments(m, func(a Attachment) bool { return a.Picture })
	if len(got.Attachments) != 1 || got.Attachments[0].Ref != "1" || !strings.Contains(Render(got, DialectText), "汇总.xlsx") {
		t.Errorf("%+v", got)
	}
	if len(m.Lines) != 1 || len(m.Attachments) != 2 {
		t.Errorf("the original changed: %+v", m)
	}
}
