package command

import "strings"

// beside tells what a figure next to a word is when it counts nothing of the campaign.
type beside uint16

const (
	// besideLabel: the number names something: 附件2, 表3.
	besideLabel beside = 1 << iota
	// besidePrice: the figure belongs to the noun: 稿费300元, 气温3度.
	besidePrice
	// besideMatter: what was sent out, so that the figure counts receivers: 链接发了126人.
	besideMatter
	// besideCause: people were told to: 让126人答题. Whether they did is not said.
	besideCause
	// besideDemand: what was demanded of people, done or not: 领导让宣讲3场.
	besideDemand
	// besideLead: those who hold a session, not those who hear it: 派5人到社区宣讲.
	besideLead
	// besideBase: how many there are in all, before how many of them did: 全局45人,答题43人.
	besideBase
	// besideBound: the figure is only a bound of the true one: 超过100人, 100人以上.
	besideBound
	// besideMark: the figure belongs to the word where it has a measure that counts
	// nothing of the campaign: 最高100分.
	besideMark
	// besideRole: the name of one who can be asked follows, and perhaps a telephone
	// number: 联系人周敏. besideSpeaker: of one who held a session.
	besideRole
	besideSpeaker
	// besideCase: other work of a bureau, with the figure that counts it: 查处案件3件.
	besideCase
)

var besideWords = []struct {
	what  beside
	words string
}{
	{besideLabel, "单号 快递单号 运单号 流水号 回执号 受理号 稿号 邮件编号 表格编号 附件 附 附表 附图 附录 表 图 材料 序号 编号 见附件 详见附件 见附 文件 事项"},
	{besidePrice, "稿费 征文稿费 奖金 奖励 经费 费用 花费 花了 金额 预算 补贴 津贴 工号 邮编 房号 门牌 门牌号 qq 微信号 气温 温度 零下 年龄 字数 页数 时长 片长 全长 历时 用时 耗时 为时 持续 平均分 平均成绩 平均得分 均分 最高分 最低分 最高得分 最低得分 总分 得分率 正确率 答对率 参与率 参学率 完成率 覆盖率 到课率 知晓率 满意率 满意度 面积 里程 油费"},
	{besideCase, "查处 立案 立案查处 结案 办结 受理 处罚 行政处罚 罚款 罚没 案件 违法案件 案子 违法行为 信访 信访件 信访案件 投诉 举报 投诉举报 执法检查 双随机检查 行政检查 提案 议案 建议提案 公文 来文 收文 发文"},
	{besideRole, "联系人 填报人 填表人 制表人 经办人 报送人 审核人 记录人"},
	{besideSpeaker, "主讲人 主讲 讲师 授课人 授课老师"},
	{besideMark, "最短 最长 最快 最慢 最短的 最长的 最快的 最慢的 最高 最低 平均 人均 最多 最少"},
	{besideMatter, "链接 短信 二维码 通知 微信 信息 消息 朋友圈 问卷 倡议书 公开信 邀请函 请柬 推文 小程序码"},
	{besideCause, "请 请来 动员 发动 号召 邀请 通知"},
	{besideDemand, "让 叫 要求 督促 喊 催 下达 下达了 布置 布置了 部署 部署了 交办 摊派 分配 责成 勒令"},
	{besideLead, "派 派出 抽调 出动 选派 委派 带领 率领 一行 志愿者 工作人员 讲师 宣讲员 宣传员 讲解员 专家 普法员 律师"},
	{besideBound, "超过 超 超出 突破 逾 高于 大于 多于 不止 以上 开外"},
	{besideBase, "我们局 我们单位 我们县局 我们区局 本局 本单位 局机关 全系统 全局 我局 局里 局内 单位 全单位 全体 全体职工 全体干部 干部职工 全体干部职工 机关干部职工 在职 在职人员 在编 在编人员 编制 在岗 在岗人员 全员"},
}

// handouts are given out beside a session; a figure after one counts them.
var handouts = wordSet("传单 宣传单 发传单 资料 发资料 宣传资料 发放资料 发放宣传资料 宣传册 手册 宣传手册 折页 册子 小册子 环保袋 礼品 小礼品 问卷 扇子 雨伞 毛巾 水杯 纸杯 围裙 购物袋 手提袋 布袋 日历 台历 春联 对联 口罩 纪念品 笔记本 横幅 挂横幅 悬挂横幅 条幅 标语 贴标语 张贴标语 展板 展架 彩旗 喷绘")

// gaveOut stand between what was given out and how much: 资料发了350份.
var gaveOut = wordSet("是 为 发 发了 发出 发放 发放了 印 印了 印制 挂 挂了 拉 拉了 贴 贴了 送 送了 做 做了 共 一共 总共 共发 共发放 有 了 应该是 应该 改成 改为 更正为 也 又 约 大约 大概")

// holders are those who hold a session, where a figure follows: 宣讲人3人.
var holders = strings.Fields("宣讲人 宣讲者 主讲 主讲人 主讲者 主讲老师 授课人 授课老师 讲课人 讲课老师 宣讲老师 宣讲队 宣讲队员 宣讲团 宣讲团成员 宣讲骨干")

// speakers are people who hold lectures: 省局专家 speaks of them, not of the province.
var speakers = strings.Fields("专家 老师 教授 领导 处长 副处长 讲师 律师 法官 主任 科长 同志 博士 来的 派来 派的 请来")

// speakerEnds are the letters that they end with.
var speakerEnds = lastLetters(speakers)
