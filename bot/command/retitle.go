package command

import (
	"strings"

	"pufabot/bot/ledger"
)

const (
	titleName = `(?:题目|标题|题名|篇名|稿名|文章名|名字|名称)`
	becomes   = `(?:改成|改为|更正为|更改为|修改为|应改为|改作|改叫|改名为|改名叫|改名|改成了|改为了|应该是|应当是|应是|应为|其实是|实际是)`
	wrongly   = `(?:(?:打|写|报|填|发|弄|搞|录|登)?错了|(?:写|打|报|填)错|有误|不对)`
	retitleTo = `(?:才对|吧|哈|了|谢谢|,谢谢)*[.。!]?$`
)

// retitles are lines that give a piece another title, every title written as 《》; in the
// second the title that holds comes first, in the third the old one is not told.
var retitles = [...]*pattern{
	newPattern(`^(?:不对|说错了|打错了)?,?` + titleName + `?(?:不是|不叫|并非)《》,?(?:而)?(?:应该|应|其实|实际)?(?:是|叫|为)《》` + retitleTo +
		`|^(?:请)?(?:把|将)?` + titleName + `?《》(?:的?` + titleName + `)?(?:` + wrongly + `)?,?` + titleName + `?` + becomes + `《》` + retitleTo +
		`|^(?:把|将)?` + titleName + `?《》的?` + titleName + `?` + wrongly + `,?` + titleName + `?(?:是|叫)《》` + retitleTo),
	newPattern(`^` + titleName + `?(?:应该|应)?(?:是|为)《》,?(?:不是|不叫|并非)《》` + retitleTo),
	newPattern(`^(?:不对,)?(?:请)?(?:把|将)?` + titleName + `(?:` + wrongly + `)?,?` + titleName + `?` + becomes + `《》` + retitleTo +
		`|^(?:不对,)?` + titleName + wrongly + `,?` + titleName + `?(?:是|叫|为)《》` + retitleTo +
		`|^` + wrongly + `,?` + titleName + `(?:是|叫|为|` + becomes + `)《》` + retitleTo),
}

// retitle reads a line that only gives a piece another title. Whose piece it is, and of
// which item where none is named, is found in what is stored.
func (p *parse) retitle() (Reading, bool) {
	if p.nums > 0 || p.asks() || !p.hasTitle() {
		return Reading{}, false
	}
	var titles []string
	var shape strings.Builder
	a := Act{Verb: Entry, Unit: p.c.Unit, Op: ledger.Detail, HasValue: true, Kind: KindRetitled, Span: p.whole()}
	for i := range p.toks {
		t := &p.toks[i]
		switch k := p.itemOf(t, true); {
		case t.kind == kTitle:
			titles = append(titles, strings.Trim(p.txt(t), "《》"))
			shape.WriteString("《》")
		case k >= 0 && p.g.item(k).Kind == ledger.Entry && a.Item == "":
			a.Item = p.g.item(k).ID
		case t.is(cUnit) && p.c.Role == ledger.Coordinator && a.Unit == "":
			id, ok := p.unitOf(t)
			if !ok {
				return Reading{}, false
			}
			a.Unit = id
		case t.is(cMyself), t.kind == kSep && t.strength == sepSpace, besideTitle[p.txt(t)]:
		default:
			shape.WriteString(p.txt(t))
		}
	}
	for i, x := range retitles {
		if !x.re.MatchString(strings.TrimPrefix(shape.String(), "的")) || len(titles) != 2-i/2 {
			continue
		}
		a.Titles = titles[len(titles)-1:]
		if i == 1 {
			a.Titles = titles[:1]
		}
		if len(titles) == 2 {
			a.Text = titles[i] // 不是《甲》,是《乙》; 是《乙》,不是《甲》
		}
		if p.c.Role == ledger.Coordinator && a.Unit == "" {
			return p.ask(AskWho, p.whole()), true
		}
		return Reading{Outcome: Confirm, Acts: []Act{a}, Question: Question{Code: AskSure, Quote: p.s, Item: a.Item}}, true
	}
	return Reading{}, false
}

// besideTitle are words that only point at the piece.
var besideTitle = wordSet("的 那 这 那篇 这篇 刚才 刚刚 上一篇 篇 件 我们 县 哦 啊 呃")
