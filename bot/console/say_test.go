package console

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

func TestLineBecomesEnvelope(t *testing.T) {
	b := newBench(t)
	if w := b.post(line{ID: "line-0001", Chat: "group/work", From: "hengyang-xian", Text: "@普法小助手 宣讲2场"}); w.Code != 200 {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	if w := b.post(line{ID: "line-0002", Chat: "private/law", From: "law", Text: "我还差什么"}); w.Code != 200 {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	sender := func(id, nick string) messages.Sender {
		return messages.Sender{Account: ledger.Account{Platform: ledger.Console, UserID: id}, Nick: nick, Mention: id}
	}
	via := func(target string) messages.Address {
		return messages.Address{Channel: messages.ChanConsole, Target: target}
	}
	want := []messages.Envelope{
		{Key: "console/line-0001", Chat: messages.Chat{Platform: ledger.Console, ID: "group/work", Title: "全市统计法治宣传工作群"},
			From: sender("hengyang-xian", "衡阳县联络员"), Text: "宣讲2场", At: testNow, ReplyVia: via("group/work")},
		{Key: "console/line-0002", Chat: messages.Chat{Platform: ledger.Console, ID: "private/law", Private: true},
			From: sender("law", "法规科联络员"), Text: "我还差什么", At: testNow, ReplyVia: via("private/law")},
	}
	if d := cmp.Diff(want, b.heard()); d != "" {
		t.Error(d)
	}
	if e := b.history(t, "group/work"); len(e) != 1 || e[0].Text != "@普法小助手 宣讲2场" || e[0].Failed {
		t.Errorf("the bubble must hold the words as typed: %+v", e)
	}
}

func TestLinesThatAreRefused(t *testing.T) {
	long := strings.Repeat("长", maxText+1)
	ok := line{ID: "line-0001", Chat: "group/work", From: "law", Text: "x"}
	with := func(change func(*line)) line { l := ok; change(&l); return l }
	tests := []struct {
		name string
		l    line
		want int
		code string
	}{
		{"empty", with(func(l *line) { l.Text = " \n　" }), 400, "empty"},
		{"too long", with(func(l *line) { l.Text = long }), 413, "too-long"},
		{"nobody", with(func(l *line) { l.From = "nobody" }), 400, "unknown-from"},
		{"no chat", with(func(l *line) { l.Chat = "group/other" }), 404, "unknown-chat"},
		{"not a chat", with(func(l *line) { l.Chat = "" }), 404, "unknown-chat"},
		{"private chat of another", with(func(l *line) { l.Chat = "private/office" }), 403, "not-yours"},
		{"no id", with(func(l *line) { l.ID = "" }), 400, "other"},
		{"id with a slash", with(func(l *line) { l.ID = "../../../x" }), 400, "other"},
		{"id too long", with(func(l *line) { l.ID = strings.Repeat("a", 65) }), 400, "other"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t)
			w := b.post(tt.l)
			if w.Code != tt.want || !strings.Contains(w.Body.String(), `"`+tt.code+`"`) {
				t.Errorf("status %d %s, want %d %s", w.Code, w.Body, tt.want, tt.code)
			}
			if len(b.heard()) != 0 || len(b.history(t, "")) != 0 {
				t.Error("a refused line was heard or kept")
			}
			if _, ok := messages.ConsolePage().Errors[tt.code]; !ok {
				t.Errorf("no sentence for %q", tt.code)
			}
		})
	}
}

func TestBodiesThatAreRefused(t *testing.T) {
	tests := []struct {
		name, body string
		want       int
	}{
		{"not JSON", `id=1`, 400},
		{"nothing", ``, 400},
		{"a list", `[]`, 400},
		{"unknown field", `{"id":"12345678","chat":"group/work","from":"law","text":"x","role":"coordinator"}`, 400},
		{"two values", `{"id":"12345678","chat":"group/work","from":"law","text":"x"} {}`, 400},
		{"cut", `{"id":"12345678","chat":"gro`, 400},
		{"huge", `{"id":"12345678","chat":"group/work","from":"law","text":"` + strings.Repeat("a", 2<<20) + `"}`, 413},
		{"huge after the end", `{"id":"12345678","chat":"group/work","from":"law","text":"x"}` + strings.Repeat(" ", 2<<20), 413},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t)
			if w := b.do(request("POST", "/console/say", tt.body)); w.Code != tt.want {
				t.Errorf("status %d, want %d", w.Code, tt.want)
			}
			if len(b.heard()) != 0 {
				t.Error("heard")
			}
		})
	}
}

func TestRepeatedLineIsShownOnceAndAskedAgain(t *testing.T) {
	b := newBench(t)
	l := line{ID: "line-0001", Chat: "group/work", From: "law", Text: "帮助"}
	for range 3 {
		if w := b.post(l); w.Code != 200 {
			t.Fatalf("status %d", w.Code)
		}
	}
	if n := len(b.history(t, "group/work")); n != 1 {
		t.Errorf("%d bubbles, want 1", n)
	}
	heard := b.heard()
	if len(heard) != 3 || heard[0].Key != heard[2].Key {
		t.Errorf("the handler settles repeats by the key: %v", heard)
	}
	other := l
	other.Text = "撤回"
	if w := b.post(other); w.Code != http.StatusConflict {
		t.Errorf("another line under the same id: status %d, want 409", w.Code)
	}
	if len(b.heard()) != 3 {
		t.Error("another line under the same id was heard")
	}
}

func TestLineThatWasNotKeptIsMarkedUntilItIs(t *testing.T) {
	b := newBench(t)
	b.fail = errors.New("disk full")
	l := line{ID: "line-0001", Chat: "group/work", From: "law", Text: "帮助"}
	if w := b.post(l); w.Code != 503 || !strings.Contains(w.Body.String(), "not-kept") || strings.Contains(w.Body.String(), "disk") {
		t.Fatalf("status %d %s", w.Code, w.Body)
	}
	failed := b.history(t, "group/work")
	if len(failed) != 1 || !failed[0].Failed {
		t.Fatalf("not marked: %+v", failed)
	}
	b.fail = nil
	if w := b.post(l); w.Code != 200 {
		t.Fatalf("status %d", w.Code)
	}
	kept := b.history(t, "group/work")
	if len(kept) != 1 || kept[0].Failed || kept[0].ID == failed[0].ID {
		t.Errorf("the mark must go, in a new version: %+v", kept)
	}
	b.fail = errors.New("disk full")
	b.post(l)
	if e := b.history(t, "group/work"); e[0].Failed {
		t.Error("a late failure took back what was kept")
	}
}

func TestQuoteIsHandedOn(t *testing.T) {
	b := newBench(t)
	m := messages.Message{}
	m.Say(messages.T("征文退回"))
	if _, err := b.Send(context.Background(), delivery("k", "group/work", m)); err != nil {
		t.Fatal(err)
	}
	id := b.history(t, "group/work")[0].ID
	b.post(line{ID: "line-0001", Chat: "group/work", From: "law", Text: "为什么", Quote: id})
	b.post(line{ID: "line-0002", Chat: "private/law", From: "law", Text: "为什么", Quote: id})
	heard := b.heard()
	if heard[0].Quote == nil || heard[0].Quote.Text != "征文退回" {
		t.Errorf("quote %+v", heard[0].Quote)
	}
	if heard[1].Quote != nil {
		t.Error("a message of another chat was quoted")
	}
}

func TestHistoryIsBounded(t *testing.T) {
	b := newBench(t)
	for i := range keepEvents + 7 {
		if w := b.post(line{ID: fmt.Sprintf("line-%04d", i), Chat: "group/work", From: "law", Text: fmt.Sprint(i)}); w.Code != 200 {
			t.Fatal(w.Code)
		}
	}
	e := b.history(t, "group/work")
	if len(e) != keepEvents || e[0].Text != "7" {
		t.Errorf("%d events from %q", len(e), e[0].Text)
	}
}
