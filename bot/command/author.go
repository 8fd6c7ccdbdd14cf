package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// written says who wrote the titles of a frame up to one of them.
type written struct {
	names []string
	to    int // how many titles had been said
}

// author reads 作者周明, 作者李强、王敏, 作者分别是李强和王敏.
func (r *reporter) author(i int) int {
	k := i + 1
	for k < len(r.toks) && (r.toks[k].kind == kSep && r.toks[k].strength <= sepColon || namesFollow[r.txt(&r.toks[k])]) {
		k++
	}
	start := k
	for k < len(r.toks) && r.toks[k].kind != kSep && r.toks[k].kind != kTitle && !(r.toks[k].kind == kNum && r.toks[k].num.digits > 0) {
		k++
	}
	if k < len(r.toks) && k == start && r.toks[k].kind == kNum && headMeasure(r.measureAt(k)) { // 作者5人
		r.weighAll(r.toks[i].start, r.toks[min(k+1, len(r.toks)-1)].end)
		return k + 2
	}
	if k == start {
		r.residue = append(r.residue, r.toks[i].span())
		return i + 1
	}
	first := r.s[r.toks[start].start:r.toks[k-1].end]
	said := nameSaid(first)
	r.weighAll(r.toks[i].start, r.toks[start].start+len(first)-len(said))
	first = said
	for _, x := range [...]string{"更正为", "改成", "改为", "应该是", "应该叫", "应当是", "应是", "应为", "换成", "改叫"} { // whose piece was said before
		if rest, ok := strings.CutPrefix(first, x); ok {
			r.residue = append(r.residue, Span{r.toks[start].start, r.toks[k-1].end})
			first = rest
		}
	}
	names := coauthors(strings.TrimSpace(first))
	for r.listed(k) { // 、王敏
		names = append(names, r.txt(&r.toks[k+1]))
		k += 2
	}
	for j, n := range names {
		if c := utf8.RuneCountInString(n); c < 2 || c > 10 || strings.Contains(n, "错") {
			r.residue = append(r.residue, Span{r.toks[start].start, r.toks[k-1].end})
			return k
		}
		if names[j] = nameAlone(n); names[j] != n {
			r.weighAll(r.toks[start].start, r.toks[k-1].end)
		}
	}
	if r.cur == nil {
		r.open(i)
	}
	r.cur.authors = append(r.cur.authors, written{names, len(r.cur.titles)})
	return k
}

// signed reads the names that stand right behind a title without 作者: 《甲》张三《乙》李四,
// 《甲》(张三). Letters that look like a name may be none, so that only where each of several
// titles has one they are taken without being shown first.
func (r *reporter) signed(i int) int {
	k := i + 1
	if k < len(r.toks) && (r.toks[k].kind == kSep && r.toks[k].strength == sepSpace || r.txt(&r.toks[k]) == "(") {
		k++
	}
	end, ok := r.namesAt1(k)
	if !ok || end < len(r.toks) && r.toks[end].kind != kSep && r.toks[end].kind != kTitle || r.signing() {
		return i + 1
	}
	names := []string{r.s[r.toks[k].start:r.toks[end-1].end]}
	for r.listed(end) { // 、李四
		names = append(names, r.txt(&r.toks[end+1]))
		end += 2
	}
	for _, n := range names {
		if unlikely.in(n)+pieceWords.in(n) != "" { // 《甲》全文
			return i + 1
		}
	}
	r.weighAll(r.toks[k].start, r.toks[end-1].end)
	r.cur.authors = append(r.cur.authors, written{names, len(r.cur.titles)})
	r.cur.bare++
	return end
}

// namesFollow are words between 作者 and the name that say only that it is one: 作者的名字叫李红.
var namesFollow = wordSet("是 为 系 即 叫 叫做 叫作 名叫 名为 就是 也是 还是 仍是 仍然是 依然是 分别 分别是 分别为 分别叫 依次 依次是 依次为 依次叫 的 名 名字 名字是 名字叫 姓名 大名 署名 署名是")

// nameSaid is a name without such words before it, which the lexicon may have torn.
func nameSaid(s string) string {
	for {
		n := 0
		for i := range s {
			if i > n && namesFollow[s[:i]] {
				n = i
			}
		}
		if n == 0 {
			return s
		}
		s = s[n:]
	}
}

// foreignName tells whether one of the authors that an act keeps has no family name: 姓王,
// 县局写的.
func foreignName(authors string) bool {
	for _, s := range strings.Split(authors, "、") {
		r, _ := utf8.DecodeRuneInString(s)
		if s != "" && !plausibleName(s) && (!calledSo(s) || pennedBy.in(s) != "") && !(surnameSet[r] && utf8.RuneCountInString(s) == 4) {
			return true
		}
	}
	return false
}

// authorAt are the names that the word at token i gives; empty: none that can be.
func (p *parse) authorAt(i int) string {
	r := &reporter{parse: p, unit: -1}
	r.author(i)
	if r.cur == nil {
		return ""
	}
	return strings.Join(r.cur.authors[0].names, "、")
}

// listed tells whether token k goes on to another name of a list.
func (r *reporter) listed(k int) bool {
	if k+1 >= len(r.toks) || r.toks[k].kind != kSep || r.txt(&r.toks[k]) != "、" {
		return false
	}
	t := &r.toks[k+1]
	ends := k+2 == len(r.toks) || r.toks[k+2].kind == kSep || r.toks[k+2].kind == kTitle
	return ends && t.kind == kText && isName(r.txt(t))
}

// nameAlone is the name behind or before what its bearer is: 社区网格员吴敏, 我局王芳,
// 周明同志. Where no name can be told apart the words stay as they are.
func nameAlone(s string) string {
	for _, x := range afterName {
		if rest := strings.TrimSuffix(s, x); rest != s && plausibleName(rest) {
			return rest
		}
	}
	if plausibleName(s) {
		return s
	}
	for i := len(s); i > 0; {
		c, n := utf8.DecodeLastRuneInString(s[:i])
		if plausibleName(s[i:]) && strings.ContainsRune(bearerEnds, c) && i > n {
			return s[i:]
		}
		i -= n
	}
	return s
}

// bearerEnds are the letters that posts, offices and places before a name end with.
const bearerEnds = "员长师任生手者记部工群众县区市局乡镇村办科股室队所站院校司的"

func isName(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 2 && n <= 4
}

// coauthors splits 李强和王敏 where both sides can be names; 李和平 is one.
func coauthors(s string) []string {
	for i, c := range s {
		if !strings.ContainsRune("和与及跟", c) {
			continue
		}
		if head, tail := s[:i], coauthors(s[i+utf8.RuneLen(c):]); isName(head) && isName(tail[0]) {
			return append([]string{head}, tail...)
		}
	}
	return []string{s}
}

// Spread is an act as those of its pieces, one for each author, where the authors
// differ: the contract gives an act one author.
func (a Act) Spread() []Act {
	if len(a.Authors) < 2 || len(a.Authors) != len(a.Titles) || a.Op != ledger.Add {
		return []Act{a}
	}
	var out []Act
	for i, title := range a.Titles {
		one := a
		one.Titles, one.Author, one.Authors = []string{title}, a.Authors[i], nil
		one.Value = 1
		out = append(out, one)
	}
	return out
}

// attribute gives a frame's titles their authors: one for each, where there are as
// many or each was said with its own, else all of them for all.
func (f *frame) attribute(base *Act) bool {
	switch n := len(f.titles); {
	case len(f.authors) == 0:
	case len(f.authors) == 1 && len(f.authors[0].names) == n && n > 1:
		base.Authors = f.authors[0].names
	case len(f.authors) == 1 && (f.authors[0].to == 0 || f.authors[0].to == n):
		base.Author = strings.Join(f.authors[0].names, "、")
	default:
		of, done := make([]string, n), 0
		for _, w := range f.authors {
			if w.to <= done {
				return false // two authors of one title, or of none
			}
			for ; done < w.to; done++ {
				of[done] = strings.Join(w.names, "、")
			}
		}
		base.Authors = of
	}
	return true
}
