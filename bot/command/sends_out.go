package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// This file reads 出, which sends somebody of a section: 核算科出谭丽; and how colleagues
// are called who have to be named in full: 小唐, 谭科长.

// sending is 出 before a name.
var sending = word{text: "出", class: cSignup, unit: -1, event: -1}

// sendsOut writes 出 before a name as the word that it is there.
func (p *parse) sendsOut() {
	if p.c.Role != ledger.Contact || !p.ofSection() {
		return
	}
	for i := range p.toks {
		t := &p.toks[i]
		rest, ok := strings.CutPrefix(p.txt(t), sending.text)
		if t.kind != kText || !ok || i > 0 && p.toks[i-1].kind != kSep && !p.toks[i-1].is(cUnit|cMyself|cOwn|cEvent|cFiller) {
			continue
		}
		if name, _ := nameAndTail(rest); !plausibleName(name) {
			continue
		}
		at := t.start + len(sending.text)
		p.toks = append(append(append([]token(nil), p.toks[:i]...),
			token{kind: kWord, w: &sending, start: t.start, end: at}, token{kind: kText, start: at, end: t.end}), p.toks[i+1:]...)
		return
	}
}

// ranks follow a family name in place of a given one.
var ranks = wordSet("科长 副科长 主任 副主任 局长 副局长 股长 队长 书记 处长")

// noHalves look like half names, and are none.
var noHalves = wordSet("小时 小康 老师 小区 小车")

// halfName tells whether a name that is none in full stands at token i, behind nothing
// that it could be a part of.
func (p *parse) halfName(i int) bool {
	if i > 0 && p.toks[i-1].kind == kText && p.toks[i-1].end == p.toks[i].start {
		return false
	}
	s := p.s[p.toks[i].start:]
	first, n := utf8.DecodeRuneInString(s)
	if first == '小' || first == '老' {
		family, m := utf8.DecodeRuneInString(s[n:])
		end := p.toks[i].start + n + m
		whole := p.toks[i].end == end || i+1 < len(p.toks) && p.toks[i].end == p.toks[i].start+n && p.toks[i+1].end == end
		return whole && surnameSet[family] && !noHalves[s[:n+m]]
	}
	return surnameSet[first] && n == len(p.txt(&p.toks[i])) && i+1 < len(p.toks) && p.toks[i+1].end > p.toks[i].end && ranks[p.txt(&p.toks[i+1])]
}

// halfNamed tells whether a section sends somebody who is named by half.
func (p *parse) halfNamed() bool {
	for i := range p.toks {
		if (p.toks[i].kind == kText || p.toks[i].kind == kWord) && p.halfName(i) {
			return true
		}
	}
	return false
}
