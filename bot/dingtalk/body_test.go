package dingtalk

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/ledger"
	"pufabot/bot/wire"
	"pufabot/messages"
)

// sentAt is the createAt of dingtalktest.Body.
var sentAt = time.UnixMilli(1772376934909)

var oapi = wire.ParseOrigin("", DefaultOAPIBase)

type object = map[string]any

func TestWords(t *testing.T) {
	picture := object{"type": "picture", "downloadCode": "dc1", "pictureDownloadCode": "old1"}
	text := func(s string) object { return object{"text": s} }
	rich := func(items ...any) object {
		return object{"msgtype": "richText", "text": nil, "content": object{"richText": items}}
	}
	two := []any{object{"dingtalkId": "$:LWCP_v1:$bot"}, object{"dingtalkId": "$:LWCP_v1:$x", "staffId": "staff0077"}}
	with := func(o object, k string, v any) object { o[k] = v; return o }
	typed := func(kind string, content any) object {
		return object{"msgtype": kind, "text": nil, "content": content}
	}
	tests := []struct {
		name   string
		fields object
		text   string
		files  []messages.File
	}{
		{"text", object{"text": object{"content": " 报名 2 "}}, "报名 2", nil},
		{"odd spaces around a mention", object{"text": object{"content": "\u00a0\u2005\u200b征文1篇\u3000\ufeff\n"}}, "征文1篇", nil},
		{"mention only", object{"text": object{"content": "  "}}, "", nil},
		{"a typed @ stays in text", object{"text": object{"content": " @abc 征文1篇"}}, "@abc 征文1篇", nil},
		{"text as a JSON string", object{"text": `{"content":" 征文1篇"}`}, "征文1篇", nil},
		{"text inside content", object{"text": nil, "content": object{"content": "征文1篇"}}, "征文1篇", nil},
		{"lines stay", object{"text": object{"content": "征文1篇\n宣讲2场"}}, "征文1篇\n宣讲2场", nil},
		{"rich: leading mention goes", rich(text("@小助手 提交"), picture), "提交", []messages.File{{Ref: "dc1", Picture: true}}},
		{"rich: mention as an item of its own", rich(text("@小助手"), text(" 提交")), "提交", nil},
		{"rich: mention after the words", rich(text("提交 "), text("@小助手"), picture), "提交", []messages.File{{Ref: "dc1", Picture: true}}},
		{"rich: mention between words", rich(text("提交"), text("@小助手"), text("征文")), "提交 征文", nil},
		{"rich: not in the at list", with(rich(text("@小助手 提交")), "isInAtList", false), "@小助手 提交", nil},
		{"rich: no-break space after the mention", rich(text("@小助手\u00a0提交")), "提交", nil},
		{"rich: only as many as were mentioned", rich(text("@小助手 @abc 提交")), "@abc 提交", nil},
		{"rich: two mentioned", with(rich(text("@小助手 @王五 提交")), "atUsers", two), "提交", nil},
		{"rich: two mentioned, one in the middle stays", with(rich(text("@小助手 记"), text("@王五")), "atUsers", two), "记@王五", nil},
		{"rich: mention only", rich(text("@小助手")), "", nil},
		{"rich: at list missing", with(rich(text("@小助手 提交")), "atUsers", nil), "提交", nil},
		{"rich: at and skill items say nothing", rich(object{"type": "at", "text": "@x"}, object{"type": "skill", "text": "s"}, object{"type": "text", "text": "提交"}), "提交", nil},
		{"rich: older picture code", rich(object{"type": "picture", "pictureDownloadCode": "old2"}), "", []messages.File{{Ref: "old2", Picture: true}}},
		{"rich: picture without a code", rich(text("提交"), object{"type": "picture"}), "提交", nil},
		{"picture", typed("picture", object{"downloadCode": "dc2", "pictureDownloadCode": "old"}), "", []messages.File{{Ref: "dc2", Picture: true}}},
		{"audio", typed("audio", object{"downloadCode": "dc3", "recognition": " 征文一篇 ", "duration": 4000}), "征文一篇", nil},
		{"audio, duration as a string", typed("audio", object{"recognition": "征文一篇", "duration": "4"}), "征文一篇", nil},
		{"audio not heard", typed("audio", object{"downloadCode": "dc3"}), "", nil},
		{"video", typed("video", object{"downloadCode": "dc4", "duration": "5", "videoType": "mp4"}), "", []messages.File{{Ref: "dc4"}}},
		{"file", typed("file", object{"downloadCode": "dc5", "fileName": "署名文章.docx"}), "", []messages.File{{Name: "署名文章.docx", Ref: "dc5"}}},
		{"content as a JSON string", typed("file", `{"downloadCode":"dc5","fileName":"a.pdf"}`), "", []messages.File{{Name: "a.pdf", Ref: "dc5"}}},
		{"file name is no path", typed("file", object{"downloadCode": "dc5", "fileName": "../../etc/pass\u202ewd\u0000"}), "", []messages.File{{Name: "passwd", Ref: "dc5"}}},
		{"file name is no Windows path", typed("file", object{"downloadCode": "dc5", "fileName": `C:\x\a.pdf`}), "", []messages.File{{Name: "a.pdf", Ref: "dc5"}}},
		{"file name is dots", typed("file", object{"downloadCode": "dc5", "fileName": "a/.."}), "", []messages.File{{Ref: "dc5"}}},
		{"unknown type", typed("unknownMsgType", object{"unknownMsgType": "x"}), "", nil},
		{"a card", typed("interactiveCard", object{"biz_custom_action_url": "https://example.org"}), "", nil},
		{"content of a wrong shape", typed("file", []any{1, 2}), "", nil},
		{"field of a wrong type", typed("file", object{"downloadCode": "dc5", "fileName": 7}), "", []messages.File{{Ref: "dc5"}}},
		{"unknown fields", object{"text": object{"content": "征文1篇", "new": 1}, "newer": []any{1}, "atUsers": object{"x": 1}}, "征文1篇", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, err := decodeBody(dingtalktest.Body("msg1==", "staff0042", "", tt.fields))
			if err != nil {
				t.Fatal(err)
			}
			env := b.envelope(oapi, sentAt)
			if diff := cmp.Diff(tt.text, env.Text); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.files, env.Files); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
		})
	}
}

func TestQuotes(t *testing.T) {
	replied := func(kind string, content any) object {
		return object{"text": object{"content": " 提交", "isReplyMsg": true,
			"repliedMsg": object{"msgType": kind, "msgId": "msgOrig==", "content": content}}}
	}
	tests := []struct {
		name   string
		fields object
		want   *messages.Quote
	}{
		{"none", nil, nil},
		{"file", replied("file", object{"downloadCode": "dc9", "fileName": "作业.pdf"}), &messages.Quote{Files: []messages.File{{Name: "作业.pdf", Ref: "dc9"}}}},
		{"file, content as a JSON string", replied("file", `{"downloadCode":"dc9","fileName":"作业.pdf"}`), &messages.Quote{Files: []messages.File{{Name: "作业.pdf", Ref: "dc9"}}}},
		{"text", replied("text", object{"text": "征文1篇"}), &messages.Quote{Text: "征文1篇"}},
		{"text, other key", replied("text", object{"content": "征文1篇"}), &messages.Quote{Text: "征文1篇"}},
		{"richText", replied("richText", object{"richText": []any{object{"text": "看图"}, object{"type": "picture", "downloadCode": "dc1"}}}),
			&messages.Quote{Text: "看图", Files: []messages.File{{Ref: "dc1", Picture: true}}}},
		{"unknown", replied("unknownMsgType", object{}), &messages.Quote{}},
		{"without the message", object{"text": object{"content": " 提交", "isReplyMsg": true}}, &messages.Quote{}},
		{"of the bot's own", object{"originalMsgId": "m==", "originalProcessQueryKey": "pqk"}, &messages.Quote{}},
		{"in richText", object{"msgtype": "richText", "text": nil, "content": object{"richText": []any{object{"text": "提交"}}, "isReplyMsg": true,
			"repliedMsg": object{"msgType": "picture", "content": object{"downloadCode": "dc8"}}}}, &messages.Quote{Files: []messages.File{{Ref: "dc8", Picture: true}}}},
		{"of a wrong shape", object{"text": object{"content": " 提交", "repliedMsg": "x"}}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, err := decodeBody(dingtalktest.Body("msg1==", "staff0042", "提交", tt.fields))
			if err != nil {
				t.Fatal(err)
			}
			env := b.envelope(oapi, sentAt)
			if diff := cmp.Diff(tt.want, env.Quote); diff != "" {
				t.Errorf("quote (-want +got):\n%s", diff)
			}
			if env.Text != "提交" {
				t.Errorf("text = %q", env.Text)
			}
		})
	}
}

func TestEnvelope(t *testing.T) {
	expires := sentAt.Add(90 * time.Minute)
	b, err := decodeBody(dingtalktest.Body("msgQ1w2/E+==", "staff0042", "征文1篇", object{
		"sessionWebhook": "https://oapi.dingtalk.com/robot/sendBySession?session=s1", "sessionWebhookExpiredTime": expires.UnixMilli()}))
	if err != nil {
		t.Fatal(err)
	}
	want := messages.Envelope{
		Key:  "dingtalk/dingappkey0001/msgQ1w2/E+==",
		Chat: messages.Chat{Platform: ledger.DingTalk, ID: "cidAbC+dEf/GhI0123456789==", Title: "普法工作群"},
		From: messages.Sender{Account: ledger.Account{Platform: ledger.DingTalk, UserID: "staff0042"}, Nick: "林一", Mention: "staff0042"},
		Text: "征文1篇", At: sentAt,
		ReplyVia: messages.Address{Channel: messages.ChanDingTalkSession, Target: "cidAbC+dEf/GhI0123456789==",
			URL: "https://oapi.dingtalk.com/robot/sendBySession?session=s1", Expires: expires},
	}
	if diff := cmp.Diff(want, b.envelope(oapi, sentAt.Add(time.Second))); diff != "" {
		t.Errorf("envelope (-want +got):\n%s", diff)
	}
}

func TestEnvelopeDetails(t *testing.T) {
	now := sentAt.Add(time.Second)
	tests := []struct {
		name   string
		fields object
		get    func(messages.Envelope) any
		want   any
	}{
		{"private chat", object{"conversationType": "1", "conversationTitle": nil}, func(e messages.Envelope) any { return e.Chat.Private }, true},
		{"private chat, type as a number", object{"conversationType": 1}, func(e messages.Envelope) any { return e.Chat.Private }, true},
		{"nobody is alerted in private", object{"conversationType": "1"}, func(e messages.Envelope) any { return e.From.Mention }, ""},
		{"private chat is answered to the person", object{"conversationType": "1"}, func(e messages.Envelope) any { return e.ReplyVia.UserID }, "staff0042"},
		{"outsider's account", object{"senderStaffId": ""}, func(e messages.Envelope) any { return e.From.UserID }, "$external:$:LWCP_v1:$sender-staff0042"},
		{"outsider's mention", object{"senderStaffId": nil}, func(e messages.Envelope) any { return e.From.Mention }, "$:LWCP_v1:$sender-staff0042"},
		{"key without a robot code", object{"robotCode": nil}, func(e messages.Envelope) any { return e.Key }, "dingtalk/$:LWCP_v1:$bot/msg1=="},
		{"createAt as a string", object{"createAt": "1772376934909"}, func(e messages.Envelope) any { return e.At.Equal(sentAt) }, true},
		{"createAt missing", object{"createAt": nil}, func(e messages.Envelope) any { return e.At.Equal(now) }, true},
		{"createAt in seconds", object{"createAt": 1772376934}, func(e messages.Envelope) any { return e.At.Equal(now) }, true},
		{"createAt in the future", object{"createAt": now.Add(6 * time.Minute).UnixMilli()}, func(e messages.Envelope) any { return e.At.Equal(now) }, true},
		{"createAt long ago", object{"createAt": now.Add(-73 * time.Hour).UnixMilli()}, func(e messages.Envelope) any { return e.At.Equal(now) }, true},
		{"createAt not a number", object{"createAt": object{}}, func(e messages.Envelope) any { return e.At.Equal(now) }, true},
		{"no session", nil, func(e messages.Envelope) any { return e.ReplyVia.URL }, ""},
		{"session elsewhere", object{"sessionWebhook": "https://evil.example/robot/sendBySession?session=s"}, func(e messages.Envelope) any { return e.ReplyVia.URL }, ""},
		{"session without an end", object{"sessionWebhook": "https://oapi.dingtalk.com/x"}, func(e messages.Envelope) any { return e.ReplyVia.Expires.Equal(now.Add(90 * time.Minute)) }, true},
		{"long nick", object{"senderNick": strings.Repeat("林", 100)}, func(e messages.Envelope) any { return len(e.From.Nick) <= 192 && utf8.ValidString(e.From.Nick) }, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b, err := decodeBody(dingtalktest.Body("msg1==", "staff0042", "征文1篇", tt.fields))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, tt.get(b.envelope(oapi, now))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestMalformedBodies(t *testing.T) {
	good := string(dingtalktest.Body("msg1==", "staff0042", "征文1篇", nil))
	raw := []string{"", " ", "null", "[]", `"x"`, "7", "{}", "{", good[:len(good)-1], good + "x", good + good, "encrypt=abc", "\xff\xfe"}
	for _, f := range []object{
		{"msgId": nil}, {"msgId": ""}, {"msgId": 7}, {"conversationId": nil}, {"msgtype": nil}, {"senderStaffId": nil, "senderId": nil},
		{"robotCode": nil, "chatbotUserId": nil}, {"msgId": strings.Repeat("m", 513)}, {"conversationId": strings.Repeat("c", 513)},
		{"senderStaffId": strings.Repeat("s", 513)}, {"senderId": strings.Repeat("s", 513)}, {"robotCode": strings.Repeat("r", 513)},
		{"senderStaffId": ExternalPrefix + "$:LWCP_v1:$somebody"},
	} {
		raw = append(raw, string(dingtalktest.Body("msg1==", "staff0042", "征文1篇", f)))
	}
	for i, s := range raw {
		if b, err := decodeBody([]byte(s)); err != ErrBody || b != nil {
			t.Errorf("body %d: error = %v, want ErrBody", i, err)
		}
	}
}

func FuzzDecodeBody(f *testing.F) {
	f.Add(dingtalktest.Body("msg1==", "staff0042", "征文1篇", nil))
	f.Add(dingtalktest.Body("msg1==", "", "征文1篇", object{"msgtype": "richText", "content": `{"richText":[{"text":"@a b"}]}`}))
	f.Add(dingtalktest.Body("m", "s", "", object{"text": object{"isReplyMsg": "true", "repliedMsg": object{"msgType": "file", "content": object{"fileName": `\..\`, "downloadCode": "d"}}}}))
	f.Add([]byte(`{"content":"\"\\u0000\"","createAt":"-9223372036854775808"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := decodeBody(data)
		if err != nil {
			return
		}
		env := b.envelope(oapi, sentAt)
		if !json.Valid(data) {
			t.Error("accepted what is not JSON")
		}
		if env.ReplyVia.URL != "" && !oapi.Owns(env.ReplyVia.URL) {
			t.Errorf("foreign address %q", env.ReplyVia.URL)
		}
		if !utf8.ValidString(env.Text+env.From.Nick+env.Chat.Title) || trim(env.Text) != env.Text {
			t.Errorf("text %q", env.Text)
		}
		if b.SenderStaffID == "" != strings.HasPrefix(env.From.UserID, ExternalPrefix) {
			t.Errorf("account %q of staff %q", env.From.UserID, b.SenderStaffID)
		}
		for _, file := range env.Files {
			if strings.ContainsAny(file.Name, "/\\\x00") || file.Ref == "" {
				t.Errorf("file %q of %q", file.Name, file.Ref)
			}
		}
	})
}
