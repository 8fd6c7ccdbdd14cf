package command

import (
	"slices"
	"strings"
	"unicode"

	"pufabot/bot/ledger"
)

// wide are the ends of places that hold others, whose names follow theirs.
var wide = strings.Fields("镇 乡 街道 开发区 高新区 经开区 园区 工业园 产业园 社区 村 小区 集镇")

func wideEnd(place string) bool {
	for _, w := range wide {
		if strings.HasSuffix(place, w) {
			return true
		}
	}
	return false
}

// within tells whether the place that ends at token k lies in the one before end:
// 霞流镇李家村. Two of a kind are two places.
func (r *reporter) within(end, k int) bool {
	outer, inner := r.txt(&r.toks[end-1]), r.txt(&r.toks[k])
	return slices.Contains(wide, outer) && outer != inner && k-end <= 3 && r.toks[end].kind == kText
}

// isHouse tells whether a number is written as houses are: 12号.
func isHouse(s string) bool { return strings.HasSuffix(s, "号") && digit(s[0]) }

// endsAsPlace tells whether a name ends as places do.
func endsAsPlace(s string) bool {
	for _, w := range placeEnds {
		if len(s) > len(w) && strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// placeEnds and mediaEnds are the words that end names of places and media.
var placeEnds, mediaEnds = wordsOf(placeWords, cPlaceEnd), wordsOf(mediaWords, cMediaEnd)

func wordsOf(table []wordList, c class) []string {
	var out []string
	for _, row := range table {
		if row.class == c {
			out = append(out, strings.Fields(row.words)...)
		}
	}
	return out
}

func (r *reporter) inPlaceName(i int) bool {
	c, end := r.nameRun(i)
	return c == cPlaceEnd && end > i+1
}

// place reads what follows 在 or 到: a place, or a medium for a published piece.
func (r *reporter) place(i int) int {
	k := i + 1
	if k < len(r.toks) && r.toks[k].kind == kSep && r.toks[k].strength <= sepColon {
		k++
	}
	if k >= len(r.toks) {
		return i + 1
	}
	if r.toks[k].is(cEvent) && r.signing() { // 张三去进社区
		return i + 1
	}
	if r.txt(&r.toks[i]) == "去" && r.signing() { // 我们科去刘洋和赵敏
		if _, ok := r.namesAt1(k); ok {
			return i + 1
		}
	}
	if r.toks[k].kind == kNum && r.txt(&r.toks[i]) == "进" && r.endsWithFigure() && !r.foreignAfter(k) { // 征文5进2
		return r.fail(AskMeaning, &r.toks[i])
	}
	if visiting[r.txt(&r.toks[k])] { // 去听了一场宣讲
		return i + 1
	}
	if r.toks[k].is(cSet) && k+1 < len(r.toks) && !r.toks[k+1].is(cPlaceEnd) { // 赶在最后报一篇
		if c, _ := r.nameRun(k + 1); c != cPlaceEnd {
			return i + 1
		}
	}
	if t := &r.toks[k]; t.kind == kNum && r.txt(&r.toks[i]) == "到" {
		r.op = ledger.Set
		return i + 1
	}
	gone := strings.Contains("到去进赴", r.txt(&r.toks[i]))
	if s := r.txt(&r.toks[k]); (s == "了" || s == "过" && gone) && k+1 < len(r.toks) {
		k++
	}
	if r.txt(&r.toks[k]) == "的" { // 派去的人
		return i + 1
	}
	start := k
	if t := &r.toks[k]; t.kind == kNum && r.foreignAfter(k) && r.sessional() { // 进3个社区
		if r.cur == nil {
			r.open(i)
		}
		r.cur.spots = t.num.value
		return k + 2
	}
	for k < len(r.toks) {
		t := &r.toks[k]
		if facing[r.txt(t)] || t.is(cDistrib) || t.is(cHeads) && k > start && !t.is(cAudience|cHold) || t.kind == kNth && k > start && !isHouse(r.txt(t)) {
			break
		}
		if t.kind == kSep || t.kind == kDate || t.kind == kClock || t.kind == kTitle || t.is(cDayPart) ||
			t.is(cHold) && !t.is(cPlaceEnd) && !(k == start && r.beginsName(k)) || t.is(cStage) && k > start && !r.publisher(k) || t.is(cItem) && (!t.w.soft || k > start && r.toks[k-1].is(cPlaceEnd)) && !(k+1 < len(r.toks) && r.toks[k+1].is(cPlaceEnd)) ||
			t.is(cPlan) && k == start {
			break
		}
		if t.kind == kNum && k+1 < len(r.toks) {
			if m := r.measureAt(k); m != "" && (headMeasure(m) || r.g.tight[m] > 0 || m == "场") {
				break
			}
		}
		if t.is(cAdd|cTotal|cSet|cApproxPre|cCorrect) && k > start || k > start && fairs[r.txt(t)] ||
			k > start && (r.beyond(k) || r.deedAt(k) || r.toks[k-1].is(cPlaceEnd) && (hands[r.txt(t)] || handsOut[r.txt(t)] || arrived[r.txt(t)] || r.audienceAt(k) || r.toks[k].is(cAudience) && strings.HasSuffix(r.txt(t), "班"))) { // 在先锋社区给居民讲
			break
		}
		k++
	}
	if k == start {
		return i + 1
	}
	s := strings.TrimRightFunc(r.s[r.toks[start].start:r.toks[k-1].end], func(x rune) bool { return x == '里' || x == '上' || x == '的' || unicode.IsSpace(x) })
	if gone { // 到过三塘社区, but 过水坪镇 is one, too
		bare := strings.TrimLeft(s, "了过")
		r.guessed = r.guessed || bare != s
		s = bare
	}
	if letters1(s) == 0 {
		return i + 1
	}
	if r.inPart && r.sessional() {
		return k
	}
	f := r.cur
	if f == nil {
		f = r.open(i)
	}
	if r.listing {
		f = r.sibling(i)
	}
	f.last = k - 1
	c, end := r.nameRun(start)
	isMedia := c == cMediaEnd && end == k && !r.sessional()
	for _, m := range mediaEnds {
		isMedia = isMedia || strings.HasSuffix(s, m)
	}
	switch {
	case isMedia:
		if f.media == "" {
			f.media = s
		}
	case f.place == "", r.txt(&r.toks[i]) != "在" && strings.HasPrefix(r.txt(&r.toks[i]), "地点") && r.kindOnly(): // 进企业宣讲1场,地点在大浦工业园
		f.place, f.to = s, k
	case generic(s) && r.ofKind(k):
	case r.another(i) && !generic(s) && r.whereOf(s): // 宣讲进校园,16日在云集中学
		f.place, f.to = s, k
	case r.another(i) && !generic(s):
		f = r.sibling(i)
		f.place, f.last = s, k-1
	default:
		if r.sessional() {
			return r.fail(AskMeaning, &r.toks[start])
		}
	}
	return k
}

// handsOut are what is done at a place beside a session there; they end its name.
var handsOut = wordSet("发放 发放资料 发放宣传资料 发 发了 发资料 发传单 派发 赠送 悬挂 悬挂横幅 挂横幅 摆放 接待 接待群众 解答 解答咨询 接受咨询")

// audienceAt tells whether the word at token k says who came, and a figure how many: 群众35人,
// 听的有35人.
func (r *reporter) audienceAt(k int) bool {
	if !r.toks[k].is(cAudience) {
		return false
	}
	for k++; k < len(r.toks) && r.toks[k].is(cFiller|cApproxPre|cTotal); k++ {
	}
	return k < len(r.toks) && r.toks[k].kind == kNum
}

// facing words lead to those for whom something is held, behind the place.
var facing = wordSet("面向 针对")

// faced tells whether the figure at i only says for how many something is held: 面向全县20个部门.
func (r *reporter) faced(i int) bool {
	for i--; i > 0 && r.toks[i].is(cMyself|cTotal|cApproxPre); i-- {
	}
	return i >= 0 && facing[r.txt(&r.toks[i])]
}

// publicizing are words for what is done at a place, where no item is named.
var publicizing = wordSet("普法 统计普法 普法了 宣传 宣传了 法治宣传 统计法 统计法治")

// deedAt tells whether what was done begins at token k, behind the end of a place: 夜市|拉了
// 条横幅.
func (r *reporter) deedAt(k int) bool {
	return r.toks[k-1].is(cPlaceEnd) && r.toks[k].kind != kSep && k+1 < len(r.toks) && r.txt(&r.toks[k+1]) == "了" && r.toks[k+1].start == r.toks[k].end && !r.toks[k].is(cPlaceEnd)
}

// beyond tells whether the place has ended before token k, which goes on to say
// something else: 三塘社区补报, 白沙工业园进企业, 洣水镇和市局联合.
func (r *reporter) beyond(k int) bool {
	t := &r.toks[k]
	if t.is(cWith) && r.hostAfter(k) > k {
		return true
	}
	if before := &r.toks[k-1]; !before.is(cPlaceEnd) && !(before.is(cEvent) && endsAsPlace(before.w.text)) || !t.is(cMaybeAdd|cWith|cEvent) && !(publicizing[r.txt(t)] && (k+1 == len(r.toks) || r.toks[k+1].kind != kText)) || t.is(cPlaceEnd) {
		return false
	}
	c, _ := r.nameRun(k + 1)
	return c != cPlaceEnd
}
