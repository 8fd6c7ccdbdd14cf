package command

import (
	"strings"
	"unicode/utf8"
)

// Letters that voice input writes for a numeral. Those that are words of a report (是,
// 就) are in doubt only where they would make one numeral with the next.
const (
	likeNumerals = "把吧爸巴是时事式市室拾似死寺散伞山舞武无吴期其妻起久就酒旧留流刘六儿而耳以已衣一百白摆"
	likeTens     = "是时事式市室拾摆白钱"
	grammatical  = "就以已一六百起其而无"
)

// idle have a work elsewhere (三个, 把征文), but none right before a figure.
var idle = wordSet("个 把 得 把个")

// misheard finds letters beside a figure that may be part of it: 把是六人, 答题是六人,
// 六是人. worse: they have no other work there.
func (p *parse) misheard(r *Reading) (quote string, worse bool) {
	if !anyAct(r.Acts, func(a *Act) bool { return a.HasValue && a.Reporting() }) {
		return "", false
	}
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind != kNum || t.num.approx {
			continue
		}
		spoken := t.num.digits == 0
		run := p.soundsBefore(i)
		last, _ := utf8.DecodeLastRuneInString(run)
		switch n := utf8.RuneCountInString(run); {
		case n > 1 && spoken, n > 1 && strings.HasPrefix(run, "把") && !spoken:
			return run + p.txt(t), run != "就是" && run != "已是"
		case n == 1 && spoken && !strings.ContainsRune(grammatical, last) && (last != '是' || t.num.value < 10 && p.txt(t) != "两"):
			if last != '是' && last != '把' || last == '把' && i > 1 && p.toks[i-2].is(cItem|cHeads) {
				return run + p.txt(t), true
			}
			if last == '是' {
				return run + p.txt(t), false
			}
		}
		if k := i - 1; k > 0 && p.toks[k].end == t.start && p.toks[k-1].is(cItem|cHeads|cFiller) && !p.toks[k-1].is(cApproxPre) && idle[p.txt(&p.toks[k])] {
			return p.txt(&p.toks[k]) + p.txt(t), false
		}
		if i+2 < len(p.toks) && spoken && p.toks[i+1].start == t.end && p.toks[i+2].start == p.toks[i+1].end {
			s := p.txt(&p.toks[i+1])
			if utf8.RuneCountInString(s) == 1 && strings.Contains(likeTens, s) && !(s == "是" && p.takenBackAt(i)) && (p.toks[i+2].kind == kNum || p.toks[i+2].is(cMeasure)) {
				return p.txt(t) + s, true
			}
		}
	}
	return "", false
}

// takenBackAt tells whether the figure at token i is denied, so that 是 leads to what it
// should be: 不是一百六十是一百零六.
func (p *parse) takenBackAt(i int) bool {
	k := p.prev(i)
	return k >= 0 && p.toks[k].is(cCorrect) && strings.HasSuffix(p.txt(&p.toks[k]), "不是")
}

// soundsBefore is the run of single letters right before token i that sound like numerals.
func (p *parse) soundsBefore(i int) string {
	from := i
	for k := i - 1; k >= 0; k-- {
		t := &p.toks[k]
		if t.end != p.toks[k+1].start || t.kind != kWord && t.kind != kText {
			break
		}
		s := p.txt(t)
		if s != "就是" && s != "已是" && utf8.RuneCountInString(s) != 1 && t.kind != kText || strings.Trim(s, likeNumerals) != "" {
			break
		}
		from = k
	}
	return p.s[p.toks[from].start:p.toks[i].start]
}
