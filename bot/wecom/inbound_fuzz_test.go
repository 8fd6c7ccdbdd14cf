package wecom

import (
	"encoding/json"
	"testing"
	"time"

	"pufabot/bot/wire"
)

// Whatever arrives on the long connection: no panic, and what is taken for a
// message has a key, a chat and a sender.
func FuzzLongFrame(f *testing.F) {
	f.Add(`{"cmd":"aibot_msg_callback","headers":{"req_id":"r"},"body":{"msgid":"m1","aibotid":"a","chattype":"group","chatid":"wr","from":{"userid":"lisi"},"msgtype":"text","text":{"content":"@普法小助手 征文2篇"}}}`)
	f.Add(`{"body":{"msgid":"m1","from":{"userid":"lisi"},"msgtype":"mixed","mixed":{"msg_item":[{"msgtype":"image","image":{"url":"u","aeskey":"k"}}]},"quote":{"msgtype":"text","text":{"content":"q"}}}}`)
	f.Add(`{"body":{"msgtype":"event","event":{"eventtype":"enter_chat"}},"errcode":0}`)
	f.Add(`{"headers":[],"body":"x"}`)
	at := time.Date(2026, 12, 4, 4, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, raw string) {
		var fr frame
		if json.Unmarshal([]byte(raw), &fr) != nil {
			return
		}
		in, err := decodeInbound(fr.Body)
		if err != nil || in.MsgType == "event" {
			return
		}
		env, err := in.envelope("普法小助手", at)
		if err == nil && (env.Key == "" || env.Chat.ID == "" || env.From.Account.UserID == "" || env.At.IsZero()) {
			t.Fatalf("incomplete: %+v", env)
		}
	})
}

// Whatever WeCom answers: no panic, and no success without its code.
func FuzzWeComAnswer(f *testing.F) {
	f.Add(200, `{"errcode":0,"media_id":"m"}`)
	f.Add(200, `{"errcode":"0"}`)
	f.Add(502, `<html>`)
	f.Fuzz(func(t *testing.T, status int, body string) {
		var code struct {
			Code *int64 `json:"errcode"`
		}
		known := json.Unmarshal([]byte(body), &code) == nil && code.Code != nil && *code.Code == 0
		if err := answered(wire.Answer{Status: status, Body: []byte(body)}, nil); (err == nil) != (status == 200 && known) {
			t.Fatalf("%d %s: %v", status, body, err)
		}
	})
}
