package wecom_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pufabot/bot/ledger"
	"pufabot/bot/wecom"
	"pufabot/bot/wecom/wecomtest"
	"pufabot/messages"
)

const hookKey = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"

func newHook(t *testing.T, base string) *wecom.Webhook {
	t.Helper()
	w, err := wecom.NewWebhook(wecom.WebhookConfig{APIBase: base, Keys: map[ledger.GroupID]string{"work": hookKey, "none": ""}})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func delivery(m messages.Message) messages.Delivery {
	return messages.Delivery{Address: messages.Address{Channel: messages.ChanWeComWebhook, Target: "work"}, Message: m}
}

func say(words string, mentions ...messages.Mention) messages.Message {
	m := messages.Message{Mentions: mentions}
	for _, line := range strings.Split(words, "\n") {
		m.Say(messages.T(line))
	}
	return m
}

func who(id string) messages.Mention {
	return messages.Mention{Account: ledger.Account{Platform: ledger.WeCom, UserID: id}}
}

var ignoreAt = cmpopts.IgnoreFields(wecomtest.Post{}, "At")

func TestWebhookMessages(t *testing.T) {
	for _, tt := range []struct {
		name string
		m    messages.Message
		want []wecomtest.Post
	}{
		{"markdown", say("**提醒** <font color=\"warning\">征文</font> & 作品"),
			[]wecomtest.Post{{Type: "markdown", Content: "**提醒** <font color=\"warning\">征文</font> & 作品"}}},
		{"mentions by id, each once", say("征文还差南岳区", who("zhangsan"), who("lisi"), who("zhangsan")),
			[]wecomtest.Post{{Type: "text", Content: "征文还差南岳区", IDs: []string{"zhangsan", "lisi"}, Mobiles: []string{}}}},
		{"mention by mobile", say("征文还差南岳区", messages.Mention{Mobile: "13800000000"}, who("lisi")),
			[]wecomtest.Post{{Type: "text", Content: "征文还差南岳区", IDs: []string{"lisi"}, Mobiles: []string{"13800000000"}}}},
		{"an id is enough", say("征文", messages.Mention{Account: who("lisi").Account, Mobile: "13800000000"}),
			[]wecomtest.Post{{Type: "text", Content: "征文", IDs: []string{"lisi"}, Mobiles: []string{}}}},
		{"people of the other platform", say("征文", messages.Mention{Account: ledger.Account{Platform: ledger.DingTalk, UserID: "x"}}),
			[]wecomtest.Post{{Type: "markdown", Content: "征文"}}},
		{"control characters and separators", say("征\x00文\u2028作品\x1b"),
			[]wecomtest.Post{{Type: "markdown", Content: "征文\n作品"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := wecomtest.NewServer(t, now, hookKey)
			parts, err := newHook(t, s.URL).Send(t.Context(), delivery(tt.m))
			if err != nil || parts != len(tt.want) {
				t.Fatalf("parts %d, %v", parts, err)
			}
			if diff := cmp.Diff(tt.want, s.Posts(hookKey), ignoreAt); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestPeoplesWordsCannotMention(t *testing.T) {
	s := wecomtest.NewServer(t, now, hookKey)
	w := newHook(t, s.URL)
	for _, mentions := range [][]messages.Mention{nil, {who("lisi")}} {
		m := messages.Message{Mentions: mentions}
		m.Say(messages.U("《<@all> @all <@zhangsan> [点我](https://evil.example)》"))
		if _, err := w.Send(t.Context(), delivery(m)); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range s.Posts(hookKey) {
		if strings.ContainsAny(p.Content, "@") || (p.Type == "markdown" && strings.Contains(p.Content, "](")) {
			t.Errorf("%s: %s", p.Type, p.Content)
		}
	}
}

func long(lines int) string {
	var b strings.Builder
	for i := range lines {
		fmt.Fprintf(&b, "第%d行：南岳区还没有报征文\n", i)
	}
	return strings.TrimSpace(b.String())
}

func TestLongMessagesAreSplitByBytes(t *testing.T) {
	for _, mentions := range [][]messages.Mention{nil, {who("lisi")}} {
		s := wecomtest.NewServer(t, now, hookKey)
		parts, err := newHook(t, s.URL).Send(t.Context(), delivery(say(long(150), mentions...)))
		if err != nil {
			t.Fatal(err)
		}
		posts := s.Posts(hookKey)
		if parts != len(posts) || parts < 2 {
			t.Fatalf("parts %d, posts %d", parts, len(posts))
		}
		for i, p := range posts {
			if last := i == len(posts)-1; len(mentions) > 0 && (len(p.IDs) == 1) != last {
				t.Errorf("part %d mentions %v: only the last one alerts", i, p.IDs)
			}
		}
	}
}

func TestSecretsStayOutOfErrors(t *testing.T) {
	cfg := wecom.WebhookConfig{APIBase: "http://127.0.0.1:1", Keys: map[ledger.GroupID]string{"work": hookKey}}
	w, err := wecom.NewWebhook(cfg)
	if err != nil {
		t.Fatal(err)
	}
	_, err = w.Send(t.Context(), delivery(say("征文")))
	if err == nil {
		t.Fatal("sent to nobody")
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		for _, v := range []any{err, cfg, w, *w, struct{ w *wecom.Webhook }{w}} {
			if s := fmt.Sprintf(verb, v); strings.Contains(s, hookKey) || strings.Contains(s, "key=") {
				t.Errorf("%s of %T prints the key: %s", verb, v, s)
			}
		}
	}
}

// Two platforms in one process: each sender keeps to its own address and key,
// although the library below has one client for all.
func TestSendersDoNotMix(t *testing.T) {
	a, b := wecomtest.NewServer(t, now, hookKey), wecomtest.NewServer(t, now, hookKey)
	done := make(chan error)
	for _, s := range []*wecomtest.Server{a, b} {
		w := newHook(t, s.URL)
		for i := range 10 {
			go func() {
				_, err := w.Send(t.Context(), delivery(say(fmt.Sprint(s.URL, i))))
				done <- err
			}()
		}
	}
	for range 20 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	for _, s := range []*wecomtest.Server{a, b} {
		if n := len(s.Posts(hookKey)); n != 10 {
			t.Errorf("%d posts", n)
		}
		for _, p := range s.Posts(hookKey) {
			if !strings.HasPrefix(p.Content, s.URL) {
				t.Errorf("%s came to %s", p.Content, s.URL)
			}
		}
	}
}

func TestAPIBase(t *testing.T) {
	for _, bad := range []string{"qyapi.weixin.qq.com", "ftp://example.com", "https://", "https://example.com/?x=1", "://"} {
		if _, err := wecom.NewWebhook(wecom.WebhookConfig{APIBase: bad}); err == nil {
			t.Errorf("accepted %q", bad)
		}
	}
	for _, good := range []string{"", "https://example.com", "https://example.com/", "http://127.0.0.1:8000/prefix"} {
		if _, err := wecom.NewWebhook(wecom.WebhookConfig{APIBase: good}); err != nil {
			t.Errorf("%q: %v", good, err)
		}
	}
}

// A table is shown as one where nobody has to be alerted, and as a list otherwise.
func TestTables(t *testing.T) {
	table := func(rows int, mentions ...messages.Mention) messages.Message {
		m := messages.Message{Title: "汇总", Columns: []string{"事项", "未报"}, Mentions: mentions}
		m.Head(messages.T("汇总"))
		for range rows {
			m.Row([]messages.Span{messages.T("征文"), messages.U("衡东|县 *x*")}, messages.T("征文：未报"), messages.U("衡东|县"))
		}
		m.Note(messages.T("完"))
		return m
	}
	for _, tt := range []struct {
		name string
		m    messages.Message
		kind string
		want string
	}{
		{"table", table(2), "markdown_v2", "**汇总**\n\n| 事项 | 未报 |\n|:--|:--|\n| 征文 | 衡东｜县 ＊x＊ |\n| 征文 | 衡东｜县 ＊x＊ |\n\n完"},
		{"with mentions", table(1, who("lisi")), "text", "汇总\n· 征文：未报衡东|县\n完"},
		{"too long for one message", table(150), "markdown", ""},
	} {
		s := wecomtest.NewServer(t, now, hookKey)
		if _, err := newHook(t, s.URL).Send(t.Context(), delivery(tt.m)); err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		p := s.Posts(hookKey)[0]
		if p.Type != tt.kind || tt.want != "" && p.Content != tt.want {
			t.Errorf("%s: %s %q", tt.name, p.Type, p.Content)
		}
	}
}
