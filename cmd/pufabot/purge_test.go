package main

import (
	"bytes"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
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
