package command

import (
	"strings"
	"time"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// Grammar is the vocabulary of one plan, ready for reading. It is immutable and
// safe for concurrent use.
type Grammar struct {
	plan  *ledger.Plan
	lex   *lexicon
	sound *sounds
	// tight gives the one item that a measure word names by itself.
	tight map[string]int
	// scoped items are counted in two boxes, own staff and others.
	scoped []bool
	// staged items go through written, published and submitted.
	staged []bool
	// measures are the measure words each item is counted in.
	measures []map[string]bool
	// months that a date without a year may have.
	months [13]bool
}

// Compile builds the vocabulary of a plan: the names, aliases and typos of units,
// the words of items, types and milestones, and the tables of words_*.go.
func Compile(p *ledger.Plan) *Grammar {
	g := &Grammar{plan: p, lex: newLexicon(), tight: map[string]int{}}
	for _, t := range [][]wordList{reportWords, stageWords, fillerWords, foreignWords, numberedThings, placeWords,
		mediaWords, idiomWords, aheadWords, wayWords, reasonWords, talkWords, orderWords, pastWords, requestWords, verdictWords, formatWords, askWords, topicWords} {
		for _, row := range t {
			for _, s := range strings.Fields(row.words) {
				g.teach(s, row)
			}
		}
	}
	for _, row := range besideWords {
		for _, s := range strings.Fields(row.words) {
			w := g.lex.add(s)
			w.class |= cBeside
			w.beside |= row.what
		}
	}
	for i, dp := range dayParts {
		w := g.lex.add(dp.word)
		w.class |= cDayPart
		w.hour = int8(i + 1)
	}
	g.teachItems()
	g.teachUnits()
	g.teachEvents()
	g.lex.seal()
	g.sound = newSounds(g)
	for m := p.Campaign.Start.AddDays(-31); m.Compare(p.Campaign.End.AddDays(31)) <= 0; m = m.AddDays(27) {
		g.months[m.Month] = true
	}
	g.months[p.Campaign.End.AddDays(31).Month] = true
	return g
}

func (g *Grammar) teach(s string, row wordList) {
	w := g.lex.add(s)
	w.class |= row.class
	switch row.class {
	case cAck:
		for _, x := range []string{"马上", "立即", "这就", "抓紧"} {
			if strings.HasPrefix(s, x) {
				w.class |= cPlan
			}
		}
	case cOwing:
		w.class |= cNeg
		if strings.HasSuffix(s, "的") { // 没交的几家: told, not asked
			for _, x := range [...]string{"几家", "那几家", "几个", "那几个", "几家单位", "几个单位", "单位", "县市区", "县", "区县"} {
				g.lex.add(s + x).class |= row.class | cNeg
			}
		}
	case cOrder:
		w.order = row.value
	case cVerdict:
		w.verdict = row.value
	case cTopic:
		if strings.HasPrefix(s, "没") || strings.HasPrefix(s, "还没") || strings.HasPrefix(s, "未") || strings.Contains(s, "都没") || strings.Contains(s, "样没") || strings.Contains(s, "也没") {
			w.class |= cNeg
		}
		if strings.ContainsAny(s, "哪啥谁几怎咋吗何么") || strings.Contains(s, "什么") || strings.Contains(s, "多少") || strings.Contains(s, "多久") || strings.Contains(s, "多长") || strings.Contains(s, "算不算") {
			w.class |= cAsk
		}
		w.topics = append(w.topics, strings.Fields(row.value)...)
	case cFormat:
		w.format = row.value
	case cStage:
		w.stage = ledger.Stage(row.value)
	}
}

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
				g.teachUnit(s, i, false, g.cityName(s) || shared[shortName(u.Name)] > 1)
			}
		}
		if s := shortName(u.Name); u.Kind == ledger.County {
			if !g.cityName(s) {
				for _, x := range []string{"县", "区", "市"} { // 耒阳县, as it was called: still the same place
					if s+x != u.Name && g.unitNamed(s+x) < 0 {
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
			if s := shortName(u.Name); !g.cityName(s) {
				g.teachUnit(city+s, i, false, false)
			}
		}
	}
}

// cityName tells whether a short name is also what the city itself is called: the
// city's titles begin with it. The campaign's title does not say; the one name
// that a county shares with its city is the one whose siblings extend it.
func (g *Grammar) cityName(short string) bool {
	n := 0
	first, _ := utf8.DecodeRuneInString(short)
	for _, u := range g.plan.Units {
		if u.Kind == ledger.City && (strings.HasPrefix(u.Name, short) || anyPrefix(u.Aliases, short)) {
			return true
		}
		if f, _ := utf8.DecodeRuneInString(u.Name); u.Kind == ledger.County && f == first {
			n++
		}
	}
	return sharedCityNames[short] && n > 0
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

func (g *Grammar) unitNamed(s string) int {
	for i, u := range g.plan.Units {
		if u.Name == s {
			return i
		}
		for _, a := range u.Aliases {
			if a == s {
				return i
			}
		}
	}
	return -1
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

func (g *Grammar) teachEvents() {
	for i, m := range g.plan.Milestones {
		list := append([]string{m.Title}, m.Aliases...)
		for part, words := range eventWords {
			if strings.Contains(m.Title, part) {
				list = append(list, strings.Fields(words)...)
			}
		}
		for _, s := range list {
			w := g.lex.add(s)
			w.class |= cEvent
			w.event = i
		}
	}
}

// item is the plan's item of an index.
func (g *Grammar) item(i int) *ledger.Item { return &g.plan.Items[i] }

// itemPlace is the index of an item; -1: the plan has none of that id.
func (g *Grammar) itemPlace(id ledger.ItemID) int {
	for i := range g.plan.Items {
		if g.plan.Items[i].ID == id {
			return i
		}
	}
	return -1
}

// staffed tells whether an item counts who came to something held: a lecture, unlike a quiz.
func (g *Grammar) staffed(i int) bool { return g.plan.Items[i].Kind == ledger.Count && !g.scoped[i] }

// maxOf is the largest figure that is taken for an item without asking.
func (g *Grammar) maxOf(i int) int {
	it := g.item(i)
	if it.Max > 0 {
		return it.Max
	}
	switch it.Kind {
	case ledger.Entry, ledger.Sessions, ledger.Signup, ledger.Text, ledger.Mail:
		return 100
	}
	return 100_000
}

func (g *Grammar) zone() *time.Location {
	if z := g.plan.Campaign.Zone; z != nil {
		return z
	}
	return time.UTC
}
