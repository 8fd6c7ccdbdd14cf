package command

// This file reads questions that no table of words can hold, because what they ask for
// stands apart from what asks.

var (
	// receiverAsked asks to whom or where something has to go: 署名文章要交给谁, 征文报到哪里.
	receiverAsked = newPattern(`(?:(?:交|送|寄|递|呈)(?:送|上)?(?:给|到|往|至|在)?|(?:报|发|传|投)(?:送|上|稿)?(?:给|到|往|至|在))谁|` +
		`(?:交|报|发|送|寄|传|投|递|呈)(?:送|上|稿)?(?:给|到|往|去|至|在)?哪(?:[里儿]|[个家]?(?:科|单位|部门|局|地方|邮箱|群|报纸|报社|媒体|杂志|平台))`)
	// sealsAsked asks what a piece must bear: 要盖几个章, 要附几张图.
	sealsAsked = newPattern(`(?:盖|签|附|署|印)上?(?:几|多少|哪)`)
	// whoAsked asks who the speaker is for the bot: 系统中我登记的是哪家单位.
	whoAsked = newPattern(`我(?:这边|这个|的|账号|微信|号|现在|目前|到底|究竟|被|给|在?(?:系统|你|这|平台|名单|机器人)(?:里面|里|中|上|这里|那里|这)*)*` +
		`(?:(?:登记|绑定|绑|注册|录|挂|算|归|属于|属|对应|代表|填|分)(?:的|在|到|成|了|是|于)*|是)(?:哪|什么|啥)一?[个家]?(?:单位|县市区|县区|[县区局科]|部门|的?[吧啊呀呢?]*$)`)
)

// apart is the topic of such a question; empty: it is none.
func (p *parse) apart() string {
	switch {
	case p.has&(cItem|cNeg|cOwing) == 0 && p.nums == 0 && whoAsked.matches(p):
		return "whoami"
	case p.has&cNeg == 0 && receiverAsked.matches(p), sealsAsked.matches(p):
		return "rule"
	}
	return ""
}
