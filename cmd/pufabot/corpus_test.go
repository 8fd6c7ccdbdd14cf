package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pufabot/bot/command/commandtest"
)

// asked is one group of a corpus: explain is started once for each.
type asked struct{ unit, now string }

// TestCorpusThroughExplain builds the binary and holds what its explain --json
// prints for the public corpus to the two promises: no wrong write, and 97 of 100
// lines exactly as expected. Lines that need a store are left to package bot.
func TestCorpusThroughExplain(t *testing.T) {
	if testing.Short() {
		t.Skip("the built bot has no race detector")
	}
	t.Parallel()
	program := binary(t)
	data, err := os.ReadFile(filepath.Join("..", "..", "bot", "command", "testdata", "dev.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	cases, err := commandtest.Load(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	lines := map[asked][]string{}
	for _, c := range cases {
		if !c.NeedsStore {
			lines[asked{c.Unit, c.Now}] = append(lines[asked{c.Unit, c.Now}], c.Line)
		}
	}
	answers := map[asked]map[string]explained{}
	for who, said := range lines {
		answers[who] = map[string]explained{}
		for i, a := range explainLines(t, program, who, said) {
			answers[who][said[i]] = a
		}
	}
	right := 0
	results := commandtest.Score(cases, func(line, unit, now string) (string, []commandtest.Act) {
		a := answers[asked{unit, now}][line]
		return a.Outcome, a.Acts
	})
	for _, r := range results {
		switch {
		case r.Wrong:
			t.Errorf("%s: wrong write: %q: %v", r.Case.ID, r.Case.Line, r.Acts)
		case r.Right:
			right++
		default:
			t.Logf("%s: %q: expected %v %v, got %s %v (%s)", r.Case.ID, r.Case.Line, r.Case.Outcome, r.Case.Acts, r.Outcome, r.Acts, r.Case.Why)
		}
	}
	t.Log(commandtest.Summary(results))
	if len(results) < 100 || right*100 < len(results)*97 {
		t.Errorf("right %d of %d, want 97 of 100", right, len(results))
	}
}

// explained is what a line of explain --json says that the scorer compares.
type explained struct {
	Outcome string            `json:"outcome"`
	Acts    []commandtest.Act `json:"acts"`
}

func explainLines(t *testing.T, program string, who asked, lines []string) []explained {
	t.Helper()
	var in strings.Builder
	for _, l := range lines {
		fmt.Fprintln(&in, strings.NewReplacer("\r\n", `\n`, "\n", `\n`, "\t", `\t`).Replace(l))
	}
	cmd := exec.Command(program, "explain", "--config", filepath.Join("..", "..", "config.example.toml"), "--as", who.unit, "--at", who.now, "--json")
	cmd.Stdin = strings.NewReader(in.String())
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("explain --as %s: %v: %s", who.unit, err, &complaints)
	}
	var answers []explained
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var a explained
		if err := dec.Decode(&a); err != nil {
			t.Fatal(err)
		}
		answers = append(answers, a)
	}
	if len(answers) != len(lines) {
		t.Fatalf("explain --as %s: %d lines in, %d out: %s", who.unit, len(lines), len(answers), &complaints)
	}
	return answers
}
