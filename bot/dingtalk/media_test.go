package dingtalk

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

var png = append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte("x"), 100)...)

func contentOf(a messages.Attachment) ([]byte, error) {
	data, ok := map[string][]byte{"sheet": []byte("xlsx, as far as anybody looks"), "picture": png, "table": []byte("a,b\n1,2\n"),
		"huge": make([]byte, maxMedia+1), "fake": []byte("no picture")}[a.Ref]
	if !ok {
		return nil, errors.New("no such blob")
	}
	return data, nil
}

func withFiles() messages.Message {
	m := say("汇总见附件")
	for _, a := range []messages.Attachment{{Ref: "sheet", Name: "汇总.xlsx"}, {Ref: "picture", Name: "进度](图.png", Picture: true},
		{Ref: "table", Name: "汇总.csv"}, {Ref: "gone", Name: "没有了.pdf"}, {Ref: "huge", Name: "太大.zip"}, {Ref: "fake", Name: "假图.png", Picture: true}} {
		m.Attach(a)
	}
	return m
}

// carrying is an application that uploads.
func carrying(o *out) *OpenAPI {
	api := o.openAPI()
	api.Carry(o.URL, contentOf)
	return api
}

// shownFile is what people see of a message with files.
func (o *out) shown(t *testing.T) []string {
	t.Helper()
	var got []string
	for _, s := range o.Sent() {
		switch _, id, isPicture := strings.Cut(s.Text, "]("); {
		case s.File != nil:
			got = append(got, "file "+s.File.Name)
		case isPicture:
			m, _ := o.Media(strings.TrimSuffix(id, ")"))
			if !bytes.Equal(m.Data, png) {
				t.Errorf("the picture has %d bytes", len(m.Data))
			}
			got = append(got, "picture")
		default:
			got = append(got, "words")
			for _, name := range []string{"没有了.pdf", "太大.zip", "假图.png"} {
				if !strings.Contains(s.Text, name) {
					t.Errorf("%q is not named in %q", name, s.Text)
				}
			}
		}
	}
	return got
}

func TestOpenAPICarriesFiles(t *testing.T) {
	o := newOut(t)
	api := carrying(o)
	d := to(messages.ChanDingTalkGroup, "cid1", withFiles())
	o.FailNext(dingtalktest.Trouble{}, dingtalktest.Trouble{}, dingtalktest.Trouble{ErrCode: -1}) // token, words, upload
	n, err := api.Send(t.Context(), d)
	if n != 1 || messages.ClassOf(err) != messages.Transient {
		t.Fatalf("Send = %d, %v", n, err)
	}
	d.Parts = n
	o.ForgetTokens() // the upload notices
	if n, err = api.Send(t.Context(), d); n != 4 || err != nil {
		t.Fatalf("Send = %d, %v", n, err)
	}
	if diff := cmp.Diff([]string{"words", "file 汇总.xlsx", "picture", "file 汇总.csv.zip"}, o.shown(t)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	z := o.Sent()[3].File
	r, err := zip.NewReader(bytes.NewReader(z.Data), int64(len(z.Data)))
	if err != nil || len(r.File) != 1 || r.File[0].Name != "汇总.csv" {
		t.Fatalf("%v", err)
	}
	f, err := r.File[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	if inside, err := io.ReadAll(f); err != nil || string(inside) != "a,b\n1,2\n" {
		t.Errorf("%q, %v", inside, err)
	}
	// The same content again is not uploaded again.
	before := o.Uploads()
	if _, err := api.Send(t.Context(), to(messages.ChanDingTalkUser, "staff0042", withFiles())); err != nil || o.Uploads() != before {
		t.Errorf("%d uploads more, %v", o.Uploads()-before, err)
	}
}

// A session takes no files: they go by the OpenAPI, to the same chat.
func TestSessionCarriesFiles(t *testing.T) {
	for _, user := range []string{"", "staff0042"} {
		o := newOut(t)
		o.session = NewSession(o.URL, carrying(o), func() time.Time { return o.now })
		d := o.toSession(time.Hour, withFiles())
		d.Address.UserID = user
		if n, err := o.session.Send(t.Context(), d); n != 4 || err != nil {
			t.Fatalf("Send = %d, %v", n, err)
		}
		if diff := cmp.Diff([]string{"words", "file 汇总.xlsx", "picture", "file 汇总.csv.zip"}, o.shown(t)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		if s := o.Sent()[1]; s.Person != user || user == "" && s.Conversation == "" {
			t.Errorf("the file went to %+v", s)
		}
	}
}

// Who cannot be reached in another way sees pictures all the same, and reads the names of files.
func TestSessionShowsPicturesToOutsiders(t *testing.T) {
	o := newOut(t)
	o.session = NewSession(o.URL, carrying(o), func() time.Time { return o.now })
	d := o.toSession(time.Hour, withFiles())
	d.Address.UserID = ExternalPrefix + "$:x"
	if n, err := o.session.Send(t.Context(), d); n != 2 || err != nil {
		t.Fatalf("Send = %d, %v", n, err)
	}
	if diff := cmp.Diff([]string{"words", "picture"}, o.shown(t)); diff != "" || !strings.Contains(o.Sent()[0].Text, "汇总.xlsx") {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A custom robot shows pictures and names files.
func TestRobotShowsPictures(t *testing.T) {
	o := newOut(t)
	o.AddRobot("tokPIC", "", "")
	clock := func() time.Time { return o.now }
	r := NewRobots(RobotConfig{OAPIBase: o.URL, Robots: map[ledger.GroupID]Robot{"work": {Token: "tokPIC"}}, Media: carrying(o).media}, clock)
	d := messages.Delivery{Key: "k", Address: messages.Address{Channel: messages.ChanDingTalkRobot, Target: "work"}, Message: withFiles()}
	for range 2 { // the second time, as after a crash, nothing more is shown
		if n, err := r.Send(t.Context(), d); n != 2 || err != nil {
			t.Fatalf("Send = %d, %v", n, err)
		}
	}
	if diff := cmp.Diff([]string{"words", "picture"}, o.shown(t)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !strings.Contains(o.Sent()[0].Text, "汇总.xlsx") {
		t.Errorf("the file is not named: %q", o.Sent()[0].Text)
	}
}

func TestWithoutMediaFilesAreNamed(t *testing.T) {
	o := newOut(t)
	if n, err := o.openAPI().Send(t.Context(), to(messages.ChanDingTalkGroup, "cid1", withFiles())); n != 1 || err != nil {
		t.Fatalf("Send = %d, %v", n, err)
	}
	if s := o.Sent()[0]; !strings.Contains(s.Text, "汇总.xlsx") || !strings.Contains(s.Text, "进度") {
		t.Errorf("%q", s.Text)
	}
}

// The same words to 45 people within a moment cost three calls; each person has an
// outcome of their own.
func TestCrowd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var calls [][]string
		c := newCrowd(func(_ context.Context, req robotMessage, users []string) map[string]error {
			mu.Lock()
			defer mu.Unlock()
			calls = append(calls, users)
			out := map[string]error{}
			for _, u := range users {
				switch {
				case req.MsgParam == "poisoned" && len(users) > 1, req.MsgParam == "poisoned" && u == "p0":
					out[u] = &messages.SendError{Class: messages.Permanent, Code: "user"}
				case u == "p7":
					out[u] = &messages.SendError{Class: messages.Limited, Code: "flow control"}
				}
			}
			return out
		})
		run := func(words string, n int) []string {
			calls = nil
			var wg sync.WaitGroup
			var failed []string
			for i := range n {
				wg.Go(func() {
					u := fmt.Sprint("p", i)
					if err := c.send(t.Context(), robotMessage{MsgKey: "k", MsgParam: words}, u); err != nil {
						mu.Lock()
						defer mu.Unlock()
						failed = append(failed, u)
					}
				})
			}
			wg.Wait()
			return failed
		}
		if failed := run("请参加", 45); len(calls) != 3 || !slices.Equal(failed, []string{"p7"}) {
			t.Errorf("%d calls, failed %q", len(calls), failed)
		}
		for _, users := range calls {
			if len(users) > 20 {
				t.Errorf("%d people in one call", len(users))
			}
		}
		// Nobody pays for somebody else's impossible id.
		if failed := run("poisoned", 3); !slices.Equal(failed, []string{"p0"}) || len(calls) != 4 {
			t.Errorf("%d calls, failed %q", len(calls), failed)
		}
		// Other words are another call, and so is the same person twice.
		var wg sync.WaitGroup
		calls = nil
		for _, words := range []string{"一", "二", "二"} {
			wg.Go(func() { _ = c.send(t.Context(), robotMessage{MsgParam: words}, "p1") })
		}
		wg.Wait()
		if len(calls) != 3 {
			t.Errorf("%d calls, want 3", len(calls))
		}
	})
}

// Both lists of people who did not get it are read, each person's own way.
func TestNudgesReadBothLists(t *testing.T) {
	o := newOut(t)
	staff := []string{"staff0001", "staff0002", "staff0042"}
	api := o.openAPI()
	o.AddApp(clientID, appSecret, clientID, nil, staff)
	o.HoldBack("staff0002")
	var wg sync.WaitGroup
	got := make([]error, 4)
	for i, u := range append(staff, "left-us") {
		wg.Go(func() {
			d := to(messages.ChanDingTalkUser, u, say("请报总结"))
			d.Kind = messages.KindNudge
			_, got[i] = api.Send(t.Context(), d)
		})
	}
	wg.Wait()
	if got[0] != nil || got[2] != nil || messages.ClassOf(got[1]) != messages.Limited || messages.ClassOf(got[3]) != messages.Permanent {
		t.Errorf("%v", got)
	}
	if n := len(o.Sent()); n != 2 {
		t.Errorf("%d shown", n)
	}
	if n := o.Requests(); n != 2 {
		t.Errorf("%d requests, want a token and one call", n)
	}
}
