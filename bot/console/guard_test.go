package console

import (
	"net/http"
	"strings"
	"testing"
)

func TestOnlyThisMachinesOwnPage(t *testing.T) {
	set := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	host := func(h string) func(*http.Request) { return func(r *http.Request) { r.Host = h } }
	peer := func(a string) func(*http.Request) { return func(r *http.Request) { r.RemoteAddr = a } }
	nothing := func(*http.Request) {}
	tests := []struct {
		name   string
		method string
		path   string
		change func(*http.Request)
		want   int
	}{
		{"page", "GET", "/", nothing, 200},
		{"localhost", "GET", "/", host("localhost:8080"), 200},
		{"localhost in capitals", "GET", "/", host("LOCALHOST:8080"), 200},
		{"no port", "GET", "/", host("127.0.0.1"), 200},
		{"other loopback address", "GET", "/", host("127.8.9.1:80"), 200},
		{"IPv6", "GET", "/", host("[::1]:8080"), 200},
		{"IPv6 without port", "GET", "/", host("[::1]"), 200},
		{"IPv6 peer", "GET", "/", peer("[::1]:4000"), 200},
		{"rebound name", "GET", "/", host("evil.example:8080"), 403},
		{"name that starts right", "GET", "/", host("localhost.evil.example"), 403},
		{"name that looks like an address", "GET", "/", host("127.0.0.1.nip.io:8080"), 403},
		{"user part", "GET", "/", host("127.0.0.1:80@evil.example"), 403},
		{"dotted", "GET", "/", host("localhost.:8080"), 403},
		{"private address", "GET", "/", host("192.168.1.5:8080"), 403},
		{"any address", "GET", "/", host("0.0.0.0:8080"), 403},
		{"no host", "GET", "/", host(""), 403},
		{"zone", "GET", "/", host("[::1%25eth0]:8080"), 403},
		{"another machine that claims to be us", "GET", "/", peer("192.168.1.9:4000"), 403},
		{"no peer", "GET", "/", peer(""), 403},
		{"X-Forwarded-For", "GET", "/", set("X-Forwarded-For", "127.0.0.1"), 403},
		{"X-Forwarded-Host", "GET", "/", set("X-Forwarded-Host", "localhost"), 403},
		{"X-Forwarded-Proto, empty", "GET", "/", set("X-Forwarded-Proto", ""), 403},
		{"Forwarded", "GET", "/", set("Forwarded", "for=127.0.0.1"), 403},
		{"X-Real-IP", "GET", "/", set("X-Real-IP", "127.0.0.1"), 403},
		{"Via", "GET", "/", set("Via", "1.1 proxy"), 403},
		{"own origin", "GET", "/console/people", set("Origin", "http://127.0.0.1:8080"), 200},
		{"foreign origin", "GET", "/console/people", set("Origin", "http://evil.example"), 403},
		{"other port", "GET", "/console/people", set("Origin", "http://127.0.0.1:9090"), 403},
		{"other loopback name", "GET", "/console/people", set("Origin", "http://localhost:8080"), 403},
		{"https of the same name", "GET", "/console/people", set("Origin", "https://127.0.0.1:8080"), 403},
		{"null origin", "GET", "/console/people", set("Origin", "null"), 403},
		{"two origins", "GET", "/console/people", func(r *http.Request) {
			r.Header["Origin"] = []string{"http://127.0.0.1:8080", "http://evil.example"}
		}, 403},
		{"asked by another page", "GET", "/console/history", set("Sec-Fetch-Site", "cross-site"), 403},
		{"asked by another port", "GET", "/console/history", set("Sec-Fetch-Site", "same-site"), 403},
		{"asked by itself", "GET", "/console/history", set("Sec-Fetch-Site", "same-origin"), 200},
		{"link on another page", "GET", "/", func(r *http.Request) {
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			r.Header.Set("Sec-Fetch-Mode", "navigate")
			r.Header.Set("Sec-Fetch-Dest", "document")
		}, 200},
		{"frame in another page", "GET", "/", func(r *http.Request) {
			r.Header.Set("Sec-Fetch-Site", "cross-site")
			r.Header.Set("Sec-Fetch-Mode", "navigate")
			r.Header.Set("Sec-Fetch-Dest", "iframe")
		}, 403},
		{"post without origin", "POST", "/console/say", func(r *http.Request) { r.Header.Del("Origin") }, 403},
		{"post of another page", "POST", "/console/say", set("Origin", "http://evil.example"), 403},
		{"post as form", "POST", "/console/say", set("Content-Type", "text/plain"), 415},
		{"post without type", "POST", "/console/say", func(r *http.Request) { r.Header.Del("Content-Type") }, 415},
		{"post to the page", "POST", "/", nothing, 405},
		{"get of say", "GET", "/console/say", nothing, 405},
		{"unknown path", "GET", "/console/nothing", nothing, 404},
		{"file of ours that is none of the page's", "GET", "/console/web/page.html", nothing, 404},
		{"path trick", "GET", "/console/web/..%2fdoc.go", nothing, 404},
		{"script", "GET", "/console/web/app.js", nothing, 200},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t)
			r := request(tt.method, tt.path, `{"id":"12345678","chat":"group/work","from":"law","text":"x"}`)
			tt.change(r)
			w := b.do(r)
			if w.Code != tt.want {
				t.Errorf("status %d, want %d", w.Code, tt.want)
			}
			if len(b.heard()) != 0 {
				t.Error("a refused request reached the handler")
			}
			if w.Code == 403 && w.Body.String() != "forbidden\n" {
				t.Errorf("a refusal says %q", w.Body)
			}
		})
	}
}

func TestEveryAnswerHasTheHeaders(t *testing.T) {
	for _, path := range []string{"/", "/console/people", "/console/history", "/console/web/app.js", "/console/nothing"} {
		h := newBench(t).do(request("GET", path, "")).Header()
		for name, want := range map[string]string{"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
			"Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin"} {
			if got := h.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		csp := h.Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") || strings.Contains(csp, "http") {
			t.Errorf("%s: policy %q", path, csp)
		}
	}
}
