package command_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
)

// TestNeeds: no family reads a line that has none of the words that it is said to need,
// whoever says the line.
func TestNeeds(t *testing.T) {
	paths, err := filepath.Glob("testdata/lines*.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := []string{"", "1", "作废", "作废了", "征文2篇不算", "征文2篇不算数", "征文2篇不作数", "恢复耒阳的提醒", "我是耒阳的"}
	for _, c := range corpus(t) {
		lines = append(lines, c.Line)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for l := range strings.Lines(string(data)) {
			if _, rest, ok := strings.Cut(l, " | "); ok {
				line, _, _ := strings.Cut(rest, " => ")
				lines = append(lines, strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(line))
			}
		}
	}
	plan := commandtest.Plan()
	g := command.Compile(plan)
	now := time.Date(2026, 12, 17, 16, 0, 0, 0, plan.Campaign.Zone)
	for _, who := range []string{"hengnan", "law", "coordinator", "observer", "unbound"} {
		for _, line := range lines {
			if over := g.Overlooked(line, command.Context{Speaker: commandtest.Speaker(who), Now: now}); len(over) > 0 {
				t.Errorf("%s: %q is read by %v, which needs other words", who, line, over)
			}
		}
	}
}
