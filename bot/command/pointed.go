package command

import "pufabot/bot/ledger"

// KindPointed marks a session that the line points at by its place (三塘社区那场60人): one
// that was told before, if there is one there.
const KindPointed = "pointed"

// pointedOne is a session by its place and how many came; pointedEnd is what may stand
// between two.
var (
	pointedOne = newPattern(`^(?:我们|我县|我区|我市)?在?([^\d,。;、: 那这进去到在][^\d,。;、: 那这在]{1,11}?)的?(?:那|这)一?[场次](?:普法|宣讲|活动)*(?:(?:已经|刚刚|刚|也|都)?(?:搞完|办完|讲完|宣讲完|结束|搞好|开完)了?)?` +
		`[,: ]*(?:人数|听众)?(?:就|也)?(?:是|有|来了|到了|到场|参加的?|一共|总共|共|大概|大约|约|差不多|将近|近)*(\d+|[一二两三四五六七八九十百]+)(?:多|来)?个?人(?:左右|上下|参加|到场|听课|听)*`)
	pointedEnd = newPattern(`^[,、;。 和!]*`)
)

// pointed reads the audiences of sessions that are pointed at by their places. They are
// shown before they are kept.
func (p *parse) pointed() (Reading, bool) {
	if p.c.Role != ledger.Contact || p.has&(cPlan|cNeg|cCorrect|cPoison|cUnit) != 0 || p.asks() || p.hasDay() || p.hasTitle() || !pointedOne.mayIn(p) {
		return Reading{}, false
	}
	item := -1
	for k, it := range p.g.plan.Items {
		if it.Kind == ledger.Sessions && item < 0 {
			item = k
		}
	}
	for _, k := range p.itemsIn(0, len(p.toks), true) {
		if k != item {
			return Reading{}, false
		}
	}
	if item < 0 {
		return Reading{}, false
	}
	var acts []Act
	for at := 0; at < len(p.s); {
		m := pointedOne.re.FindStringSubmatchIndex(p.s[at:])
		if m == nil {
			return Reading{}, false
		}
		heads := p.numberAt(at + m[4])
		if heads == nil || !endsAsPlace(p.s[at+m[2]:at+m[3]]) {
			return Reading{}, false
		}
		a := Act{Verb: Session, Unit: p.c.Unit, Item: p.g.item(item).ID, Op: ledger.Add, Value: 1, HasValue: true, Kind: KindPointed,
			Place: p.s[at+m[2] : at+m[3]], People: heads.value, Approx: heads.approx, Span: Span{at, at + m[1]}}
		acts = append(acts, a)
		at += m[1]
		at += len(pointedEnd.re.FindString(p.s[at:]))
	}
	if len(acts) == 0 {
		return Reading{}, false
	}
	p.weighAll(0, len(p.s))
	return Reading{Outcome: Confirm, Acts: acts, Question: Question{Code: AskSure}}, true
}

// numberAt is the figure that begins at a place of the line; nil: none that holds.
func (p *parse) numberAt(at int) *number {
	for i := range p.toks {
		if t := &p.toks[i]; t.start == at && t.kind == kNum && t.num.odd == fine {
			n := t.num
			n.approx = n.approx || p.approximate(i)
			return &n
		}
	}
	return nil
}
