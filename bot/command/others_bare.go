package command

import (
	"slices"
	"strings"
)

// othersBare reads 其他387 beside 本单位28 as what other offices have.
func (p *parse) othersBare() *parse {
	if p.has&cOwn == 0 || p.nums < 2 {
		return p
	}
	for i := range p.toks {
		at := p.toks[i].start
		if i > 0 && p.toks[i-1].kind != kSep && p.txt(&p.toks[i-1]) != "(" {
			continue
		}
		for _, word := range otherOnes {
			n := i
			for n < len(p.toks) && p.toks[n].start < at+len(word) {
				n++
			}
			if !strings.HasPrefix(p.s[at:], word) || n == len(p.toks) || p.toks[n].kind != kNum || p.toks[n].start != at+len(word) {
				continue
			}
			p.weighAll(at, at+len(word))
			out := append(slices.Clone(p.toks[:i]), token{kind: kWord, w: &othersWord, start: at, end: at + len(word)})
			q := p.with(append(out, p.toks[n:]...))
			q.has |= cOthers
			return q
		}
	}
	return p
}

var (
	otherOnes  = strings.Fields("其他 其它 其余 别的 另外的 其他的 其余的 外面 外面的")
	othersWord = word{text: "其他", class: cOthers, unit: -1, event: -1}
)
