package command

import (
	"regexp"
	"regexp/syntax"
)

// pattern is a regular expression that is tried only where the text has letters
// without which it cannot match. They are found in the expression itself, so that
// nobody has to keep them in step.
type pattern struct {
	re *regexp.Regexp
	// needs are such that every match has one of them; nil: nothing is known.
	needs phrases
}

func newPattern(expr string) *pattern {
	p := &pattern{re: regexp.MustCompile(expr)}
	if tree, err := syntax.Parse(expr, syntax.Perl); err == nil {
		p.needs = phrasesOf(needed(tree.Simplify())...)
	}
	return p
}

func (x *pattern) may(s string) bool { return len(x.needs) == 0 || x.needs.in(s) != "" }

// mayIn tells the same of the whole line.
func (x *pattern) mayIn(p *parse) bool { return len(x.needs) == 0 || p.says(x.needs) }

// find is the first match in a text; empty: none.
func (x *pattern) find(s string) string {
	if !x.may(s) {
		return ""
	}
	return x.re.FindString(s)
}

// findIn is the first match in the line.
func (x *pattern) findIn(p *parse) string {
	if !x.mayIn(p) {
		return ""
	}
	return x.re.FindString(p.s)
}

// matches tells whether the line has a match.
func (x *pattern) matches(p *parse) bool { return x.mayIn(p) && x.re.MatchString(p.s) }

// matchesText tells the same of a text.
func (x *pattern) matchesText(s string) bool { return x.may(s) && x.re.MatchString(s) }

// mostNeeded is how many texts are worth looking for instead of the expression.
const mostNeeded = 24

// mostJoined is how many texts may come of what stands side by side.
const mostJoined = 4

// needed are texts of which every match of an expression has one; nil: none are known.
func needed(re *syntax.Regexp) []string {
	if re.Flags&syntax.FoldCase != 0 {
		return nil
	}
	switch re.Op {
	case syntax.OpLiteral:
		return []string{string(re.Rune)}
	case syntax.OpCharClass:
		var out []string
		for i := 0; i < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if out = append(out, string(r)); len(out) > mostNeeded {
					return nil
				}
			}
		}
		return out
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpConcat:
		var best, last []string
		for _, sub := range re.Sub {
			n := needed(sub)
			if exact(sub) && len(last)*len(n) > 0 && len(last)*len(n) <= mostJoined {
				n = sideBySide(last, n)
			}
			if better(n, best) {
				best = n
			}
			if last = nil; exact(sub) {
				last = n
			}
		}
		return best
	case syntax.OpAlternate:
		var out []string
		for _, sub := range re.Sub {
			n := needed(sub)
			if n == nil || len(out)+len(n) > mostNeeded {
				return nil
			}
			out = append(out, n...)
		}
		return out
	}
	return nil
}

// exact tells whether an expression is one of its needed texts and nothing more, so that
// what stands beside it can be looked for together with it: 1[.、] is 1. or 1、.
func exact(re *syntax.Regexp) bool { return re.Op == syntax.OpLiteral || re.Op == syntax.OpCharClass }

// sideBySide are the texts of which the first part is one of a and the second one of b.
func sideBySide(a, b []string) []string {
	var out []string
	for _, x := range a {
		for _, y := range b {
			out = append(out, x+y)
		}
	}
	return out
}

// better tells whether texts are rarer than others: none of them is shorter, or there
// are fewer.
func better(a, b []string) bool {
	if a == nil || b == nil {
		return a != nil
	}
	if s, t := shortest(a), shortest(b); s != t {
		return s > t
	}
	return len(a) < len(b)
}

func shortest(texts []string) int {
	n := len(texts[0])
	for _, s := range texts {
		n = min(n, len(s))
	}
	return n
}
