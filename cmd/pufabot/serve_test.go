package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/ledger"
	"pufabot/bot/wecom/wecomtest"
)

// running is a whole bot on a free port.
type running struct {
	t      *testing.T
	config string // path
	url    string
	stop   func()
}

const testSecret = "bot-test-app-secret"

// start runs the example campaign with both callbacks on and some people bound;
// more is replaced in the configuration, old and new in turn.
func start(t *testing.T, dir string, oapi string, more ...string) *running {
	t.Helper()
	return startAt(t, time.Now, dir, oapi, more...)
}

// startAt is start by a clock of the test's.
func startAt(t *testing.T, now func() time.Time, dir string, oapi string, more ...string) *running {
	t.Helper()
	example, err := os.ReadFile(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PUFABOT_WECOM_TOKEN", wecomtest.Token)
	t.Setenv("PUFABOT_WECOM_AES_KEY", wecomtest.AESKey)
	t.Setenv("PUFABOT_DINGTALK_CLIENT_SECRET", testSecret)
	text := strings.NewReplacer(append(more,
		`data_dir = "data"`, `data_dir = "`+filepath.ToSlash(filepath.Join(dir, "data"))+`"`,
		`"127.0.0.1:8080"`, `"`+ln.Addr().String()+`"`,
		`receive          = "off"`, `receive = "callback"`,
		`receive       = "off"`, `receive = "callback"`,
		`client_id     = ""`, `client_id = "dingappkey0001"`,
		`"https://oapi.dingtalk.com"`, `"`+oapi+`"`)...,
	).Replace(string(example))
	for unit, id := range map[string]string{"qidong": "user-qidong", "leiyang": "user-leiyang"} {
		text += "\n[[people]]\nrole = \"contact\"\nunit = \"" + unit + "\"\nwecom_userid = \"" + id + "\"\ndingtalk_userid = \"" + id + "\"\n"
	}
	path := filepath.Join(dir, "config.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c := loaded(t, path)
	s, err := newService(c, zerolog.New(zerolog.NewTestWriter(t)), now)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.run(ctx, ln) }()
	r := &running{t: t, config: path, url: "http://" + ln.Addr().String()}
	r.stop = func() {
		if ctx.Err() != nil {
			return
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(r.stop)
	return r
}

// cli runs a subcommand as a person would.
func (r *running) cli(args ...string) (out string, code int) {
	r.t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(append(args, "--config", r.config), strings.NewReader(""), &stdout, &stderr)
	if code != 0 {
		r.t.Logf("%v: %s", args, stderr.String())
	}
	return stdout.String(), code
}

func (r *running) value(unit, item string) (int, ledger.State) {
	r.t.Helper()
	out, code := r.cli("status", "--json")
	if code != 0 {
		r.t.Fatal("status failed")
	}
	var s statusReport
	if err := json.Unmarshal([]byte(out), &s); err != nil {
		r.t.Fatal(err)
	}
	for _, u := range s.Units {
		for _, it := range u.Items {
			if string(u.Unit) == unit && string(it.Item) == item {
				return it.Value, it.State
			}
		}
	}
	r.t.Fatalf("no %s %s in the status", unit, item)
	return 0, ""
}

func TestCallbacksAreCountedOnce(t *testing.T) {
	ding := dingtalktest.New(t, time.Now)
	r := start(t, t.TempDir(), ding.URL)

	caller := dingtalktest.Caller{URL: r.url + "/dingtalk/callback", Secret: testSecret, Now: time.Now}
	session, expires := ding.NewSession("cidWORK==", time.Hour)
	body := dingtalktest.Body("msg-1", "user-qidong", " 答题66人", map[string]any{"robotCode": "dingappkey0001",
		"conversationId": "cidWORK==", "sessionWebhook": session, "sessionWebhookExpiredTime": expires.UnixMilli()})
	for range 3 { // the platform repeats
		if a := caller.Post(t, body); a.Status != http.StatusOK {
			t.Fatalf("dingtalk callback: %d %s", a.Status, a.Body)
		}
	}
	if v, _ := r.value("qidong", "quiz"); v != 66 {
		t.Errorf("qidong quiz is %d, want 66", v)
	}
	forged := caller
	forged.Secret = "another"
	if a := forged.Post(t, body); a.Status != http.StatusUnauthorized {
		t.Errorf("a forged signature got %d", a.Status)
	}

	bot := wecomtest.NewBot(t, r.url+"/wecom/callback", "普法小助手", time.Now)
	if got := bot.Do(bot.Verification("1616140317555161061")); got.Body != "1616140317555161061" {
		t.Errorf("URL verification: %d %q", got.Status, got.Body)
	}
	first := bot.Sign(bot.Group("wrCHAT", "user-leiyang", "@普法小助手 宣讲又搞了一场 昨天在三塘社区 六十来个人"))
	one, two := bot.Do(first), bot.Do(first)
	if one.Text == "" || one.Text != two.Text {
		t.Errorf("the repeat was answered with %q, first %q", two.Text, one.Text)
	}
	if v, state := r.value("leiyang", "outreach"); v != 1 || state != ledger.StateDone {
		t.Errorf("leiyang outreach is %d %s, want 1 done", v, state)
	}
	first.Signature = strings.Repeat("0", 40)
	if got := bot.Do(first); got.Status != http.StatusUnauthorized {
		t.Errorf("a wrong signature got %d", got.Status)
	}
}

// What was acknowledged is there after a restart, with and without a running bot.
func TestRestartKeepsEverything(t *testing.T) {
	dir := t.TempDir()
	ding := dingtalktest.New(t, time.Now)
	r := start(t, dir, ding.URL)
	caller := dingtalktest.Caller{URL: r.url + "/dingtalk/callback", Secret: testSecret, Now: time.Now}
	body := dingtalktest.Body("msg-2", "user-qidong", " 征文2篇", map[string]any{"robotCode": "dingappkey0001"})
	if a := caller.Post(t, body); a.Status != http.StatusOK {
		t.Fatalf("callback: %d", a.Status)
	}
	if out, code := r.cli("backup", "-o", filepath.Join(dir, "copy.db")); code != 0 {
		t.Errorf("backup of a running bot: %s", out)
	}
	if out, code := r.cli("verify", filepath.Join(dir, "copy.db")); code != 0 {
		t.Errorf("the backup does not verify: %s", out)
	}
	r.stop()
	if v, _ := r.value("qidong", "essay"); v != 2 {
		t.Errorf("with no bot running, status says %d, want 2", v)
	}
	out, code := r.cli("export", "--format", "csv")
	if code != 0 || !strings.Contains(out, "祁东县,征文,") {
		t.Errorf("export: %d %q", code, out)
	}
	again := start(t, dir, ding.URL)
	caller.URL = again.url + "/dingtalk/callback"
	if a := caller.Post(t, body); a.Status != http.StatusOK {
		t.Fatalf("repeat after the restart: %d", a.Status)
	}
	if v, _ := again.value("qidong", "essay"); v != 2 {
		t.Errorf("a repeat across the restart counted: %d", v)
	}
}

func TestPathsOfTheContract(t *testing.T) {
	ding := dingtalktest.New(t, time.Now)
	r := start(t, t.TempDir(), ding.URL)
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200, "/metrics": 200, "/": 200, "/admin/status": 401,
		"/dingtalk/callback": 405} {
		resp, err := http.Get(r.url + path)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, resp.Body)
		_ = resp.Body.Close()
		if resp.StatusCode != want {
			t.Errorf("GET %s: %d, want %d", path, resp.StatusCode, want)
		}
	}
	resp, err := http.Post(r.url+"/wecom/callback?msg_signature=x&timestamp=1&nonce=1", "application/json", strings.NewReader(strings.Repeat("x", 1<<20+1)))
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("a huge body got %d", resp.StatusCode)
	}
	info, err := os.Stat(filepath.Join(filepath.Dir(r.config), "data", "admin.token"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("admin.token: %v %v", info, err)
	}
}

func TestSecondProcessIsRefused(t *testing.T) {
	ding := dingtalktest.New(t, time.Now)
	r := start(t, t.TempDir(), ding.URL)
	c, _, err := LoadConfig(r.config)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := newService(c, zerolog.Nop(), time.Now); err == nil || !strings.Contains(err.Error(), "另一个") {
		t.Errorf("a second bot on the same folder: %v", err)
	}
}

// Whoever has begun a request and never ends it must not make a stop a failure.
func TestStopDoesNotWaitForEver(t *testing.T) {
	ding := dingtalktest.New(t, time.Now)
	r := start(t, t.TempDir(), ding.URL)
	conn, err := net.Dial("tcp", strings.TrimPrefix(r.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, "POST /wecom/callback HTTP/1.1\r\nHost: bot\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Read(make([]byte, 25)); err != nil { // 100 Continue: the body is being read
		t.Fatal(err)
	}
	r.stop() // fails the test with the error of the service
}
