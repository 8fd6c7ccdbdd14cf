package command

import "pufabot/bot/ledger"

// sends says that somebody goes, without a name: 派人去, 安排1名同志参加; goes that the
// speaker does.
var (
	sends = newPattern(`(?:派|安排|抽调|选派)(?:[\d一二两三四]+)?(?:个|名|位)?(?:专人|人员|同志|干部|人|员)(?:去|参加)?` + toEvent + `|有人(?:去|参加)` + toEvent)
	goes  = newPattern(`我(?:都|也|会)*(?:去|参加|报名)` + toEvent + `|算我一?个`)
	// selfBeside does so beside names.
	selfBeside = newPattern(`(?:^|[,;。、])我(?:也|都)?(?:去|参加)(?:$|[,;。!])`)
)

// toEvent is what may follow: they go to the events, and nowhere else.
const toEvent = `(?:宣讲|活动|保障|进社区|进企业)*[的了吧]?(?:$|[ ,;。!])`

// sendsUnnamed asks a section for the names of those whom it says to send to an event.
func (p *parse) sendsUnnamed() (Reading, bool) {
	if p.c.Role != ledger.Contact || !p.ofSection() || p.asks() || p.has&(cNeg|cNot|cPlan|cPoison|cOrder|cStage) != 0 || p.namesSomebody() {
		return Reading{}, false
	}
	half := p.halfNamed() && (p.has&(cEvent|cSignup|cUnit|cMyself) != 0 || p.eventDays() > 0) && p.has&(cHold|cItem) == 0
	if !half && !sends.matches(p) && !(goes.matches(p) && (p.has&cEvent != 0 || p.eventDays() > 0)) {
		return Reading{}, false
	}
	r := p.ask(AskNames, p.whole())
	if k := (&reporter{parse: p}).signItem(); k >= 0 {
		r.Question.Item = p.g.item(k).ID
	}
	return r, true
}
