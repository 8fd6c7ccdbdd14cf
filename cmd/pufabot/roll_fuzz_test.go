package main

import (
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"pufabot/bot/command/commandtest"
)

// Whatever a valid configuration looks like, rolling it on gives TOML, and rolling
// back and forth by a year never panics.
func FuzzRoll(f *testing.F) {
	data, err := os.ReadFile(examplePath)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(data), 2027)
	f.Add(minimal, 2028)
	f.Add(strings.ReplaceAll(minimal, "2026", "2024"), 2025)
	f.Fuzz(func(t *testing.T, data string, year int) {
		if strings.Contains(data, "file:") || year < 1 || year > 9999 { // the command asks for a year of four digits
			t.Skip()
		}
		c, _ := parseConfig("x.toml", []byte(data))
		if c == nil || !utf8.ValidString(data) {
			t.Skip()
		}
		out, _ := rollText([]byte(data), c, year, past{})
		if err := toml.Unmarshal(out, new(map[string]any)); err != nil {
			t.Fatalf("what was rolled is no TOML: %v\n%s", err, out)
		}
	})
}

// A line of a script is read or refused in words.
func FuzzScript(f *testing.F) {
	for _, s := range []string{"2026-12-03T10:00 衡阳县: 宣讲 2场", "2026-12-03 协调员：汇总", "2026-12-03 24:61 x: y", ":", "0000-00-00 a:b"} {
		f.Add(s)
	}
	plan := commandtest.Plan()
	f.Fuzz(func(t *testing.T, line string) {
		l, err := parseScriptLine(line, plan)
		if err == nil && (l.at.IsZero() || l.who.Label == "") || err != nil && strings.TrimSpace(err.Error()) == "" {
			t.Fatalf("%+v, %v", l, err)
		}
		if _, err := parseTime(line, plan.Campaign.Zone); err == nil && len(line) > len(time.RFC3339Nano)+5 {
			t.Fatalf("a time of %d bytes", len(line))
		}
	})
}
