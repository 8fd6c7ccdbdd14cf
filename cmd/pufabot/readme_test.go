package main

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
)

// readmePart is what the README says between two marks.
func readmePart(t *testing.T, from, to string) string {
	t.Helper()
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(data), from)
	part, _, closed := strings.Cut(rest, to)
	if !ok || !closed {
		t.Fatalf("the README has no part from %q to %q", from, to)
	}
	return part
}

// commandTable is the README's table as the parser's own data have it. A line
// break inside an example is shown as ↵.
func commandTable() string {
	var b strings.Builder
	b.WriteString("| 想做什么 | 可以这样发 | 谁可以 |\n|---|---|---|\n")
	for _, c := range command.Commands {
		examples := make([]string, len(c.Examples))
		for i, e := range c.Examples {
			examples[i] = "`" + strings.ReplaceAll(e, "\n", "↵") + "`"
		}
		who := "所有人"
		if len(c.Roles) > 0 {
			var names []string
			for _, r := range []struct {
				role ledger.Role
				name string
			}{{ledger.Contact, "联络员"}, {ledger.Coordinator, "协调员"}, {ledger.Observer, "观察员"}} {
				if slices.Contains(c.Roles, r.role) {
					names = append(names, r.name)
				}
			}
			who = strings.Join(names, "、")
		}
		b.WriteString("| " + c.What + " | " + strings.Join(examples, " · ") + " | " + who + " |\n")
	}
	return b.String()
}

func TestREADMETableIsTheParsersOwn(t *testing.T) {
	got := strings.TrimSpace(readmePart(t, "<!-- commands:begin -->", "<!-- commands:end -->"))
	if diff := cmp.Diff(strings.TrimSpace(commandTable()), got); diff != "" {
		t.Errorf("paste this into the README:\n%s\n%s", commandTable(), diff)
	}
}

var copied = regexp.MustCompile("`([^`]+)`")

// Every line of the five minutes is understood as it stands.
func TestREADMEFiveMinutesAreUnderstood(t *testing.T) {
	plan := loadExample(t).Plan()
	grammar := command.Compile(plan)
	now := time.Date(2026, 12, 3, 16, 0, 0, 0, plan.Campaign.Zone)
	speakers := []command.Speaker{
		{Role: ledger.Contact, Unit: "hengyang-xian"}, {Role: ledger.Contact, Unit: "qidong"}, {Role: ledger.Coordinator}, {Role: ledger.Unbound},
	}
	lines := copied.FindAllStringSubmatch(readmePart(t, "## 在浏览器里试五分钟", "```"), -1)
	if len(lines) < 10 {
		t.Fatalf("only %d lines read", len(lines))
	}
	for _, m := range lines {
		if m[1] == "是" || m[1] == "不" { // answers to a question that is not pending here
			continue
		}
		if !slices.ContainsFunc(speakers, func(s command.Speaker) bool {
			r := grammar.Read(m[1], command.Context{Speaker: s, Now: now})
			return len(r.Acts) > 0 && (r.Outcome == command.Apply || r.Outcome == command.Confirm || r.Outcome == command.Reply)
		}) {
			t.Errorf("nobody is understood with %s", m[1])
		}
	}
}

// The README is for people who copy: what it names must exist.
func TestREADMENamesWhatExists(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	for _, want := range []string{
		"go run ./cmd/pufabot serve --config config.example.toml", "go test ./...", "/wecom/callback", "/dingtalk/callback",
		"PUFABOT_WECOM_WEBHOOK_KEY", "PUFABOT_WECOM_TOKEN", "PUFABOT_WECOM_AES_KEY", "PUFABOT_DINGTALK_WEBHOOK_TOKEN",
		"PUFABOT_DINGTALK_WEBHOOK_SECRET", "PUFABOT_DINGTALK_CLIENT_SECRET",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the README does not say %s", want)
		}
	}
	example, err := os.ReadFile(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range regexp.MustCompile(`PUFABOT_[A-Z_]+`).FindAllString(text, -1) {
		if !strings.Contains(string(example), name) {
			t.Errorf("%s is not in the example", name)
		}
	}
	for _, m := range regexp.MustCompile(`\]\(([^)#:]+)\)`).FindAllStringSubmatch(text, -1) {
		if _, err := os.Stat("../../" + m[1]); err != nil {
			t.Errorf("a link leads nowhere: %s", m[1])
		}
	}
}
