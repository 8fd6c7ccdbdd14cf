package command

import "strings"

// mends are lines that only put one word of an earlier line right: 打错了，是耒阳日报.
var mends = newPattern(`^(?:哦|噢|啊|呃|抱歉|不好意思|对不起|刚才|刚刚|上一?条|前面|那条|这条|的|,| )*` +
	`(?:(?:不对|(?:打|写|说|报|填|弄|搞|记|发|输)错了?|错了)[,: ]*(?:应该|应|其实)?(?:是|为|改成|改为)?|(?:应该是|应为|是))[: ]*(\S{1,30}?)(?:才对|哈|啊|哦|,谢谢)?[。! ]*$`)

// Mend puts the word that such a line tells into an earlier one, in the place of the one
// word there that is of the same kind: a day, a unit, a figure, a medium. is tells whether
// the line is such a one at all; without an equal in the earlier line, mended is empty.
func (g *Grammar) Mend(earlier, fix string, c Context) (mended string, is bool) {
	fix = normalise(answered(fix), c.BotNames)
	m := mends.re.FindStringSubmatch(fix)
	if m == nil || strings.ContainsAny(fix, "?吗呢") {
		return "", false
	}
	line, word := normalise(answered(earlier), c.BotNames), m[1]
	if from, to, ok := g.equal(line, word, c); ok && line[from:to] != word {
		return line[:from] + word + line[to:], true
	}
	return "", true
}

// equal finds where the one word of a line stands that is of the kind of another.
func (g *Grammar) equal(line, word string, c Context) (from, to int, ok bool) {
	var in, other room
	toks, new := g.lex1(line, &in), g.lex1(word, &other)
	switch {
	case len(new) == 0:
		return 0, 0, false
	case all(new, func(t *token) bool { return t.kind == kDate }):
		return oneRun(toks, func(t *token) bool { return t.kind == kDate })
	case len(new) == 1 && new[0].is(cUnit):
		return oneRun(toks, func(t *token) bool { return t.is(cUnit) })
	case new[0].kind == kNum && all(new[1:], func(t *token) bool { return t.is(cMeasure) }):
		from, to, ok = oneRun(toks, func(t *token) bool { return t.kind == kNum })
		for i := range toks { // with its measure, where both have the same
			if t := &toks[i]; ok && len(new) == 2 && t.start == to && t.is(cMeasure) {
				return from, t.end, line[t.start:t.end] == word[new[1].start:]
			}
		}
		return from, to, ok
	}
	for _, a := range g.Read(line, c).Acts {
		if a.Media != "" && sameEnd(a.Media, word) && strings.Count(line, a.Media) == 1 {
			from = strings.Index(line, a.Media)
			return from, from + len(a.Media), true
		}
	}
	return 0, 0, false
}

func all(toks []token, such func(*token) bool) bool {
	for i := range toks {
		if !such(&toks[i]) {
			return false
		}
	}
	return true
}

// oneRun is the one run of such tokens.
func oneRun(toks []token, such func(*token) bool) (from, to int, ok bool) {
	for i := range toks {
		t := &toks[i]
		switch {
		case !such(t):
		case ok && t.start != to:
			return 0, 0, false
		case ok:
			to = t.end
		default:
			from, to, ok = t.start, t.end, true
		}
	}
	return from, to, ok
}

// sameEnd tells whether two names end alike: 衡阳日报, 耒阳日报.
func sameEnd(a, b string) bool {
	x, y := []rune(a), []rune(b)
	return len(x) > 2 && len(y) > 2 && string(x[len(x)-2:]) == string(y[len(y)-2:])
}
