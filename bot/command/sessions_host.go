package command

import (
	"strings"
	"unicode/utf8"
)

// hosts are the ends of names of those who hold something with others.
var hosts = wordSet("局 统计局 司法局 委 办 办公室 中心 公司 银行 单位 部门 协会 商会 党校 学院 大学 法院 检察院 部 宣传部 组织部 厅")

// together follow the host whom a bare 和 brings in: 和区司法局一起.
var together = wordSet("一起 共同 联合 一块 一块儿 一道")

// hostAfter is the token after the name of another host, which 联合 at i brings in
// before the place: 联合华新开发区统计局在临江社区. i: there is none.
func (r *reporter) hostAfter(i int) int {
	joint := len(r.txt(&r.toks[i])) >= len("联合")
	for k := i + 1; k < len(r.toks) && k < i+8; k++ {
		t := &r.toks[k]
		switch {
		case hosts[r.txt(t)] && k+2 < len(r.toks) && (joint && r.toks[k+1].is(cLoc) || together[r.txt(&r.toks[k+1])]):
			r.weighAll(r.toks[i].start, t.end)
			return k + 1
		case r.txt(t) == "、" && hosts[r.txt(&r.toks[k-1])]: // 和司法局、教育局一起
		case t.kind != kText && !t.is(cPlaceEnd|cFiller|cThing|cOthers|cEvent) && !(t.is(cUnit) && k == i+1):
			return i
		}
	}
	return i
}

// ofHost tells whether the item is said to be somebody else's: 司法局的讲座.
func (r *reporter) ofHost(f *frame) bool {
	for k := f.first; k+2 < len(r.toks) && k < f.last; k++ {
		if r.toks[k+2].is(cItem) && r.txt(&r.toks[k+1]) == "的" && !r.toks[k].is(cUnit|cOwn|cMyself|cOthers) && hosts[r.txt(&r.toks[k])] {
			return true
		}
	}
	return false
}

// kindOnly tells whether the session being read has only a kind of place yet, no
// audience, and counts one: what is named next is where it was.
func (r *reporter) kindOnly() bool {
	m := r.cur.main()
	return anywhere[strings.TrimPrefix(r.cur.place, "进")] && len(r.cur.figs) == 1 && len(m) == 1 && m[0].num.value == 1
}

// whereOf tells whether the place s says where the session being read was, of which only
// a kind of place was named: 宣讲进校园,云集中学; 进党校,县委党校.
func (r *reporter) whereOf(s string) bool {
	if r.kindOnly() {
		return true
	}
	kind := strings.TrimPrefix(r.cur.place, "进")
	if len(r.cur.figs) > 0 || !anywhere[kind] && !generic(kind) || r.cur.sibling {
		return false
	}
	return strings.HasSuffix(s, kind) || anywhere[kind] && strings.Contains(r.s, "进"+kind)
}

// ofKind notes that the current session's figures are parts by the kind of place,
// 进企业1次,进社区2次, where the next one follows at i.
func (r *reporter) ofKind(i int) bool {
	f := r.cur
	if i >= len(r.toks) || r.toks[i].kind != kNum || f.item < 0 || len(f.figs) != f.kinds+1 || f.kinds == 0 && !generic(f.place) {
		return false
	}
	if m := r.measureAt(i); m == "" || headMeasure(m) || !r.g.measures[f.item][m] {
		return false
	}
	f.kinds++
	return true
}

// generic tells whether a place is only a kind of place: 社区, 进企业.
func generic(s string) bool {
	s = strings.TrimPrefix(s, "进")
	if first, _ := utf8.DecodeRuneInString(s); hanNumeral(first) { // 一中
		return false
	}
	for _, w := range placeEnds {
		if s == w {
			return true
		}
	}
	return false
}

// joined tells whether a place names two: 三塘社区和万福社区.
func (r *reporter) joined(place string) bool {
	for _, and := range [...]string{"和", "与", "及", "、"} {
		if a, b, ok := strings.Cut(place, and); ok && endsAsPlace(a) && endsAsPlace(b) {
			return true
		}
	}
	return false
}
