package command

import (
	"slices"
	"strings"
)

// grownBefore is the line without by how much a total has grown, where that stands before
// the total: 答题比昨天多了20个,总共236人.
func (p *parse) grownBefore() *parse {
	if p.nums < 2 || !p.says(comparing) {
		return p
	}
	for i := range p.toks {
		if first := p.txt(&p.toks[i]); !strings.HasPrefix(first, "较") && !strings.HasPrefix(first, "比") {
			continue
		}
		if k := p.grownTo(i); k > i {
			p.weighAll(p.toks[i].start, p.toks[k-1].end)
			return p.with(slices.Concat(p.toks[:i], p.toks[k:]))
		}
	}
	return p
}

var comparing = phraseList("比 较")

// grownTo is the token after such words that begin at i, where a greater total follows
// in the next clause; i: they do not.
func (p *parse) grownTo(i int) int {
	k := i + 1
	for ; k < len(p.toks) && (p.toks[k].kind == kDate || p.toks[k].is(cOld|cFiller)) && !growth[p.txt(&p.toks[k])]; k++ {
	}
	if k+1 >= len(p.toks) || !growth[p.txt(&p.toks[k])] || p.toks[k+1].kind != kNum || p.toks[k+1].num.odd != fine {
		return i
	}
	by := p.toks[k+1].num.value
	for k += 2; k < len(p.toks) && p.toks[k].is(cMeasure); k++ {
	}
	if k >= len(p.toks) || p.toks[k].kind != kSep || p.toks[k].strength < sepComma {
		return i
	}
	end, whole := k+1, false
	for k++; k < len(p.toks) && (p.toks[k].is(cTotal|cSet|cFiller) || p.toks[k].kind == kSep && p.toks[k].strength == sepSpace) && !p.toks[k].is(cItem); k++ {
		whole = whole || p.toks[k].is(cTotal|cSet)
	}
	if !whole || k >= len(p.toks) || p.toks[k].kind != kNum || p.toks[k].num.odd != fine || p.toks[k].num.value <= by {
		return i
	}
	return end
}
