package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// suffixes that a unit's name or short name may carry.
var unitSuffixes = []string{"", "局", "统计局", "的"}

// teachUnits adds names, short names, aliases and listed typos. A short name that
// the city itself could mean (衡阳, of 衡阳县) is in doubt for everybody but the
// unit's own contact.
func (g *Grammar) teachUnits() {
	city := map[string]bool{}
	for _, u := range g.plan.Units {
		if u.Kind == ledger.City {
			for _, s := range append([]string{u.Name}, u.Aliases...) {
				city[s], city[shortName(s)] = true, true
			}
		}
	}
	known := g.namesakes()
	shared := map[string]int{}
	for _, u := range g.plan.Units {
		shared[shortName(u.Name)]++
	}
	var cities []string // 衡阳市 in 衡阳市雁峰区
	for i, u := range g.plan.Units {
		names := append([]string{u.Name}, u.Aliases...)
		for _, a := range u.Aliases { // 衡阳市统计局: 衡阳市 is the city, and no county
			if s := strings.TrimSuffix(strings.TrimSuffix(a, "局"), "统计"); u.Kind == ledger.City && s != a && strings.HasSuffix(s, "市") && utf8.RuneCountInString(s) > 2 {
				g.teachUnit(s, i, false, true)
				cities = append(cities, s)
			}
		}
		for _, n := range names {
			g.teachUnit(n, i, false, false)
			if s := shortName(n); s != n && u.Kind != ledger.Section {
				g.teachUnit(s, i, false, known.cityName(s) || shared[shortName(u.Name)] > 1)
			}
		}
		if s := shortName(u.Name); u.Kind == ledger.County {
			if !known.cityName(s) {
				for _, x := range []string{"县", "区", "市"} { // 耒阳县, as it was called: still the same place
					if s+x != u.Name && !known.named[s+x] {
						g.teachUnit(s+x, i, true, false)
					}
				}
			}
		}
		for _, t := range u.Typos {
			g.teachUnit(t, i, true, false)
			for _, x := range []string{"县", "区", "市"} {
				g.teachUnit(t+x, i, true, false)
			}
		}
	}
	for i, u := range g.plan.Units {
		for _, city := range cities {
			if u.Kind != ledger.County {
				break
			}
			for _, n := range append([]string{u.Name}, u.Aliases...) {
				g.teachUnit(city+n, i, false, false)
			}
			if s := shortName(u.Name); !known.cityName(s) {
				g.teachUnit(city+s, i, false, false)
			}
		}
	}
}

// namesakes are the names of a plan's units, gathered once: a plan may have thousands.
type namesakes struct {
	named    map[string]bool // names and aliases
	titles   []string        // of cities
	counties map[rune]bool   // the first letters of counties
}

func (g *Grammar) namesakes() namesakes {
	n := namesakes{named: map[string]bool{}, counties: map[rune]bool{}}
	for _, u := range g.plan.Units {
		names := append([]string{u.Name}, u.Aliases...)
		for _, s := range names {
			n.named[s] = true
		}
		switch first, _ := utf8.DecodeRuneInString(u.Name); u.Kind {
		case ledger.City:
			n.titles = append(n.titles, names...)
		case ledger.County:
			n.counties[first] = true
		}
	}
	return n
}

// cityName tells whether a short name is also what the city itself is called: the
// city's titles begin with it. The campaign's title does not say; the one name
// that a county shares with its city is the one whose siblings extend it.
func (n *namesakes) cityName(short string) bool {
	first, _ := utf8.DecodeRuneInString(short)
	return anyPrefix(n.titles, short) || sharedCityNames[short] && n.counties[first]
}

// sharedCityNames are names that a county has in common with its prefecture-level city.
var sharedCityNames = map[string]bool{"衡阳": true, "邵阳": true, "岳阳": true, "益阳": true, "湘潭": true, "长沙": true}

func anyPrefix(list []string, s string) bool {
	for _, a := range list {
		if strings.HasPrefix(a, s) {
			return true
		}
	}
	return false
}

// shortName is a county's name without 县, 市 or 区: 耒阳, 石鼓. Names of two
// characters stay whole.
func shortName(s string) string {
	if utf8.RuneCountInString(s) < 3 {
		return s
	}
	for _, x := range []string{"县", "市", "区"} {
		if t, ok := strings.CutSuffix(s, x); ok {
			return t
		}
	}
	return s
}

func (g *Grammar) teachUnit(s string, i int, typo, doubt bool) {
	for _, x := range unitSuffixes {
		w := g.lex.add(s + x)
		if w.class&cUnit != 0 && w.unit != i {
			if typo || doubt { // names win over typos and short names
				continue
			}
			if !w.typo && !w.doubt {
				w.doubt = true // two units of one name
				continue
			}
		}
		w.class |= cUnit
		w.unit, w.typo, w.doubt = i, typo, doubt && x != "统计局" || doubt
	}
}
