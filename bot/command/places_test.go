package command_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
)

// stems begin names of places with letters that are words elsewhere; whole stems
// are read without a question, doubtful ones may ask.
var (
	wholeStems = strings.Fields("太平 太子 太阳 和平 和谐 余家 周家 周家坳 累家 第一 第二 得胜 来雁塔 " +
		"先锋 上游 里仁 同心 单家 至善 圆通 百家 万寿 十里铺 二七 五一 八一 三塘 九龙 双江 近水 多福 明翰 人民路 合江套 中山 全丰 " +
		"左家垅 大元头 友谊 光明 一环 六合 七里井 四方 千山 半山 金龙 欧阳海")
	doubtfulStems = strings.Fields("过水坪 有余 向阳 为民 对江 从化 由义 以和 共和 共青 再兴 又新 前进 加佳 另家 差家 还山 补山 增福 添福 乡家 发家 办家 开元 退休 通过 约瑟 现代 改革 收藏家 " +
		"报恩寺 报国 已山 场坪 一心 说理 帮扶 未来 减河 总部经济")
	endings  = strings.Fields("社区 村 镇 乡 广场 小学 中学 公园 街道 居委会 小区 幼儿园 职业技术学院 文化馆 敬老院 工业园 集市")
	sessions = []string{"宣讲12月8日%s1场 120人", "12月8日在%s宣讲1场，120人参加", "昨天%s宣讲一场60人", "%s宣讲1场60人", "宣讲1场，地点%s，60人",
		"12月8日，%s，宣讲1场，60人", "昨天到%s宣讲1场60人", "12月8日%s宣讲1场，50人；12月9日在龙王庙社区宣讲1场，60人"}
)

// TestPlacesStayWhole: no letter of a place is lost in silence. What is kept at once
// is the whole name, as it was typed.
func TestPlacesStayWhole(t *testing.T) {
	plan := commandtest.Plan()
	g := command.Compile(plan)
	c := command.Context{Speaker: command.Speaker{Role: ledger.Contact, Unit: "qidong"}, Now: time.Date(2026, 12, 17, 16, 0, 0, 0, plan.Campaign.Zone)}
	rapid.Check(t, func(t *rapid.T) {
		whole := rapid.Bool().Draw(t, "whole")
		stem := rapid.SampledFrom(doubtfulStems)
		if whole {
			stem = rapid.SampledFrom(wholeStems)
		}
		name := stem.Draw(t, "stem") + rapid.SampledFrom(endings).Draw(t, "ending")
		line := fmt.Sprintf(rapid.SampledFrom(sessions).Draw(t, "line"), name)
		r := g.Read(line, c)
		kept := len(r.Acts) > 0 && r.Acts[0].Place == name
		if r.Outcome == command.Apply && !kept {
			t.Fatalf("%q keeps %s", line, commandtest.Brief(r))
		}
		if whole && (!kept || r.Outcome != command.Apply) {
			t.Fatalf("%q is not understood: %s", line, commandtest.Brief(r))
		}
	})
}
