package console

import (
	"context"
	"errors"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"pufabot/messages"
	"pufabot/messages/picture"
)

func TestEnclosedFiles(t *testing.T) {
	b := newBench(t)
	b.OpenFiles(func(a messages.Attachment) ([]byte, error) {
		if a.Ref == "gone" {
			return nil, errors.New("gone")
		}
		return []byte("bytes of " + a.Ref), nil
	})
	var m messages.Message
	m.Say(messages.T("进度图"))
	m.Attach(messages.Attachment{Ref: "1", Name: "进度图.png", Picture: true})
	m.Attach(messages.Attachment{Ref: "2", Name: "汇总<表>.xlsx"})
	m.Attach(messages.Attachment{Ref: "gone", Name: "x.zip"})
	if _, err := b.Send(context.Background(), delivery("reply/1", "private/law", m)); err != nil {
		t.Fatal(err)
	}
	files := b.history(t, "private/law")[0].Files
	if len(files) != 3 || !files[0].Picture || files[1].Name != "汇总<表>.xlsx" {
		t.Fatalf("%+v", files)
	}
	for i, want := range []struct {
		code              int
		kind, disposition string
	}{{200, "image/png", "inline"}, {200, "application/octet-stream", "attachment"}, {503, "", ""}} {
		w := httptest.NewRecorder()
		b.Handler().ServeHTTP(w, request("GET", files[i].URL, ""))
		if w.Code != want.code || want.code == 200 && (w.Header().Get("Content-Type") != want.kind || !strings.HasPrefix(w.Header().Get("Content-Disposition"), want.disposition)) {
			t.Errorf("%s: %d %v", files[i].Name, w.Code, w.Header())
		}
	}
	for _, bad := range []string{"", "?chat=nobody&key=x&n=0", "?chat=private/law&key=delivery/reply/1&n=3", "?chat=private/law&key=delivery/reply/1&n=-1", "?chat=private/law&key=other&n=0"} {
		w := httptest.NewRecorder()
		b.Handler().ServeHTTP(w, request("GET", "/console/file"+bad, ""))
		if w.Code != 404 {
			t.Errorf("%s: %d", bad, w.Code)
		}
	}
	without := newBench(t)
	if _, err := without.Send(context.Background(), delivery("reply/1", "private/law", m)); err != nil {
		t.Fatal(err)
	}
	if e := without.history(t, "private/law")[0]; len(e.Files) != 0 || !strings.Contains(e.Text, "进度图.png") {
		t.Errorf("%+v", e)
	}
}

// The page's policy lets an enclosed picture show.
func TestEnclosedPictureInTheBrowser(t *testing.T) {
	b := newBench(t)
	pages, err := picture.Render(boardData())
	if err != nil {
		t.Fatal(err)
	}
	b.OpenFiles(func(messages.Attachment) ([]byte, error) { return pages[0], nil })
	var m messages.Message
	m.Say(messages.T("进度图"))
	m.Attach(messages.Attachment{Ref: "1", Name: "进度图.png", Picture: true})
	m.Attach(messages.Attachment{Ref: "2", Name: "汇总表.xlsx"})
	if _, err := b.Send(context.Background(), delivery("reply/1", "group/work", m)); err != nil {
		t.Fatal(err)
	}
	ctx := browser(t)(390, 844, false)
	if err := chromedp.Do(ctx, chromedp.Navigate(serve(t, b).URL), until(`document.querySelector('.picture img')?.naturalWidth > 1000`)); err != nil {
		t.Fatal(err)
	}
	fits(t, ctx)
	shoot(t, ctx, "enclosed")
}
