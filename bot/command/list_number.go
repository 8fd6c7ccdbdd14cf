package command

// listNumber finds the number of a list that was read as the figure of the heading before it:
// 答题:1.征文2篇. Where every item has its colon, 1. is a figure: 答题:1.征文:2.
func (p *parse) listNumber(r *Reading) (Span, bool) {
	for i := 2; i+3 < len(p.toks); i++ {
		t, dot, next := &p.toks[i], &p.toks[i+1], &p.toks[i+2]
		if t.kind != kNum || t.num.value != 1 || t.num.digits != 1 || p.txt(&p.toks[i-1]) != ":" || !p.toks[i-2].is(cItem) ||
			p.txt(dot) != "." && p.txt(dot) != "、" || !next.is(cItem) || p.txt(&p.toks[i+3]) == ":" {
			continue
		}
		for k := range r.Acts {
			if a := &r.Acts[k]; a.HasValue && a.Value == 1 && a.Item == p.g.item(p.toks[i-2].w.items[0]).ID {
				return Span{p.toks[i-2].start, next.end}, true
			}
		}
	}
	return Span{}, false
}
