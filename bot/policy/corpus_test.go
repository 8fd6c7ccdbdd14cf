package policy_test

import (
	"os"
	"path/filepath"
	"testing"
	_ "time/tzdata"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/policy"
)

func reader(t testing.TB) commandtest.Reader {
	plan := commandtest.Plan()
	g := command.Compile(plan)
	return func(line, unit, now string) (string, []commandtest.Act) {
		at, err := commandtest.Now(now)
		if err != nil {
			t.Fatal(err)
		}
		who := commandtest.Speaker(unit)
		r := policy.Check(plan, who, g.Read(line, command.Context{Speaker: who, Now: at, BotNames: []string{"普法小助手"}}))
		return string(r.Outcome), commandtest.Acts(r)
	}
}

func score(t *testing.T, path string) []commandtest.Result {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cases, err := commandtest.Load(f)
	if err != nil {
		t.Fatal(err)
	}
	rs := commandtest.Score(cases, reader(t))
	for _, r := range rs {
		if !r.Right {
			mark := ""
			if r.Wrong {
				mark = "  WRONG WRITE"
			}
			t.Logf("%s %s %s %q%s\n    expected %v %v %v\n    actual   %s %v\n    why      %s", r.Case.ID, r.Case.Unit, r.Case.Now, r.Case.Line, mark,
				r.Case.Outcome, r.Case.Acts, r.Case.Alt, r.Outcome, r.Acts, r.Case.Why)
		}
	}
	t.Logf("%s: %s", filepath.Base(path), commandtest.Summary(rs))
	return rs
}

// TestCorpus holds every line of the public corpus.
func TestCorpus(t *testing.T) {
	for _, r := range score(t, "../command/testdata/dev.jsonl") {
		if r.Wrong || !r.Right {
			t.Errorf("%s: wrong write %t, right %t: %q", r.Case.ID, r.Wrong, r.Right, r.Case.Line)
		}
	}
}

// TestBlind runs lines that others wrote without looking at the parser.
func TestBlind(t *testing.T) {
	paths, err := filepath.Glob("../command/testdata/blind*.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range paths {
		rs := score(t, p)
		right := 0
		for _, r := range rs {
			if r.Wrong {
				t.Errorf("%s: wrong write: %q", r.Case.ID, r.Case.Line)
			}
			if r.Right {
				right++
			}
		}
		if right*100 < len(rs)*98 {
			t.Errorf("%s: right %d of %d, want 98 of 100", filepath.Base(p), right, len(rs))
		}
	}
}
