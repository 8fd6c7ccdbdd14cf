package bot_test

import (
	"testing"

	"pufabot/bot/ledger"
)

// Where the plan has several work groups, a chat is made none of them unasked.
func TestWhichOfSeveralGroups(t *testing.T) {
	c := newChat(t)
	c.plan.Groups = append(c.plan.Groups, ledger.Group{ID: "sections", Title: "科室群"})
	for _, line := range []string{
		"restart", "协调员> 绑定群", "< 本群是哪一个", "work<! group/work",
		"协调员> 2", "< 本群已绑定为“科室群”", "work< group/work",
		"协调员>> 绑定群", "< 请在要绑定的工作群里",
		"协调员> 绑定群 work", "< 本群已绑定为“全市统计法治宣传工作群”",
	} {
		c.where = line
		c.step(line)
	}
}
