package wecom_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pufabot/bot/wecom"
	"pufabot/bot/wecom/wecomtest"
	"pufabot/messages"
)

func TestFetchFiles(t *testing.T) {
	now := time.Date(2026, 12, 3, 10, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	s := wecomtest.NewServer(t, clock)
	s.Serve(wecomtest.Application{CorpID: "ww1", Secret: "s", AgentID: 1})
	app, err := wecom.NewApp(wecom.AppConfig{APIBase: s.URL, CorpID: "ww1", AgentID: 1, Secret: "s"}, clock)
	if err != nil {
		t.Fatal(err)
	}
	const own = "PerFileKeyOne0123456789AaBbCcDdEeFfGgHhIiJj" // of one file on a long connection
	f := wecom.NewFiles(wecom.FilesConfig{APIBase: s.URL, AESKey: wecomtest.AESKey, App: app})
	fetch := func(file messages.File) (string, string, error) {
		var b bytes.Buffer
		name, err := f.Fetch(context.Background(), file, &b)
		return name, b.String(), err
	}
	// Every length around the blocks, with the callback's key and with one of its own.
	for _, size := range []int{1, 15, 16, 31, 32, 33, 63, 64, 65, 70_001} {
		data := make([]byte, size)
		for i := range data {
			data[i] = byte(rand.Int())
		}
		for _, key := range []string{"", own} {
			shareKey := key
			if key == "" {
				shareKey = wecomtest.AESKey
			}
			name, got, err := fetch(messages.File{Ref: s.Share("衡阳县 署名文章+1.docx", data, shareKey), Key: key})
			if err != nil || got != string(data) || name != "衡阳县 署名文章+1.docx" {
				t.Fatalf("%d bytes: %q %v", size, name, err)
			}
		}
	}
	// Media of the application, also when the token has died early.
	id := s.ShareMedia("征文.pdf", []byte("%PDF-1.7 x"))
	if name, got, err := fetch(messages.File{Ref: id}); err != nil || got != "%PDF-1.7 x" || name != "征文.pdf" {
		t.Errorf("%q %q %v", name, got, err)
	}
	s.ExpireTokens()
	if _, got, err := fetch(messages.File{Ref: id}); err != nil || got != "%PDF-1.7 x" {
		t.Errorf("%q %v", got, err)
	}

	fresh := func() string { return s.Share("", []byte("content"), wecomtest.AESKey) }
	for name, c := range map[string]struct {
		file  messages.File
		spoil wecomtest.Failure
		want  messages.Class
	}{
		"busy storage":    {messages.File{}, wecomtest.Failure{Status: 503}, messages.Transient},
		"cut":             {messages.File{}, wecomtest.Failure{Cut: true}, messages.Transient},
		"wrong key":       {messages.File{Key: own}, wecomtest.Failure{}, messages.Gone},
		"no key":          {messages.File{Key: "short"}, wecomtest.Failure{}, messages.Auth},
		"unknown media":   {messages.File{Ref: "nobody"}, wecomtest.Failure{}, messages.Permanent},
		"plain http":      {messages.File{Ref: "http://ww-aibot-img-1.cos.ap-guangzhou.myqcloud.com/x"}, wecomtest.Failure{}, messages.Gone},
		"foreign host":    {messages.File{Ref: "https://example.org/x"}, wecomtest.Failure{}, messages.Gone},
		"lookalike":       {messages.File{Ref: "https://evilmyqcloud.com/x"}, wecomtest.Failure{}, messages.Gone},
		"user in address": {messages.File{Ref: "https://x.myqcloud.com@127.0.0.1/x"}, wecomtest.Failure{}, messages.Gone},
		"a file":          {messages.File{Ref: "file:///etc/passwd"}, wecomtest.Failure{}, messages.Gone},
	} {
		if c.file.Ref == "" {
			c.file.Ref = fresh()
		}
		if c.spoil != (wecomtest.Failure{}) {
			s.Spoil(c.file.Ref, c.spoil)
		}
		_, _, err := fetch(c.file)
		var se *messages.SendError
		if !errors.As(err, &se) || se.Class != c.want {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && (strings.Contains(err.Error(), "://") || strings.Contains(err.Error(), "127.0.0.1")) {
			t.Errorf("%s: the error tells an address: %v", name, err)
		}
	}
	// Five minutes later the address is dead.
	dead := fresh()
	now = now.Add(6 * time.Minute)
	if _, _, err := fetch(messages.File{Ref: dead}); messages.ClassOf(err) != messages.Gone {
		t.Errorf("%v", err)
	}
	// An error of the writer stays what it is.
	full := errors.New("full")
	if _, err := f.Fetch(context.Background(), messages.File{Ref: fresh()}, writerFunc(func([]byte) (int, error) { return 0, full })); !errors.Is(err, full) {
		t.Errorf("%v", err)
	}
	if said := fmt.Sprintf("%v %+v", f, *f) + fmt.Sprintf("%+v", wecom.FilesConfig{AESKey: wecomtest.AESKey}); strings.Contains(said, wecomtest.AESKey) {
		t.Error("prints its key")
	}
}

// A redirect from the right host into the office is not followed, for a smart bot's
// files and for an application's.
func TestFilesFollowNoRedirectInside(t *testing.T) {
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the redirect was followed") }))
	defer inside.Close()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/cgi-bin/gettoken" {
			_, _ = w.Write([]byte(`{"errcode":0,"access_token":"T","expires_in":7200}`))
			return
		}
		http.Redirect(w, r, inside.URL+"/secret", http.StatusFound)
	}))
	defer s.Close()
	app, err := wecom.NewApp(wecom.AppConfig{APIBase: s.URL, CorpID: "ww1", AgentID: 1, Secret: "s"}, now)
	if err != nil {
		t.Fatal(err)
	}
	f := wecom.NewFiles(wecom.FilesConfig{APIBase: s.URL, AESKey: wecomtest.AESKey, App: app})
	for _, ref := range []string{s.URL + "/file", "MEDIA"} {
		var b bytes.Buffer
		if _, err := f.Fetch(t.Context(), messages.File{Ref: ref}, &b); messages.ClassOf(err) != messages.Gone || b.Len() > 0 {
			t.Errorf("%s: %v, %d bytes", ref, err, b.Len())
		}
	}
}

type writerFunc func([]byte) (int, error)

func (w writerFunc) Write(p []byte) (int, error) { return w(p) }
