package wecom_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"pufabot/bot/ledger"
	"pufabot/bot/wecom"
	"pufabot/bot/wecom/wecomtest"
	"pufabot/messages"
)

var noon = time.Date(2026, 12, 4, 4, 0, 0, 0, time.UTC)

func now() time.Time { return noon }

// rig is a callback with a recording handler behind it.
type rig struct {
	*wecomtest.Bot
	got   []messages.Envelope
	reply messages.Message
	err   error
	log   bytes.Buffer
}

func newRig(t *testing.T) *rig {
	t.Helper()
	r := &rig{}
	r.reply.Say(messages.T("记下了：征文 0 → 2 篇"))
	cfg := wecom.CallbackConfig{Token: wecomtest.Token, AESKey: wecomtest.AESKey, BotName: "普法小助手", Open: contentOf}
	h, err := wecom.NewCallback(cfg, func(_ context.Context, env messages.Envelope) (messages.Message, error) {
		r.got = append(r.got, env)
		return r.reply, r.err
	}, zerolog.New(&r.log), now)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	r.Bot = wecomtest.NewBot(t, srv.URL+"/wecom/callback", "普法小助手", now)
	return r
}

func (r *rig) one(t *testing.T) messages.Envelope {
	t.Helper()
	if len(r.got) != 1 {
		t.Fatalf("handled %d messages, want 1", len(r.got))
	}
	return r.got[0]
}

func TestURLVerification(t *testing.T) {
	r := newRig(t)
	for _, echo := range []string{"1616140317555161061", "echo-plus"} {
		got := r.Do(r.Verification(echo))
		if got.Status != 200 || got.Body != echo {
			t.Errorf("got %d %q, want %q and nothing around it", got.Status, got.Body, echo)
		}
	}
	if len(r.got) != 0 || r.log.Len() != 0 {
		t.Errorf("a verification is no message: %v, log %s", r.got, &r.log)
	}
}

func TestGroupText(t *testing.T) {
	r := newRig(t)
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
	if got.Type != "stream" || got.Text != "记下了：征文 0 → 2 篇" {
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
			r := newRig(t)
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
	r := newRig(t)
	r.Post(r.Single("lisi", "未报"))
	want := messages.Chat{Platform: ledger.WeCom, ID: "lisi", Private: true}
	if diff := cmp.Diff(want, r.one(t).Chat); diff != "" {
		t.Error(diff)
	}
}

func TestRawControlCharactersAreRead(t *testing.T) {
	r := newRig(t)
	r.Post(`{"msgid":"m1","aibotid":"aib","chattype":"single","from":{"userid":"lisi"},"msgtype":"text","text":{"content":"征` + "\x01\x0b" + `文2篇"}}`)
	if got := r.one(t).Text; got != "征文2篇" {
		t.Errorf("got %q", got)
	}
}

func TestRepeatsGetTheSameStream(t *testing.T) {
	r := newRig(t)
	body := r.Group("wrCHAT", "lisi", "@普法小助手 征文2篇")
	first := r.Post(body)
	again := r.Post(body) // signed anew, as WeCom does
	if first.StreamID != again.StreamID || first.Text != again.Text {
		t.Errorf("first %+v, again %+v", first, again)
	}
	if len(r.got) != 1 { // what is still remembered need not be asked again
		t.Errorf("%d asked", len(r.got))
	}
	if other := r.Say("wrCHAT", "lisi", "征文2篇"); other.StreamID == first.StreamID {
		t.Error("two messages share a stream")
	}
	// A replay of the very same bytes is answered, too: the key makes it harmless.
	req := r.Sign(body)
	if a, b := r.Do(req), r.Do(req); a.Text != b.Text || a.Status != 200 {
		t.Errorf("replay: %+v, %+v", a, b)
	}
}

func TestRepliesThatAreNotTheBots(t *testing.T) {
	event := func(kind string) func(b *wecomtest.Bot) map[string]any {
		return func(b *wecomtest.Bot) map[string]any {
			m := b.Message("lisi", "event", map[string]any{"eventtype": kind})
			m["create_time"] = noon.Unix()
			return m
		}
	}
	for _, tt := range []struct {
		name, kind, text string
		body             func(b *wecomtest.Bot) map[string]any
	}{
		{"welcome", "text", messages.WeComWelcome(), event("enter_chat")},
		{"feedback", "", "", event("feedback_event")},
		{"card", "", "", event("template_card_event")},
		{"unheard of", "", "", event("something_new")},
		{"poll", "stream", messages.WeComGone(), func(b *wecomtest.Bot) map[string]any {
			return b.Message("lisi", "stream", map[string]any{"id": "s-lost"})
		}},
		{"card message", "stream", messages.WeComUnsupported(), func(b *wecomtest.Bot) map[string]any {
			return b.Message("lisi", "location", map[string]any{"x": 1})
		}},
		{"silent voice", "stream", messages.WeComNotHeard(), func(b *wecomtest.Bot) map[string]any {
			return b.Message("lisi", "voice", map[string]any{"content": " "})
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t)
			got := r.Post(tt.body(r.Bot))
			if got.Type != tt.kind || got.Text != tt.text {
				t.Errorf("got %+v", got)
			}
			if tt.name == "poll" && got.StreamID != "s-lost" {
				t.Errorf("stream %q", got.StreamID)
			}
			if len(r.got) != 0 {
				t.Errorf("the bot was asked: %v", r.got)
			}
		})
	}
}

func TestSilenceIsAnEmptyBody(t *testing.T) {
	r := newRig(t)
	for _, words := range [][]messages.Span{nil, {messages.T("")}, {messages.U("\x01\u200b")}} {
		r.reply = messages.Message{}
		if words != nil {
			r.reply.Say(words...)
		}
		if got := r.Say("wrCHAT", "lisi", "谢谢"); got.Body != "" {
			t.Errorf("%v: got %q", words, got.Body)
		}
	}
}

func TestNotStoredIs500(t *testing.T) {
	r := newRig(t)
	r.err = errors.New("disk full: 征文2篇")
	got := r.Do(r.Sign(r.Group("wrCHAT", "lisi", "@普法小助手 征文2篇")))
	if got.Status != 500 || strings.Contains(got.Body, "disk") {
		t.Errorf("got %d %q", got.Status, got.Body)
	}
	r.quiet(t)
}

func TestLongRepliesAreCut(t *testing.T) {
	r := newRig(t)
	r.reply = messages.Message{}
	for i := range 2000 {
		r.reply.Item(messages.T(fmt.Sprintf("第%d行 & <说明>", i)))
	}
	got := r.Say("wrCHAT", "lisi", "汇总") // the double refuses more than 20480 bytes
	if !strings.HasSuffix(got.Text, messages.WeComCut()) || len(got.Text) < 19000 {
		t.Errorf("%d bytes, ends %q", len(got.Text), got.Text[len(got.Text)-60:])
	}
}

// quiet checks that exactly one line was logged and that it holds no content.
func (r *rig) quiet(t *testing.T) {
	t.Helper()
	log := r.log.String()
	if n := strings.Count(log, "\n"); n != 1 {
		t.Errorf("%d log lines: %s", n, log)
	}
	for _, word := range []string{"征文", "lisi", "wrCHAT", wecomtest.Token, wecomtest.AESKey, "msg_signature", "encrypt"} {
		if strings.Contains(log, word) {
			t.Errorf("the log holds %q: %s", word, log)
		}
	}
}

func TestRefusals(t *testing.T) {
	huge := bytes.Repeat([]byte("x"), 1<<20+1)
	stale := func(d time.Duration) func(*wecomtest.Bot, *wecomtest.Request) {
		return func(b *wecomtest.Bot, r *wecomtest.Request) {
			r.Timestamp = strconv.FormatInt(noon.Add(d).Unix(), 10)
			b.Resign(r, sealedOf(r))
		}
	}
	stamp := func(s string) func(*wecomtest.Bot, *wecomtest.Request) {
		return func(b *wecomtest.Bot, r *wecomtest.Request) {
			r.Timestamp = s
			b.Resign(r, sealedOf(r))
		}
	}
	body := func(s string) func(*wecomtest.Bot, *wecomtest.Request) {
		return func(_ *wecomtest.Bot, r *wecomtest.Request) { r.Body = []byte(s) }
	}
	for _, tt := range []struct {
		name   string
		status int
		spoil  func(*wecomtest.Bot, *wecomtest.Request)
	}{
		{"wrong signature", 401, func(_ *wecomtest.Bot, r *wecomtest.Request) { r.Signature = strings.Repeat("0", 40) }},
		{"signature in capitals", 401, func(_ *wecomtest.Bot, r *wecomtest.Request) { r.Signature = strings.ToUpper(r.Signature) }},
		{"no signature", 401, func(_ *wecomtest.Bot, r *wecomtest.Request) { r.Signature = "" }},
		{"no timestamp", 401, func(_ *wecomtest.Bot, r *wecomtest.Request) { r.Timestamp = "" }},
		{"no nonce", 401, func(_ *wecomtest.Bot, r *wecomtest.Request) { r.Nonce = "" }},
		{"another nonce", 401, func(_ *wecomtest.Bot, r *wecomtest.Request) { r.Nonce += "1" }},
		{"another token", 401, func(b *wecomtest.Bot, r *wecomtest.Request) {
			b.Token = "other"
			b.Resign(r, sealedOf(r))
		}},
		{"ciphertext changed", 401, func(_ *wecomtest.Bot, r *wecomtest.Request) {
			r.Body = bytes.Replace(r.Body, []byte(`":"`), []byte(`":"A`), 1)
		}},
		{"old", 401, stale(-5*time.Minute - time.Second)},
		{"from the future", 401, stale(5*time.Minute + time.Second)},
		{"timestamp is no number", 401, stamp("soon")},
		{"timestamp is enormous", 401, stamp("9223372036854775807")},
		{"timestamp is enormous, negative", 401, stamp("-9223372036854775808")},
		{"timestamp in milliseconds", 401, stamp(strconv.FormatInt(noon.UnixMilli(), 10))},
		{"body is no JSON", 400, body("<xml>征文</xml>")},
		{"body is empty", 400, body("")},
		{"body is a list", 400, body("[1]")},
		{"body is squeezed", 400, func(_ *wecomtest.Bot, r *wecomtest.Request) { r.Body = squeezed(r.Body) }},
		{"body without encrypt", 400, body(`{"征文":1}`)},
		{"body with two values", 400, func(_ *wecomtest.Bot, r *wecomtest.Request) { r.Body = append(r.Body, "{}"...) }},
		{"not base64", 400, func(b *wecomtest.Bot, r *wecomtest.Request) {
			r.Body = []byte(`{"encrypt":"征文"}`)
			b.Resign(r, "征文")
		}},
		{"not our ciphertext", 400, func(b *wecomtest.Bot, r *wecomtest.Request) {
			b.AESKey = strings.Repeat("B", 43)
			*r = *b.Sign(map[string]string{"msgtype": "text"})
		}},
		{"huge", 413, func(_ *wecomtest.Bot, r *wecomtest.Request) { r.Body = huge }},
		{"huge and unsigned", 413, func(_ *wecomtest.Bot, r *wecomtest.Request) { r.Body, r.Signature = huge, "" }},
		{"PUT", 405, func(_ *wecomtest.Bot, r *wecomtest.Request) { r.Method = http.MethodPut }},
		{"DELETE", 405, func(_ *wecomtest.Bot, r *wecomtest.Request) { r.Method = http.MethodDelete }},
		{"GET without echo", 400, func(_ *wecomtest.Bot, r *wecomtest.Request) { r.Method = http.MethodGet }},
		{"GET with a wrong signature", 401, func(b *wecomtest.Bot, r *wecomtest.Request) {
			*r = *b.Verification("12")
			r.Signature = strings.Repeat("0", 40)
		}},
		{"GET too old", 401, func(b *wecomtest.Bot, r *wecomtest.Request) {
			*r = *b.Verification("12")
			r.Timestamp = "1700000000"
			b.Resign(r, r.Echo)
		}},
		{"GET of no ciphertext", 400, func(b *wecomtest.Bot, r *wecomtest.Request) {
			*r = *b.Verification("12")
			r.Echo = "MTIz"
			b.Resign(r, r.Echo)
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t)
			req := r.Sign(r.Group("wrCHAT", "lisi", "@普法小助手 征文2篇"))
			tt.spoil(r.Bot, req)
			got := r.Do(req)
			if got.Status != tt.status {
				t.Errorf("status %d, want %d", got.Status, tt.status)
			}
			if got.Body == "" || len(got.Body) > 100 {
				t.Errorf("body %q is not short", got.Body)
			}
			if len(r.got) != 0 {
				t.Errorf("handled: %v", r.got)
			}
			r.quiet(t)
		})
	}
}

// squeezed is a gzip body: none is ever inflated.
func squeezed(body []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write(body)
	_ = w.Close()
	return b.Bytes()
}

func sealedOf(r *wecomtest.Request) string {
	var v struct{ Encrypt string }
	_ = json.Unmarshal(r.Body, &v)
	return v.Encrypt
}

func TestWithinTheWindow(t *testing.T) {
	for _, d := range []time.Duration{-5 * time.Minute, 5 * time.Minute} {
		r := newRig(t)
		req := r.Sign(r.Group("wrCHAT", "lisi", "@普法小助手 征文2篇"))
		req.Timestamp = strconv.FormatInt(noon.Add(d).Unix(), 10)
		r.Resign(req, sealedOf(req))
		if got := r.Do(req); got.Status != 200 {
			t.Errorf("%v: status %d", d, got.Status)
		}
	}
}

func TestCapitalEncryptIsRead(t *testing.T) {
	r := newRig(t)
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
		`{"msgtype":"stream"}`,
		`{"msgtype":"text","msgid":"1","from":{"userid":"lisi"},"text":"征文2篇"}`,
	} {
		r := newRig(t)
		if got := r.Do(r.Sign(plain)); got.Status != 400 || len(r.got) != 0 {
			t.Errorf("%s: status %d, handled %d", plain, got.Status, len(r.got))
		}
	}
}

func TestCallbackConfig(t *testing.T) {
	good := wecom.CallbackConfig{Token: wecomtest.Token, AESKey: wecomtest.AESKey}
	for _, spoil := range []func(*wecom.CallbackConfig){
		func(c *wecom.CallbackConfig) { c.Token = "" },
		func(c *wecom.CallbackConfig) { c.AESKey = "" },
		func(c *wecom.CallbackConfig) { c.AESKey = c.AESKey[1:] },
	} {
		cfg := good
		spoil(&cfg)
		if _, err := wecom.NewCallback(cfg, nil, zerolog.Nop(), now); err == nil {
			t.Errorf("accepted %q", cfg)
		} else if cfg.AESKey != "" && strings.Contains(err.Error(), cfg.AESKey) {
			t.Errorf("the error holds the key: %v", err)
		}
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		if s := fmt.Sprintf(verb, good); strings.Contains(s, good.Token) || strings.Contains(s, good.AESKey) {
			t.Errorf("%s prints a secret: %s", verb, s)
		}
	}
}

// FuzzCallback: whatever a signed body holds, the answer is 200 or 400.
func FuzzCallback(f *testing.F) {
	f.Add(`{"msgid":"m1","aibotid":"aib","chattype":"group","chatid":"wr","from":{"userid":"lisi"},"msgtype":"mixed","mixed":{"msg_item":[{"msgtype":"text","text":{"content":"@普法小助手 x"}}]},"quote":{"msgtype":"file","file":{"url":"u"}}}`)
	f.Add(`{"msgtype":"event","event":{"eventtype":"enter_chat"}}`)
	f.Add(`{"msgtype":"stream","stream":{"id":"s"}}`)
	h, err := wecom.NewCallback(wecom.CallbackConfig{Token: wecomtest.Token, AESKey: wecomtest.AESKey, BotName: "普法小助手"},
		func(_ context.Context, env messages.Envelope) (messages.Message, error) {
			var m messages.Message
			m.Say(messages.U(env.Text))
			return m, nil
		}, zerolog.Nop(), now)
	if err != nil {
		f.Fatal(err)
	}
	srv := httptest.NewServer(h)
	f.Cleanup(srv.Close)
	f.Fuzz(func(t *testing.T, plain string) {
		b := wecomtest.NewBot(t, srv.URL, "普法小助手", now)
		if got := b.Do(b.Sign(plain)); got.Status != 200 && got.Status != 400 {
			t.Errorf("status %d", got.Status)
		}
	})
}
