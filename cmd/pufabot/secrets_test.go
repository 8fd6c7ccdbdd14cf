package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/wecom/wecomtest"
	"pufabot/bot/wire/wiretest"
)

// gossip is a platform that gives tokens away, refuses everything else, and repeats
// in its refusals all that it was told: address, headers and body.
func gossip(t *testing.T, called chan<- string) *httptest.Server {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		switch {
		case strings.Contains(r.URL.Path, "gettoken"):
			_, _ = io.WriteString(w, `{"errcode":0,"access_token":"hush-wecom-access","expires_in":7200}`)
		case strings.Contains(r.URL.Path, "accessToken"):
			_, _ = io.WriteString(w, `{"accessToken":"hush-ding-access","expireIn":7200}`)
		default:
			_, _ = fmt.Fprintf(w, `{"errcode":40001,"errmsg":%q,"code":"Gossip","message":%q}`, r.URL.String()+string(body), fmt.Sprint(r.Header))
		}
		select {
		case called <- r.URL.Path:
		default:
		}
	}))
	t.Cleanup(srv.Close)
	return srv
}

// No secret gets out: not into the log at its most talkative, nor a report, an
// answer, a metric, an error, a file that is handed on or a backup; not when
// everything is refused by platforms that repeat what they were told.
func TestSecretsStayHome(t *testing.T) {
	called := make(chan string, 64)
	platform := gossip(t, called)
	aes := wecomtest.AESKey
	secrets := map[string]string{"PUFABOT_WECOM_TOKEN": "hushwecomtoken", "PUFABOT_WECOM_AES_KEY": aes, "PUFABOT_WECOM_SECRET": "hush-wecom-bot",
		"PUFABOT_WECOM_APP_SECRET": "hush-wecom-app", "PUFABOT_DINGTALK_CLIENT_SECRET": "hush-ding-client", "PUFABOT_WECOM_WEBHOOK_KEY": "hush-wecom-hook",
		"PUFABOT_DINGTALK_WEBHOOK_TOKEN": "hush-ding-hook", "PUFABOT_DINGTALK_WEBHOOK_SECRET": "SEChush-ding-sign"}
	hush := []string{"hush-wecom-access", "hush-ding-access", "hush-session"}
	for name, value := range secrets {
		t.Setenv(name, value)
		hush = append(hush, value)
	}
	dir := t.TempDir()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	config := exampleWith(t, dir, `"127.0.0.1:8080"`, `"`+ln.Addr().String()+`"`, `level  = "info"`, `level  = "debug"`,
		`receive          = "off"`, `receive = "callback"`, `receive       = "off"`, `receive = "callback"`,
		`client_id     = ""`, `client_id = "dingappkey0001"`, `corp_id          = ""`, `corp_id = "ww0001"`, `agent_id         = 0`, `agent_id = 1000002`,
		`"https://qyapi.weixin.qq.com"`, `"`+platform.URL+`"`, `"https://api.dingtalk.com"`, `"`+platform.URL+`"`, `"https://oapi.dingtalk.com"`, `"`+platform.URL+`"`)
	appendTo(t, config, "\n[[people]]\nrole = \"coordinator\"\nname = \"某某\"\ndingtalk_userid = \"boss\"\nwecom_userid = \"boss\"\n")
	c := loaded(t, config)
	var out wiretest.Log
	s, err := newService(c, zerolog.New(&out).Level(zerolog.TraceLevel), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.run(ctx, ln) }()
	base := "http://" + ln.Addr().String()
	for _, name := range []string{"admin.token", "board.token"} {
		token, err := os.ReadFile(filepath.Join(dir, "data", name))
		if err != nil {
			t.Fatal(err)
		}
		hush = append(hush, strings.TrimSpace(string(token)))
	}

	// Somebody speaks; the answers and an announcement go to platforms that refuse.
	caller := dingtalktest.Caller{URL: base + "/dingtalk/callback", Secret: "hush-ding-client", Now: time.Now}
	for i, words := range []string{"汇总", "通知大家：明天上午交材料", "是", "催一下祁东"} {
		a := caller.Post(t, dingtalktest.Body(fmt.Sprint("m", i), "boss", words, map[string]any{"sessionWebhook": platform.URL + "/robot/sendBySession?session=hush-session"}))
		fmt.Fprintln(&out, a.Status, a.Body, a.Header)
	}
	bot := wecomtest.NewBot(t, base+"/wecom/callback", "普法小助手", time.Now)
	bot.Token = "hushwecomtoken"
	fmt.Fprintln(&out, bot.Say("wrCHAT", "boss", "@普法小助手 汇总"))
	forged := caller
	forged.Secret = "hush-guess"
	fmt.Fprintln(&out, forged.Post(t, []byte("{")))
	for asked := map[string]bool{}; !asked["/robot/sendBySession"] || !asked["/cgi-bin/webhook/send"] || !asked["/robot/send"]; {
		select {
		case path := <-called:
			asked[path] = true
		case <-time.After(30 * time.Second):
			t.Fatalf("the platforms were asked for %v only", asked)
		}
	}
	for _, path := range []string{"/metrics", "/readyz", "/healthz", "/board", "/calendar.ics", "/", "/admin/status", "/board?token=x"} {
		resp, err := http.Get(base + path)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&out, resp.Header)
		_, _ = io.Copy(&out, resp.Body)
		_ = resp.Body.Close()
	}
	for _, args := range [][]string{{"check"}, {"status"}, {"status", "--json"}, {"doctor"}, {"explain", "征文1篇"}, {"verify"}, {"version"},
		{"backup", "-o", filepath.Join(dir, "copy.db")}, {"export", "--format", "json"}, {"export", "--format", "xlsx", "-o", filepath.Join(dir, "book.xlsx")},
		{"roll", "--year", "2027", "-o", filepath.Join(dir, "next.toml")}} {
		run(append(args, "-c", config), strings.NewReader(""), &out, &out)
	}
	for _, v := range []string{"%v", "%+v", "%#v", "%s"} {
		fmt.Fprintf(&out, v, c)
		fmt.Fprintf(&out, v, s.config)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	// The faults of a configuration quote what is wrong, but never a secret.
	spoilt := exampleWith(t, t.TempDir(), `receive          = "off"`, `receive = "callback"`, `"env:PUFABOT_WECOM_AES_KEY"`, `"hush-too-short"`,
		`"env:PUFABOT_WECOM_WEBHOOK_KEY"`, `"https://hush-hook.example/key=hush"`)
	run([]string{"check", "-c", spoilt}, strings.NewReader(""), &out, &out)

	for _, name := range []string{"book.xlsx", "copy.db", "next.toml"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if name == "copy.db" { // a reply address is kept until the reply has gone; everything else has no business there
			data = bytes.ReplaceAll(data, []byte("hush-session"), nil)
		}
		_, _ = out.Write(data)
	}
	text := out.String()
	for _, s := range append(hush, "hush-too-short", "hush-hook", "hush-guess") {
		for _, form := range []string{s, url.QueryEscape(s), hex.EncodeToString([]byte(s)), base64.StdEncoding.EncodeToString([]byte(s))} {
			if i := strings.Index(text, form); i >= 0 {
				t.Errorf("a secret (%s) got out: …%q…", s, text[max(0, i-120):min(len(text), i+60)])
			}
		}
	}
	if !strings.Contains(text, "level") || !strings.Contains(text, "pufabot_deliveries_pending") || !strings.Contains(text, "普法") {
		t.Error("nothing was collected")
	}
}

// exampleWith writes the example configuration with places of it replaced, its
// data in dir, and gives its path.
func exampleWith(t *testing.T, dir string, change ...string) string {
	t.Helper()
	example, err := os.ReadFile(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	change = append(change, `data_dir = "data"`, `data_dir = "`+filepath.ToSlash(filepath.Join(dir, "data"))+`"`)
	for i := 0; i < len(change); i += 2 {
		if !strings.Contains(string(example), change[i]) {
			t.Fatalf("the example has no %s", change[i])
		}
	}
	path := filepath.Join(dir, "config.toml")
	if err := os.WriteFile(path, []byte(strings.NewReplacer(change...).Replace(string(example))), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func appendTo(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err == nil {
		_, err = f.WriteString(text)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}
