package policy_test

import (
	"testing"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
	"pufabot/bot/policy"
)

// Each of these was once recorded at once and wrongly.
func TestCautionAsksFirst(t *testing.T) {
	plan := commandtest.Plan()
	g := command.Compile(plan)
	contact := command.Speaker{Role: ledger.Contact, Unit: "hengyang-xian"}
	chief := command.Speaker{Role: ledger.Coordinator}
	for _, tt := range []struct {
		who  command.Speaker
		line string
	}{
		{chief, "祁东申请征文延期到22号"},
		{contact, "帮祁东报答题50"}, {contact, "祁东让我报答题50"}, {contact, "帮司法局报宣讲2场"}, {contact, "司法局让我报答题50"},
		{chief, "祁东抓紧报征文2篇"}, {contact, "总结25号发"}, {contact, "总结20号左右发邮箱"},
		{chief, "祁东征文第2篇退回"}, {chief, "祁东征文不行"},
		{contact, "附件2：征文"}, {contact, "征文-1篇"}, {contact, "答题零差错"}, {contact, "宣讲五进"},
		{contact, "宣讲一场就行"}, {contact, "等下去宣讲1场"}, {contact, "约了2场宣讲"}, {contact, "让126人答题"},
		{contact, "答题链接发了126人"}, {contact, "派5人到三塘社区宣讲"}, {contact, "进了3个社区宣讲"},
		{contact, "答题含外单位126"},
		{contact, "宣讲上周四搞的，在万福社区来了四十多个老人家"},
	} {
		now := time.Date(2026, 12, 17, 16, 0, 0, 0, plan.Campaign.Zone)
		r := policy.Check(plan, tt.who, g.Read(tt.line, command.Context{Speaker: tt.who, Now: now}))
		if r.Outcome == command.Apply {
			t.Errorf("%q is recorded at once: %+v", tt.line, r.Acts)
		}
	}
}
