package command

import "pufabot/bot/ledger"

// listAsked are words that ask for what is kept, piece by piece: 宣讲明细, 都是在哪搞的,
// 把我们报的都列出来.
var listAsked = newPattern(`(?:明细|台账|列出来|列一下|列个单子|列个表|报的清单|记的清单)(?:呢|吧|一下|给我|发我|看看|看一下|看下|有吗|有没有)*[?。!]?$` +
	`|在(?:哪|哪里|哪儿|哪个地方|哪些地方|什么地方)(?:搞|办|开|举办|宣讲|举行|做|讲)(?:的|了|过)` +
	`|(?:报|交|记|搞|办|写|做)(?:的|了|过)(?:的)?[^,?]{0,6}有?哪(?:些|几)` +
	`|(?:我们|我县|我区|我市|我局)[^,?]{0,6}(?:都|一共|总共)在(?:哪|哪里|哪儿|哪些地方)[?。!]?$`)

// titlesAsked asks a coordinator's question for titles; a contact may want to know
// what to write about.
var titlesAsked = newPattern(`哪些(?:题目|标题|篇目|作者)|(?:题目|标题|篇目|作者)(?:都)?(?:有|是|叫)(?:哪些|什么|谁)`)

// listWanted tells whether the line asks for them.
func (p *parse) listWanted() bool {
	return p.nums == 0 && p.has&(cPlan|cVerdict|cOrder|cNeg|cOwing) == 0 && (listAsked.matches(p) || p.c.Role != ledger.Contact && p.has&cItem != 0 && titlesAsked.matches(p))
}
