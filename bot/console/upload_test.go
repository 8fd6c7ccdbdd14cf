package console

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pufabot/messages"
)

func (b *bench) upload(t *testing.T, name, content string) (ref string) {
	t.Helper()
	w := b.do(request(http.MethodPost, "/console/upload?name="+name, content))
	var got struct{ Ref string }
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != 200 || got.Ref == "" {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	return got.Ref
}

func (b *bench) sendLine(t *testing.T, l line) {
	t.Helper()
	body, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	if w := b.do(request(http.MethodPost, "/console/say", string(body))); w.Code != 200 {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
}

func TestUploadedFilesComeWithTheLine(t *testing.T) {
	b := newBench(t)
	ref := b.upload(t, "..%2F..%2F%E5%BE%81%E6%96%87.docx", "content")
	const chat = "group/work"
	b.sendLine(t, line{ID: "line-0001", Chat: chat, From: "hengyang-xian", Files: []lineFile{{ref, "other"}, {"unknown", "旧的.pdf"}}})
	want := []messages.File{{Name: "征文.docx", Ref: ref}, {Name: "旧的.pdf", Ref: "unknown"}}
	if d := cmp.Diff(want, b.heard()[0].Files); d != "" {
		t.Error(d)
	}
	shown := b.history(t, chat)
	if len(shown) != 1 || len(shown[0].Files) != 2 || shown[0].Files[0].Name != "征文.docx" {
		t.Fatalf("%+v", shown)
	}
	// A file that is quoted goes along with the quoting line.
	b.sendLine(t, line{ID: "line-0002", Chat: chat, From: "hengyang-xian", Text: "这是征文", Quote: shown[0].ID})
	if q := b.heard()[1].Quote; q == nil || len(q.Files) != 2 || q.Files[0].Ref != ref {
		t.Errorf("%+v", q)
	}
	// The bot gets the content, of an unknown one nothing.
	var got bytes.Buffer
	if name, err := b.Fetch(context.Background(), want[0], &got); err != nil || name != "征文.docx" || got.String() != "content" {
		t.Errorf("%q %q %v", name, got.String(), err)
	}
	if _, err := b.Fetch(context.Background(), want[1], &got); messages.ClassOf(err) != messages.Gone {
		t.Errorf("%v", err)
	}
	kept, _ := b.uploads.get(ref)
	b.Close()
	if _, err := os.Stat(kept.path); !os.IsNotExist(err) {
		t.Errorf("the temporary file stays: %v", err)
	}
}

func TestUploadsAreBounded(t *testing.T) {
	b := newBench(t)
	for range maxUploads {
		b.upload(t, "x", "y")
	}
	if w := b.do(request(http.MethodPost, "/console/upload?name=x", "y")); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), `"busy"`) {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	if w := b.do(request(http.MethodGet, "/console/upload?name=x", "")); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("status %d", w.Code)
	}
	foreign := request(http.MethodPost, "/console/upload?name=x", "y")
	foreign.Header.Set("Origin", "http://example.org")
	if w := b.do(foreign); w.Code != http.StatusForbidden {
		t.Errorf("status %d", w.Code)
	}
	many := line{ID: "line-0001", Chat: "group/work", From: "law", Files: make([]lineFile, maxFiles+1)}
	body, _ := json.Marshal(many)
	if w := b.do(request(http.MethodPost, "/console/say", string(body))); w.Code != http.StatusBadRequest {
		t.Errorf("status %d", w.Code)
	}
}
