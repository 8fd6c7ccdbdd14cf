package wecom_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/ledger"
	"pufabot/bot/wecom"
	"pufabot/bot/wecom/wecomtest"
	"pufabot/messages"
)

func TestResumeAfterAFailure(t *testing.T) {
	s := wecomtest.NewServer(t, now, hookKey)
	w := newHook(t, s.URL)
	d := delivery(say(long(150), who("lisi")))
	s.Fail(wecomtest.Failure{}, wecomtest.Failure{}, wecomtest.Failure{Code: -1})
	sent, err := w.Send(t.Context(), d)
	if messages.ClassOf(err) != messages.Transient || sent != 2 {
		t.Fatalf("sent %d, %v", sent, err)
	}
	d.Parts = sent
	total, err := w.Send(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	posts := s.Posts(hookKey)
	if total != len(posts) {
		t.Errorf("%d parts, %d posts", total, len(posts))
	}
	for i, p := range posts {
		if mark := fmt.Sprintf("（%d/%d）", i+1, total); !strings.HasSuffix(p.Content, mark) {
			t.Errorf("part %d ends %q", i, p.Content[len(p.Content)-12:])
		}
	}
	d.Parts = total
	if again, err := w.Send(t.Context(), d); again != total || err != nil || len(s.Posts(hookKey)) != total {
		t.Errorf("after all had gone: %d, %v", again, err)
	}
}

func TestFailuresHaveClasses(t *testing.T) {
	for _, tt := range []struct {
		name string
		fail wecomtest.Failure
		want messages.SendError
	}{
		{"busy", wecomtest.Failure{Code: -1}, messages.SendError{Class: messages.Transient, Code: "-1"}},
		{"rate", wecomtest.Failure{Code: 45009}, messages.SendError{Class: messages.Limited, Code: "45009", Wait: time.Minute}},
		{"key", wecomtest.Failure{Code: 93000}, messages.SendError{Class: messages.Auth, Code: "93000"}},
		{"length", wecomtest.Failure{Code: 40058}, messages.SendError{Class: messages.Permanent, Code: "40058"}},
		{"unknown", wecomtest.Failure{Code: 999999}, messages.SendError{Class: messages.Transient, Code: "999999"}},
		{"502", wecomtest.Failure{Status: 502}, messages.SendError{Class: messages.Transient, Code: "http 502"}},
		{"429", wecomtest.Failure{Status: 429}, messages.SendError{Class: messages.Limited, Code: "http 429", Wait: time.Minute}},
		{"403", wecomtest.Failure{Status: 403}, messages.SendError{Class: messages.Auth, Code: "http 403"}},
		{"413", wecomtest.Failure{Status: 413}, messages.SendError{Class: messages.Permanent, Code: "http 413"}},
		{"no errcode", wecomtest.Failure{Body: `{}`}, messages.SendError{Class: messages.Transient, Code: "no errcode"}},
		{"null errcode", wecomtest.Failure{Body: `{"errcode":null}`}, messages.SendError{Class: messages.Transient, Code: "no errcode"}},
		{"errcode of another type", wecomtest.Failure{Body: `{"errcode":"0"}`}, messages.SendError{Class: messages.Transient, Code: "no errcode"}},
		{"not JSON", wecomtest.Failure{Body: `<html>`}, messages.SendError{Class: messages.Transient, Code: "no errcode"}},
		{"empty list", wecomtest.Failure{Body: `[]`}, messages.SendError{Class: messages.Transient, Code: "no errcode"}},
		{"cut", wecomtest.Failure{Cut: true}, messages.SendError{Class: messages.Transient, Code: "network"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := wecomtest.NewServer(t, now, hookKey)
			s.Fail(tt.fail)
			parts, err := newHook(t, s.URL).Send(t.Context(), delivery(say("征文")))
			var got *messages.SendError
			if !errors.As(err, &got) {
				t.Fatalf("parts %d, error %v", parts, err)
			}
			if diff := cmp.Diff(&tt.want, got); diff != "" || parts != 0 {
				t.Errorf("parts %d (-want +got):\n%s", parts, diff)
			}
			if n := s.Requests(); n != 1 {
				t.Errorf("%d requests: only the outbox repeats", n)
			}
		})
	}
}

func TestTwentyAMinuteAreTheLimit(t *testing.T) {
	at := noon
	s := wecomtest.NewServer(t, func() time.Time { return at }, hookKey)
	w := newHook(t, s.URL)
	for range 20 {
		if _, err := w.Send(t.Context(), delivery(say("征文"))); err != nil {
			t.Fatal(err)
		}
	}
	_, err := w.Send(t.Context(), delivery(say("征文")))
	var se *messages.SendError
	if !errors.As(err, &se) || se.Class != messages.Limited {
		t.Fatalf("the 21st: %v", err)
	}
	at = at.Add(se.Wait)
	if _, err := w.Send(t.Context(), delivery(say("征文"))); err != nil {
		t.Errorf("after the wait: %v", err)
	}
}

func TestWhatCannotBeSent(t *testing.T) {
	s := wecomtest.NewServer(t, now, hookKey)
	w := newHook(t, s.URL)
	for _, target := range []string{"", "nowhere", "none"} {
		d := delivery(say("征文"))
		d.Address.Target = target
		if _, err := w.Send(t.Context(), d); messages.ClassOf(err) != messages.Auth {
			t.Errorf("group %q: %v", target, err)
		}
	}
	for _, m := range []messages.Message{{}, say(""), say("\x00")} {
		if _, err := w.Send(t.Context(), delivery(m)); messages.ClassOf(err) != messages.Permanent {
			t.Errorf("empty message: %v", err)
		}
	}
	if n := s.Requests(); n != 0 {
		t.Errorf("%d requests", n)
	}
}

func TestAStoppedContextStopsASend(t *testing.T) {
	s := wecomtest.NewServer(t, now, hookKey)
	s.Fail(wecomtest.Failure{Hang: true})
	ctx, cancel := context.WithCancel(t.Context())
	hang := make(chan error)
	go func() {
		_, err := newHook(t, s.URL).Send(ctx, delivery(say("征文")))
		hang <- err
	}()
	cancel()
	if err := <-hang; messages.ClassOf(err) != messages.Transient {
		t.Errorf("got %v", err)
	}
}

func TestRedirectsAreNotFollowed(t *testing.T) {
	reached := false
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
	defer other.Close()
	s := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusTemporaryRedirect))
	defer s.Close()
	for _, client := range []*http.Client{nil, {}} {
		w, err := wecom.NewWebhook(wecom.WebhookConfig{APIBase: s.URL, Client: client, Keys: map[ledger.GroupID]string{"work": hookKey}})
		if err != nil {
			t.Fatal(err)
		}
		if _, err = w.Send(t.Context(), delivery(say("征文"))); messages.ClassOf(err) != messages.Auth || reached {
			t.Errorf("%v, reached %v", err, reached)
		}
	}
}
