package command

// asides joins a noun with the number that belongs to it, 附件2 or 稿费300元, into
// one token: the number counts nothing of the campaign.
func (l *lexer) asides() {
	out := l.toks[:0]
	for k := 0; k < len(l.toks); k++ {
		t, n := &l.toks[k], len(out)
		if out = out[:n+1]; n < k {
			out[n] = *t
		}
		end := 0
		if t.kind == kWord && t.w.beside&besideLabel != 0 {
			if end = l.codeEnd(k); end == 0 {
				end = l.labelEnd(k)
			}
		}
		if t.kind == kWord && t.w.beside&besidePrice != 0 {
			end = l.priceEnd(k)
		}
		if t.kind == kWord && t.w.beside&besideCase != 0 {
			end = l.caseEnd(k)
		}
		if t.kind == kWord && t.w.beside&besideMark != 0 {
			if end = l.priceEnd(k); end > 0 && !marks[l.s[l.toks[end-1].start:l.toks[end-1].end]] {
				end = 0
			}
		}
		if t.kind == kWord && (t.w.beside&besideRole != 0 || t.w.beside&besideSpeaker != 0 && l.holds()) {
			end = l.roleEnd(k)
		}
		if end > 0 {
			out[n] = token{kind: kAside, start: t.start, end: l.toks[end-1].end}
			k = end - 1
		}
	}
	l.toks = out
}

// marks measure how well, how long or how old; not how many a day.
var marks = wordSet("分 秒 分钟 个小时 小时 岁 字 页 元 米 公里 度 %")

// holds tells whether the line counts what was held, so that a speaker's name signs
// nobody up.
func (l *lexer) holds() bool {
	for k := 1; k < len(l.toks); k++ {
		if l.toks[k-1].kind == kNum && l.toks[k].is(cMeasure) && l.s[l.toks[k].start:l.toks[k].end] == "场" {
			return true
		}
	}
	return false
}

// roleEnd is the token after 联系人周敏 or 联系人小周3312345; 0 where no name of a
// person stands there alone.
func (l *lexer) roleEnd(k int) int {
	from := k + 1
	for from < len(l.toks) && l.toks[from].kind == kSep && l.toks[from].strength <= sepColon {
		from++
	}
	for end := from; end < len(l.toks) && end < from+3 && (l.toks[end].kind == kText || l.toks[end].kind == kWord); end++ {
		s := l.s[l.toks[from].start:l.toks[end].end]
		if !plausibleName(s) && !calledSo(s) {
			continue
		}
		if end++; end == len(l.toks) || l.toks[end].kind == kSep || l.toks[end].kind == kDate || l.toks[end].is(cLoc) {
			return end
		}
		if l.toks[end].kind == kPhone {
			return end + 1
		}
		end--
	}
	return 0
}

// maxLabel is the highest number that attachments and tables are taken to have.
const maxLabel = 30

// labelEnd is the token after 附件2 or 附件1、2; 0 where the number counts (附件2份).
func (l *lexer) labelEnd(k int) int {
	end := 0
	for j := k + 1; j < len(l.toks); j += 2 {
		t := &l.toks[j]
		if j == k+1 && t.kind == kSep && t.strength == sepSpace && j+1 < len(l.toks) {
			j++
			t = &l.toks[j]
		}
		if t.kind != kNum || t.num.odd != fine || t.num.frac || t.num.approx || t.num.value < 1 || t.num.value > maxLabel || t.num.digits > 2 || l.measured(j) {
			return end
		}
		end = j + 1
		if end >= len(l.toks) || l.toks[end].strength != sepList && !l.toks[end].is(cWith) {
			return end
		}
	}
	return end
}

// measured tells whether a measure word stands right after token j.
func (l *lexer) measured(j int) bool {
	return j+1 < len(l.toks) && l.toks[j+1].is(cMeasure|cForeign) && !l.toks[j+1].is(cFiller|cItem)
}

// code is what mails, papers and parcels are numbered with: Q1224-07.
var code = newPattern(`^(?:为|是|:|#| )*(?:[A-Za-z]+[-_/]?\d|\d+[-_/]\d+[-_/]|\d+[A-Za-z])[A-Za-z\d_/-]*`)

// codeEnd is the token after 编号Q1224-07; 0: no code stands there.
func (l *lexer) codeEnd(k int) int {
	at := l.toks[k].end
	at += len(code.find(l.s[at:]))
	for j := k + 1; j < len(l.toks) && l.toks[j].start < at; j++ {
		if l.toks[j].end >= at {
			return j + 1
		}
	}
	return 0
}

// priceEnd is the token after 稿费共300元; 0 where an item's measure follows (经费3场).
func (l *lexer) priceEnd(k int) int {
	for j := k + 1; j < len(l.toks); j++ {
		t := &l.toks[j]
		switch {
		case t.kind == kNum:
			if j+1 < len(l.toks) && l.toks[j+1].is(cForeign) {
				return j + 2
			}
			if l.measured(j) {
				return 0
			}
			return j + 1
		case t.kind == kSep && t.strength <= sepColon, t.is(cTotal | cApproxPre | cAdd | cMaybeAdd), t.kind == kWord && t.w.beside&besideMark != 0, t.is(cFiller) && t.end-t.start <= len("的"):
		default:
			return 0
		}
	}
	return 0
}

// caseMeasures count what a bureau does besides; of the campaign, works.
var caseMeasures = wordSet("件 起 宗 例 个 条 次 家 户 批 份 元 万元")

// caseEnd is the token after 查处统计违法案件3件 or 查处了3件违法案件, which begin at token k; 0
// where something of the campaign stands between.
func (l *lexer) caseEnd(k int) int {
	of := func(j int) bool { return l.toks[j].kind == kWord && l.toks[j].w.beside&besideCase != 0 }
	plain := func(j int) bool {
		return l.toks[j].kind == kText || l.toks[j].is(cFiller|cTotal|cApproxPre|cOwn|cMyself) && !l.toks[j].is(cItem) || of(j)
	}
	j := k + 1
	for ; j < len(l.toks) && j <= k+maxCase && (plain(j) || l.toks[j].kind == kSep && l.toks[j].strength <= sepColon); j++ {
	}
	if j >= len(l.toks) || l.toks[j].kind != kNum {
		return 0
	}
	if j++; j < len(l.toks) && l.toks[j].is(cMeasure|cForeign) {
		if !caseMeasures[l.s[l.toks[j].start:l.toks[j].end]] {
			return 0
		}
		j++
	}
	for n := j; n < len(l.toks) && n < j+maxCase && plain(n); n++ {
		if of(n) {
			return n + 1
		}
	}
	return j
}

// maxCase is how many tokens a case and its figure stand apart at most.
const maxCase = 6
