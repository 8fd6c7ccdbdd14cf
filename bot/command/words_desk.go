package command

import (
	"strings"

	"pufabot/bot/ledger"
)

// Whole lines of the coordinator's desk, without units, items and politeness.
var (
	politeHeads = strings.Fields("请 麻烦 数据 帮我 帮忙 给我 把 再 先 你 您 都 全市 全部 所有 各单位 各县市区 看看 看一下 查一下 查查 看")
	politeTails = strings.Fields("吧 一下 下 啊 呀 呢 哈 吗 ? 了 的 数据 谢谢 看看 数字 情况 单位 各单位")

	// politeFirst and politeLast are the letters with which they begin and end.
	politeFirst, politeLast = firstLetters(politeHeads), lastLetters(politeTails)

	auditWords      = set("有没有错误 有什么错误 对不对 准不准 有问题 审核 审 审核审核 核对 核对核对 核查 核一核 查错 校核 数据审核 数据核对 审核数据 核对数据 审核表 审核结果 审核关系 有什么问题 有没有问题 有什么错 有没有错 有无问题 哪里有问题 有哪些问题 查问题 疑问 查询单 审核单 自查")
	reconcileWords  = set("对账 对 核对 对一对 对对 比对 对比")
	mailWords       = set("邮件对账 邮箱对账 对账 总结对账 邮件核对 核对邮件 邮件比对 对邮件 邮件对")
	correctionWords = set("改过什么 改过啥 改过哪些 改过 改什么 改啥 改哪些 改动 更正过什么 更正记录 更正 修改记录 改动记录 变更记录 更改记录 修改历史 历史 历史记录 改数记录 谁改过 谁改的什么 改过几次 修改过什么 更改过什么 有改过什么 有什么更正 有哪些更正")
	changeWords     = set("有什么变化 变化大 变化大不大 变化多 变化多不多 的变化 变化情况 有何变化 都有什么变化 都有哪些变化 哪些变化 有哪些数变 有啥变化 有哪些变化 什么变化 变化 变化有哪些 变化是什么 有变化 有没有变化 到现在有什么变化 到现在有啥变化 到现在变化 到现在有哪些变化 以来有什么变化 以来变化 以来有啥变化 至今有什么变化 有什么新变化 新变化 最近有什么变化 最近变化 有什么变动 有啥变动 有哪些变动 变动 到现在有什么变动 有什么动静 有啥动静 到现在有什么动静 有什么新报 有哪些新报 有什么更新 有哪些更新 更新什么")
	sinceWords      = set("有没有新报 有没有新 有没有人报 有没有报 有新报 有新报数 以来 到现在 至今 之后 新报 谁报 有谁报 有谁交 谁交 谁来报 谁报数 谁报东西 谁报新数 谁更新 谁动 哪些报 哪些单位报 哪些县报 哪些县区报 哪几家报 哪家报 有哪些单位报 有哪些县报 有哪几家报 有哪家报 哪些单位交 哪些县交 有单位报 有人报 有人报数 到现在谁交 到现在有谁报 到现在谁报东西 到现在哪些单位报 报哪些 报了哪些 收哪些 收到哪些 收到什么 报什么 到现在报什么 到现在谁报 谁报了什么 谁改 谁改数 谁改过 谁改过数 谁改过什么 谁改动 改什么 改过什么 改哪些 有什么改动 有哪些改动 有谁改 改了什么 改了哪些 谁改了数 谁改了什么")
	// supplementWords ask what came after the figures were frozen.
	supplementWords = set("补报的有哪些 补报的 补报的有谁 补报的单位 补报的是哪些 补报的有哪些单位 封存时间 封存时间是什么时候 什么时候封存 什么时候封存的 封存没 封存没有 封存是什么时候 数据什么时候封存 何时封存 哪天封存 补报 补报有哪些 有哪些补报 补报有什么 哪些补报 哪些是补报 谁补报 有谁补报 补报情况 补报清单 补报名单 哪些单位补报 哪些县补报 哪几家补报 封存后有什么变化 封存以后有什么变化 封存之后有什么变化 封存后变化 封存后改什么 封存后谁报 封存以后谁报")
	fileWords       = set("文件 附件 材料 稿子 原件 文件发我 附件发我 材料发我 文件给我 文件有哪些 有哪些文件 收到哪些文件 交哪些文件 有什么文件 交什么文件")
	freezeWords     = set("封存 封账 封数 锁定 锁定数据 数据封存 数据锁定 数据定稿 定稿 封存报数 现在封存 立即封存 封存吧 封存全部")
	thawWords       = set("解除封存 取消封存 解封 撤销封存 封存取消 解锁 解锁数据")
	// resumeWords let the reminders of the units that are named go on.
	resumeWords = set("恢复提醒 恢复的提醒 恢复对的提醒 恢复对提醒 恢复催办 恢复的催办 恢复对的催办 恢复催报 提醒恢复 的提醒恢复 提醒可以恢复 的提醒可以恢复 继续提醒 恢复正常提醒 正常提醒 照常提醒 照常催 恢复催 解除免打扰 的免打扰解除 解除的免打扰 取消免打扰 取消的免打扰 的免打扰取消 免打扰取消 免打扰解除 取消静默 解除静默 不用静默")
	// onLeaveWords ask who cannot be asked.
	onLeaveWords = set("谁请假 谁在请假 有谁请假 有谁在请假 哪些人请假 哪些人在请假 谁休假 谁在休假 谁出差 谁在出差 谁不在 哪些联络员请假 哪个联络员请假 哪些单位请假 哪家请假 哪些联络员不在 联络员谁请假 联络员谁不在 请假名单 请假情况 请假的有谁 请假的有哪些 有人请假 有没有人请假 联络员请假 在请假")
	waitingWords = set("哪些还没审 哪些没审完 还有谁没审 有没有没审 有待审 待审几件 待审多少 待审有哪些 待审的有哪些 没审的有哪些 未审的有哪些 谁还没审 哪家还没审 哪家没审 谁没审 还没审完 待审 未审 没审 还没审 还有哪些没审 还有什么没审 还有没审 哪些没审 有哪些没审 还有多少没审 还有几篇没审 待审清单 待审名单 审核进度 审核到哪 审到哪 哪些待审 有哪些待审")
	// deskWords are names of items that the lines above keep.
	deskWords = set("邮件 邮箱")

	trueWords    = phraseList("属实 情况属实 数据属实 核实属实 经核实 核实过 核实无误 核对无误 确认无误 无误 没有错 数没错 没错 没报错 没写错 是真的 是准的 确实是 确实")
	revisedWords = phraseList("改好了 改好 修改好了 修改好 已修改 已经修改 修改完 改完了 已改 已经改 修改后重报 修改后重新 按要求修改了 已按要求 已经按要求 按要求改了 按要求改好 按要求修改好 按要求修改了 按要求修改完 按要求改完 重新报了 重新报送了 已重新报 已重报 重报了 重新交了 重交了 已重新提交 重新提交了 重新发了")

	reviewQuestionWords = strings.Fields("选报 报省 过了 过没 选了 通过 审核 审了 审过 退回 退了 打回 驳回 收下了 选上 入选 选中 选送 采用了 采纳了 合格")
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// itemByID is the plan's item of an id.
func (g *Grammar) itemByID(id ledger.ItemID) ledger.Item {
	it, _ := g.plan.Item(id)
	return it
}
