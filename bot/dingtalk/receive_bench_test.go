package dingtalk

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/messages"
)

// BenchmarkDecode makes an envelope of a body as the platform sends it.
func BenchmarkDecode(b *testing.B) {
	session := object{"sessionWebhook": "https://oapi.dingtalk.com/robot/sendBySession?session=s1", "sessionWebhookExpiredTime": sentAt.Add(time.Hour).UnixMilli()}
	rich := object{"msgtype": "richText", "text": nil, "content": object{"richText": []any{object{"text": "@小助手"}, object{"text": " 征文1篇"}, object{"type": "picture", "downloadCode": "dc1"}}}}
	for _, c := range []struct {
		name   string
		fields object
	}{{"text", nil}, {"session", session}, {"rich", rich}} {
		data := dingtalktest.Body("msg1==", "staff0042", "答题再加1人", c.fields)
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				body, err := decodeBody(data)
				if err != nil {
					b.Fatal(err)
				}
				body.envelope(oapi, sentAt)
			}
		})
	}
}

// BenchmarkReceive is the callback's whole share of a message: all but the HTTP around
// it and what is done with the envelope.
func BenchmarkReceive(b *testing.B) {
	const secret = "SEC0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd"
	h := NewCallback(CallbackConfig{ClientSecret: secret}, func(context.Context, messages.Envelope) (messages.Message, error) { return messages.Message{}, nil }, zerolog.Nop(), time.Now)
	data := dingtalktest.Body("msg1==", "staff0042", "答题再加1人", nil)
	r := httptest.NewRequest(http.MethodPost, "/dingtalk/callback", bytes.NewReader(data))
	r.Header.Set("timestamp", "")
	r.Header.Set("sign", "")
	now := time.Now().UnixMilli()
	stamps, signs := make([]string, b.N), make([]string, b.N)
	for i := range stamps {
		stamps[i] = strconv.FormatInt(now-int64(i)%1e6, 10)
		signs[i] = dingtalktest.Sign(secret, stamps[i])
	}
	content := bytes.NewReader(data)
	r.Body = io.NopCloser(content)
	w := httptest.NewRecorder()
	b.ReportAllocs()
	b.ResetTimer()
	for i := range stamps {
		r.Header["Timestamp"][0], r.Header["Sign"][0] = stamps[i], signs[i]
		content.Reset(data)
		w.Body.Reset()
		h.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
}
