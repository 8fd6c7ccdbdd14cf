package dingtalk

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/wire"
)

// Whatever arrives on a Stream connection: no panic, and what is taken for a
// message has ids, names of bounded length and no address of somebody else's.
func FuzzFrame(f *testing.F) {
	wrap := func(kind, topic string, data any) string {
		raw, err := json.Marshal(map[string]any{"specVersion": "1.0", "type": kind, "headers": map[string]string{"topic": topic, "messageId": "m"}, "data": data})
		if err != nil {
			f.Fatal(err)
		}
		return string(raw)
	}
	f.Add(wrap(typeCallback, topicMessage, string(dingtalktest.Body("msg1", "staff0042", "征文1篇", nil))))
	f.Add(wrap(typeCallback, topicMessage, string(dingtalktest.Body("msg1", "", "征文1篇", object{"msgtype": "richText", "content": object{"richText": []object{{"text": "@bot"}, {"type": "picture", "downloadCode": "c"}}}}))))
	f.Add(wrap(typeSystem, topicPing, `{"opaque":"x"}`))
	f.Add(wrap(typeCallback, topicMessage, map[string]any{"msgId": 1}))
	f.Add(`{"headers":null,"data":"\ud800"}`)
	own := wire.ParseOrigin("", DefaultOAPIBase)
	f.Fuzz(func(t *testing.T, raw string) {
		var fr frame
		if json.Unmarshal([]byte(raw), &fr) != nil {
			return
		}
		b, err := decodeBody([]byte(fr.text()))
		if err != nil {
			return
		}
		env := b.envelope(own, sentAt)
		if env.Key == "" || env.Chat.ID == "" || env.From.Account.UserID == "" || env.At.IsZero() {
			t.Fatalf("incomplete: %+v", env)
		}
		if env.ReplyVia.URL != "" && !strings.HasPrefix(strings.ToLower(env.ReplyVia.URL), "https://oapi.dingtalk.com") {
			t.Fatalf("reply address %q", env.ReplyVia.URL)
		}
		if len(env.From.Nick) > nickLimit || len(env.Chat.Title) > nickLimit || !utf8.ValidString(env.From.Nick) {
			t.Fatalf("names %q %q", env.From.Nick, env.Chat.Title)
		}
		for _, file := range env.Files {
			if strings.ContainsAny(file.Name, "/\\\n\x00") || file.Ref == "" {
				t.Fatalf("file %+v", file)
			}
		}
	})
}

// Whatever a platform answers: no panic, no success without its code, and no word
// of the answer in the error.
func FuzzOAPIAnswer(f *testing.F) {
	f.Add(200, `{"errcode":0}`)
	f.Add(200, `{"errcode":310000,"errmsg":"keywords not in content, secret-marker"}`)
	f.Add(400, `{"code":"invalidParameter.secret-marker","message":"secret-marker"}`)
	f.Add(200, `<html>secret-marker`)
	f.Fuzz(func(t *testing.T, status int, body string) {
		a := wire.Answer{Status: status, Body: []byte(body)}
		for _, err := range []error{oapiOutcome(sessionSend, a), oapiOutcome(mediaUpload, a), httpOutcome(a), apiError(a)} {
			if err != nil && strings.Contains(err.Error(), "secret-marker") {
				t.Fatalf("the answer's words are in the error: %v", err)
			}
		}
		if status != 200 && oapiOutcome(sessionSend, a) == nil {
			t.Fatalf("status %d is a success", status)
		}
	})
}
