package main

import (
	"io"
	"net/http"
	"testing"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
)

// A path of the contract answers a method that it does not know with 405, whoever
// asks and whether the console is there or not; what is switched off is not there.
func TestWrongMethods(t *testing.T) {
	for name, tt := range map[string]struct {
		more []string
		want map[string]int
	}{
		"with the console": {nil, map[string]int{"/": 405, "/nothing": 404}},
		"without it":       {[]string{"enabled = true ", "enabled = false "}, map[string]int{"/": 404, "/nothing": 404}},
		"without callbacks": {[]string{`receive          = "off"`, `receive = "off"`, `receive       = "off"`, `receive = "off"`},
			map[string]int{"/wecom/callback": 404, "/dingtalk/callback": 404}},
	} {
		t.Run(name, func(t *testing.T) {
			ding := dingtalktest.New(t, time.Now)
			r := start(t, t.TempDir(), ding.URL, tt.more...)
			want := map[string]int{"/wecom/callback": 405, "/dingtalk/callback": 405, "/board": 405, "/calendar.ics": 405,
				"/healthz": 405, "/readyz": 405, "/metrics": 405, "/admin/status": 405, "/wecom/app/callback": 404}
			for path, code := range tt.want {
				want[path] = code
			}
			for path, code := range want {
				req, err := http.NewRequest(http.MethodDelete, r.url+path, nil)
				if err != nil {
					t.Fatal(err)
				}
				resp, err := http.DefaultClient.Do(req)
				if err != nil {
					t.Fatal(err)
				}
				body, _ := io.ReadAll(resp.Body)
				_ = resp.Body.Close()
				if resp.StatusCode != code || len(body) > 100 || resp.Header.Get("Content-Type") != "text/plain; charset=utf-8" {
					t.Errorf("DELETE %s: %d %s, want %d", path, resp.StatusCode, body, code)
				}
			}
		})
	}
}
