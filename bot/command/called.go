package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// callings stand before a piece's name that has no marks around it: 一篇叫数据的温度.
var callings = wordSet("叫 叫做 名叫 名字叫 题为 名为 题目是 题目为 标题为 篇名为 篇名是 题目叫 标题是 标题叫 篇名 题目 标题 题名 名字是")

// undecidedWords stand where a name is still wanted.
var undecidedWords = wordSet("待定 待取 待拟 未定 未拟 未取 未确定 未定好 没定 没定好 没定下来 没想好 没取 没取好 没起 没起好 没拟 没拟好 没确定 没有 没得 暂无 暂定 暂未定 再定 另定 在想 再想 后面补 后补 后面再补 稍后补 回头补 再补 另补 后面报 后面发 以后补 之后补 补报")

// undecided tells whether words say that there is no name yet: 题目还没定.
func undecided(s string) bool {
	for _, x := range [...]string{"目前", "暂时", "还", "都"} {
		s = strings.TrimPrefix(s, x)
	}
	return undecidedWords[strings.TrimRight(s, "哈啊呢哦吧呀")]
}

// longestTitle is how many letters a name without marks may have.
const longestTitle = 25

// called writes the names of pieces that stand without 《》 as titles. Where such a
// name begins and ends is guessed, so that a line with one is shown before it is kept.
func (p *parse) called() *parse {
	if !p.namesEntry() {
		return p
	}
	var out []token
	for i := 0; i < len(p.toks); i++ {
		t := &p.toks[i]
		if out != nil {
			out = append(out, *t)
		}
		if t.kind != kWord || !callings[t.w.text] || i == 0 || !p.piecedBefore(i) {
			continue
		}
		from := i + 1
		for from < len(p.toks) && (p.toks[from].kind == kSep && p.toks[from].strength <= sepColon || p.txt(&p.toks[from]) == "叫") {
			from++
		}
		to := p.nameEnd(from)
		if to <= from {
			continue
		}
		if undecided(p.s[p.toks[from].start:p.toks[to-1].end]) {
			if out == nil {
				out = append(out, p.toks[:i+1]...)
			}
			out = out[:len(out)-1]
			p.weighAll(t.start, p.toks[to-1].end)
			p.leftOut = append(p.leftOut, p.quote(t.start, p.toks[to-1].end))
			i = to - 1
			continue
		}
		title := token{kind: kTitle, start: p.toks[from].start, end: p.toks[to-1].end}
		if n := utf8.RuneCountInString(p.s[title.start:title.end]); n < 2 || n > longestTitle || strings.HasSuffix(p.s[title.start:title.end], "了") {
			continue
		}
		if out == nil {
			out = append(out, p.toks[:i+1]...)
		}
		out = append(out, title)
		if to < len(p.toks) && p.toks[to].kind == kWord && !p.toks[to].is(cAuthor) { // as if a mark ended it
			out = append(out, token{kind: kSep, strength: sepComma, start: title.end, end: title.end})
		}
		i = to - 1
	}
	if out == nil {
		return p
	}
	q := p.with(out)
	q.guessedTitle = true
	return q
}

// namesEntry tells whether the line names an item of pieces.
func (p *parse) namesEntry() bool {
	for _, k := range p.itemsIn(0, len(p.toks), true) {
		if p.g.item(k).Kind == ledger.Entry {
			return true
		}
	}
	return false
}

// piecedBefore tells whether a piece, or what it is counted in, stands before the
// calling word at i.
func (p *parse) piecedBefore(i int) bool {
	b := &p.toks[i-1]
	if strings.HasPrefix(p.s[p.toks[i].end:], "分别") {
		return false
	}
	if b.kind == kSep {
		return p.toks[i].w.text != "叫" && p.toks[i].w.text != "叫做"
	}
	return b.is(cMeasure | cItem)
}

// nameEnd is the token after a name that begins at i: at a mark, at the next piece,
// or at the end of the line. A name with a figure in it is left alone.
func (p *parse) nameEnd(i int) int {
	k := i
	for ; k < len(p.toks); k++ {
		t := &p.toks[k]
		switch {
		case k > i && utf8.RuneCountInString(p.s[p.toks[i].start:t.start]) > 1 && p.nextPieces(k):
			return k
		case t.kind == kTitle, t.kind == kLink, t.kind == kPhone, t.kind == kNum && t.num.digits > 0:
			return i
		case t.kind == kSep && t.strength >= sepList, t.is(cAuthor):
			return k
		case k > i && p.calledNext(k):
			return k
		}
	}
	return k
}

// joined is the token behind the words at token k that go on to another piece: 还有, 再.
func (p *parse) joined(k int) int {
	for k < len(p.toks) && (p.toks[k].is(cAdd|cMaybeAdd|cWith) || joins[p.txt(&p.toks[k])]) {
		k++
	}
	return k
}

// joins are words that go on to another piece.
var joins = wordSet("再加 以及 另 还 再 又 及 与")

// calledNext tells whether the next piece that is called something begins at token k:
// 一张叫用法, 又一张叫用法.
func (p *parse) calledNext(k int) bool {
	k = p.joined(k)
	return k+2 < len(p.toks) && p.toks[k].kind == kNum && p.toks[k+1].is(cMeasure) && p.toks[k+2].kind == kWord && callings[p.toks[k+2].w.text]
}

// nextPieces tells whether another item with its figure begins at token k, after a name
// that no mark ends: 还有海报两张, 另外两张海报, 答题86人. A name may have an item in it;
// such a report goes up to a mark or the next of its kind.
func (p *parse) nextPieces(k int) bool {
	from := k
	k = p.joined(k)
	if k+1 >= len(p.toks) {
		return false
	}
	num := k
	if p.toks[k].is(cItem) {
		num++
	}
	if num >= len(p.toks) || p.toks[num].kind != kNum {
		return false
	}
	end := num + 1
	measured := end < len(p.toks) && p.toks[end].is(cMeasure)
	switch {
	case measured:
		end++
	case p.toks[num].num.digits == 0:
		return false
	}
	if num == k { // 两张海报: a name may end so
		if !measured || k == from || end >= len(p.toks) || !p.toks[end].is(cItem) {
			return false
		}
		end++
	}
	return end == len(p.toks) || p.toks[end].kind == kSep || p.nextPieces(end)
}
