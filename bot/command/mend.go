package command

import "strings"

// mends are lines that only put one word of an earlier line right: 打错了，是耒阳日报.
var mends = newPattern(`^(?:哦|噢|啊|呃|抱歉|不好意思|对不起|刚才|刚刚|上一?条|前面|那条|这条|的|,| )*` +
	`(?:(?:不对|(?:打|写|说|报|填|弄|搞|记|发|输)?错(?:了|[,: ]*是))[,: ]*(?:应该|应|其实)?(?:是|为|改成|改为)?|(?:应该是|应为|是))[: ]*(\S{1,30}?)(?:才对|哈|啊|哦|,谢谢)?[。! ]*$`)

// Mend puts the word that such a line tells into an earlier one, in place of the one word
// there that is of the same kind; see [Grammar.Replaced]. is tells whether the line is such
// a one at all; without an equal in the earlier line, mended is empty.
func (g *Grammar) Mend(earlier, fix string, c Context) (mended string, is bool) {
	fix = normalise(answered(fix), c.BotNames)
	m := mends.re.FindStringSubmatch(fix)
	if m == nil || strings.ContainsAny(fix, "?吗呢") {
		return "", false
	}
	mended, ok := g.Replaced(earlier, m[1], c)
	if !ok {
		mended, ok = g.otherMedium(earlier, m[1], c)
	}
	if !ok || mended == earlier {
		return "", true
	}
	return mended, true
}

// otherMedium puts a medium in place of the one of the line, which ends alike: 衡阳日报,
// 耒阳日报.
func (g *Grammar) otherMedium(earlier, word string, c Context) (string, bool) {
	for _, a := range g.Read(earlier, c).Acts {
		x, y := []rune(a.Media), []rune(word)
		if len(x) > 2 && len(y) > 2 && string(x[len(x)-2:]) == string(y[len(y)-2:]) && strings.Count(earlier, a.Media) == 1 {
			return strings.Replace(earlier, a.Media, word, 1), true
		}
	}
	return "", false
}
