package commandtest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Case is one line of a corpus.
type Case struct {
	ID         string   `json:"id"`
	Unit       string   `json:"unit"`
	Now        string   `json:"now"`
	Line       string   `json:"line"`
	Outcome    []string `json:"outcome"`
	Acts       *[]Act   `json:"acts"`
	Alt        [][]Act  `json:"alt"`
	Trap       bool     `json:"trap"`
	NeedsStore bool     `json:"needs_store"`
	// NeverApply forbids to record the acts at once, right as they are.
	NeverApply bool   `json:"never_apply"`
	Why        string `json:"why"`
}

// Act is an act as JSON.
type Act map[string]any

// Load reads a corpus.
func Load(r io.Reader) ([]Case, error) {
	var out []Case
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, 1<<20)
	for n := 1; sc.Scan(); n++ {
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		var c Case
		if err := json.Unmarshal(sc.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if c.ID == "" || c.Unit == "" || c.Now == "" || len(c.Outcome) == 0 {
			return nil, fmt.Errorf("line %d: id, unit, now or outcome is missing", n)
		}
		out = append(out, c)
	}
	return out, sc.Err()
}

// Reader reads one line as a unit (or coordinator, observer, unbound) at a time
// "2026-12-03T10:00+08:00".
type Reader func(line, unit, now string) (outcome string, acts []Act)

// Result is the score of one case.
type Result struct {
	Case    Case
	Outcome string
	Acts    []Act
	Right   bool
	// Wrong is a wrong write: it would be recorded at once, and differs from every accepted reading.
	Wrong bool
}

// Score reads every case that needs no store.
func Score(cases []Case, read Reader) []Result {
	var out []Result
	for _, c := range cases {
		if c.NeedsStore {
			continue
		}
		outcome, raw := read(c.Line, c.Unit, c.Now)
		acts := make([]Act, len(raw))
		for i, a := range raw {
			acts[i] = fill(a)
		}
		out = append(out, Result{Case: c, Outcome: outcome, Acts: raw, Right: right(c, outcome, acts), Wrong: wrongWrite(c, outcome, acts)})
	}
	return out
}

// Summary counts results as the corpus' own scorer prints them.
func Summary(rs []Result) string {
	good, wrong, traps, trapsGood := 0, 0, 0, 0
	for _, r := range rs {
		good += one(r.Right)
		wrong += one(r.Wrong)
		if r.Case.Trap {
			traps++
			trapsGood += one(r.Right)
		}
	}
	share := 0.0
	if len(rs) > 0 {
		share = 100 * float64(good) / float64(len(rs))
	}
	return fmt.Sprintf("right %d/%d (%.1f%%) · wrong writes %d · traps right %d/%d", good, len(rs), share, wrong, trapsGood, traps)
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

var storingVerbs = map[string]bool{"count": true, "session": true, "entry": true, "signup": true, "text": true, "mail": true, "extend": true,
	"review": true, "bind": true, "nudge": true, "silence": true, "announce": true, "paste": true, "move": true}

func storing(acts []Act) []Act {
	var out []Act
	for _, a := range acts {
		if v, _ := a["verb"].(string); storingVerbs[v] {
			out = append(out, a)
		}
	}
	return out
}

func (c Case) readings() [][]Act {
	var out [][]Act
	if c.Acts != nil {
		out = append(out, *c.Acts)
	}
	return append(out, c.Alt...)
}

func right(c Case, outcome string, acts []Act) bool {
	ok := false
	for _, o := range c.Outcome {
		ok = ok || o == outcome
	}
	if !ok {
		return false
	}
	switch outcome {
	case "ask", "unknown", "ignore":
		return len(acts) == 0
	case "refuse":
		return true
	}
	accepted := c.readings()
	if len(accepted) == 0 {
		return len(storing(acts)) == 0
	}
	if outcome == "apply" || outcome == "confirm" {
		var full [][]Act
		for _, r := range accepted {
			if len(r) > 0 {
				full = append(full, r)
			}
		}
		if len(full) > 0 {
			accepted = full
		}
	}
	for _, r := range accepted {
		if readsAs(r, acts) {
			return true
		}
	}
	return false
}

func wrongWrite(c Case, outcome string, acts []Act) bool {
	st := storing(acts)
	if outcome != "apply" || len(st) == 0 {
		return false
	}
	if c.NeverApply {
		return true
	}
	rs := c.readings()
	if len(rs) == 0 {
		rs = [][]Act{nil}
	}
	for _, r := range rs {
		if assign(st, r) {
			return false
		}
	}
	return true
}

// readsAs: every wanted act has an actual act of its own, and what is left stores nothing.
func readsAs(wants, acts []Act) bool {
	if len(wants) == 0 {
		return len(storing(acts)) == 0
	}
	for i, got := range acts {
		if fits(wants[0], got) && readsAs(wants[1:], without(acts, i)) {
			return true
		}
	}
	return false
}

// assign: every actual act has a wanted act of its own.
func assign(got, want []Act) bool {
	if len(got) == 0 {
		return true
	}
	for i, w := range want {
		if fits(w, got[0]) && assign(got[1:], without(want, i)) {
			return true
		}
	}
	return false
}

func without(l []Act, i int) []Act {
	out := make([]Act, 0, len(l)-1)
	return append(append(out, l[:i]...), l[i+1:]...)
}

func fill(a Act) Act {
	b := Act{}
	for k, v := range a {
		b[k] = v
	}
	if b["verb"] == "entry" {
		if _, ok := b["op"]; !ok {
			b["op"] = "add"
		}
		if _, ok := b["value"]; !ok {
			n := 1.0
			if l, ok := b["titles"].([]any); ok && len(l) > 0 {
				n = float64(len(l))
			}
			b["value"] = n
		}
	}
	if u, ok := b["unit"]; ok && empty(b["units"]) && !empty(u) {
		b["units"] = []any{u}
	}
	return b
}

func words(v any) string {
	s := strings.ToLower(norm.NFKC.String(fmt.Sprint(v)))
	return strings.Trim(strings.Join(strings.Fields(s), ""), "《》#")
}
