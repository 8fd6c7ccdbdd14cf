package command

import "strings"

// Words for whom something goes to, and for handing in.
var (
	// cityWords name the city and what is its: it has what goes there.
	cityWords = phraseList("市局 市统计局 市里 市级 上级 你 您 贵 老师 邮箱 邮件 法规")
	// otherReceivers are people and places of the speaker's own office, and others
	// who are not the city.
	otherReceivers = phraseList("领导 局长 主任 科长 股长 所长 处长 县长 区长 书记 部长 院长 主席 经理 主编 编辑 记者 同事 同志 分管 " +
		"县委 县政府 区政府 市政府 政府办 县府 区委 宣传部 司法局 司法所 普法办 打印 群里 群了 工作群 朋友圈 县局 区局 我局 本局 局里 局办 单位 审 签 签字 盖章")
	// askedOf are words that ask somebody: whom they name gets nothing by that.
	askedOf = strings.Fields("请 麻烦 烦 劳 望 供 由")
	// handsInWords say in so many words that something is handed in with this line,
	// handsInHeads do so before what it is.
	handsInWords = phraseList("现报送 现上报 现报上 现呈报 现呈上 现提交 现报来 现予报送 现予上报 特报送 特此报送 特上报 查收 请接收")
	handsInHeads = strings.Fields("报送 上报 呈报 呈送 报上 提交 递交 上交")
	mailboxes    = phraseList("邮箱 邮件")
	// onPaper say that something went as paper does, electronic that it went by mail all the same.
	onPaper    = phraseList("纸质 纸版 纸面 打印版 打印件 打印稿 打印的 书面版 书面稿 快递 邮寄 挂号信 顺丰 EMS ems 机要 面交 当面交")
	electronic = phraseList("邮箱 邮件 电子 word pdf Word PDF doc")
)
