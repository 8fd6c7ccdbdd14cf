package commandtest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"strings"

	"pufabot/bot/ledger"
)

// Hunted is a line that was written to be recorded wrongly, and what it may change
// at once; what is asked first or only answered is always allowed.
type Hunted struct {
	Unit, Now, Line string
	// May are the acts that would be right, each list a reading; none: nothing may change.
	May [][]Act
}

// LoadHunt reads lines of four columns: unit, time, the line with \n and \t as two
// characters, and nothing or a list of readings as JSON. Lines after # are notes.
func LoadHunt(r io.Reader) ([]Hunted, error) {
	breaks := strings.NewReplacer(`\n`, "\n", `\t`, "\t")
	var out []Hunted
	sc := bufio.NewScanner(r)
	for n := 1; sc.Scan(); n++ {
		if strings.HasPrefix(sc.Text(), "#") {
			continue
		}
		cols := strings.Split(sc.Text(), "\t")
		if len(cols) != 4 {
			return nil, fmt.Errorf("line %d: %d columns, want 4", n, len(cols))
		}
		h := Hunted{Unit: cols[0], Now: cols[1], Line: breaks.Replace(cols[2])}
		if cols[3] != "nothing" {
			if err := json.Unmarshal([]byte(cols[3]), &h.May); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
		}
		out = append(out, h)
	}
	return out, sc.Err()
}

// changing are the verbs that change something at once, or for somebody else.
var changing = func() map[string]bool {
	m := maps.Clone(storingVerbs)
	for _, v := range []string{"undo", "unbind", "approve"} {
		m[v] = true
	}
	delete(m, "paste") // its acts follow
	return m
}()

// Wrong tells whether a reading would change at once something else than the line
// may, or only a part of that.
func (h Hunted) Wrong(outcome string, raw []Act) bool {
	if outcome != "apply" {
		return false
	}
	var acts []Act
	for _, a := range raw {
		if v, _ := a["verb"].(string); !changing[v] {
			continue
		}
		if Speaker(h.Unit).Role == ledger.Contact && !empty(a["unit"]) && a["unit"] != h.Unit {
			return true
		}
		acts = append(acts, fill(a))
	}
	if len(acts) == 0 {
		return false
	}
	for _, m := range h.May {
		if len(m) == len(acts) && assign(acts, m) {
			return false
		}
	}
	return true
}
