package wecom_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/ledger"
	"pufabot/bot/wecom/wecomtest"
	"pufabot/messages"
)

func TestGroupText(t *testing.T) {
	r := newRig(t, smartBot)
	got := r.Say("wrTESTCHAT", "zhangsan", "征文2篇")
	want := messages.Envelope{
		Key:  "wecom/aibTESTBOT/" + fmt.Sprintf("%032x", 1),
		Chat: messages.Chat{Platform: ledger.WeCom, ID: "wrTESTCHAT"},
		From: messages.Sender{
			Account: ledger.Account{Platform: ledger.WeCom, UserID: "zhangsan"},
			Mention: "zhangsan",
		},
		Text: "征文2篇",
		At:   noon,
		ReplyVia: messages.Address{Channel: messages.ChanInline, Target: "wrTESTCHAT",
			URL: "https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=TEST1", Expires: noon.Add(time.Hour)},
	}
	if diff := cmp.Diff(want, r.one(t)); diff != "" {
		t.Errorf("envelope (-want +got):\n%s", diff)
	}
	if got.Type != "stream" || got.Text != noted {
		t.Errorf("reply: %+v", got)
	}
}

func TestReading(t *testing.T) {
	image := map[string]any{"msgtype": "image", "image": map[string]any{"url": "https://example.com/p"}}
	text := func(s string) map[string]any {
		return map[string]any{"msgtype": "text", "text": map[string]any{"content": s}}
	}
	picture := messages.File{Ref: "https://example.com/p", Picture: true}
	for _, tt := range []struct {
		name  string
		body  func(b *wecomtest.Bot) map[string]any
		text  string
		files []messages.File
		quote *messages.Quote
	}{
		{"mentions stay in a single chat", func(b *wecomtest.Bot) map[string]any {
			return b.Single("lisi", "@普法小助手 汇总")
		}, "@普法小助手 汇总", nil, nil},
		{"mixed in a group", func(b *wecomtest.Bot) map[string]any {
			m := b.Group("wrCHAT", "lisi", "")
			m["msgtype"] = "mixed"
			m["mixed"] = map[string]any{"msg_item": []any{text("@普法小助手 作品1件"), image, text("海报")}}
			return m
		}, "作品1件\n海报", []messages.File{picture}, nil},
		{"nested mixed is not followed", func(b *wecomtest.Bot) map[string]any {
			inner := map[string]any{"msgtype": "mixed", "mixed": map[string]any{"msg_item": []any{text("里面")}}}
			return b.Message("lisi", "mixed", map[string]any{"msg_item": []any{text("外面"), inner}})
		}, "外面", nil, nil},
		{"quoted words", func(b *wecomtest.Bot) map[string]any {
			m := b.Group("wrCHAT", "lisi", "@普法小助手")
			m["quote"] = text("@普法小助手 征文2篇")
			return m
		}, "", nil, &messages.Quote{Text: "征文2篇"}},
		{"quoted file", func(b *wecomtest.Bot) map[string]any {
			m := b.Group("wrCHAT", "lisi", "@普法小助手 署名文章")
			m["quote"] = map[string]any{"msgtype": "file", "file": map[string]any{"url": "https://example.com/f"}}
			return m
		}, "署名文章", nil, &messages.Quote{Files: []messages.File{{Ref: "https://example.com/f"}}}},
		{"picture", func(b *wecomtest.Bot) map[string]any {
			return b.Message("lisi", "image", map[string]any{"url": "https://example.com/p"})
		}, "", []messages.File{picture}, nil},
		{"file", func(b *wecomtest.Bot) map[string]any {
			return b.Message("lisi", "file", map[string]any{"url": "https://example.com/f"})
		}, "", []messages.File{{Ref: "https://example.com/f"}}, nil},
		{"video", func(b *wecomtest.Bot) map[string]any {
			return b.Message("lisi", "video", map[string]any{"url": "https://example.com/v"})
		}, "", []messages.File{{Ref: "https://example.com/v"}}, nil},
		{"voice", func(b *wecomtest.Bot) map[string]any {
			return b.Message("lisi", "voice", map[string]any{"content": "征文两篇"})
		}, "征文两篇", nil, nil},
		{"only the mention", func(b *wecomtest.Bot) map[string]any {
			return b.Group("wrCHAT", "lisi", "@普法小助手 ")
		}, "", nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, smartBot)
			r.Post(tt.body(r.Bot))
			env := r.one(t)
			want := messages.Envelope{Text: tt.text, Files: tt.files, Quote: tt.quote}
			got := messages.Envelope{Text: env.Text, Files: env.Files, Quote: env.Quote}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestSingleChat(t *testing.T) {
	r := newRig(t, smartBot)
	r.Post(r.Single("lisi", "未报"))
	want := messages.Chat{Platform: ledger.WeCom, ID: "lisi", Private: true}
	if diff := cmp.Diff(want, r.one(t).Chat); diff != "" {
		t.Error(diff)
	}
}

func TestRawControlCharactersAreRead(t *testing.T) {
	r := newRig(t, smartBot)
	r.Post(`{"msgid":"m1","aibotid":"aib","chattype":"single","from":{"userid":"lisi"},"msgtype":"text","text":{"content":"征` + "\x01\x0b" + `文2篇"}}`)
	if got := r.one(t).Text; got != "征文2篇" {
		t.Errorf("got %q", got)
	}
}

func TestCapitalEncryptIsRead(t *testing.T) {
	r := newRig(t, smartBot)
	req := r.Sign(r.Group("wrCHAT", "lisi", "@普法小助手 征文2篇"))
	req.Body = bytes.Replace(req.Body, []byte(`"encrypt"`), []byte(`"Encrypt"`), 1)
	if got := r.Do(req); got.Status != 200 || len(r.got) != 1 {
		t.Errorf("status %d, handled %d", got.Status, len(r.got))
	}
}

func TestIncompleteMessages(t *testing.T) {
	for _, plain := range []string{
		``, `null`, `[]`, `{}`, `"x"`, `{"msgtype":""}`, `{"msgtype":1}`,
		`{"msgtype":"text","text":{"content":"征文2篇"}}`,
		`{"msgtype":"text","msgid":"1","text":{"content":"征文2篇"}}`,
		`{"msgtype":"text","msgid":" ","from":{"userid":"lisi"},"text":{"content":"征文2篇"}}`,
		`{"msgtype":"text","msgid":"1","chattype":"group","from":{"userid":"lisi"},"text":{"content":"征文2篇"}}`,
		`{"msgtype":"","msgid":"1","from":{"userid":"lisi"},"text":{"content":"征文2篇"}}`,
		`{"msgtype":"stream"}`,
		`{"msgtype":"text","msgid":"1","from":{"userid":"lisi"},"text":"征文2篇"}`,
	} {
		r := newRig(t, smartBot)
		if got := r.Do(r.Sign(plain)); got.Status != 400 || len(r.got) != 0 {
			t.Errorf("%s: status %d, handled %d", plain, got.Status, len(r.got))
		}
	}
}

func FuzzCallback(f *testing.F) {
	f.Add(`{"msgid":"m1","aibotid":"aib","chattype":"group","chatid":"wr","from":{"userid":"lisi"},"msgtype":"mixed","mixed":{"msg_item":[{"msgtype":"text","text":{"content":"@普法小助手 x"}}]},"quote":{"msgtype":"file","file":{"url":"u"}}}`)
	f.Add(`{"msgtype":"event","event":{"eventtype":"enter_chat"}}`)
	f.Add(`{"msgtype":"stream","stream":{"id":"s"}}`)
	anySignedBody(f, smartBot, func(b *wecomtest.Bot, plain string) *wecomtest.Request { return b.Sign(plain) })
}
