package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pufabot/scheduler"
)

func rehearsed(t *testing.T, script string) []scheduler.Push {
	t.Helper()
	args := []string{"rehearse", "--json", "--config", filepath.Join("..", "..", "config.example.toml")}
	if script != "" {
		path := filepath.Join(t.TempDir(), "script.txt")
		if err := os.WriteFile(path, []byte(script), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, "--script", path)
	}
	var out, errs bytes.Buffer
	if code := run(args, strings.NewReader(""), &out, &errs); code != 0 {
		t.Fatalf("exit %d: %s", code, errs.String())
	}
	var pushes []scheduler.Push
	for dec := json.NewDecoder(&out); dec.More(); {
		var p scheduler.Push
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		pushes = append(pushes, p)
	}
	return pushes
}

// The group hears of every date of the notice before it comes.
func TestRehearsalRemindsBeforeEveryDate(t *testing.T) {
	pushes := rehearsed(t, "")
	seen := map[string]bool{}
	for _, p := range pushes {
		if seen[p.Key] {
			t.Errorf("%s was pushed twice", p.Key)
		}
		seen[p.Key] = true
	}
	for _, want := range []struct{ about, before, unit string }{
		{"city-lecture", "2026-12-03T00:00", "city"},
		{"constitution-day", "2026-12-04T00:00", "nanyue"},
		{"article", "2026-12-05T12:00", "qidong"},
		{"statlaw-day", "2026-12-08T00:00", ""},
		{"community", "2026-12-08T00:00", "law"},
		{"enterprise", "2026-12-09T00:00", "law"},
		{"essay", "2026-12-20T00:00", "changning"},
		{"report", "2026-12-25T00:00", "hengshan"},
	} {
		before, err := parseTime(want.before, time.FixedZone("", 8*3600))
		if err != nil {
			t.Fatal(err)
		}
		ok := slices.ContainsFunc(pushes, func(p scheduler.Push) bool {
			return p.To.Group == "work" && slices.Contains(p.About, want.about) && p.At.Before(before) &&
				before.Sub(p.At) < 72*time.Hour && (want.unit == "" || containsUnit(p, want.unit))
		})
		if !ok {
			t.Errorf("no reminder of %s names %s within three days before %s", want.about, want.unit, want.before)
		}
	}
}

func containsUnit(p scheduler.Push, unit string) bool {
	for _, u := range p.Units {
		if string(u) == unit {
			return true
		}
	}
	return false
}

// Who has answered is not reminded; when nobody is missing, there is silence.
func TestRehearsalLeavesThoseAloneWhoHaveAnswered(t *testing.T) {
	var script strings.Builder
	for _, u := range []string{"雁峰区", "石鼓区", "珠晖区", "蒸湘区", "南岳区", "衡阳县", "衡南县", "衡山县", "衡东县", "祁东县", "耒阳市", "常宁市", "市本级"} {
		script.WriteString("2026-12-04T10:00 " + u + ": 署名文章1篇\n")
		if u != "祁东县" {
			script.WriteString("2026-12-10T10:00 " + u + ": 征文 2篇\n")
		}
	}
	essays := 0
	for _, p := range rehearsed(t, script.String()) {
		if p.To.Group == "" {
			continue
		}
		if slices.Contains(p.About, "article") && p.At.After(time.Date(2026, 12, 4, 2, 0, 0, 0, time.UTC)) {
			t.Errorf("%s: nobody owes the article, and yet: %s", p.At, p.Text)
		}
		if slices.Contains(p.About, "essay") && p.At.After(time.Date(2026, 12, 10, 3, 0, 0, 0, time.UTC)) {
			essays++
			if !containsUnit(p, "qidong") {
				t.Errorf("%s: qidong owes the essay and is not named: %v", p.At, p.Units)
			}
			if len(p.About) == 1 && containsUnit(p, "leiyang") {
				t.Errorf("%s: leiyang has sent two essays and is named: %v", p.At, p.Units)
			}
		}
	}
	if essays == 0 {
		t.Error("qidong owes the essay, and nobody says so")
	}
}

func TestRehearsalRefusesAScriptItCannotRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "bad.txt")
	if err := os.WriteFile(path, []byte("2026-12-03T10:00 衡阳县: 宣讲2场\n明天 没有这个单位：宣讲\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	code := run([]string{"rehearse", "-c", filepath.Join("..", "..", "config.example.toml"), "--script", path}, strings.NewReader(""), &out, &errs)
	if code != exitFailed || !strings.Contains(errs.String(), "bad.txt:2") {
		t.Errorf("exit %d, %q", code, errs.String())
	}
}

func TestRehearsalSaysWhatIsWrong(t *testing.T) {
	script := filepath.Join(t.TempDir(), "s.txt")
	for _, tt := range []struct {
		name, script string
		args         []string
		code         int
		errs         string
	}{
		{"no such file", "", []string{"--script", "none.txt"}, exitFailed, "读不到剧本文件 none.txt"},
		{"nobody", "2026-12-03T10:00 没有县: 宣讲2场", nil, exitFailed, "s.txt:1：没有“没有县”这个身份"},
		{"no such day", "2026-12-32T10:00 衡阳县: 宣讲2场", nil, exitFailed, "s.txt:1：看不懂时间"},
		{"no colon", "2026-12-03T10:00 衡阳县 宣讲2场", nil, exitFailed, "s.txt:1：看不懂，请写成"},
		{"backward", "", []string{"--from", "2026-12-05", "--to", "2026-12-04"}, exitUsage, "对调"},
		{"outside", "2026-11-03T10:00 衡阳县: 宣讲2场", nil, exitOK, "有 1 行不在这段时间内"},
		{"as Notepad writes", "\ufeff# 说明\r\n\r\n2026-12-03 10:00 衡阳县： 宣讲2场\r\n", nil, exitOK, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			args := append([]string{"rehearse", "-c", filepath.Join("..", "..", "config.example.toml")}, tt.args...)
			if tt.script != "" {
				if err := os.WriteFile(script, []byte(tt.script), 0o600); err != nil {
					t.Fatal(err)
				}
				args = append(args, "--script", script)
			}
			_, errs, code := invoke(args...)
			if code != tt.code || !strings.Contains(errs, tt.errs) || tt.errs == "" && errs != "" {
				t.Errorf("exit %d, %q", code, errs)
			}
		})
	}
}

// What is printed tells, in the order of time, what was pushed to whom and what
// the script's people said and heard; --json holds the pushes only.
func TestRehearsalPrintsTheTalk(t *testing.T) {
	script := filepath.Join(t.TempDir(), "s.txt")
	if err := os.WriteFile(script, []byte("2026-12-04T08:40 祁东县: 署名文章1篇，已报送\n2026-12-04T08:41 衡南县: 提醒计划\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"rehearse", "-c", filepath.Join("..", "..", "config.example.toml"), "--from", "2026-12-04", "--to", "2026-12-05", "--script", script}
	out, errs, code := invoke(args...)
	if code != 0 || errs != "" {
		t.Fatalf("exit %d, %s", code, errs)
	}
	at := -1
	for _, want := range []string{
		"12月4日（周五）08:30　节点　→ 全市统计法治宣传工作群", "12月4日（周五）08:40　祁东县联络员：署名文章1篇，已报送", "│ 已记录：祁东县",
		"08:41　衡南县联络员：提醒计划", "│ · 12月4日（周五）09:30 署名文章", "12月4日（周五）09:30　提醒　→",
		"12月5日（周六）12:05　清单　→ 协调员（私聊）", // the last day is meant as a whole
	} {
		next := strings.Index(out, want)
		if next <= at {
			t.Errorf("%q stands at %d, after %d", want, next, at)
		}
		at = next
	}
	if out, _, _ := invoke(append(args, "--json")...); strings.Contains(out, "已记录") || strings.Count(out, "\n") != strings.Count(out, `"key"`) {
		t.Error(out)
	}
}
