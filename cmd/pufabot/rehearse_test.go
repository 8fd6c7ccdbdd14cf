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
	for _, p := range rehearsed(t, script.String()) {
		if p.To.Group == "" {
			continue
		}
		if slices.Contains(p.About, "article") && p.At.After(time.Date(2026, 12, 4, 2, 0, 0, 0, time.UTC)) {
			t.Errorf("%s: nobody owes the article, and yet: %s", p.At, p.Text)
		}
		if slices.Contains(p.About, "essay") && p.At.After(time.Date(2026, 12, 10, 3, 0, 0, 0, time.UTC)) {
			if !containsUnit(p, "qidong") {
				t.Errorf("%s: qidong owes the essay and is not named: %v", p.At, p.Units)
			}
			if len(p.About) == 1 && containsUnit(p, "leiyang") {
				t.Errorf("%s: leiyang has sent two essays and is named: %v", p.At, p.Units)
			}
		}
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
