package command

import (
	"strings"

	"pufabot/bot/ledger"
)

func (g *Grammar) teachItems() {
	p := g.plan
	g.scoped = make([]bool, len(p.Items))
	g.staged = make([]bool, len(p.Items))
	g.measures = make([]map[string]bool, len(p.Items))
	for i, it := range p.Items {
		for _, s := range append([]string{it.Name}, it.Aliases...) {
			g.teachItem(s, i, "", false)
		}
		for _, iw := range itemWords {
			if !sharesName(it, iw.names) {
				continue
			}
			for _, s := range strings.Fields(iw.words) {
				g.teachItem(s, i, "", false)
			}
			for _, s := range strings.Fields(iw.soft) {
				g.teachItem(s, i, "", true)
			}
		}
		for _, t := range it.Types {
			g.teachItem(t, i, t, false)
			for _, s := range strings.Fields(typeWords[t]) {
				g.teachItem(s, i, t, false)
			}
		}
		g.scoped[i] = it.Kind == ledger.Count && strings.Contains(it.Name, "答题")
		g.staged[i] = it.Kind == ledger.Entry && len(it.Files) > 0
		g.measures[i] = map[string]bool{}
		for _, m := range append(strings.Fields(kindMeasures[it.Measure]), it.Measure) {
			if m == "" {
				continue
			}
			g.measures[i][m] = true
			g.lex.add(m).class |= cMeasure
		}
	}
	for i := range p.Items {
		for _, m := range strings.Fields(tightMeasures) {
			if !g.measures[i][m] {
				continue
			}
			if _, taken := g.tight[m]; taken {
				g.tight[m] = -1
			} else {
				g.tight[m] = i
			}
		}
	}
}

func sharesName(it ledger.Item, names string) bool {
	for _, n := range strings.Fields(names) {
		if it.Name == n {
			return true
		}
		for _, a := range it.Aliases {
			if a == n {
				return true
			}
		}
	}
	return false
}

func (g *Grammar) teachItem(s string, i int, typ string, soft bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return
	}
	w := g.lex.add(s)
	if w.class&cItem != 0 && w.soft && !soft { // a sure name wins over soft ones
		w.items, w.soft = nil, false
	}
	if w.class&cItem != 0 && !w.soft && soft {
		return
	}
	w.class |= cItem
	w.soft = soft
	if typ != "" {
		w.typ = typ
	}
	for _, have := range w.items {
		if have == i {
			return
		}
	}
	w.items = append(w.items, i)
}
