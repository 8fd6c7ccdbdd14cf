package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// This file tells what has been done from what waits, for words that say neither
// by themselves: 发邮箱 may be either.

// doneLetters end what has been done; nextLetters say of a deed that it waits for
// another: 写完就发, 改好再发.
const (
	doneLetters = "了过的完啦哒咧齐"
	nextLetters = "就再后才要会将便"
)

// doneSaid tells whether the words of a frame say that something was sent or
// handed in: 已发, 发了, 15号发的, 发完.
func (r *reporter) doneSaid(f *frame) bool {
	for k := f.first; k <= f.last && k < len(r.toks); k++ {
		t := &r.toks[k]
		if !t.is(cStage) || t.w.stage == ledger.Written {
			continue
		}
		s := r.txt(t)
		if strings.HasPrefix(s, "已") || strings.HasPrefix(s, "都") || strings.ContainsAny(s, doneLetters) {
			return true
		}
		for j := k + 1; j < len(r.toks) && r.toks[j].kind != kSep; j++ {
			if strings.ContainsAny(r.txt(&r.toks[j]), doneLetters) {
				return true
			}
		}
		for j := k - 1; j >= 0 && r.toks[j].kind != kSep; j-- {
			if strings.HasPrefix(r.txt(&r.toks[j]), "已") {
				return true
			}
		}
	}
	return false
}

// ahead tells whether a deed waits: for another, or for a day or an hour that is
// not past when it is read as one to come.
func (r *reporter) ahead(f *frame) bool {
	for k := f.first + 1; k <= f.last && k < len(r.toks); k++ {
		before := &r.toks[k-1]
		if !r.toks[k].is(cStage) || before.kind == kSep || before.is(cItem) {
			continue
		}
		if last, _ := utf8.DecodeLastRuneInString(r.txt(before)); strings.ContainsRune(nextLetters, last) {
			return true
		}
	}
	if !r.timed(f) {
		return false
	}
	at, bad := r.when(f.first, min(f.last+1, len(r.toks)), true, false)
	return bad == noTrouble && at.After(r.now) && ledger.DateOf(at).Compare(r.g.plan.Campaign.End) <= 0
}

// timed tells whether a frame names a day, an hour or a part of the day.
func (r *reporter) timed(f *frame) bool {
	for k := f.first; k <= f.last && k < len(r.toks); k++ {
		if t := &r.toks[k]; t.kind == kDate || t.kind == kClock || t.is(cDayPart) {
			return true
		}
	}
	return false
}

// chained tells whether what was to be sent or handed in is said in one breath with
// what comes before it: 写好发你 may be told of, or only meant.
func (r *reporter) chained(f *frame) bool {
	for k := f.first + 1; k <= f.last && k < len(r.toks); k++ {
		if t := &r.toks[k]; !t.is(cStage) || t.w.stage == ledger.Written || t.w.stage == ledger.Published {
			continue
		}
		before := r.txt(&r.toks[k-1])
		if r.toks[k-1].kind != kSep && (r.toks[k-1].is(cStage) && r.toks[k-1].w.stage == ledger.Written || strings.HasSuffix(before, "好") || strings.HasSuffix(before, "完") || strings.HasSuffix(before, "毕")) {
			return true
		}
	}
	return false
}
