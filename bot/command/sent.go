package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// This file tells whom something goes to. Published and handed in are two deeds that
// one line often tells of; gone to somebody else than the city is neither.

// elsewhere tells whether what a frame hands on goes to somebody who is not the city:
// 总结已经交给分管领导, 总结已交局长审, 总结发错邮箱了.
func (r *reporter) elsewhere(f *frame) bool {
	for k := f.first; k <= f.last && k < len(r.toks); k++ {
		t := &r.toks[k]
		if !t.is(cStage) && r.txt(t) != "给" {
			continue
		}
		_, n := utf8.DecodeLastRuneInString(r.txt(t))
		if s := r.txt(t); !strings.ContainsAny(s, "发交报送传递寄") && s != "给" {
			continue
		}
		if toOther(withoutTitles(r.s[t.end-n:])) {
			return true
		}
	}
	return false
}

// delivered tells whether a piece without a number was sent to the city: 征文已发邮箱. Of
// an item that may be more than one it is still asked.
func (r *reporter) delivered(f *frame) bool {
	return (f.stage == "sent" || f.stage == ledger.Submitted && mailboxes.in(r.s) != "") && f.media == "" && f.plan == nil && f.neg == nil &&
		len(f.figs) == 0 && f.typ == "" && r.doneSaid(f) && !r.asks()
}

// toOther tells whether words that begin with the last letter of a deed go on with
// whom it is for, and that is not the city.
func toOther(s string) bool {
	if i := strings.IndexAny(s, " ,;:!?\n(。、"); i >= 0 {
		s = s[:i]
	}
	for _, x := range askedOf {
		s, _, _ = strings.Cut(s, x)
	}
	to := strings.TrimLeft(s, "发交报送传递寄出到至往了过去已经")
	to, given := strings.CutPrefix(to, "给")
	to = strings.TrimPrefix(to, "了")
	switch {
	case strings.HasPrefix(to, "错"):
		return true
	case to == "" || cityWords.in(to) != "":
		return false
	case otherReceivers.in(to) != "":
		return true
	}
	first, n := utf8.DecodeRuneInString(to)
	return given && surnameSet[first] && utf8.RuneCountInString(to) <= 4 && !strings.HasPrefix(to[n:], "老师")
}

// submits tells whether the words around a published piece say that it is handed in
// as well: 现报送署名文章1篇,已刊发; …已刊发,请查收; …已刊发,word已发邮箱.
func (r *reporter) submits(f *frame) bool {
	for n, c := range r.clauses() {
		s := withoutTitles(r.s[r.toks[c.from].start:r.toks[c.to-1].end])
		own := c.to > f.first && c.from <= f.last
		switch {
		case r.classIn(c.from, c.to-1, cNeg|cPlan|cNot|cAsk):
		case handsInWords.in(s) != "":
			return true
		case own && mailboxes.in(s) != "" && strings.ContainsAny(s, "发传投寄送") && !r.elsewhere(f):
			return true
		case n == 0 && startsWith(s, handsInHeads) && r.classIn(c.from, c.to-1, cItem):
			return true
		}
	}
	return false
}

// sentToMedia tells whether what was handed in went to the paper that published it:
// 已报祁东日报刊发, 已投稿.
func (r *reporter) sentToMedia(f *frame) bool {
	before, _, found := strings.Cut(r.s, f.media)
	return f.media != "" && found && strings.HasSuffix(strings.TrimSuffix(strings.TrimRight(before, "给到往至, "), "了"), "投稿") ||
		f.media != "" && found && strings.ContainsAny(lastLetter(strings.TrimRight(before, "给到往至")), "报送交投递寄")
}

// offered tells whether the piece was only offered to the paper.
func (r *reporter) offered(f *frame) bool {
	by := false
	for k := f.first; k <= f.last && k < len(r.toks); k++ {
		if t := &r.toks[k]; t.is(cStage) {
			if t.w.stage == ledger.Published {
				return false
			}
			by = by || strings.Contains(r.txt(t), "投")
		}
	}
	return by
}

func lastLetter(s string) string {
	_, n := utf8.DecodeLastRuneInString(s)
	return s[len(s)-n:]
}
