package command

import (
	"slices"
	"time"

	"pufabot/bot/ledger"
)

// This file reads what a contact brings before the coordinator. It looks at a line only
// after all others have, and only where they found nothing to keep: a difficulty beside a
// report takes nothing of the report away.

// Ways to say what may be brought before the coordinator.
var (
	// toldOn ask for a word with the bureau.
	toldOn = newPattern(`(?:转告|转达|捎话|捎个话|反映|汇报|请示)(?:一下|下|给|一声)?(?:协调员|市局|领导|上面|上级|你们)` +
		`|(?:跟|向|和|同|找|给)(?:一下)?(?:市局|协调员|领导|上面|上级|局里|你们领导).{0,6}(?:说|反映|汇报|讲|提|问|求|沟通|通融|商量|请示)` +
		`|帮(?:我们|我|忙|个忙).{0,4}(?:说|反映|求|问)(?:说|一下|下|情|问|声|个)|(?:请|麻烦|让|叫|告诉|通知)(?:一下)?协调员`)
	// pleaded tell of a difficulty.
	pleaded = newPattern(`有(?:点|些|一些|很大|一定|实际|不少)?的?(?:困难|难处|难度)|困难(?:很|比较|较|太|有点)?[大多]|(?:遇到|碰到)(?:了|点|些)?(?:困难|难题|麻烦)` +
		`|没(?:有)?办法|实在(?:是)?没法|没(?:有)?人会|完不成|来不及|(?:赶|顾|忙|走|抽|凑|请|找|拿|挤|憋)不(?:出来?|开身|开|了|齐|到|来|上|过来|及)` +
		`|(?:写|搞|弄|办|做|拍|交|盖|完成|组织|协调|安排|动员|落实|统计)不(?:出来?|成|了|完|起来?|到位|动|上章|齐)|不(?:会|懂)(?:写|拍|弄|做|剪|画)` +
		`|人手(?:严重|实在)?(?:不够|不足|太少|太紧|有限|紧张)|(?:缺|没有?|差)(?:人手|经费|设备|素材|题材|条件)|章.{0,4}(?:带走|拿走|借走|收走|不在|锁着|锁在)` +
		`|时间(?:太|实在|有点)(?:紧|赶)|压力(?:太|很)?大`)
	// excused wish not to have to.
	excused = newPattern(`(?:能不能|可不可以|可以|能否|可否)(?:不|免)(?:派|去|参加|报|交|写|搞|做|办)`)
	// hindered are in the way, and not said to be too much.
	hindered = newPattern(`没(?:有)?(?:时间|空|人|法)|太忙|好忙|很忙|忙得|(?:领导|局长|书记).{0,4}(?:出差|开会|不在)|停电|下雨|封路`)
	// overcome is a difficulty that is none.
	overcome = newPattern(`(?:没有?|无|不|不算|不是)(?:什么|啥)?(?:困难|难处|难度|问题)|困难.{0,3}(?:解决|克服|吗|么|没有|不大)|已(?:经)?(?:解决|克服|搞定|补上|盖好)|不会(?:写|弄|做)(?:错|漏|晚)|来得及`)
	// longer wish for more time.
	longer = newPattern(`(?:缓|宽限|宽|迟|晚|推迟|推后|拖|延)(?:个|上|后)?(?:[一两二三四五几]|[0-9]+)(?:个)?(?:天|日|周|星期|礼拜|小时|钟头)|[晚迟]一?(?:点点|点|些)` +
		`|缓一?(?:缓|下|交|报|些|点)|往后(?:推|延|拖|挪)`)
	// later wish for a later day, which the words around name.
	later = newPattern(`(?:再|后|天|号|日|来|下午|晚上|早上|上午|中午|周.|完)(?:再|才)?(?:补|交|报|发|送|弄|给)(?:交|报|送|上|齐|一下|过来|上来|给你们)*` + mayI + `[?。!]*$` +
		`|^(?:那|那么|那就)?[^,。]{1,8}(?:号|日|天|周.)(?:呢|` + mayI + `)[?。!]*$`)
	// someTime are times without a date: 放假回来, 年后.
	someTime = phrasesOf("放假", "回来", "元旦", "年后", "过完", "过了", "过几天", "过两天", "下班", "晚上", "下午", "中午", "明早")
	// passOn at the head of a line is an order to the bot.
	passOn = newPattern(`^(?:请|麻烦|帮我|帮忙|帮我们)?转告(?:一下)?(?:协调员|市局)[:,， 。]*`)
)

// mayI ask for leave, at the end of a line.
const mayI = `(?:可以吗|可以么|可以不|可不可以|可以\?|行吗|行么|行不行|行不|好吗|好不好|成吗|成不|要得不|中不|吗)`

// plea turns a contact's line that left nothing to keep into a request, where it tells of
// a difficulty, wishes for more time or asks for a word with the bureau. What is only in
// the way is offered to be passed on.
func (p *parse) plea(r *Reading) {
	if p.c.Role != ledger.Contact || !p.pleads(r) || !toldOn.matches(p) && p.ofAnother() {
		return
	}
	switch until, more := p.moreTime(); {
	case more && p.inTime(until):
		*r = p.answer(Deadline, p.itemsIn(0, len(p.toks), true))
	case more:
		p.asked(r, "extension", until)
	case passOn.matches(p):
		p.asked(r, "other", time.Time{})
		r.Outcome, r.Question = Apply, Question{}
	case overcome.matches(p):
	case toldOn.matches(p), pleaded.matches(p), excused.matches(p) && !p.optional():
		p.asked(r, "other", time.Time{})
	case r.Chatter == Plans && hindered.matches(p):
		r.PassOn = true
	}
}

// pleads tells whether the others have left the line to it: they only answered what can
// be answered about anything, or asked for a figure that is not there.
func (p *parse) pleads(r *Reading) bool {
	if p.has&cGripe != 0 && r.Chatter == Complaint || p.hasTitle() {
		return false
	}
	switch r.Outcome {
	case Ignore:
		return r.Chatter != Announcement && r.Chatter != Greeting
	case Unknown:
		return true
	case Ask:
		return p.nums == 0 && (r.Question.Code == AskFigure || r.Question.Code == AskMixed || r.Question.Code == AskMeaning || r.Question.Code == AskFuture || r.Question.Code == AskStage)
	case Reply:
		return !anyVerb(r.Acts, func(v Verb) bool { return v != Deadline && v != Rule && v != Missing && v != Status })
	}
	return false
}

// ofAnother tells whether another unit is named; the bureau may be, whose unit is the city's.
func (p *parse) ofAnother() bool {
	units, doubt := p.unitsIn(0, len(p.toks))
	return doubt != nil || slices.ContainsFunc(units, func(id ledger.UnitID) bool {
		u, ok := p.g.plan.Unit(id)
		return ok && id != p.c.Unit && u.Kind != ledger.City
	})
}

// asked makes the line a request to the coordinator.
func (p *parse) asked(r *Reading, kind string, until time.Time) {
	a := Act{Verb: Request, Kind: kind, Unit: p.c.Unit, Until: until, Text: p.s, Span: p.whole()}
	if items := p.itemsIn(0, len(p.toks), true); len(items) > 0 {
		a.Item = p.g.item(items[0]).ID
	}
	*r = Reading{Outcome: Confirm, Acts: []Act{a}, Question: Question{Code: AskRequest, Quote: p.s}}
}

// moreTime tells whether the line wishes for more time, and until when: zero where it
// does not say.
func (p *parse) moreTime() (until time.Time, more bool) {
	days, lasts := p.duration()
	switch {
	case longer.matches(p):
		if !p.asks() && !containsAny(p.s, []string{"吧", "望", "请", "求"}) {
			return until, false
		}
	case later.matches(p) && (p.hasDay() || p.first(cDayPart) >= 0 || p.says(someTime)) && !p.ofEvent():
		lasts = false
	default:
		return until, false
	}
	if w, bad := p.when(0, len(p.toks), true, true); bad == noTrouble {
		return w, true
	}
	if items := p.itemsIn(0, len(p.toks), true); lasts && len(items) == 1 {
		until = p.g.plan.Deadline(*p.g.item(items[0])).Due.AddDate(0, 0, days)
	}
	return until, true
}

// ofEvent tells whether the day that is named is a milestone's.
func (p *parse) ofEvent() bool {
	for i := range p.toks {
		if p.toks[i].kind != kDate {
			continue
		}
		d, bad := p.g.resolve(p.toks[i].day, p.now, false)
		for _, m := range p.g.plan.Milestones {
			if bad == noTrouble && m.Day == d && p.has&cItem == 0 {
				return true
			}
		}
	}
	return false
}

// inTime tells whether an instant lies before the due one of the only item named.
func (p *parse) inTime(t time.Time) bool {
	items := p.itemsIn(0, len(p.toks), true)
	if t.IsZero() || len(items) != 1 {
		return false
	}
	due := p.g.plan.Deadline(*p.g.item(items[0])).Due
	return !t.After(due) && p.now.Before(due)
}

// optional tells whether the only item named may be left at nothing, which its rule says.
func (p *parse) optional() bool {
	items := p.itemsIn(0, len(p.toks), true)
	return len(items) == 1 && p.g.item(items[0]).Min == 0
}
