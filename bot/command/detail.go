package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// nameRun tells whether the tokens from i on, without a mark between them, spell a
// name that ends as places (cPlaceEnd) or media (cMediaEnd) do, and where it ends.
func (r *reporter) nameRun(i int) (class, int) {
	var c class
	end := i
	for k := i; k < len(r.toks) && k < i+8; k++ {
		t := &r.toks[k]
		switch {
		case c == cMediaEnd && k == end && r.deskEnd(k) > k: // 红网常宁站
			end = r.deskEnd(k)
			k = end - 1
		case t.is(cMediaEnd) && (k > i || len(t.w.text) > 3):
			c, end = cMediaEnd, k+1
		case t.is(cPlaceEnd) && (k > i || len(t.w.text) > 3):
			if c == 0 || k == end || c == cPlaceEnd && r.within(end, k) {
				c, end = cPlaceEnd, k+1
			}
		case t.is(cEvent) && k == i && endsAsPlace(t.w.text):
			c, end = cPlaceEnd, k+1
		case k > i && t.w != nil && t.w.text == "发布":
		case isHouse(r.txt(t)) && t.kind == kNth && k == end:
			end = k + 1
		case t.is(cForeign) && k > i && !t.is(cMeasure) && t.end-t.start == len("里") && k+1 < len(r.toks) && r.toks[k+1].kind == kText: // 百岁坊
		case t.is(cForeign|cMeasure) && k > i && r.amid(k): // 李家村, 云集广场
		case t.kind == kText, t.kind == kNth, t.is(cUnit) && k == i, t.is(cOthers|cOwn|cMyself|cEvent) && len(t.w.text) <= 12, t.is(cThing):
		case t.is(cFiller) && k > i && utf8.RuneCountInString(t.w.text) == 1 && r.txt(t) != "的" && r.txt(t) != "有" && r.txt(t) != "是" && r.txt(t) != "报":
		default:
			return c, end
		}
	}
	return c, end
}

// amid tells whether the single letter at k stands between unknown letters and the
// end of a place, so that it counts nothing: 李家村.
func (r *reporter) amid(k int) bool {
	t := &r.toks[k]
	return t.end-t.start == len("家") && r.toks[k-1].kind == kText && r.toks[k-1].end == t.start &&
		k+1 < len(r.toks) && r.toks[k+1].start == t.end && (r.toks[k+1].kind == kText || r.toks[k+1].is(cPlaceEnd))
}

// named puts the name of a place or a medium where it belongs.
func (r *reporter) named(i, end int, c class) int {
	if r.cur == nil {
		r.open(i)
	}
	if s := r.s[r.toks[i].start:r.toks[end-1].end]; r.listing && c == cPlaceEnd && generic(s) && end < len(r.toks) && r.toks[end].kind == kNum { // 宣讲3场:社区2场,企业1场
		r.listing, r.inPart = false, true
		last := &r.cur.figs[len(r.cur.figs)-1]
		last.total, last.exact = true, true
		return end
	}
	if r.listing && c == cPlaceEnd {
		r.sibling(i)
	}
	s := strings.TrimSpace(r.s[r.toks[i].start:r.toks[end-1].end])
	if _, kind, ok := strings.Cut(s, "进"); ok && end == i+1 && r.toks[i].is(cEvent) && generic(kind) { // 普法进社区1场
		s = "进" + kind
	}
	r.guessed = r.guessed || r.toks[i].maybe
	if c == cPlaceEnd && r.inPart && r.sessional() { // 其中三塘社区1场
		return end
	}
	if c == cPlaceEnd && r.cur.place != "" && r.cur.to != i && r.another(i) && !generic(s) {
		switch {
		case r.whereOf(s): // 进校园宣讲一场,人民路小学
			r.cur.place = ""
		case r.cur.again: // 8号和9号各宣讲一场,8号三塘社区、万福社区
			return r.fail(AskWhichFigure, &r.toks[i])
		default:
			r.sibling(i)
		}
	}
	f := r.cur
	goesOn := f.to == i || f.to == i-1 && r.toks[i-1].is(cWith)
	if c == cPlaceEnd {
		f.to = end
	}
	switch {
	case c == cPlaceEnd && generic(s) && f.place != "" && end < len(r.toks) && r.toks[end].kind == kNum && r.foreignAfter(end): // 参加企业25家
	case c == cPlaceEnd && f.place != "" && generic(s) && r.ofKind(end):
	case c == cMediaEnd:
		if f.media == "" {
			f.media = strings.TrimPrefix(s, "被")
		}
	case f.item >= 0 && r.g.item(f.item).Kind != ledger.Sessions:
		if r.g.staged[f.item] && f.stage != "" && f.media == "" {
			f.media = s
			break
		}
		if r.g.scoped[f.item] {
			f.place = s
		}
		if r.g.item(f.item).Kind == ledger.Entry {
			r.residue = append(r.residue, Span{r.toks[i].start, r.toks[end-1].end})
		}
	case f.place == "", r.fix: // 三塘社区,不对是万福社区
		f.place = s
	case strings.HasPrefix(s, "进") && !strings.HasPrefix(f.place, "进"): // 白沙工业园进企业
	case goesOn:
		f.place += s
	default:
		r.residue = append(r.residue, Span{r.toks[i].start, r.toks[end-1].end})
	}
	return end
}

// letters reads words that no table of reports knows.
func (r *reporter) letters(i int) int {
	t := &r.toks[i]
	if t.kind == kText && (letters1(r.txt(t)) == 0 || r.bossAfter(i) || r.besideNext(i)) {
		return i + 1
	}
	if end := r.placeAgain(i); end > i {
		return end
	}
	if r.signing() && t.kind == kText {
		if end, ok := r.namesAt(i); ok {
			return end
		}
	}
	if c, end := r.nameRun(i); c != 0 {
		return r.named(i, end, c)
	}
	if t.kind == kWord && t.w.class&cHeads != 0 {
		r.heads = true
	}
	if t.is(cAudience) && r.cur != nil && len(r.cur.names) > 0 { // 张三和一名司机
		r.residue = append(r.residue, t.span())
		return i + 1
	}
	if t.kind == kWord && t.w.class&(cAudience|cPlaceEnd|cEvent|cFiller) != 0 {
		return i + 1
	}
	r.residue = append(r.residue, t.span())
	return i + 1
}

// stageWord notes how far an article has come; of other items it only says that they were handed in.
func (r *reporter) stageWord(i int) int {
	t := &r.toks[i]
	if r.txt(t) == "发布" || r.txt(t) == "上了" && r.cur == nil {
		return i + 1
	}
	if n := r.next(i); r.txt(t) == "发了" && n >= 0 && r.toks[n].kind == kNum { // 发了500份资料
		if m := r.toks[min(n+1, len(r.toks)-1)]; m.is(cForeign) {
			return i + 1
		}
	}
	if i > 0 && r.toks[i-1].is(cNo) && strings.HasSuffix(r.txt(&r.toks[i-1]), "不") { // 总结先不发了
		r.weigh(i - 1)
		r.negate(&r.toks[i-1], i)
		return i + 1
	}
	f := r.cur
	if f == nil {
		f = r.open(i)
	}
	if f.item >= 0 && r.g.item(f.item).Kind == ledger.Count && !f.full(r.g) && t.w.stage != ledger.Submitted && t.w.stage != ledger.Written { // 答题链接发给86人
		r.residue = append(r.residue, t.span())
		return i + 1
	}
	if f.item >= 0 && f.full(r.g) && r.g.item(f.item).Kind != ledger.Entry && r.g.item(f.item).Kind != ledger.Mail {
		return i + 1
	}
	rank := map[ledger.Stage]int{"written": 1, "published": 2, "sent": 2, "submitted": 3}
	if lo, hi := min(rank[f.stage], rank[t.w.stage]), max(rank[f.stage], rank[t.w.stage]); lo == 2 && hi == 3 {
		if f.stage == "sent" || t.w.stage == "sent" { // 已报送,Word和PDF都发了
			f.sent = true
		} else {
			f.both = true
		}
	}
	if rank[t.w.stage] > rank[f.stage] {
		f.stage = t.w.stage
	}
	r.openUnit = nil
	return i + 1
}
