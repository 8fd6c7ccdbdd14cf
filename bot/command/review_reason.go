package command

import "strings"

// reworkWanted is what is asked of those to whom a piece goes back, and says nothing of why.
var reworkWanted = newPattern(`^(?:让|叫|请|要求|麻烦|通知|喊)(?:他们|她们|对方|他|她|县里|区里|市里|该县|该单位|作者|其)?(?:拿回去|回去|再|好好|抓紧|尽快|认真|重新)*` +
	`(?:修改|重写|改改|改一改|改好|改|重做|完善|重报|重交|写过|写|报|交|做|返工|弄|整改)?(?:一下|一遍|一次|一篇|后|好|再报|再交|重新报|重报|来|吧|哈|过)*$`)

// This file reads why something was judged as it was.

// reason is what follows a verdict, up to the next unit that has a verdict of its own.
func (p *parse) reason(from, to int) string {
	end := to
	if to < len(p.s) {
		for i := range p.toks {
			t := &p.toks[i]
			if t.start >= from && t.start < to && (t.is(cUnit) || t.kind == kNth) {
				end = t.start
				break
			}
		}
	}
	for i := range p.toks { // 退回耒阳的征文,理由:跑题: names are no reason
		t := &p.toks[i]
		if t.start >= from && t.start < end && (t.is(cUnit) || t.is(cItem) && !t.w.soft && from < end) {
			cut := strings.IndexAny(p.s[t.end:end], ",;:。\n ")
			if cut < 0 {
				return ""
			}
			from = t.end + cut
		}
	}
	s := strings.Trim(p.s[from:end], " ,;:。、!\n了哈啊吧")
	for _, x := range []string{"去改", "去重改", "重改", "修改", "改改", "改", "重写", "重做", "重新写", "重新做"} { // 退回去改:字太小
		if rest, ok := strings.CutPrefix(s, x); ok && rest != strings.TrimLeft(rest, " ,:") {
			s = strings.TrimLeft(rest, " ,:")
			break
		}
	}
	for _, x := range []string{"因为", "理由是", "理由:", "理由", "原因是", "原因:", "原因", "由于", "主要是", ":"} {
		s = strings.TrimSpace(strings.TrimPrefix(s, x))
	}
	if letters1(s) < 2 {
		return ""
	}
	return s
}

// whyReturned is a reason without a mere wish for rework; behind a colon it is meant as it is.
func (p *parse) whyReturned(reason string) string {
	if strings.HasPrefix(reason, "的是") || strings.HasPrefix(reason, "的应该是") { // 退回的是《甲》
		return ""
	}
	if reworkWanted.re.MatchString(reason) && !strings.Contains(p.s, ":"+reason) {
		return ""
	}
	return reason
}

// reasonBefore is a clause of its own between the names and a verdict that stands
// alone: 祁东征文跑题了,退回.
func (p *parse) reasonBefore(at int) string {
	from, mark := 0, -1
	for i := range p.toks {
		t := &p.toks[i]
		switch {
		case t.start >= at:
		case t.kind == kSep && t.strength >= sepComma:
			mark = t.start
		case t.is(cUnit | cVerdict | cReceived | cExcept), t.is(cItem) && !t.w.soft, t.is(cMeasure) && p.toks[max(i-1, 0)].kind == kNum, t.kind == kTitle, t.kind == kNth:
			from, mark = t.end, -1
		}
	}
	if mark <= from {
		return ""
	}
	s := strings.Trim(p.s[from:mark], " ,;:。、的了都")
	for _, x := range []string{"但是", "但", "不过", "因为", "由于"} {
		s = strings.TrimPrefix(s, x)
	}
	if letters1(s) < 2 {
		return ""
	}
	return s
}

// grounded is why something is returned: what was said after it, before it, or both.
func (v *reviewer) grounded(a Act, next int) string {
	before, after := v.reasonBefore(a.Span.Start), v.groundOf(a.Span.Start, next)
	switch {
	case after != "" && before != "":
		return before + "," + after
	case after != "":
		return after
	case a.Reason != "":
		return a.Reason
	}
	if before == "" && v.echo > 0 { // 征文查重没过,退回: the verdict is its reason
		return v.clauseBefore(v.echo)
	}
	if before == "" {
		before = v.faultBefore(a.Span.Start)
		v.doubt = v.doubt || before != ""
	}
	return before
}

// faultBefore is a fault between the names and the verdict that follows it without a
// mark: 祁东那篇错字太多退回.
func (p *parse) faultBefore(at int) string {
	from := -1
	for i := range p.toks {
		t := &p.toks[i]
		switch {
		case t.start >= at:
		case t.kind == kSep && t.strength >= sepComma:
			from = -1
		case t.is(cUnit|cItem) && !t.is(cVerdict), t.kind == kTitle, t.kind == kNth:
			from = t.end
		}
	}
	if from < 0 || from >= at {
		return ""
	}
	s := strings.Trim(p.s[from:at], " 的那件张个幅篇")
	if letters1(s) < 2 || failings.in(s) == "" {
		return ""
	}
	return s
}

// clauseBefore is what stands between the names and the mark before a place.
func (p *parse) clauseBefore(at int) string {
	from, mark := 0, 0
	for i := range p.toks {
		switch t := &p.toks[i]; {
		case t.start >= at:
		case t.kind == kSep && t.strength >= sepComma:
			mark = t.start
		case t.is(cUnit), t.is(cItem) && !t.w.soft, t.kind == kTitle, t.kind == kNth:
			from = t.end
		}
	}
	if mark <= from {
		return ""
	}
	if s := strings.Trim(p.s[from:mark], " ,;:。、的"); letters1(s) > 2 {
		return s
	}
	return ""
}
