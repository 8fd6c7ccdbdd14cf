package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	examplePath = "../../config.example.toml"
	brokenPath  = "testdata/broken.toml"
)

// told is what must be said of one line.
type told struct {
	line        int
	path, words string
}

// loaded is what a file says in which nothing is wrong.
func loaded(t testing.TB, path string) *Config {
	t.Helper()
	c, faults, err := LoadConfig(path)
	if err != nil || len(faults) > 0 {
		t.Fatal(err, faults)
	}
	return c
}

// expected reads the "#!" notes of a file: at the end of the line that they are
// about, or alone above it.
func expected(t *testing.T, data string) []told {
	t.Helper()
	var out []told
	for n, line := range strings.Split(data, "\n") {
		before, notes, ok := strings.Cut(line, "#! ")
		if !ok || strings.HasPrefix(line, "# ") {
			continue
		}
		at := n + 1
		if strings.TrimSpace(before) == "" {
			at++
		}
		for note := range strings.SplitSeq(notes, " && ") {
			path, words, ok := strings.Cut(note, ": ")
			if !ok {
				t.Fatalf("line %d: no path in %q", n+1, note)
			}
			out = append(out, told{at, path, strings.TrimSpace(words)})
		}
	}
	return out
}

func TestEveryFaultIsToldAtOnceAndNothingElse(t *testing.T) {
	data, err := os.ReadFile(brokenPath)
	if err != nil {
		t.Fatal(err)
	}
	c, faults, err := LoadConfig(brokenPath)
	if err != nil || c != nil {
		t.Fatalf("got config %v, error %v", c != nil, err)
	}
	want := expected(t, string(data))
	if len(want) < 50 {
		t.Fatalf("only %d notes read", len(want))
	}
	left := map[string]Fault{}
	for _, f := range faults {
		left[fmt.Sprintf("%d %s", f.Line, f.Path)] = f
	}
	for _, w := range want {
		key := fmt.Sprintf("%d %s", w.line, w.path)
		f, ok := left[key]
		delete(left, key)
		switch {
		case !ok:
			t.Errorf("not told: line %d, %s: %s", w.line, w.path, w.words)
		case !strings.Contains(f.Text, w.words):
			t.Errorf("line %d, %s: said %q, want %q in it", w.line, w.path, f.Text, w.words)
		}
	}
	for _, f := range left {
		t.Errorf("told without need: %v", f)
	}
	if len(faults) != len(want) {
		t.Errorf("%d faults for %d notes", len(faults), len(want))
	}
	for i, f := range faults {
		if i > 0 && f.Line < faults[i-1].Line {
			t.Errorf("out of order: %v", f)
		}
		if strings.Contains(f.String(), "SECRET") {
			t.Errorf("a secret was told: %v", f)
		}
		if !strings.HasPrefix(f.String(), fmt.Sprintf("%s:%d: %s: ", brokenPath, f.Line, f.Path)) {
			t.Errorf("not file:line: path: sentence: %v", f)
		}
	}
}

// minimal is a small plan without faults; tests add to it.
const minimal = `
[campaign]
id = "t"
title = "试"
start = 2026-12-01
end = 2026-12-31
[[units]]
id = "a"
name = "甲县"
kind = "county"
[[items]]
id = "essay"
name = "征文"
kind = "entry"
owed_by = ["county"]
due = 2026-12-20
`

func TestDefaults(t *testing.T) {
	c, faults := parseConfig("x.toml", []byte(minimal))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	p := c.Plan()
	it := p.Items[0]
	got := []any{
		c.DataDir, c.HTTP.Listen, c.Log.Level, c.Log.Format, c.Console.Enabled, c.WeCom.Receive, c.DingTalk.Receive,
		p.Campaign.Zone.String(), p.Campaign.QuietFrom.String(), p.Campaign.QuietUntil.String(), p.Campaign.NudgesPerDay,
		it.Min, it.Max, it.Measure, it.HasTime, c.WeCom.APIBase, c.DingTalk.OAPIBase,
	}
	want := []any{
		"data", "127.0.0.1:8080", "info", "text", false, "off", "off",
		"Asia/Shanghai", "20:00", "08:00", 1,
		1, 0, "篇", false, "https://qyapi.weixin.qq.com", "https://oapi.dingtalk.com",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWritingsThatMeanTheSame(t *testing.T) {
	for name, change := range map[string]func(string) string{
		"byte order mark": func(s string) string { return "\ufeff" + s },
		"windows lines":   func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		"dotted keys":     func(s string) string { return "http.listen = \"127.0.0.1:1\"\n" + s },
		"inline table":    func(s string) string { return "http = { listen = \"127.0.0.1:1\" }\n" + s },
		"no seconds":      func(s string) string { return strings.Replace(s, "2026-12-20", "2026-12-20T12:00", 1) },
		"space in a time": func(s string) string { return strings.Replace(s, "2026-12-20", "2026-12-20 12:00:00", 1) },
		"no quiet hours":  func(s string) string { return strings.Replace(s, "[[units]]", "quiet_hours = []\n[[units]]", 1) },
	} {
		t.Run(name, func(t *testing.T) {
			if _, faults := parseConfig("x.toml", []byte(change(minimal))); len(faults) > 0 {
				t.Error(faults)
			}
		})
	}
}

func TestAFileThatCannotBeReadIsAnError(t *testing.T) {
	if _, _, err := LoadConfig(filepath.Join(t.TempDir(), "none.toml")); err == nil {
		t.Error("no error")
	}
}

func TestWholeFileFaults(t *testing.T) {
	for _, tc := range []struct {
		name, data string
		want       []string // line, path, part of the sentence
	}{
		{"empty", "", []string{
			"1 campaign.id 必须", "1 campaign.title 必须", "1 campaign.start 必须", "1 campaign.end 必须", "1 units 必须", "1 items 必须"}},
		{"gbk", "# ok\n[campaign]\ntitle = \"\xbb\xee\xb6\xaf\"\n", []string{"3  UTF-8"}},
		{"quote never closed", minimal + "note = \"征文\nmax = 3\n", []string{"17 items[1].note 英文引号"}},
		{"list never closed", minimal + "aliases = [\"a\", \"b\"\nmax = 3\n", []string{"18 items[1].aliases 从第 17 行开始"}},
		{"broken header keeps its keys to itself", minimal + "[[items]\nid = \"x\"\nfoo = 1\n", []string{"17  方括号"}},
		{"table written twice in other ways", "http = {}\nlog.level = \"info\"\n[http]\n[log]\n" + minimal, []string{"3 http 已经写过", "4 log 已经写过"}},
		{"adding to an inline table", "http = {}\nhttp.listen = \"127.0.0.1:1\"\n" + minimal, []string{"2 http 已经写过"}},
		{"upper case", strings.Replace(minimal, "kind = \"entry\"", "Kind = \"entry\"", 1), []string{
			"11 items[1].kind 必须", "14 items[1].Kind did you mean \"kind\""}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, faults := parseConfig("x.toml", []byte(tc.data))
			if len(faults) != len(tc.want) {
				t.Fatalf("got %v", faults)
			}
			for i, f := range faults {
				var words string
				head := fmt.Sprintf("%d %s ", f.Line, f.Path)
				if words = strings.TrimPrefix(tc.want[i], head); words == tc.want[i] || !strings.Contains(f.Text, words) {
					t.Errorf("got %v, want %s", f, tc.want[i])
				}
			}
		})
	}
}
