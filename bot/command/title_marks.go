package command

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// titleMarks writes titles in quotation marks (征文2篇“甲”“乙”) as those in 《》, where
// they stand behind the item, its measure or another title. Short ones that are made of
// known words only may be no titles, and are shown before they are kept.
func (p *parse) titleMarks() {
	if !strings.Contains(p.s, `"`) || p.c.Role != ledger.Contact && p.classIn(0, len(p.toks)-1, cVerdict|cOrder|cRequest) { // 退回征文"数据不实"
		return
	}
	var b strings.Builder
	done, titles := 0, -1
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind == kTitle {
			titles = i
		}
		for from := t.start; t.kind == kText; { // "甲"张三"乙"
			head := strings.IndexByte(p.s[from:t.end], '"')
			if head < 0 {
				break
			}
			from += head
			end := strings.IndexByte(p.s[from+1:t.end], '"')
			if end < 0 || !p.mayBeTitled(i, titles) {
				break
			}
			name := p.s[from+1 : from+1+end]
			is, plain := p.titleSaid(name)
			if !is {
				break
			}
			p.guessedTitle = p.guessedTitle || !plain && !(i > 0 && p.toks[i-1].is(cStage|cLoc)) // in a paper
			b.WriteString(p.s[done:from] + "《" + name + "》")
			from += end + 2
			done, titles = from, i
		}
	}
	if done > 0 {
		p.s = b.String() + p.s[done:]
		p.letters = lettersOf(p.s)
		p.toks = p.g.lex1(p.s, p.room)
		p.guessedTitle = p.guessedTitle || strings.Contains(p.s, `"`)
	}
}

// mayBeTitled tells whether a title may stand at token i: behind a piece and its measure,
// or behind the title before it with its author.
func (p *parse) mayBeTitled(i, title int) bool {
	if i == title {
		return true
	}
	for k := i - 1; k >= 0; k-- {
		switch t := &p.toks[k]; {
		case k == title:
			return true
		case t.kind == kSep && t.strength < sepStop:
		case title >= 0 && (t.kind == kText || t.kind == kNum && t.num.digits == 0 || t.is(cAuthor|cStage|cLoc|cWith) || utf8.RuneCountInString(p.txt(t)) == 1):
		case t.kind != kWord:
			return false
		default:
			return callings[t.w.text] || p.ofPieces(k)
		}
	}
	return false
}

// ofPieces tells whether the word at token k names pieces, or is what they are counted in.
func (p *parse) ofPieces(k int) bool {
	t := &p.toks[k]
	if n := p.itemOf(t, true); n >= 0 {
		return p.g.item(n).Kind == ledger.Entry
	}
	if !t.is(cMeasure) || t.is(cUnit) {
		return false
	}
	return slices.ContainsFunc(p.toks, func(t token) bool {
		n := p.itemOf(&t, true)
		return n >= 0 && p.g.item(n).Kind == ledger.Entry
	})
}

// titleSaid tells whether words in quotation marks can be a title, and whether that is
// plain.
func (p *parse) titleSaid(s string) (is, plain bool) {
	q := p.lex(s)
	doubtful := q.has&(cNeg|cPlan|cPoison|cZero|cVerdict|cItem|cOld) != 0
	if undecided(s) || doubtful && q.text == 0 {
		return false, false
	}
	return true, !doubtful && (q.text > 0 || utf8.RuneCountInString(s) > 4)
}
