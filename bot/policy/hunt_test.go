package policy_test

import (
	"os"
	"testing"

	"pufabot/bot/command/commandtest"
)

// TestHunt runs lines that were written to trick the parser: none may be recorded
// wrongly without a question.
func TestHunt(t *testing.T) {
	f, err := os.Open("../command/testdata/hunt.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := commandtest.LoadHunt(f)
	if err != nil {
		t.Fatal(err)
	}
	if len(lines) < 1000 {
		t.Errorf("only %d lines", len(lines))
	}
	read := reader(t)
	for _, h := range lines {
		if outcome, acts := read(h.Line, h.Unit, h.Now); h.Wrong(outcome, acts) {
			t.Errorf("%s: %q\n  recorded %v\n  may be   %v", h.Unit, h.Line, acts, h.May)
		}
	}
}
