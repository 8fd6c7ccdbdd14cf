package command

import (
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// deputies find whom a line names to be asked instead: 找小李, 联系王科长, 小李代办.
var deputies = []*pattern{
	newPattern(`(?:找|联系|对接|问)(?:一下|下)?(\p{Han}{2,4})`),
	newPattern(`(?:^|[,，、;；。 由让请])(\p{Han}{2,3}?)(?:代办|代班|代管|代为|替我|代我|帮我盯|帮我看|顶班|负责一下|来对接|来报)`),
}

// absence reads who is away and who can be asked instead (我请假到8号, 这几天找小李),
// and the end of it (我回来了). A line with an item, a figure or a question is
// about something else.
func (p *parse) absence() (Reading, bool) {
	if p.c.Role != ledger.Contact && p.c.Role != ledger.Coordinator || p.asks() || p.has&cItem != 0 || p.hasTitle() || p.orderAt("extend") >= 0 {
		return Reading{}, false
	}
	if p.c.Role == ledger.Contact && backWords.may(p) && backWords.has(p.pleasant()) {
		return p.single(Apply, Act{Verb: Mute, Kind: KindBack})
	}
	if until, ok := p.backOn(); ok {
		return p.single(Apply, Act{Verb: Mute, Kind: KindLeave, Until: until})
	}
	if !p.says(leaveWords) && !slices.ContainsFunc(deputies, func(x *pattern) bool { return x.mayIn(p) }) { // nobody is away
		return Reading{}, false
	}
	if u, ok := p.g.plan.Unit(p.c.Unit); ok && u.Kind == ledger.Section && p.says(notGoing) { // of an event, not of work
		return Reading{}, false
	}
	if p.has&cSignup != 0 && p.staffs() && (p.has&cEvent != 0 || p.hasDay()) && p.namesSomebody() { // 8号都出差,9号派肖敏去
		return Reading{}, false
	}
	if p.says(againLater) { // a plan, no leave
		return Reading{}, false
	}
	if p.reportLike() && !p.hasDuration() && !p.hasDay() {
		return Reading{}, false
	}
	deputy := p.deputy()
	leave, loose := p.leave(deputy != ""), p.says(deputyTimes)
	until, bounded := p.absentUntil()
	if !leave && (deputy == "" || !loose && !bounded) || deputy == "" && strings.Contains(p.s, "请假条") {
		return Reading{}, false
	}
	units, doubt := p.unitsIn(0, len(p.toks))
	if doubt != nil {
		return p.askCity(doubt), true
	}
	a := Act{Verb: Mute, Kind: KindLeave, Person: deputy, Until: until}
	switch own := p.c.Role == ledger.Contact; {
	case own && len(units) > 0 && (len(units) > 1 || units[0] != p.c.Unit):
		return Reading{}, false
	case !own && (len(units) == 0 || deputy == ""): // whose leave would it be?
		return Reading{}, false
	case !own:
		a.Units = units
	}
	return p.single(Apply, a)
}

// backOn is the day on which a contact says to be back, in a line that says nothing else:
// 15号回来, 我下周一上班.
func (p *parse) backOn() (time.Time, bool) {
	if p.c.Role != ledger.Contact || !p.says(backAtWork) || !p.hasDay() || p.nums > 0 {
		return time.Time{}, false
	}
	rest := ""
	for i := range p.toks {
		if t := &p.toks[i]; t.kind != kDate && t.kind != kSep {
			rest += p.txt(t)
		}
	}
	for _, x := range speakerWords {
		rest = strings.Replace(rest, x.text, "", 1)
	}
	for _, x := range [...]string{"要到", "要", "得", "预计", "大概", "才能", "才", "再", "能", "到", "了", "的", "吧", "哈", "。", "!"} {
		rest = strings.ReplaceAll(rest, x, "")
	}
	if !backAtWork.has(rest) {
		return time.Time{}, false
	}
	until, ok := p.absentUntil()
	return until, ok
}

// staffs tells whether the speaker's unit sends people to events.
func (p *parse) staffs() bool {
	u, ok := p.g.plan.Unit(p.c.Unit)
	return ok && u.Kind == ledger.Section
}

// pleasant is the line without marks, thanks and greetings: 谢谢，我回来了.
func (p *parse) pleasant() string {
	var b strings.Builder
	for i := range p.toks {
		if t := &p.toks[i]; t.kind != kSep && !t.is(cThanks|cGreet|cEveryone) {
			b.WriteString(p.txt(t))
		}
	}
	return strings.Trim(b.String(), " ,，。.!！~")
}

// leave tells whether the speaker is away: 进社区张三请假 is somebody else's leave,
// unless a deputy is named with it.
func (p *parse) leave(deputy bool) bool {
	at := -1
	for _, w := range leaveWords {
		if i := w.index(p); i >= 0 && (at < 0 || i < at) {
			at = i
		}
	}
	if at >= 0 && !deputy && p.namedBefore(at) { // 我们科张伟请假
		return false
	}
	if at < 0 || deputy || speakerWords.in(p.s[:at]) != "" {
		return at >= 0
	}
	for i := range p.toks {
		t := &p.toks[i]
		if t.start < at && t.kind != kDate && t.kind != kSep && t.kind != kClock && !t.is(cDayPart) && !t.is(cFiller) {
			return false
		}
	}
	return true
}

// namedBefore tells whether a name of a person ends at a byte of the line.
func (p *parse) namedBefore(at int) bool {
	from := at
	for i := len(p.toks) - 1; i >= 0; i-- {
		t := &p.toks[i]
		if t.end != from {
			continue
		}
		if t.kind != kText && (t.kind != kWord || t.end-t.start > len("张") || t.is(cMyself) || p.txt(t) == "我") {
			return false
		}
		if from = t.start; plausibleName(p.s[from:at]) {
			return true
		}
	}
	return false
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// deputy is the name of who can be asked instead, as it was typed; empty: none.
func (p *parse) deputy() string {
	for _, x := range deputies {
		if !x.mayIn(p) {
			continue
		}
		for _, m := range x.re.FindAllStringSubmatch(p.s, -1) {
			for name := []rune(m[1]); len(name) >= 2; name = name[:len(name)-1] {
				if s := string(name); calledSo(s) {
					return s
				}
			}
		}
	}
	return ""
}

// calledSo tells whether people are called so: 小李, 老王, 王科长, 李想.
func calledSo(s string) bool {
	if notNames.in(s) != "" {
		return false
	}
	if title := strings.TrimLeft(s, "小老"); title != s {
		return len([]rune(s)) == 2
	}
	for _, title := range []string{"科长", "主任", "局长", "股长", "队长", "姐", "哥", "工"} {
		if family, ok := strings.CutSuffix(s, title); ok {
			return len([]rune(family)) == 1 && plausibleName(family+"某")
		}
	}
	return plausibleName(s)
}

// absentUntil is when the absence ends: 到8号, 周五回来, 三天.
func (p *parse) absentUntil() (time.Time, bool) {
	if w, t := p.when(0, len(p.toks), true, true); t == noTrouble && w.After(p.now) {
		if p.says(backAtWork) { // the day itself is a working day again
			return ledger.DateOf(w).At(ledger.Clock{}, p.g.zone()), true
		}
		return w, true
	}
	if days, ok := p.duration(); ok && !p.says(deputyTimes) {
		return ledger.DateOf(p.now).AddDays(days-1).At(ledger.Clock{Hour: 23, Minute: 59, Second: 59}, p.g.zone()), true
	}
	if strings.Contains(p.s, "下周") {
		sunday := 14 - (int(p.now.Weekday())+6)%7 - 1
		return ledger.DateOf(p.now).AddDays(sunday).At(ledger.Clock{Hour: 23, Minute: 59, Second: 59}, p.g.zone()), true
	}
	return time.Time{}, false
}

// muteUntil is until when the speaker wants no reminders: as said, or the day on
// which the work is promised (先别催我，明天交). Zero: no end was named.
func (p *parse) muteUntil() time.Time {
	if w, t := p.when(0, len(p.toks), true, true); t == noTrouble {
		return w
	}
	for days, word := range []string{"今天", "明天", "后天"} {
		if strings.Contains(p.s, word) {
			return ledger.DateOf(p.now).AddDays(days).At(ledger.Clock{Hour: 23, Minute: 59, Second: 59}, p.g.zone())
		}
	}
	return time.Time{}
}
