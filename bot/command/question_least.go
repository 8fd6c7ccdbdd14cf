package command

import "strings"

// wantedAsked asks how much is wanted of an item: 答题目标多少, 要答到多少人才行, 宣讲要办几场.
var wantedAsked = newPattern(`(?:目标|指标|任务数|下限|门槛|标准)(?:数|人数|值)?(?:是|为|定的|有)?(?:多少|几)|` +
	`(?:多少|几)(?:个|名)?(?:人|场|篇|件|次|幅)(?:才|就|算|才算|就算)(?:行|够|可以|达标|合格|过关|完成|好|算)|` +
	`(?:^|[^还主只想不需])(?:要|需要|需|要求)(?:我们|各县|每个县)?(?:答|搞|办|写|交|报|完成|达到|做|讲|来|开|到|组织|参加|动员|推荐)?(?:到|够|满)?(?:多少|几)(?:个|名)?(?:人|场|篇|件|次|幅)`)

// wantsLeast tells whether the line asks for what is wanted, not for what there is.
func (p *parse) wantsLeast() bool {
	return wantedAsked.matches(p) && !containsAny(p.s, []string{"完成了", "还差", "还要", "差多少"}) && !strings.HasSuffix(p.s, "了")
}
