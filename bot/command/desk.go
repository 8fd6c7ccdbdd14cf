package command

import (
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// desk reads what is said about what has been reported already: audits and the
// answers to them, corrections, the freeze, and pieces that come back revised.
func (p *parse) desk() (Reading, bool) {
	if strings.ContainsAny(p.s, "\n\t") {
		return Reading{}, false
	}
	if p.figures() { // no words of the desk have any
		if r, ok := p.justify(); ok {
			return r, true
		}
		return p.revised()
	}
	for _, f := range [...]func(*parse) (Reading, bool){
		(*parse).audit, (*parse).changes, (*parse).freeze, (*parse).justify, (*parse).revised, (*parse).filed,
		(*parse).reviewed,
	} {
		if r, ok := f(p); ok {
			return r, true
		}
	}
	return Reading{}, false
}

// figures tells whether something is counted in digits.
func (p *parse) figures() bool {
	for i := range p.toks {
		if t := &p.toks[i]; t.kind == kNum && t.num.digits > 0 {
			return true
		}
	}
	return false
}

// bare is the line without units, items, separators and what is polite.
func (p *parse) bare() string {
	if !p.bared {
		p.core, p.bared = p.strip(), true
	}
	return p.core
}

func (p *parse) strip() string {
	var b strings.Builder
	b.Grow(len(p.s))
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind == kSep || t.is(cUnit|cMyself) || t.is(cItem) && !deskWords[p.txt(t)] {
			continue
		}
		b.WriteString(p.txt(t))
	}
	return polite(b.String())
}

// polite takes away what is only polite around the words.
func polite(s string) string {
	for again := true; again; {
		again = false
		if r, _ := utf8.DecodeRuneInString(s); politeFirst.has(r) {
			for _, x := range politeHeads {
				if r, ok := strings.CutPrefix(s, x); ok {
					s, again = r, true
				}
			}
		}
		if r, _ := utf8.DecodeLastRuneInString(s); politeLast.has(r) {
			for _, x := range politeTails {
				if r, ok := strings.CutSuffix(s, x); ok && r != "" {
					s, again = r, true
				}
			}
		}
	}
	return s
}

// about fills in the units and the items that the line names.
func (p *parse) about(a Act) (Reading, bool) {
	units, doubt := p.unitsIn(0, len(p.toks))
	if doubt != nil {
		return p.askCity(doubt), true
	}
	switch {
	case len(units) == 1:
		a.Unit = units[0]
	case len(units) > 1:
		a.Units = units
	case p.c.Role == ledger.Contact && !strings.Contains(p.s, "全市"):
		a.Unit = p.c.Unit
	}
	a.Span = p.whole()
	items := p.itemsIn(0, len(p.toks), true)
	if len(items) == 1 {
		a.Item = p.g.item(items[0]).ID
	} else if len(items) > 1 {
		return Reading{}, false
	}
	outcome := Reply
	if a.Storing() {
		outcome = Apply
	}
	return Reading{Outcome: outcome, Acts: []Act{a}}, true
}

// audit: 审核, 核对一下衡南, 邮件对账.
func (p *parse) audit() (Reading, bool) {
	s := p.bare()
	mail := false
	for i := range p.toks {
		if t := &p.toks[i]; t.is(cItem) && len(t.w.items) == 1 && p.g.item(t.w.items[0]).Kind == ledger.Mail {
			mail = true
		}
	}
	switch {
	case mailWords[s], mail && reconcileWords[s]:
		a := Act{Verb: Audit, Kind: string(ledger.Mail), Span: p.whole()}
		for _, it := range p.g.plan.Items {
			if it.Kind == ledger.Mail {
				a.Item = it.ID
			}
		}
		return Reading{Outcome: Reply, Acts: []Act{a}}, a.Item != ""
	case auditWords[s] && !strings.Contains(p.s, "审核情况"):
		return p.about(Act{Verb: Audit})
	}
	return Reading{}, false
}

// filed: 看看珠晖的文件, 衡南征文有哪些附件.
func (p *parse) filed() (Reading, bool) {
	if !fileWords[p.bare()] || p.nums > 0 || p.c.Role == ledger.Contact && p.has&cUnit != 0 {
		return Reading{}, false
	}
	return p.about(Act{Verb: Files})
}

// changes: 今天有什么变化, 昨天到现在, 改过什么.
func (p *parse) changes() (Reading, bool) {
	s := p.bare()
	if correctionWords[s] {
		return p.about(Act{Verb: Changes, Kind: "corrections"})
	}
	if supplementWords[s] {
		return p.about(Act{Verb: Changes, Kind: KindSupplements})
	}
	day := ledger.DateOf(p.now).AddDays(-1)
	rest, named := s, false
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind != kDate {
			continue
		}
		d, bad := p.g.resolve(t.day, p.now, false)
		if bad != noTrouble || named || ledger.DateOf(p.now).Before(d) {
			return Reading{}, false
		}
		day, named = d, true
		rest = polite(strings.Replace(rest, p.txt(t), "", 1))
	}
	if days := recentDays(rest); days > 0 && !named { // 这两天有什么变化
		day, named = ledger.DateOf(p.now).AddDays(-days), true
		for _, x := range recently {
			rest = strings.TrimPrefix(rest, x.words)
		}
	}
	rest = since(rest)
	if !changeWords[rest] && !(named && sinceWords[rest]) {
		return Reading{}, false
	}
	return p.about(Act{Verb: Changes, At: day.At(ledger.Clock{}, p.g.zone())})
}

// recently are words for the last days, and how many they are.
var recently = []struct {
	words string
	days  int
}{{"这两天", 2}, {"近两天", 2}, {"最近两天", 2}, {"这三天", 3}, {"近三天", 3}, {"最近三天", 3}, {"这几天", 3}, {"最近几天", 3}, {"近几天", 3},
	{"这一周", 7}, {"最近一周", 7}, {"近一周", 7}, {"这周", 7}, {"本周", 7}, {"这星期", 7}, {"上周", 7}, {"这一个星期", 7}, {"近一个星期", 7}}

func recentDays(s string) int {
	for _, x := range recently {
		if strings.HasPrefix(s, x.words) {
			return x.days
		}
	}
	return 0
}

// since takes away what joins a day with what has happened from then on.
func since(s string) string {
	for _, x := range [...]string{"自从", "自", "从", "打从"} {
		s = strings.TrimPrefix(s, x)
	}
	for _, x := range [...]string{"以来", "以后", "之后", "至今", "到现在", "到目前", "到今天", "起", "后", "来"} {
		if t, ok := strings.CutPrefix(s, x); ok {
			s = t
			break
		}
	}
	return polite(s)
}

// freeze: 封存; 解除封存.
func (p *parse) freeze() (Reading, bool) {
	if p.has&(cUnit|cItem) != 0 {
		return Reading{}, false
	}
	a := Act{Verb: Freeze, Span: p.whole()}
	switch s := p.bare(); {
	case freezeWords[s]:
	case thawWords[s]:
		a.Kind = KindLift
	default:
		return Reading{}, false
	}
	return Reading{Outcome: Confirm, Acts: []Act{a}, Question: Question{Code: AskSure, Quote: p.s}}, true
}

// justify: 衡南答题属实，新增两个学校. A figure before the word is a report.
func (p *parse) justify() (Reading, bool) {
	if p.has&(cUnit|cItem) == 0 || p.asks() || p.has&cVerdict != 0 && p.has&cItem == 0 {
		return Reading{}, false
	}
	if p.nums > 0 && p.has&cCorrect != 0 && !strings.Contains(p.s, "属实") { // 经核实,答题应为1386人,请予更正
		return Reading{}, false
	}
	at, end := -1, 0
	for _, w := range trueWords {
		if i := w.index(p); i >= 0 && (at < 0 || i < at || i == at && i+len(w.text) > end) {
			at, end = i, i+len(w.text)
		}
	}
	if at < 0 || strings.HasSuffix(p.s[:at], "不") || strings.HasSuffix(p.s[:at], "没") {
		return Reading{}, false
	}
	for i := range p.toks {
		t := &p.toks[i]
		if t.start < at && (t.kind == kNum || t.kind == kTitle || t.kind == kText && letters1(p.txt(t)) > 4) {
			return Reading{}, false
		}
	}
	why := strings.TrimLeft(p.s[end:], " ,;:。、!的是了")
	for _, x := range []string{"因为", "主要是", "原因是", "原因:", "说明:", "由于", "是因为"} {
		why = strings.TrimPrefix(why, x)
	}
	q := p.lex(p.s[:at])
	if q.has&cItem == 0 && p.nums > 0 && !strings.Contains(p.s, "属实") { // 跟司法局核实过,宣讲共3场
		if r := p.part(Span{end, len(p.s)}); r.Outcome == Apply && anyAct(r.Acts, func(a *Act) bool { return a.Reporting() && a.HasValue }) {
			return Reading{}, false
		}
	}
	r, ok := q.about(Act{Verb: Justify, Text: strings.TrimSpace(why)})
	if ok && len(r.Acts) == 1 {
		r.Acts[0].Span = p.whole()
		if r.Acts[0].Unit == "" && len(r.Acts[0].Units) == 0 {
			return p.ask(AskWho, p.whole()), true
		}
	}
	return r, ok
}
