package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// Remark is what a line says to the question that its sender has not answered yet,
// beside what it says by itself.
type Remark struct {
	// Yes says that the line begins with a yes and goes on; Corrects that it takes back
	// something, or leaves something out: 打错了, 常宁除外.
	Yes, Corrects bool
	// Because says that beside its yes it only tells what was wrong with the figure before.
	Because bool
	// Waits says that it only asks for time: 等等.
	Waits bool
	// Asks says that it is a question of its own.
	Asks bool
	// Rest is the line behind the words at its head that agree or take back.
	Rest string
	// Figure is the rest, where that is one figure with nothing about it.
	Figure string
	// Zeros is how many zeros are told to be missing; below 0: too many.
	Zeros int
	// RowFigure is the figure behind the one unit that is named: 衡南改成79.
	RowFigure string
	// Units are named; Place is the place of a row that is pointed at (第三个; -1: the last).
	Units []ledger.UnitID
	Place int
	// Drops says that what is named is to be left out: 衡南去掉.
	Drops bool
	// Items are named; Adds says that what is named comes to what was said: 还有祁东 66.
	Items []ledger.ItemID
	Adds  bool
}

// Remark reads a line as one about the question before it.
func (g *Grammar) Remark(line string, c Context) Remark {
	p := g.parse(line, c)
	m := Remark{Asks: p.asks()}
	at := p.remarkHead(&m)
	m.Rest = p.from(at)
	m.Because = m.Yes && p.because(at)
	m.Zeros = p.zeros()
	m.Corrects = m.Corrects || p.has&cCorrect != 0 || m.Zeros != 0 || p.toldWrong()
	m.Waits = m.Corrects && m.Rest == "" && strings.Contains(p.s, "等")
	m.Figure = p.onlyFigure(at)
	p.rowMeant(&m)
	return m
}

// parse makes a line ready for being read in parts, apart from the room of others.
func (g *Grammar) parse(line string, c Context) *parse {
	p := &parse{g: g, room: newRoom(), c: c, now: c.Now.In(g.zone())}
	return p.lex(normalise(answered(line), c.BotNames))
}

// remarkHead passes the words at the head of the line that agree or take back, and
// gives where the line goes on. 是 before what follows at once is no yes.
func (p *parse) remarkHead(m *Remark) int {
	for i := 0; i < len(p.toks); i++ {
		t := &p.toks[i]
		ends := i+1 == len(p.toks) || p.toks[i+1].kind == kSep
		switch {
		case t.kind == kSep, t.is(cFiller) && !t.is(cYes|cNo):
		case p.txt(t) == "不是" && !ends: // 不是128: denied, not told
			m.Corrects = true
			return i
		case t.is(cCorrect), t.is(cNo) && (ends || p.toks[i+1].is(cFiller)):
			m.Corrects = true
		case t.is(cYes) && ends, t.is(cYes) && p.toks[i+1].is(cYes):
			m.Yes = m.Yes || !m.Corrects
		case t.is(cYes | cSet):
		default:
			return i
		}
	}
	return len(p.toks)
}

// toldWrong tells whether the line says that something was too much or too little, and
// not of which item: 多报了10个, 少写了一个.
func (p *parse) toldWrong() bool {
	for i := range p.toks {
		t := &p.toks[i]
		if t.is(cItem) && !t.sound {
			return false
		}
	}
	for i := range p.toks {
		if t := &p.toks[i]; t.is(cSub) || t.is(cAdd) && strings.ContainsAny(p.txt(t), "少漏") {
			return true
		}
	}
	return false
}

// onlyFigure is the rest of the line from token i where it is one figure, with its
// measure and what makes it about so much.
func (p *parse) onlyFigure(i int) string {
	if i >= len(p.toks) {
		return ""
	}
	n, from := 0, p.from(i)
	for ; i < len(p.toks); i++ {
		switch t := &p.toks[i]; {
		case t.kind == kNum && t.num.odd == fine:
			n++
		case t.kind == kSep, t.is(cFiller | cMeasure | cApproxPre | cApproxPost | cSet | cTotal):
		default:
			return ""
		}
	}
	if n != 1 {
		return ""
	}
	return from
}

var (
	zeroMissing = newPattern(`(?:少|漏|掉)(?:写|打|报|填|输|按|敲|录)?了?(?:一?个|1个|一)(?:0|零|〇|o|O)`)
	zeroTooMany = newPattern(`多(?:写|打|报|填|输|按|敲|录)?了?(?:一?个|1个|一)(?:0|零|〇|o|O)`)
)

// zeros tells how many zeros a figure is told to lack.
func (p *parse) zeros() int {
	switch {
	case zeroMissing.matches(p):
		return 1
	case zeroTooMany.matches(p):
		return -1
	}
	return 0
}

// leavesOut are words that take what is named out of a list.
var leavesOut = wordSet("去掉 删掉 删除 删了 删去 拿掉 剔除 划掉 除外 以外 之外 不算 不要 先不记 不记 别记 先别记 不报 先不报 暂不记 作废 不用 不要了 先不要")

// addsRow begins a line that adds a row to a list.
var addsRow = newPattern(`^(?:[对嗯哦,!。 ]|对了|不好意思)*(?:还有|另外|再加|加上|加个|加一|再补|补上|补一|漏了|忘了|少了|还差|再添|添上)`)

// rowMeant finds the units that the line names, a place that it points at, and whether
// it wants them left out.
func (p *parse) rowMeant(m *Remark) {
	if units, doubt := p.unitsIn(0, len(p.toks)); doubt == nil {
		m.Units = units
	}
	for _, k := range p.itemsIn(0, len(p.toks), false) {
		m.Items = append(m.Items, p.g.item(k).ID)
	}
	m.Adds = addsRow.find(p.s) != ""
	rest := ""
	for i := range p.toks {
		switch t := &p.toks[i]; {
		case t.kind == kNth:
			m.Place, rest = t.num.value, p.s[t.end:]
		case leavesOut[p.txt(t)]:
			m.Drops, m.Corrects = true, true
		case t.is(cExcept):
			m.Corrects = true
		}
	}
	if _, tail, ok := strings.Cut(p.s, "最后一"); ok {
		m.Place, rest = -1, tail
	}
	if k := p.first(cUnit); k >= 0 && len(m.Units) == 1 {
		behind := p.lex(strings.TrimLeft(p.s[p.toks[k].end:], "的那家 "))
		m.RowFigure = behind.onlyFigure(behind.remarkHead(m))
	}
	if m.Place != 0 {
		behind := p.lex(strings.TrimLeft(rest, "个行条家项:、 ")) // 第三个错了,是79
		at := behind.remarkHead(m)
		m.Rest, m.Figure = behind.from(at), behind.onlyFigure(at)
	}
}

// from is the line from token i on.
func (p *parse) from(i int) string {
	if i >= len(p.toks) {
		return ""
	}
	return p.s[p.toks[i].start:]
}
