package command

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// This file looks where words hide from the coverage of cover.go: inside what an act
// keeps as it was said (texts, reasons, names, places, media, titles), around what is
// judged, and in letters that stand for a numeral by their sound.

// vouch turns an apply into a question where the line is the bot's own, where a figure
// may have been heard wrongly, or where kept words speak about the record itself.
func (p *parse) vouch(r Reading) Reading {
	if r.Outcome != Apply && r.Outcome != Confirm || !slices.ContainsFunc(r.Acts, Act.lasts) {
		return r
	}
	if s, own := p.ownWords(); own {
		return p.doubtful(AskMeaning, s, r)
	}
	if s, worse := p.misheard(r); worse {
		return p.doubtful(AskNumber, s, r)
	} else if s != "" && r.Outcome == Apply {
		return p.unsure(r, s)
	}
	if r.Outcome != Apply {
		return r
	}
	if ownBullet.MatchString(p.s) && len(r.Acts) > 0 {
		return p.unsure(r, p.s)
	}
	for i := range r.Acts {
		if s := p.hidden(&r.Acts[i]); s != "" {
			return p.unsure(r, s)
		}
	}
	return r
}

// lasts tells whether an act changes what is stored, or who is told.
func (a Act) lasts() bool {
	return a.changes() || a.Verb == Text || a.Verb == Mute || a.Verb == Justify
}

func (p *parse) doubtful(code QuestionCode, quote string, r Reading) Reading {
	q := Question{Code: code, Quote: quote, Item: r.Acts[0].Item, Unit: r.Acts[0].Unit}
	return Reading{Outcome: Ask, Question: q}
}

func (p *parse) unsure(r Reading, quote string) Reading {
	r.Outcome = Confirm
	r.Question = Question{Code: AskSure, Quote: quote, Item: r.Acts[0].Item, Unit: r.Acts[0].Unit}
	return r
}

// hidden is the first such word in what an act keeps.
func (p *parse) hidden(a *Act) string {
	if s := containsOne(unquoted(a.Reason), recanting); s != "" {
		return s
	}
	for _, s := range append([]string{a.Place, a.Media, a.Author, a.Person}, a.Names...) {
		if x := containsOne(s, nameless); x != "" {
			return x
		}
	}
	for _, s := range a.Titles {
		if n := containsOne(s, nameless[:6]); n != "" && utf8.RuneCountInString(s) < 6 || s == "标题" || s == "题目" || strings.Trim(s, "Xx×*?.…") == "" {
			return s
		}
	}
	switch a.Verb {
	case Text:
		return p.putOff(unquoted(a.Text))
	case Review:
		return p.aspect(a)
	case Session, Entry, Count:
		if a.Value == 1 && a.HasValue && a.Op == ledger.Set && a.Date.IsZero() && a.Place == "" && len(a.Titles) == 0 && a.Stage == "" {
			if !lasted.MatchString(p.s) {
				return eachTakes.FindString(p.s)
			}
		}
	}
	return ""
}

// eachTakes is how long, big or dear one piece is: 一场大概40分钟.
var eachTakes = regexp.MustCompile(`[一1每]\p{Han}{1,2}[^,;。\n]{0,12}[\d一二两三四五六七八九十百千半]+(多|来|几)?个?(分钟|小时|钟头|课时|块|元|字|页|秒|兆|[mM]\b|天|周|平)`)

// lasted says of one that was held how long it was.
var lasted = regexp.MustCompile(`时长|历时|用时|持续|全长|片长`)

// putOff finds words about the text instead of the text: all of a short text, the first
// and the last clause of a long one.
func (p *parse) putOff(text string) string {
	if s := containsOne(text, recanting[:20]); s != "" {
		return s
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;。!\n", r) })
	for i, s := range parts {
		n := utf8.RuneCountInString(s)
		if n > 10 && utf8.RuneCountInString(text) > 16 || i > 0 && i+1 < len(parts) && n > 6 {
			continue
		}
		if x := containsOne(s, deferring) + dueLater.FindString(s); x != "" {
			return x
		}
		if x := containsOne(s, recanting); x != "" {
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
		if x := containsOne(unquoted(withoutTitles(rest)), aspects); x != "" {
			return x
		}
	}
	return ""
}

// containsOne is the first of the words that a text has.
func containsOne(s string, words []string) string {
	for _, w := range words {
		if strings.Contains(s, w) {
			return w
		}
	}
	return ""
}

var quotations = regexp.MustCompile(`"[^"]*"|《[^》]*》`)

// unquoted is a text without what stands in marks.
func unquoted(s string) string { return quotations.ReplaceAllString(s, "") }
