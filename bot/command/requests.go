package command

import "pufabot/bot/ledger"

// looksForRequests are the ways to ask what waits for the coordinator's yes.
var looksForRequests = newPattern(`(?:待办|待处理|待审批|待批|没处理|未处理|没批|哪些|什么|啥|查看?|看|列|还有|所有|全部)的?.{0,6}申请|申请(?:列表|清单|有哪些|有什么|有啥|情况|记录)|(?:要|等|等着|需要|需|该)我(?:来|去)?(?:处理|审批|批|办|答复|回复|同意|决定|拿主意)` +
	`|待我(?:来|去)?(?:处理|审批|审核|批|办)|^(?:我的|看看|看下|看一下|查看|打开)?(?:待办|待审批|待批|待处理|待审|延期申请|请假申请|申请)(?:的|事项|事情|事|列表|清单|呢)*[?。!]?$` +
	`|(?:有没有|有)(?:人|谁|哪家|单位)[^,]{0,4}申请[^,]{0,6}$`)

// requests reads a coordinator's look at the open requests (待办申请, 还有什么要我处理的)
// and a verdict that is all that the line says (不同意).
func (p *parse) requests() (Reading, bool) {
	if p.c.Role != ledger.Coordinator || p.nums > 0 || p.hasDay() || p.has&(cUnit|cItem) != 0 {
		return Reading{}, false
	}
	verdict := p.verdictAlone()
	switch {
	case verdict != "":
		r, ok := p.single(Apply, Act{Verb: Answer, Reply: "yes", Verdict: verdict})
		r.Answer = "yes"
		if verdict == "return" {
			r.Acts[0].Reply, r.Answer = "no", "no"
		}
		return r, ok
	case p.has&cVerdict == 0 && looksForRequests.matches(p):
		return p.single(Reply, Act{Verb: Approve})
	}
	return Reading{}, false
}

// granting are the verdicts that answer people; 通过 and 退回 judge pieces, too.
var granting = wordSet("同意 批准 准 准了 驳回 拒绝 不同意 不批 不批准 不准")

// verdictAlone is the verdict of a line that says nothing else: 同意, 好的，批准.
func (p *parse) verdictAlone() string {
	verdict := ""
	for i := range p.toks {
		switch t := &p.toks[i]; {
		case t.is(cVerdict):
			if v := t.w.verdict; !granting[p.txt(t)] || verdict != "" && verdict != v {
				return ""
			}
			verdict = t.w.verdict
		case t.kind == kSep, t.is(cFiller | cYes | cNo | cAck | cThanks | cGreet):
		default:
			return ""
		}
	}
	return verdict
}
