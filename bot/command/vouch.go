package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// This file looks where words hide from the coverage of cover.go: inside what an act
// keeps as it was said (texts, reasons, names, places, media, titles), around what is
// judged, and in letters that stand for a numeral by their sound.

// vouch turns an apply into a question where the line is the bot's own, where a figure
// may have been heard wrongly, or where kept words speak about the record itself.
func (p *parse) vouch(r *Reading) {
	if r.Outcome != Apply && r.Outcome != Confirm || !anyVerb(r.Acts, Verb.lasts) {
		return
	}
	if s, own := p.ownWords(); own {
		p.doubtful(r, AskMeaning, s)
		return
	}
	if s := bounds.findIn(p); s != "" && anyAct(r.Acts, func(a *Act) bool { return a.HasValue && a.Op == ledger.Set }) {
		p.doubtful(r, AskMeaning, s)
		return
	}
	if sp, found := p.listNumber(r); found {
		p.doubtful(r, AskMeaning, p.quote(sp.Start, sp.End))
		return
	}
	if s := p.unitsOff(r); s != "" {
		p.doubtful(r, AskNumber, s)
		return
	}
	if s := renamed.findIn(p); s != "" && anyAct(r.Acts, func(a *Act) bool { return a.Verb == Entry && a.Op == ledger.Add }) {
		p.doubtful(r, AskMeaning, s)
		return
	}
	if s := p.said(waiting); s != "" && anyAct(r.Acts, func(a *Act) bool { return a.Verb == Review && a.Reason == "" && len(a.Except) == 0 && !a.Leave.Some() }) {
		p.doubtful(r, AskMixed, s)
		return
	}
	if s, worse := p.misheard(r); worse {
		p.doubtful(r, AskNumber, s)
		return
	} else if s != "" && r.Outcome == Apply {
		p.unsure(r, s)
		return
	}
	if r.Outcome != Apply {
		return
	}
	if s := p.said(shots); s != "" && anyAct(r.Acts, func(a *Act) bool { return a.Verb == Entry && a.Type != "" }) && anyAct(r.Acts, func(a *Act) bool { return a.Verb == Session || a.Verb == Mail }) {
		p.unsure(r, s) // 宣讲1场,照片5张已传: works, or only of it?
		return
	}
	if s := listed.findIn(p); s != "" {
		p.unsure(r, s)
		return
	}
	if p.countedBare(r) {
		return
	}
	if strings.Contains(p.s, measureVisits) && anyAct(r.Acts, func(a *Act) bool { return a.Verb == Count && a.Measure == "" || a.People > 0 }) {
		p.unsure(r, measureVisits)
		return
	}
	if ownBullet.matches(p) {
		p.unsure(r, p.s)
		return
	}
	for i := range r.Acts {
		if s := p.hidden(&r.Acts[i]); s != "" {
			p.unsure(r, s)
			return
		}
	}
}

var (
	// bounds are ranks and limits, which count nothing: 前3能去省里, 满200人就封.
	bounds = newPattern(`(^|[^之以日号点月午天目此先提当面])前\d+名?([^日号天月点\d期场人篇件]|$)|满\d+人?(就|即|才|封|截)|\d+(人|篇|场|件)?(封顶|为限|打底|起步|达标)`)
	// listed numbers may be those of a list as well as figures: 1.征文2.作品1.
	listed = newPattern(`(^|[ ,;:\n])1[.、]\p{Han}+2[.、]\p{Han}`)
	// shots are of what was held more often than works.
	shots = phraseList("照片")
	// renamed says that a piece has another title now.
	renamed = newPattern(`(题目|标题|题名|篇名)(改|换)(成|为|叫|做)|改(个|一下|下)(题目|标题|名)|改名|更名|》[^,;。《作]{0,4}(改成|改为|换成|换为|替换|替代)`)
	// waiting put a decision off, wherever they stand.
	waiting = phraseList("先别动 先别改 先别审 先别处理")
)

// lasts tells whether an act of the verb changes what is stored, or who is told.
func (v Verb) lasts() bool {
	return v.changes() || v == Text || v == Mute || v == Justify
}

// doubtful asks instead of what was read.
func (p *parse) doubtful(r *Reading, code QuestionCode, quote string) {
	*r = Reading{Outcome: Ask, Question: Question{Code: code, Quote: quote, Item: r.Acts[0].Item, Unit: r.Acts[0].Unit}}
}

// unsure wants a yes to what was read.
func (p *parse) unsure(r *Reading, quote string) {
	r.Outcome = Confirm
	r.Question = Question{Code: AskSure, Quote: quote, Item: r.Acts[0].Item, Unit: r.Acts[0].Unit}
}

// hidden is the first such word in what an act keeps.
func (p *parse) hidden(a *Act) string {
	if s := faultless(a); s != "" {
		return s
	}
	for _, list := range [...][]string{{a.Place, a.Media, a.Author, a.Person}, a.Names} {
		for _, s := range list {
			if x := nameless.in(s); x != "" {
				return x
			}
		}
	}
	for _, list := range [...][]string{{a.Author, a.Person}, a.Names} {
		for _, s := range list {
			if x := unlikely.in(s); x != "" {
				return s
			}
		}
	}
	if foreignName(a.Author) {
		return a.Author
	}
	if p.beyond(a) {
		return a.Place
	}
	for _, s := range a.Titles {
		if n := nameless[:6].in(s); n != "" && utf8.RuneCountInString(s) < 6 || s == "标题" || s == "题目" || strings.Trim(s, "Xx×*?.…") == "" {
			return s
		}
	}
	switch a.Verb {
	case Signup:
		for i := range p.toks { // 刘敏,我: whose name is that?
			if s := p.txt(&p.toks[i]); selves[s] && p.between(i) {
				return s
			}
		}
		return selfBeside.findIn(p)
	case Text:
		return p.putOff(unquoted(a.Text))
	case Review:
		return p.aspect(a)
	case Session, Entry, Count:
		if a.Value == 1 && a.HasValue && a.Op == ledger.Set && a.Date.IsZero() && a.Place == "" && len(a.Titles) == 0 && a.Stage == "" {
			if !lasted.matches(p) {
				return eachTakes.findIn(p)
			}
		}
	}
	return ""
}

// faultless is a clause of a reason that speaks of the decision, or names no fault of
// the piece and nothing to do about it: what is kept as a reason may take it back.
func faultless(a *Act) string {
	reason := unquoted(a.Reason)
	if s := recanting.in(reason) + overturns.find(reason); s != "" {
		return s
	}
	if a.Verb != Review || a.Verdict != "return" {
		return ""
	}
	for _, s := range strings.FieldsFunc(a.Reason, func(r rune) bool { return strings.ContainsRune(",，;；。!！\n", r) }) {
		if letters1(s) > 0 && faults.in(strings.ToLower(s)) == "" || confused.find(s) != "" {
			return s
		}
	}
	return ""
}

var (
	// overturns are a verdict said anew (改成通过), or left open (改不改).
	overturns = newPattern(`(^|[^没未不有])(通过|过了吧|过吧|选报|同意|合格了|算合格)|[改退过行]不[改退过行]`)
	// confused says that the names were: 单位错了.
	confused = newPattern(`^(单位|名字|人|县|区|名)?(搞|弄|认|说|点|看)?(错|反|混)了?$`)
)

// selves are how people name themselves in a list.
var selves = wordSet("我 我自己 本人 自己 我本人")

// between tells whether the token at i stands alone between marks.
func (p *parse) between(i int) bool {
	edge := func(k int) bool {
		return k < 0 || k >= len(p.toks) || p.toks[k].kind == kSep || p.txt(&p.toks[k]) == "和" || p.txt(&p.toks[k]) == "跟"
	}
	return edge(i-1) && edge(i+1) && i > 0
}

// beyond tells whether the place of an act goes on after its end, is none, or is
// another unit's.
func (p *parse) beyond(a *Act) bool {
	at := strings.Index(p.s, a.Place)
	if a.Place == "" || at < 0 {
		return false
	}
	if noPlace.in(a.Place) != "" || utf8.RuneCountInString(a.Place) == 1 {
		return true
	}
	sp, ended, last := Span{at, at + len(a.Place)}, false, (*token)(nil)
	for i := range p.toks {
		if t := &p.toks[i]; sp.holds(t) {
			if n := i + 1; t.is(cUnit) && t.end < sp.End && !p.toks[n].is(cPlaceEnd) { // 石鼓三塘社区, but not 衡山路
				if id, sure := p.unitOf(t); sure && id != a.Unit {
					return true
				}
			}
			ended, last = ended || t.is(cPlaceEnd), t
		}
	}
	return ended && !last.is(cPlaceEnd|cThing) && (last.kind == kText || last.kind == kWord) && utf8.RuneCountInString(p.txt(last)) > 1
}

// eachTakes is how long, big or dear one piece is: 一场大概40分钟.
var eachTakes = newPattern(`[一1每]\p{Han}{1,2}[^,;。\n]{0,12}[\d一二两三四五六七八九十百千半]+(多|来|几)?个?(分钟|小时|钟头|课时|块|元|分|字|页|秒|兆|[mM]\b|天|周|平)`)

// lasted says of one that was held how long it was.
var lasted = newPattern(`时长|历时|用时|持续|全长|片长`)

// putOff finds words about the text instead of the text: all of a short text, the first
// and the last clause of a long one.
func (p *parse) putOff(text string) string {
	if s := recanting[:20].in(text); s != "" || utf8.RuneCountInString(text) < 14 && practical.in(text) == "" {
		return text
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;。!\n", r) })
	for i, s := range parts {
		n := utf8.RuneCountInString(s)
		if n > 10 && utf8.RuneCountInString(text) > 16 || i > 0 && i+1 < len(parts) && n > 6 {
			continue
		}
		if x := deferring.in(s) + dueLater.find(s); x != "" {
			return x
		}
		if x := recanting.in(s); x != "" {
			return x
		}
	}
	return ""
}

// aspect finds a part or a side of the piece beside its verdict: 同意征文那个思路.
func (p *parse) aspect(a *Act) string {
	for i := range p.toks {
		t := &p.toks[i]
		if !t.is(cItem) || t.start > a.Span.End && i > 0 && !p.toks[i-1].is(cUnit|cVerdict|cFiller) {
			continue
		}
		rest := p.s[t.end:]
		if k := strings.IndexAny(rest, ",;:。!\n"); k >= 0 {
			rest = rest[:k]
		}
		if v := a.Span.Start - t.end; v > 0 && v < len(rest) {
			rest = rest[:v]
		}
		if k := strings.Index(rest, a.Reason); a.Reason != "" && k >= 0 {
			rest = rest[:k]
		}
		if x := aspects.in(unquoted(withoutTitles(rest))); x != "" {
			return x
		}
	}
	return ""
}

var quotations = newPattern(`"[^"]*"|《[^》]*》`)

// unquoted is a text without what stands in marks.
func unquoted(s string) string {
	if !quotations.may(s) {
		return s
	}
	return quotations.re.ReplaceAllString(s, "")
}
