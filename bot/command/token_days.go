package command

// days reads the bare numbers of 8、9、10号 as days of the month that the last one
// names. A number that follows an item or a measure is left a figure.
func (l *lexer) days() {
	for k := range l.toks {
		if t := &l.toks[k]; t.kind == kDate && (t.day.form == formDay || t.day.form == formMonth) {
			l.daysBefore(k)
		}
	}
}

func (l *lexer) daysBefore(k int) {
	last := l.toks[k].day
	first := k
	for j := k - 2; j >= 0; j -= 2 {
		t, mark := &l.toks[j], &l.toks[j+1]
		if mark.strength != sepList && !mark.is(cWith) {
			break
		}
		if t.kind == kDate && (t.day.form == formDay || t.day.form == formMonth) && t.day.d < last.d {
			break
		}
		if t.kind != kNum || t.num.odd != fine || t.num.frac || t.num.approx || t.num.value < 1 || t.num.value >= 31 {
			break
		}
		first = j
	}
	if first == k {
		return
	}
	if first > 0 {
		switch b := &l.toks[first-1]; {
		case b.kind == kSep && b.strength >= sepComma, b.is(cLoc), b.is(cTotal|cFiller) && !b.is(cItem|cMeasure):
		case first > 1 && l.toks[first-2].kind == kDate && l.toks[first-2].day.form == formMonth && (b.strength == sepList || b.is(cWith)):
			last.m, last.form = l.toks[first-2].day.m, formMonth
		default:
			return
		}
	}
	d := 0
	for j := first; j < k; j += 2 {
		if l.toks[j].num.value <= d {
			return
		}
		d = l.toks[j].num.value
	}
	if d >= last.d {
		return
	}
	for j := first; j <= k; j += 2 {
		t := &l.toks[j]
		if t.kind == kNum {
			last.d = t.num.value
		} else {
			last.d = t.day.d
		}
		t.kind, t.day = kDate, last
	}
}
