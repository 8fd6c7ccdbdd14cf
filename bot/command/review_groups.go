package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// group is what one run of a verdict's names is about: units and what is theirs. A
// verdict may have several, 石鼓的海报和珠晖的漫画都通过, and no unit's pieces are
// looked for at another's.
type group struct {
	units          []ledger.UnitID
	item           ledger.ItemID
	typ            string
	titles, places []string
}

// names tells whether the group says which pieces it is about.
func (g group) names() bool { return g.typ != "" || len(g.titles)+len(g.places) > 0 }

// current is the group that is being gathered.
func (v *reviewer) current() group {
	return group{v.units, v.item, v.typ, v.titles, v.places}
}

// beforeUnit closes the group when another unit follows its names: 石鼓《甲》、珠晖…
func (v *reviewer) beforeUnit() {
	if g := v.current(); len(g.units) > 0 && !v.lead && (g.names() || v.own) {
		v.groups = append(v.groups, g)
		v.units, v.typ, v.titles, v.places = nil, "", nil, nil
	}
	if len(v.units) == 0 {
		v.own, v.stray = false, false
		v.lead = v.typ != ""
	}
}

// beforeItem closes the group when it has named something else already: 石鼓的海报和
// 漫画 are two of one unit; where the names stand first, 海报石鼓、漫画珠晖, the next is
// another unit's.
func (v *reviewer) beforeItem(item ledger.ItemID, typ string) {
	if v.item == "" { // 石鼓第1篇和珠晖第2篇征文
		for i := range v.groups {
			v.groups[i].item = item
		}
	}
	g := v.current()
	if (item == g.item || g.item == "") && (g.typ == "" || typ == "" || typ == g.typ) || !g.names() && !v.own {
		v.own = true
		return
	}
	v.groups = append(v.groups, g)
	v.typ, v.titles, v.places = "", nil, nil
	if v.lead {
		v.units = nil
	}
	v.own = true
}

// trails tells whether groups behind the last verdict of the line are what it judges.
func (v *reviewer) trails(last *Act) bool {
	if len(v.groups) == 0 || len(last.Titles)+len(last.IDs) > 0 {
		return false
	}
	first := v.groups[0]
	return len(last.Units) == 0 || len(first.units)+len(v.units) == 0 && last.Item == first.item && last.Type == first.typ // 祁东退回:征文和作品
}

// astray notes letters behind a unit that might name what is its own.
func (v *reviewer) astray(t *token) {
	if t.kind == kText && len(v.units) > 0 && !v.own && !v.current().names() {
		v.stray = v.stray || strings.Trim(v.txt(t), "的那这个些区县市都也") != ""
	}
}

// each is one act for every group of a verdict, the last of which is a. What shares
// its names is one group; units that name nothing go with those before them (石鼓的
// 海报、珠晖都通过), unless these have pieces of their own: then sure is false.
func (v *reviewer) each(a Act) (acts []Act, sure bool) {
	groups := append(v.groups, group{a.Units, a.Item, a.Type, a.Titles, a.IDs})
	v.groups = nil
	for i := len(groups) - 2; i >= 0; i-- { // 征文和作品石鼓的都通过
		if len(groups[i].units) == 0 {
			groups[i].units = groups[i+1].units
		}
	}
	var merged []group
	for i, g := range groups {
		n := len(merged)
		if n == 0 {
			merged = append(merged, g)
			continue
		}
		last := &merged[n-1]
		if i == len(groups)-1 && !g.names() && g.item == last.item {
			if v.stray || len(last.titles)+len(last.places) > 0 {
				return []Act{a}, false
			}
			g.typ = last.typ
		}
		if g.item == last.item && g.typ == last.typ && len(g.titles)+len(g.places)+len(last.titles)+len(last.places) == 0 {
			last.units = append(slices.Clone(last.units), g.units...)
			continue
		}
		merged = append(merged, g)
	}
	for _, g := range merged {
		b := a
		b.Units, b.Item, b.Type, b.Titles, b.IDs = g.units, g.item, g.typ, g.titles, g.places
		acts = append(acts, b)
	}
	return acts, true
}
