package wecom_test

import (
	"bytes"
	"errors"
	"fmt"
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

func appXML(parts string) string {
	return "<xml><ToUserName><![CDATA[" + corp + "]]></ToUserName><FromUserName><![CDATA[lisi]]></FromUserName>" +
		fmt.Sprintf("<CreateTime>%d</CreateTime>", noon.Add(-3*time.Second).Unix()) + parts + "<AgentID>1000002</AgentID></xml>"
}

func TestAppCallback(t *testing.T) {
	r := newRig(t, application)
	req := r.SignXML(corp, appXML("<MsgType>text</MsgType><Content><![CDATA[征文 2篇]]></Content><MsgId>7300000000000000001</MsgId>"))
	for range 2 { // a repeat is answered as the first time
		got := r.Do(req)
		if got.Status != 200 {
			t.Fatalf("status %d", got.Status)
		}
		if x := r.OpenXML(corp, req, got.Body); x.Content != noted || x.To != "lisi" {
			t.Errorf("answer %+v", x)
		}
	}
	want := messages.Envelope{
		Key:      "wecom/app1000002/7300000000000000001",
		Chat:     messages.Chat{Platform: ledger.WeCom, ID: "lisi", Private: true},
		From:     messages.Sender{Account: ledger.Account{Platform: ledger.WeCom, UserID: "lisi"}, Mention: "lisi"},
		Text:     "征文 2篇",
		At:       noon.Add(-3 * time.Second),
		ReplyVia: messages.Address{Channel: messages.ChanInline, Target: "lisi", UserID: "lisi"},
	}
	if diff := cmp.Diff([]messages.Envelope{want, want}, r.got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAppCallbackKinds(t *testing.T) {
	const id = "<MsgId>1</MsgId>"
	for _, tt := range []struct {
		name, parts string
		status      int
		handled     int
		words       string
	}{
		{"picture", "<MsgType>image</MsgType><MediaId>M</MediaId>" + id, 200, 1, noted},
		{"voice with words", "<MsgType>voice</MsgType><Recognition>征文两篇</Recognition>" + id, 200, 1, noted},
		{"voice", "<MsgType>voice</MsgType><MediaId>M</MediaId>" + id, 200, 0, messages.WeComNotHeard()},
		{"location", "<MsgType>location</MsgType>" + id, 200, 0, messages.WeComUnsupported()},
		{"subscribe", "<MsgType>event</MsgType><Event>subscribe</Event>", 200, 0, messages.WeComWelcome()},
		{"enter", "<MsgType>event</MsgType><Event>enter_agent</Event>", 200, 0, ""},
		{"no id", "<MsgType>text</MsgType><Content>x</Content>", 400, 0, ""},
		{"no type", "<Content>x</Content>" + id, 400, 0, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, application)
			req := r.SignXML(corp, appXML(tt.parts))
			got := r.Do(req)
			if got.Status != tt.status || len(r.got) != tt.handled {
				t.Fatalf("status %d, handled %d", got.Status, len(r.got))
			}
			if tt.status != 200 {
				return
			}
			words := ""
			if got.Body != "" {
				words = r.OpenXML(corp, req, got.Body).Content
			}
			if words != tt.words {
				t.Errorf("answer %q, want %q", words, tt.words)
			}
		})
	}
}

// What an application's message brings beside its words.
func TestAppCallbackFilesAndTime(t *testing.T) {
	at := func(t time.Time) string { return fmt.Sprintf("<CreateTime>%d</CreateTime>", t.Unix()) }
	for _, tt := range []struct {
		name, parts string
		files       []messages.File
		at          time.Time
	}{
		{"picture", "<MsgType>image</MsgType><MediaId>M1</MediaId>" + at(noon.Add(-time.Minute)), []messages.File{{Ref: "M1", Picture: true}}, noon.Add(-time.Minute)},
		{"file", "<MsgType>file</MsgType><MediaId>M2</MediaId><FileName>征文.docx</FileName>", []messages.File{{Name: "征文.docx", Ref: "M2"}}, noon},
		{"video", "<MsgType>video</MsgType><MediaId>M3</MediaId>" + at(noon.Add(time.Minute)), []messages.File{{Ref: "M3"}}, noon},
		{"voice", "<MsgType>voice</MsgType><MediaId>M4</MediaId><Recognition>征文两篇</Recognition>" + at(noon.Add(-25*time.Hour)), nil, noon},
		{"words", "<MsgType>text</MsgType><Content>征文</Content>" + at(noon.Add(-23*time.Hour)), nil, noon.Add(-23 * time.Hour)},
		{"before there were such messages", "<MsgType>text</MsgType><Content>征文</Content><CreateTime>-1</CreateTime>", nil, noon},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, application)
			r.Do(r.SignXML(corp, "<xml><FromUserName>lisi</FromUserName><MsgId>1</MsgId>"+tt.parts+"</xml>"))
			if env := r.one(t); !cmp.Equal(env.Files, tt.files) || !env.At.Equal(tt.at) {
				t.Errorf("files %+v at %v", env.Files, env.At)
			}
		})
	}
}

// Without a corp id anybody's messages would do, without a token anybody could sign.
func TestAppCallbackConfig(t *testing.T) {
	good := wecom.CallbackConfig{Token: wecomtest.Token, AESKey: wecomtest.AESKey, ReceiveID: corp}
	for _, spoil := range []func(*wecom.CallbackConfig){
		func(c *wecom.CallbackConfig) { c.Token = "" },
		func(c *wecom.CallbackConfig) { c.ReceiveID = "" },
		func(c *wecom.CallbackConfig) { c.AESKey = c.AESKey[1:] },
	} {
		cfg := good
		spoil(&cfg)
		if _, err := wecom.NewAppCallback(cfg, nil, zerolog.Nop(), now); err == nil {
			t.Errorf("accepted %q", cfg)
		}
	}
}

func TestAppCallbackRefusals(t *testing.T) {
	good := appXML("<MsgType>text</MsgType><Content>征文</Content><MsgId>1</MsgId>")
	bomb := `<!DOCTYPE x [<!ENTITY a "` + strings.Repeat("a", 1000) + `"><!ENTITY b "&a;&a;&a;">]><xml><Encrypt>&b;</Encrypt></xml>`
	for _, tt := range []struct {
		name   string
		status int
		spoil  func(*rig, *wecomtest.Request)
	}{
		{"wrong signature", 401, func(_ *rig, r *wecomtest.Request) { r.Signature = strings.Repeat("0", 40) }},
		{"stale", 401, func(_ *rig, r *wecomtest.Request) { r.Timestamp = "1700000000" }},
		{"JSON", 400, func(_ *rig, r *wecomtest.Request) { r.Body = []byte(`{"encrypt":"x"}`) }},
		{"entities", 400, func(_ *rig, r *wecomtest.Request) { r.Body = []byte(bomb) }},
		{"deep", 400, func(_ *rig, r *wecomtest.Request) {
			r.Body = among(r.Body, strings.Repeat("<a>", 100)+strings.Repeat("</a>", 100))
		}},
		{"deep and signed", 400, func(b *rig, r *wecomtest.Request) { *r = *b.SignXML(corp, appXML(strings.Repeat("<a>", 100_000))) }},
		{"entities in what is signed", 400, func(b *rig, r *wecomtest.Request) {
			*r = *b.SignXML(corp, `<!DOCTYPE xml [<!ENTITY a "征文">]>`+strings.Replace(good, "征文", "&a;", 1))
		}},
		{"a file by an entity", 400, func(b *rig, r *wecomtest.Request) {
			*r = *b.SignXML(corp, `<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/hostname">]>`+strings.Replace(good, "征文", "&a;", 1))
		}},
		{"another message under the signature", 401, func(b *rig, r *wecomtest.Request) { r.Body = b.SignXML(corp, good).Body }},
		{"a second ciphertext beside the signed one", 401, func(b *rig, r *wecomtest.Request) {
			_, other, _ := bytes.Cut(b.SignXML(corp, good).Body, []byte("<Encrypt>"))
			r.Body = among(r.Body, "<Encrypt>"+string(bytes.TrimSuffix(other, []byte("</xml>"))))
		}},
		{"huge", 413, func(_ *rig, r *wecomtest.Request) { r.Body = bytes.Repeat([]byte("x"), 1<<20+1) }},
		{"another corp", 400, func(b *rig, r *wecomtest.Request) { *r = *b.SignXML("wwOTHER", good) }},
		{"smart bot's message", 400, func(b *rig, r *wecomtest.Request) { *r = *b.SignXML("", good) }},
		{"PUT", 405, func(_ *rig, r *wecomtest.Request) { r.Method = "PUT" }},
		{"not stored", 500, func(b *rig, _ *wecomtest.Request) { b.err = errors.New("disk full") }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, application)
			req := r.SignXML(corp, good)
			tt.spoil(r, req)
			if got := r.Do(req); got.Status != tt.status || (tt.status != 500 && len(r.got) != 0) {
				t.Errorf("status %d, handled %d", got.Status, len(r.got))
			}
			r.quiet(t)
		})
	}
}

// among puts more into an envelope, before its end.
func among(envelope []byte, more string) []byte {
	return append(bytes.TrimSuffix(envelope, []byte("</xml>")), more+"</xml>"...)
}

func FuzzAppCallback(f *testing.F) {
	f.Add(appXML("<MsgType>text</MsgType><Content><![CDATA[征文 2篇]]></Content><MsgId>1</MsgId>"))
	f.Add(appXML("<MsgType>event</MsgType><Event>subscribe</Event>"))
	anySignedBody(f, application, func(b *wecomtest.Bot, plain string) *wecomtest.Request { return b.SignXML(corp, plain) })
}
