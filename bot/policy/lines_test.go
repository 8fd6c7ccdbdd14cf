package policy_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/policy"
)

// TestLines holds the readings of testdata/lines*.txt: one line each, who | words =>
// what they are read as. A change of a reading shows up here by name.
func TestLines(t *testing.T) {
	paths, err := filepath.Glob("../command/testdata/lines*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var data []byte
	for _, path := range paths {
		part, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		data = append(append(data, part...), '\n')
	}
	plan := commandtest.Plan()
	g := command.Compile(plan)
	now, err := commandtest.Now("2026-12-17T16:00+08:00")
	if err != nil {
		t.Fatal(err)
	}
	breaks := strings.NewReplacer(`\n`, "\n", `\t`, "\t")
	n := 0
	for _, l := range strings.Split(string(data), "\n") {
		if l == "" || strings.HasPrefix(l, "#") {
			continue
		}
		who, rest, ok := strings.Cut(l, " | ")
		at := strings.LastIndex(rest, " => ")
		if !ok || at < 0 {
			t.Fatalf("not a table line: %q", l)
		}
		line, want := rest[:at], rest[at+len(" => "):]
		sp := commandtest.Speaker(who)
		r := policy.Check(plan, sp, g.Read(breaks.Replace(line), command.Context{Speaker: sp, Now: now, BotNames: []string{"普法小助手"}}))
		if got := strings.ReplaceAll(commandtest.Brief(r), "\n", `\n`); got != want {
			t.Errorf("%s: %q\n  reads as %s\n  want     %s", who, line, got, want)
		}
		n++
	}
	if n < 300 {
		t.Errorf("only %d lines", n)
	}
}
