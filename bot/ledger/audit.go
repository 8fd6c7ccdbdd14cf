package ledger

import (
	"fmt"
	"strings"
)

// Level is how bad a finding is.
type Level string

// The levels, in the trade's words 强制性 and 核实性: an error must be put right, a
// query may be passed with an explanation.
const (
	Error Level = "error"
	Query Level = "query"
)

// Rule is one audit relation (审核关系).
type Rule string

// The rules. A and B are the finding's two figures.
const (
	RuleParts       Rule = "parts"       // Error: the boxes make A, the total is B
	RuleUnsorted    Rule = "unsorted"    // Query: A of the total B are in no box
	RulePublished   Rule = "published"   // Error: A pieces published, and nobody said where
	RuleFiles       Rule = "files"       // Error: formats (Text) of which a file is missing
	RuleEventDay    Rule = "eventday"    // Error: a session on a day (Text) outside the campaign or still to come
	RuleUndated     Rule = "undated"     // Query: B sessions, only A of them dated
	RuleTwinEvents  Rule = "twinevents"  // Query: two sessions on one day at one place (Text)
	RuleMeasure     Rule = "measure"     // Query: counted in another measure (Text), 人次 for 人
	RuleApprox      Rule = "approx"      // Query: the figure B is approximate
	RuleLeap        Rule = "leap"        // Query: from A to B in one go
	RuleTooMuch     Rule = "toomuch"     // Query: B is beyond what a unit could have, A
	RuleUnpublished Rule = "unpublished" // Query: A of B handed in, not published
	RuleUnseen      Rule = "unseen"      // Query: B handed in, files of only A have come in here
	RuleUntitled    Rule = "untitled"    // Query: A of B have no title
	RuleTwinTitles  Rule = "twintitles"  // Query: a title (Text) that another unit has handed in, too
	RuleEarly       Rule = "early"       // Query: the report is said to be sent, and items (Text) are missing
	RuleUnconfirmed Rule = "unconfirmed" // Query: said to be sent, not confirmed
)

// Finding is one thing that the audit has found.
type Finding struct {
	Unit  Unit
	Item  Item
	Rule  Rule
	Level Level
	A, B  int
	Text  []string
	// Explained is the answer that settles it: only for queries, and only as long as
	// the figures are those that were explained.
	Explained *Explanation
}

// Key names the finding together with its figures.
func (f Finding) Key() string {
	return fmt.Sprintf("%s/%d/%d/%s", f.Rule, f.A, f.B, strings.Join(f.Text, "、"))
}

// Open tells whether somebody has to act on it.
func (f Finding) Open() bool { return f.Level == Error || f.Explained == nil }

// Audit holds all standings against the audit relations, in the order of the gaps,
// which must be complete: some relations hold between items or units.
func Audit(p *Plan, gaps []Gap, today Date) []Finding {
	a := auditor{plan: p, today: today, titles: map[string][]string{}, gaps: gaps}
	for _, g := range gaps {
		for _, e := range g.Tally.Entries() {
			if key := titleKey(e.Title); key != "" { // a unit's gaps come one after the other
				if n := len(a.titles[key]); n == 0 || a.titles[key][n-1] != g.Unit.Name {
					a.titles[key] = append(a.titles[key], g.Unit.Name)
				}
			}
		}
	}
	for _, g := range gaps {
		if g.Tally.Answered || len(g.Tally.Files) > 0 {
			a.look(g)
		}
	}
	return a.found
}

// mostTwins is with how many units a title is compared: of thousands that used the same
// sample article, each would be told of all others.
const mostTwins = 20

type auditor struct {
	plan   *Plan
	today  Date
	gaps   []Gap
	titles map[string][]string // the units that handed in a title
	found  []Finding
}

func (a *auditor) find(g Gap, l Level, r Rule, x, y int, text ...string) {
	f := Finding{Unit: g.Unit, Item: g.Item, Rule: r, Level: l, A: x, B: y, Text: text}
	for i, e := range g.Tally.Explained {
		if l == Query && e.Key == f.Key() {
			f.Explained = &g.Tally.Explained[i]
		}
	}
	a.found = append(a.found, f)
}
