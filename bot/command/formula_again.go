package command

// This file tells clauses by which a report is only sent or said again, so that nothing of
// it is more than was told: 再发一遍免得漏了, 怕没收到重发一次; 别重复加.

var (
	// againForm sends a report again, perhaps for fear that it was lost.
	againForm = newPattern(`^(?:` + lostFear + `)?,?(?:我们?|这里|现在?)?(?:再|又|重新?|再次)(?:给你们|跟你们|向市局|跟市局|给市局)?(?:发|报|传|说|讲|汇报|上报|报送|核对|强调|重复|贴|填|确认|发送|报告)(?:了)?(?:一|1)(?:遍|次|下|回)(?:数据|数字|数|情况|报数)?(?:给你们|给市局)?(?:了|哈|啊)?,?(?:` + lostFear + `)?$`)
	// fearForm is that fear, or that it went wrong, in a clause of its own.
	fearForm = newPattern(`^(?:` + lostFear + `|(?:刚才|刚刚|刚|上一条|上条|前面)?(?:好像|可能|似乎|消息)*[没未](?:发|传)(?:成功|出去|上去|过去|到|出)了?)$`)
	// onceForm asks not to add the figures to those that they hold already.
	onceForm = newPattern(`^(?:请|可|千万|麻烦)*(?:你们|市局|机器人)?(?:别|不要|勿|莫|不用|无需|请勿|切勿|不必)(?:再|又)?(?:重复|重)?(?:加|累加|相加|叠加|累计|计算|计入|计|算|统计)(?:进去|上去|重|重复|上|两次|两遍|一次|一遍)?(?:了)?[哈哦啊呀嘛]?$`)
)

const lostFear = `(?:怕|担心|免得|以免|省得|防止|生怕|就怕)(?:你们|你|市局|群里|机器人|消息|又)?(?:没看到|没看见|没收到|没收着|漏掉?|漏看|漏报|漏记|刷掉|刷过去|看漏|错过|丢|搞丢)(?:了)?`

// resent takes such clauses out of a report. What fears a loss belongs to the one that sends
// it again; what asks not to add stays where something is added.
func (r *reporter) resent() {
	said := false
	for _, x := range [...]*pattern{againForm, fearForm, onceForm} {
		if !x.mayIn(r.parse) || x == fearForm && !said || x == onceForm && r.adds(x) {
			continue
		}
		for _, c := range append(r.clauses(), r.pieces()...) {
			for to := c.to; to > c.from; to = r.colonIn(c.from, to) {
				if sp := (Span{r.toks[c.from].start, r.toks[to-1].end}); x.find(r.s[sp.Start:sp.End]) != "" {
					r.blank(sp.Start, sp.End)
					said = true
					break
				}
			}
		}
	}
}

// adds tells whether anything is added in the clauses that a form does not take.
func (r *reporter) adds(x *pattern) bool {
	for _, c := range r.clauses() {
		if r.classIn(c.from, c.to-1, cAdd) && x.find(r.s[r.toks[c.from].start:r.toks[c.to-1].end]) == "" {
			return true
		}
	}
	return false
}
