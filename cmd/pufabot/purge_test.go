package main

import (
	"bytes"
	"errors"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/ledger"
	"pufabot/store"
)

// After the campaign: refused while the bot runs and without --yes; then nothing in
// the data folder tells who said what, and the figures stand.
func TestPurgeCommand(t *testing.T) {
	dir := t.TempDir()
	ding := dingtalktest.New(t, time.Now)
	r := start(t, dir, ding.URL)
	caller := dingtalktest.Caller{URL: r.url + "/dingtalk/callback", Secret: testSecret, Now: time.Now}
	for id, words := range map[string]string{"m1": "征文1篇《守住底线》，作者欧阳某某", "m2": "答题66人，是欧阳某某统计的"} {
		if a := caller.Post(t, dingtalktest.Body(id, "user-qidong", words, map[string]any{"senderNick": "司徒某某"})); a.Status != http.StatusOK {
			t.Fatalf("callback: %d", a.Status)
		}
	}
	essays, _ := r.value("qidong", "essay")
	if _, code := r.cli("backup"); code != 0 {
		t.Fatal("no backup")
	}
	if out, code := r.cli("purge", "--yes", "--early"); code == 0 {
		t.Errorf("purged while the bot runs: %s", out)
	}
	r.stop()
	if out, code := r.cli("purge", "--early"); code != 0 || !strings.Contains(out, "--yes") || !strings.Contains(out, "backup-") {
		t.Errorf("the announcement: %d %s", code, out)
	}
	if !found(t, dir, "司徒某某") || !found(t, dir, "欧阳某某") {
		t.Fatal("the names were not there in the first place")
	}
	if out, code := r.cli("purge", "--yes", "--early"); code != 0 || !strings.Contains(out, "经办人") {
		t.Fatalf("%d %s", code, out)
	}
	for _, words := range []string{"司徒某某", "欧阳某某", "user-qidong"} {
		if found(t, filepath.Join(dir, "data"), words) {
			t.Errorf("%s is still there", words)
		}
	}
	if v, _ := r.value("qidong", "essay"); v != essays {
		t.Errorf("essays were %d, are %d", essays, v)
	}
	if out, code := r.cli("verify"); code != 0 {
		t.Errorf("verify: %s", out)
	}
}

// A message of before that its platform delivers once more after a purge is not counted
// a second time.
func TestRepeatedAfterPurge(t *testing.T) {
	dir := t.TempDir()
	ding := dingtalktest.New(t, time.Now)
	said := dingtalktest.Body("m1", "user-qidong", "又搞了一场宣讲", nil)
	for range 2 {
		r := start(t, dir, ding.URL)
		caller := dingtalktest.Caller{URL: r.url + "/dingtalk/callback", Secret: testSecret, Now: time.Now}
		if a := caller.Post(t, said); a.Status != http.StatusOK {
			t.Fatalf("callback: %d", a.Status)
		}
		if v, _ := r.value("qidong", "outreach"); v != 1 {
			t.Errorf("%d sessions", v)
		}
		r.stop()
		if out, code := r.cli("purge", "--yes", "--early"); code != 0 || !strings.Contains(out, "消息编号的校验值 1 个") {
			t.Errorf("%d %s", code, out)
		}
	}
}

// The statement says of every log file whether it tells of anybody, and names what
// the program must leave to people.
func TestPurgeNamesWhatIsLeft(t *testing.T) {
	dir := t.TempDir()
	data, scratch, logs := filepath.Join(dir, "data"), filepath.Join(dir, "tmp"), filepath.Join(dir, "data", "logs")
	t.Setenv("TMPDIR", scratch)
	t.Setenv("TMP", scratch) // on Windows
	write := func(path, words string) string {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(words), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	path := exampleWith(t, dir,
		`file   = ""`, `file   = "`+filepath.ToSlash(filepath.Join(logs, "bot.log"))+`"`)
	t.Chdir(dir)
	c := loaded(t, path)
	if err := os.MkdirAll(data, 0o700); err != nil {
		t.Fatal(err)
	}
	db, err := c.openStore(time.Now)
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(t.Context(), func(tx *store.Tx) error {
		tx.AppendLine(store.Line{Key: "m", By: ledger.Account{Platform: ledger.WeCom, UserID: "situ-mou"}, Nick: "司徒某某", Text: "答题66人，是欧阳某某统计的"})
		return nil
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	clean := write(filepath.Join(logs, "bot.log"), "INF line handled platform=wecom\n")
	telling := write(filepath.Join(logs, "bot-2026-12-20T10-00-00.000.log"), "ERR somebody=situ-mou\n")
	left := []string{write(filepath.Join(data, "备份.db"), "x"), write(filepath.Join(scratch, "pufabot-verify-1", "copy.db"), "x"), "活动汇总表（12月9日）.xlsx"}
	write(filepath.Join(dir, left[2]), "x")
	other := write(filepath.Join(logs, "another.log"), "situ-mou")

	cli := func(args ...string) string {
		t.Helper()
		var out, errs bytes.Buffer
		if code := run(append(args, "-c", path), strings.NewReader(""), &out, &errs); code != 0 {
			t.Fatalf("%d %s", code, errs.String())
		}
		return out.String()
	}
	left[1] = filepath.Dir(left[1])
	would, did := cli("purge", "--early"), cli("purge", "--yes", "--early")
	for _, p := range left {
		if !strings.Contains(would, p) || !strings.Contains(did, p) {
			t.Errorf("%s is not named", p)
		}
	}
	looked, found, ok := strings.Cut(did, "逐个查过")
	if !ok || !strings.Contains(looked, clean) || !strings.Contains(looked, telling) || strings.Contains(found, clean) || !strings.Contains(found, telling) {
		t.Errorf("of the log files it says\n%s", did)
	}
	if strings.Contains(did, other) || strings.Contains(did, c.storePath()) || strings.Contains(did, logs+"\n") || strings.Contains(did, path) {
		t.Errorf("names what it should not\n%s", did)
	}
	for _, p := range []string{clean, telling} {
		if _, err := os.Stat(p); err != nil {
			t.Error(err)
		}
	}
}

// A campaign that goes on is not purged by mistake.
func TestPurgeTooEarly(t *testing.T) {
	dir := t.TempDir()
	path := exampleWith(t, dir, "end           = 2026-12-31", "end           = 2099-12-31")
	var out, errs bytes.Buffer
	if code := run([]string{"purge", "--yes", "-c", path}, strings.NewReader(""), &out, &errs); code == 0 || !strings.Contains(errs.String(), "--early") {
		t.Errorf("%d %s%s", code, out.String(), errs.String())
	}
}

// found tells whether any file below a folder has the words in it.
func found(t *testing.T, dir, words string) bool { return len(holding(t, dir, words)) > 0 }

// holding are the files below a folder that have the words in them.
func holding(t *testing.T, dir, words string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(words)) {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
