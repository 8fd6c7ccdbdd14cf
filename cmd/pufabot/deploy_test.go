package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
)

// Every metric of the dashboard is one that the bot has, and every metric of the
// bot's own is on the dashboard.
func TestDashboardShowsWhatThereIs(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("deploy", "grafana.json"))
	if err != nil {
		t.Fatal(err)
	}
	var dashboard struct {
		Panels []struct {
			Title   string
			Targets []struct{ Expr string }
		}
	}
	if err := json.Unmarshal(data, &dashboard); err != nil {
		t.Fatal(err)
	}
	ding := dingtalktest.New(t, time.Now)
	r := start(t, t.TempDir(), ding.URL)
	caller := dingtalktest.Caller{URL: r.url + "/dingtalk/callback", Secret: testSecret, Now: time.Now}
	session, expires := ding.NewSession("cidWORK==", time.Hour)
	caller.Post(t, dingtalktest.Body("m", "user-qidong", "答题66人", map[string]any{"conversationId": "cidWORK==", "sessionWebhook": session, "sessionWebhookExpiredTime": expires.UnixMilli()}))
	own := regexp.MustCompile(`(?m)^(pufabot_\w+|go_\w+)[ {]`)
	has := map[string]bool{}
	for deadline := time.Now().Add(30 * time.Second); !has["pufabot_sends_total"] && time.Now().Before(deadline); runtime.Gosched() {
		for _, m := range own.FindAllStringSubmatch(fetch(t, r.url+"/metrics"), -1) {
			has[m[1]] = true
		}
	}
	shown := map[string]bool{}
	for _, p := range dashboard.Panels {
		for _, target := range p.Targets {
			for _, name := range regexp.MustCompile(`(?:pufabot|go)_\w+`).FindAllString(target.Expr, -1) {
				shown[name] = true
				if !has[name] && (name != "pufabot_clock_synchronised" || runtime.GOOS == "linux") {
					t.Errorf("%s: there is no %s", p.Title, name)
				}
			}
		}
	}
	for name := range has {
		if strings.HasPrefix(name, "pufabot_") && !shown[name] {
			t.Errorf("%s is not on the dashboard", name)
		}
	}
}

func fetch(t *testing.T, url string) string {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var b strings.Builder
	if err := resp.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
