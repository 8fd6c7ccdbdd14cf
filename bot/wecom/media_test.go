package wecom_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"pufabot/bot/ledger"
	"pufabot/bot/wecom"
	"pufabot/bot/wecom/wecomtest"
	"pufabot/bot/wire/wiretest"
	"pufabot/messages"
)

// The contents behind the attachments of these tests, by Ref.
var contents = map[string][]byte{
	"sheet":   []byte(strings.Repeat("表", 200_000)), // 600 KB: two chunks
	"picture": wecomtest.Picture(3000),
	"wide":    wecomtest.Picture(2<<20 + 1), // more than a webhook's message takes
	"fake":    []byte("not a picture at all"),
	"tiny":    []byte("12345"),
	"huge":    make([]byte, 21<<20),
}

func contentOf(a messages.Attachment) ([]byte, error) {
	data, ok := contents[a.Ref]
	if !ok {
		return nil, errors.New("no such blob")
	}
	return data, nil
}

func withFiles(files ...messages.Attachment) messages.Message {
	m := say("汇总见附件")
	for _, f := range files {
		m.Attach(f)
	}
	return m
}

var (
	sheet   = messages.Attachment{Ref: "sheet", Name: "12月汇总 “全市”.xlsx"}
	picture = messages.Attachment{Ref: "picture", Name: "进度图.png", Picture: true}
	wide    = messages.Attachment{Ref: "wide", Name: "大图.png", Picture: true}
)

// hopeless cannot be sent by any way; they are named in the words instead.
var hopeless = []messages.Attachment{{Ref: "gone", Name: "没有了.pdf"}, {Ref: "huge", Name: "太大.zip"}, {Ref: "tiny", Name: "太小.txt"}}

func named(t *testing.T, words string) {
	t.Helper()
	for _, a := range hopeless {
		if !strings.Contains(words, a.Name) {
			t.Errorf("%q is not named in %q", a.Name, words)
		}
	}
}

func TestWebhookCarriesFiles(t *testing.T) {
	s := wecomtest.NewServer(t, now, hookKey)
	w, err := wecom.NewWebhook(wecom.WebhookConfig{APIBase: s.URL, Keys: map[ledger.GroupID]string{"work": hookKey}, Open: contentOf})
	if err != nil {
		t.Fatal(err)
	}
	d := delivery(withFiles(append(hopeless, sheet, picture, wide)...))
	// The upload succeeds and the message is refused: the words are not said again.
	s.Fail(wecomtest.Failure{}, wecomtest.Failure{}, wecomtest.Failure{Code: 45033})
	n, err := w.Send(t.Context(), d)
	if n != 1 || messages.ClassOf(err) != messages.Limited {
		t.Fatalf("Send = %d, %v", n, err)
	}
	d.Parts = n
	if n, err = w.Send(t.Context(), d); n != 4 || err != nil {
		t.Fatalf("Send = %d, %v", n, err)
	}
	posts := s.Posts(hookKey)
	if len(posts) != 4 {
		t.Fatalf("%d posts", len(posts))
	}
	named(t, posts[0].Content)
	for i, want := range []struct{ kind, ref string }{{"file", "sheet"}, {"image", "picture"}, {"file", "wide"}} {
		if p := posts[i+1]; p.Type != want.kind || !bytes.Equal(p.Data, contents[want.ref]) {
			t.Errorf("post %d: %s %q, %d bytes", i+1, p.Type, p.Content, len(p.Data))
		}
	}
	if got := posts[1].Content; got != sheet.Name {
		t.Errorf("the file is called %q", got)
	}
}

func TestAppCarriesFiles(t *testing.T) {
	clock := wiretest.NewClock(noon)
	s := wecomtest.NewServer(t, clock.Now)
	s.Serve(wecomtest.Application{CorpID: corp, Secret: "x", AgentID: 7, Users: []string{"lisi"}})
	a, err := wecom.NewApp(wecom.AppConfig{APIBase: s.URL, CorpID: corp, AgentID: 7, Secret: "x", Open: contentOf}, clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	d := nudge("lisi", "")
	d.Message = withFiles(append(hopeless, sheet, picture)...)
	d.Message.Attach(messages.Attachment{Ref: "fake", Name: "假图.png", Picture: true})
	if n, err := a.Send(t.Context(), nudge("lisi", "先要个令牌")); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	s.ExpireTokens() // before the upload
	if n, err := a.Send(t.Context(), d); n != 4 || err != nil {
		t.Fatalf("Send = %d, %v", n, err)
	}
	got := s.Texts()[1:]
	named(t, got[0].Text)
	for i, ref := range []string{"sheet", "picture", "fake"} {
		if !bytes.Equal(got[i+1].Data, contents[ref]) {
			t.Errorf("%s: %d bytes", ref, len(got[i+1].Data))
		}
	}
}

// A file that was uploaded but not shown has not gone; the next attempt goes on with it.
func TestAppFileNotShown(t *testing.T) {
	clock := wiretest.NewClock(noon)
	s := wecomtest.NewServer(t, clock.Now)
	s.Serve(wecomtest.Application{CorpID: corp, Secret: "x", AgentID: 7, Users: []string{"lisi"}})
	a, err := wecom.NewApp(wecom.AppConfig{APIBase: s.URL, CorpID: corp, AgentID: 7, Secret: "x", Open: contentOf}, clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	d := nudge("lisi", "")
	d.Message = withFiles(sheet)
	s.Fail(wecomtest.Failure{}, wecomtest.Failure{}, wecomtest.Failure{}, wecomtest.Failure{Status: 502}) // token, words, upload, showing
	n, err := a.Send(t.Context(), d)
	if n != 1 || messages.ClassOf(err) != messages.Transient {
		t.Fatalf("Send = %d, %v", n, err)
	}
	d.Parts = n
	if n, err := a.Send(t.Context(), d); n != 2 || err != nil || len(s.Texts()) != 2 {
		t.Errorf("again: %d, %v, shown %d", n, err, len(s.Texts()))
	}
}

func TestCallbackShowsPictures(t *testing.T) {
	r := newRig(t, smartBot)
	r.reply = withFiles(picture, wide, sheet, messages.Attachment{Ref: "fake", Name: "假图.png", Picture: true})
	got := r.Say("wrCHAT", "lisi", "出个进度图")
	if len(got.Pictures) != 2 || !bytes.Equal(got.Pictures[0], contents["picture"]) {
		t.Errorf("%d pictures", len(got.Pictures))
	}
	// A callback can show pictures only (section 6): the rest is named.
	for _, name := range []string{sheet.Name, "假图.png"} {
		if !strings.Contains(got.Text, name) {
			t.Errorf("%q is not named in %q", name, got.Text)
		}
	}
}
