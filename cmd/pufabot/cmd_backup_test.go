package main

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
)

// A file that is not there is no reason to run serve.
func TestVerifyAndRestoreOfNoFile(t *testing.T) {
	dir := t.TempDir()
	config, none := filepath.Join(dir, "pufabot.toml"), filepath.Join(dir, "none.db")
	example, err := os.ReadFile(filepath.Join("..", "..", "config.example.toml"))
	if err == nil {
		err = os.WriteFile(config, example, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir) // where the example keeps its data
	for _, verb := range []string{"verify", "restore"} {
		out, errs, code := invoke(verb, "-c", config, none)
		if code == 0 || !strings.Contains(out+errs, "没有这个文件") || strings.Contains(out+errs, "serve") {
			t.Errorf("%s: %d %s%s", verb, code, out, errs)
		}
	}
}

// Whatever is wrong with a file is told in a sentence, with the technical detail behind it.
func TestVerifyTellsDamageInWords(t *testing.T) {
	ding := dingtalktest.New(t, time.Now)
	dir := t.TempDir()
	r := start(t, dir, ding.URL)
	caller := dingtalktest.Caller{URL: r.url + "/dingtalk/callback", Secret: testSecret, Now: time.Now}
	body := dingtalktest.Body("msg-1", "user-qidong", " 征文3篇", map[string]any{"robotCode": "dingappkey0001"})
	if a := caller.Post(t, body); a.Status != http.StatusOK {
		t.Fatalf("callback: %d", a.Status)
	}
	r.stop()
	path := filepath.Join(dir, "data", "pufabot.db")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data = bytes.ReplaceAll(data, []byte(`"qidong"`), []byte(`"qidonk"`)) // wherever it lies
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, code := r.cli("verify")
	if code != exitFailed || !strings.Contains(out, "处问题") || !strings.Contains(out, "pufabot restore") {
		t.Errorf("exit %d: %s", code, out)
	}
	form := regexp.MustCompile(`^· \p{Han}[\p{Han}，]+。（技术细节：.+）$`)
	for line := range strings.Lines(out) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "·") && !form.MatchString(line) || strings.Contains(line, "store:") {
			t.Errorf("not in words: %s", line)
		}
	}
}
