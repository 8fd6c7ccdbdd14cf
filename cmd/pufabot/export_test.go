package main

import (
	"archive/zip"
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/messages"
)

// The same documents come from the running bot and, after it has stopped, from the file.
func TestExportOfEveryFormat(t *testing.T) {
	dir := t.TempDir()
	ding := dingtalktest.New(t, time.Now)
	r := start(t, dir, ding.URL, "\n[console]\n", "\n[[people]]\nrole = \"coordinator\"\ndingtalk_userid = \"boss\"\n\n[console]\n")
	caller := dingtalktest.Caller{URL: r.url + "/dingtalk/callback", Secret: testSecret, Now: time.Now}
	for i, said := range []struct{ by, line string }{{"user-qidong", " 征文2篇"}, {"user-qidong", " 宣讲3场"}, {"user-qidong", " 答题126人"},
		{"user-qidong", " 特色做法：把统计法编成渔鼓词"}, {"user-qidong", " 海报1张《看得见的数》"}, {"boss", " 祁东的作品选报省局"}} {
		body := dingtalktest.Body("msg-"+strconv.Itoa(i), said.by, said.line, map[string]any{"robotCode": "dingappkey0001"})
		if a := caller.Post(t, body); a.Status != http.StatusOK {
			t.Fatalf("callback: %d", a.Status)
		}
	}
	refused := func(code int, want string, args ...string) {
		t.Helper()
		var out, errs bytes.Buffer
		got := run(append([]string{"export", "-o", filepath.Join(dir, "x"), "--config", r.config}, args...), strings.NewReader(""), &out, &errs)
		if got != code || !strings.Contains(errs.String(), want) {
			t.Errorf("%v ended with %d: %s", args, got, errs.String())
		}
	}
	export := func(name string, args ...string) []byte {
		t.Helper()
		path := filepath.Join(dir, name)
		if out, code := r.cli(append([]string{"export", "-o", path}, args...)...); code != 0 {
			t.Fatalf("%s: %s", name, out)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for _, running := range []bool{true, false} {
		if !running {
			r.stop()
		}
		f, err := excelize.OpenReader(bytes.NewReader(export("a.xlsx", "--format", "xlsx")))
		if err != nil {
			t.Fatal(err)
		}
		rows, _ := f.GetRows(messages.Sheets().Details, excelize.Options{RawCellValue: true})
		got := map[string]string{}
		for _, row := range rows {
			if len(row) > 2 && row[0] == "祁东县" {
				got[row[1]] = row[2]
			}
		}
		if got["征文"] != "2" || got["普法宣讲"] != "3" || got["专项答题"] != "126" {
			t.Errorf("running %v: %v", running, got)
		}
		for name, args := range map[string][]string{"city.docx": {"--format", "docx"}, "qidong.docx": {"--format", "docx", "--unit", "祁东县"},
			"province.docx": {"--format", "docx", "--item", "work"}, "all.zip": {"--format", "zip"}, "articles.zip": {"--format", "zip", "--item", "署名文章"}} {
			data := export(name, args...)
			if _, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		refused(exitFailed, messages.NoneForProvince("署名文章"), "--format", "docx", "--item", "署名文章")
		refused(exitFailed, messages.NoSuchPage(), "--format", "png", "--page", "9")
		if data := export("a.png", "--format", "png"); !bytes.HasPrefix(data, []byte("\x89PNG")) {
			t.Error("no picture")
		}
	}
	if _, code := r.cli("export", "--format", "docx", "--unit", "火星", "-o", filepath.Join(dir, "x")); code != exitUsage {
		t.Errorf("an unknown unit ended with %d", code)
	}
	refused(exitFailed, messages.NotForProvince("专项答题"), "--format", "docx", "--item", "quiz")
	refused(exitUsage, messages.OnlyWith("--unit", "docx"), "--format", "xlsx", "--unit", "祁东县")
	refused(exitUsage, messages.OnlyWith("--item", "docx、zip"), "--format", "csv", "--item", "essay")
	refused(exitUsage, messages.OnlyWith("--page", "png"), "--format", "docx", "--page", "2")
	refused(exitUsage, messages.NotTogether("--unit", "--item"), "--format", "docx", "--item", "essay", "--unit", "祁东县")
	if left, _ := filepath.Glob(filepath.Join(dir, "*.part")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
