package command

import (
	"strings"
	"time"

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
