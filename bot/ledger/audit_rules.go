package ledger

import "slices"

func (a *auditor) look(g Gap) {
	switch g.Item.Kind {
	case Count:
		a.heads(g)
	case Sessions:
		a.sessions(g)
	case Entry:
		a.entries(g)
	case Mail:
		a.mail(g)
	}
	if v := g.Tally.Value(); g.Item.Max > 0 && v > g.Item.Max {
		a.find(g, Query, RuleTooMuch, g.Item.Max, v)
	}
}

func (a *auditor) heads(g Gap) {
	t := g.Tally
	sum, total := 0, t.Value()
	for _, n := range t.Told {
		sum += n
	}
	boxed := total - t.Parts[""]
	switch {
	case len(t.Told) > 0 && boxed == 0 && sum != total:
		a.find(g, Error, RuleParts, sum, total)
	case boxed > 0 && t.Parts[""] > 0:
		a.find(g, Query, RuleUnsorted, t.Parts[""], total)
	}
	if t.Measure != "" {
		a.find(g, Query, RuleMeasure, 0, total, t.Measure)
	}
	if t.Approx {
		a.find(g, Query, RuleApprox, 0, total)
	}
	if t.Leap != nil {
		a.find(g, Query, RuleLeap, t.Leap.From, t.Leap.To)
	}
}

func (a *auditor) sessions(g Gap) {
	type held struct {
		day   Date
		place string
	}
	dated, seen := 0, map[held]bool{}
	for _, e := range g.Tally.Events {
		if e.Date.IsZero() {
			continue
		}
		dated++
		if e.Date.Before(a.plan.Campaign.Start) || a.plan.Campaign.End.Before(e.Date) || a.today.Before(e.Date) {
			a.find(g, Error, RuleEventDay, 0, 0, e.Date.String())
		}
		if at := (held{e.Date, e.Place}); seen[at] {
			a.find(g, Query, RuleTwinEvents, 0, 0, e.Date.String(), e.Place)
		} else {
			seen[at] = true
		}
	}
	if n := g.Tally.Value(); dated < n {
		a.find(g, Query, RuleUndated, dated, n)
	}
}

func (a *auditor) entries(g Gap) {
	t, it := g.Tally, g.Item
	clippings := 0
	for _, f := range t.Files {
		if !slices.Contains(it.Files, f.Format) {
			clippings++
		}
	}
	nowhere, unpublished, untitled := 0, 0, 0
	for _, p := range t.Pieces {
		if p.Published && p.Media == "" {
			nowhere++
		}
	}
	entries := t.Entries()
	for _, e := range entries {
		if e.Submitted && !e.Published {
			unpublished++
		}
		if e.Title == "" {
			untitled++
		}
		twins := a.titles[titleKey(e.Title)]
		for _, other := range twins[:min(len(twins), mostTwins)] {
			if other != g.Unit.Name {
				a.find(g, Query, RuleTwinTitles, 0, 0, e.Title, other)
			}
		}
	}
	if nowhere > clippings {
		a.find(g, Error, RulePublished, nowhere-clippings, 0)
	}
	if lacks := t.Lacks(it); len(lacks) > 0 {
		a.find(g, Error, RuleFiles, 0, 0, lacks...)
	}
	if len(it.Files) > 0 && unpublished > 0 {
		a.find(g, Query, RuleUnpublished, unpublished, t.Value())
	}
	if shown := t.Shown(it); len(it.Files) > 0 && shown < t.Value() {
		a.find(g, Query, RuleUnseen, shown, t.Value())
	}
	if untitled > 0 {
		a.find(g, Query, RuleUntitled, untitled, len(entries))
	}
}

// mail is a report that stands for everything else of its unit.
func (a *auditor) mail(g Gap) {
	if g.Tally.Value() == 0 {
		return
	}
	var missing []string
	for _, o := range a.gaps {
		if o.Unit.ID == g.Unit.ID && o.Item.ID != g.Item.ID && o.Owing() && (o.Item.Min > 0 || o.Item.Kind == Count) {
			missing = append(missing, o.Item.Name)
		}
	}
	if len(missing) > 0 {
		a.find(g, Query, RuleEarly, 0, 0, missing...)
	}
	if g.Tally.Sent && !g.Tally.Received {
		a.find(g, Query, RuleUnconfirmed, 0, 0)
	}
}
