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

// What a command writes must not take the place of the ledger, which a running bot
// would go on writing unseen, nor of the configuration; a backup takes that of
// another backup only.
func TestNothingIsWrittenOverWhatTheBotLivesOn(t *testing.T) {
	dir := t.TempDir()
	ding := dingtalktest.New(t, time.Now)
	r := start(t, dir, ding.URL)
	ledger, notes, older := filepath.Join(dir, "data", "pufabot.db"), filepath.Join(dir, "notes.txt"), filepath.Join(dir, "older.db")
	if err := os.WriteFile(notes, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	try := func() {
		t.Helper()
		for _, line := range [][]string{
			{"backup", "-o", ledger}, {"backup", "-o", filepath.Join(dir, "data", "..", "data", "pufabot.db")},
			{"backup", "-o", r.config}, {"backup", "-o", notes},
			{"export", "--format", "csv", "-o", ledger}, {"export", "--format", "json", "-o", ledger}, {"export", "--format", "xlsx", "-o", r.config},
			{"roll", "--year", "2027", "--force", "-o", ledger},
		} {
			before, err := os.ReadFile(line[len(line)-1])
			if err != nil {
				t.Fatal(err)
			}
			out, errs, code := invoke(append(line, "-c", r.config)...)
			if code != exitFailed || !strings.Contains(errs, "换一个文件名") {
				t.Errorf("%v: %d %s%s", line, code, out, errs)
			}
			if after, err := os.ReadFile(line[len(line)-1]); err != nil || !bytes.Equal(before, after) && line[len(line)-1] == notes {
				t.Errorf("%v: the file is another one, %v", line, err)
			}
		}
		for range 2 {
			if out, code := r.cli("backup", "-o", older); code != exitOK {
				t.Errorf("over an older backup: %s", out)
			}
		}
	}
	try()
	caller := dingtalktest.Caller{URL: r.url + "/dingtalk/callback", Secret: testSecret, Now: time.Now}
	body := dingtalktest.Body("msg-1", "user-qidong", " 征文3篇", map[string]any{"robotCode": "dingappkey0001"})
	if a := caller.Post(t, body); a.Status != http.StatusOK {
		t.Fatalf("callback: %d", a.Status)
	}
	r.stop()
	try()
	if v, _ := r.value("qidong", "essay"); v != 3 {
		t.Errorf("after the stop the ledger says %d, want 3", v)
	}
}

// Why a file cannot be read or written is told in Chinese, and so is what to do.
func TestTroubleWithFilesSpeaksChinese(t *testing.T) {
	dir := t.TempDir()
	ding := dingtalktest.New(t, time.Now)
	r := start(t, dir, ding.URL)
	r.stop()
	english := regexp.MustCompile(`[a-z]+:? [a-z]+`)
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, line := range [][]string{
		{"export", "--format", "csv", "-o", filepath.Join(dir, "none", "x.csv")},
		{"export", "--format", "csv", "-o", dir},
		{"export", "--format", "csv", "-o", filepath.Join(file, "x.csv")},
		{"backup", "-o", filepath.Join(dir, "none", "x.db")},
		{"backup", "-o", dir},
		{"restore", dir},
		{"verify", dir},
		{"roll", "--year", "2027", "-o", filepath.Join(dir, "none", "x.toml")},
		{"rehearse", "--script", dir},
	} {
		_, errs, code := invoke(append(line, "-c", r.config)...)
		if code != exitFailed || errs == "" || english.MatchString(errs) {
			t.Errorf("%v: %d %s", line, code, errs)
		}
	}
}

// Without a ledger there is nothing to back up; a wrong name makes no folder.
func TestNoLedgerYet(t *testing.T) {
	dir := t.TempDir()
	example, err := os.ReadFile(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), example, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	for line, want := range map[string]string{"backup": "还没有台账文件", "restore none.db": "没有这个文件", "status": "还没有台账文件", "verify": "还没有台账文件"} {
		if out, errs, code := invoke(strings.Fields(line)...); code != exitFailed || !strings.Contains(errs, want) {
			t.Errorf("%s: %d %s%s", line, code, out, errs)
		}
		if _, err := os.Stat("data"); err == nil {
			t.Errorf("%s made the data folder", line)
			_ = os.Remove("data")
		}
	}
}
