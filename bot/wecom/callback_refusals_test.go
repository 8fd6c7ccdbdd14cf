package wecom_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"pufabot/bot/wecom/wecomtest"
	"pufabot/bot/wire/wiretest"
	"pufabot/messages"
)

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
		{"another message under the signature", 401, func(b *wecomtest.Bot, r *wecomtest.Request) {
			r.Body = b.Sign(b.Group("wrCHAT", "lisi", "@普法小助手 征文9篇")).Body
		}},
		{"a second ciphertext beside the signed one", 401, func(b *wecomtest.Bot, r *wecomtest.Request) {
			other := sealedOf(b.Sign(b.Group("wrCHAT", "lisi", "@普法小助手 征文9篇")))
			r.Body = append(bytes.TrimSuffix(r.Body, []byte("}")), `,"Encrypt":"`+other+`"}`...)
		}},
		{"meant for an application", 400, func(b *wecomtest.Bot, r *wecomtest.Request) {
			sealed := sealedFor(b, corp)
			body, _ := json.Marshal(map[string]string{"encrypt": sealed})
			r.Body = body
			b.Resign(r, sealed)
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
		{"body is squeezed", 400, func(_ *wecomtest.Bot, r *wecomtest.Request) { r.Body = wiretest.Gzip(r.Body) }},
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
			r := newRig(t, smartBot)
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

func sealedOf(r *wecomtest.Request) string {
	var v struct{ Encrypt string }
	_ = json.Unmarshal(r.Body, &v)
	return v.Encrypt
}

// sealedFor is a good message, but for another receiver.
func sealedFor(b *wecomtest.Bot, receiver string) string {
	plain, _ := json.Marshal(b.Group("wrCHAT", "lisi", "@普法小助手 征文2篇"))
	_, sealed, _ := strings.Cut(string(b.SignXML(receiver, string(plain)).Body), "<Encrypt><![CDATA[")
	sealed, _, _ = strings.Cut(sealed, "]]>")
	return sealed
}

func TestWithinTheWindow(t *testing.T) {
	for _, d := range []time.Duration{-5 * time.Minute, 5 * time.Minute} {
		r := newRig(t, smartBot)
		req := r.Sign(r.Group("wrCHAT", "lisi", "@普法小助手 征文2篇"))
		req.Timestamp = strconv.FormatInt(noon.Add(d).Unix(), 10)
		r.Resign(req, sealedOf(req))
		if got := r.Do(req); got.Status != 200 {
			t.Errorf("%v: status %d", d, got.Status)
		}
	}
	for _, d := range []time.Duration{-5*time.Minute - time.Second, 5*time.Minute + time.Second} { // and it is said why
		r := newRig(t, smartBot)
		req := r.Sign(r.Group("wrCHAT", "lisi", "@普法小助手 征文2篇"))
		req.Timestamp = strconv.FormatInt(noon.Add(d).Unix(), 10)
		r.Resign(req, sealedOf(req))
		if got := r.Do(req); got.Status != 401 || got.Body != messages.RefusedStale {
			t.Errorf("%v: status %d %q", d, got.Status, got.Body)
		}
	}
}
