package wecomtest

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

// The double is measured against the official vectors, not against our adapter.
func TestTheDoubleOpensTheVectors(t *testing.T) {
	data, err := os.ReadFile("../testdata/wecom_vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var v struct {
		Messages []struct{ Name, AESKey, ReceiveID, Plaintext, Encrypt string }
	}
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	opened := 0
	for _, m := range v.Messages {
		plain, err := Unseal(m.AESKey, m.Encrypt)
		if m.ReceiveID != "" {
			if err == nil {
				t.Errorf("%s: opened, although it is meant for somebody", m.Name)
			}
			continue
		}
		if err != nil || string(plain) != m.Plaintext {
			t.Errorf("%s: %q, %v", m.Name, plain, err)
		}
		opened++
	}
	if opened != 8 {
		t.Errorf("opened %d, want 8", opened)
	}
}

func TestTheDoubleIsStrict(t *testing.T) {
	now := func() time.Time { return time.Unix(1_796_000_000, 0) }
	s := NewServer(t, now, "good")
	post := func(key, body string) string {
		t.Helper()
		resp, err := http.Post(s.URL+"/cgi-bin/webhook/send?key="+key, "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = resp.Body.Close() }()
		b, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode != 200 {
			t.Fatalf("status %d, %v", resp.StatusCode, err)
		}
		return string(b)
	}
	text := func(n int) string {
		return `{"msgtype":"text","text":{"content":"` + strings.Repeat("x", n) + `"}}`
	}
	markdown := func(n int) string {
		return `{"msgtype":"markdown","markdown":{"content":"` + strings.Repeat("x", n) + `"}}`
	}
	for _, tt := range []struct{ key, body, code string }{
		{"good", text(2048), `"errcode":0,`},
		{"good", text(2049), "40058"},
		{"good", markdown(4096), `"errcode":0,`},
		{"good", markdown(4097), "40058"},
		{"good", text(0), "44004"},
		{"bad", text(1), "93000"},
		{"", text(1), "93000"},
		{"good", `{"msgtype":"text","text":{"content":"\u003c"}}`, "40033"},
		{"good", `{"msgtype":"text"}`, "40008"},
		{"good", `{"msgtype":"markdown","text":{"content":"x"}}`, "40008"},
		{"good", `{`, "40033"},
	} {
		if got := post(tt.key, tt.body); !strings.Contains(got, tt.code) {
			t.Errorf("%.60s: %s, want %s", tt.body, got, tt.code)
		}
	}
	for range 18 {
		post("good", text(1))
	}
	if got := post("good", text(1)); !strings.Contains(got, "45009") || len(s.Posts("good")) != 20 {
		t.Errorf("the 21st of a minute: %s", got)
	}
	s.Fail(Failure{Code: 45033})
	if got := post("good", text(1)); !strings.Contains(got, "45033") {
		t.Errorf("on command: %s", got)
	}
}
