package command

import "strings"

// wayWords tell by what way a figure came: 耒阳答题160人(电话报).
var wayWords = []wordList{
	{cFiller, "", "电话报 电话报的 电话报来 电话报来的 电话报了 电话里报 电话里报的 电话确认 电话核实 电话补报 打电话报 打电话报的 打电话来报 来电报 来电话报 口头报 口头报的 口头报了 口头汇报 邮件报的 邮件里报的 邮件报来的 微信报 微信报的 微信上报的 私信报的 私聊报的 私下报的 短信报 短信报的 群里报的 当面报 当面报的 传真报的 传真来的 书面报的 用邮件 用邮箱 用电子邮件 用电子邮箱 用qq邮箱 通过邮件 通过邮箱 通过电子邮件 通过qq邮箱 以邮件 以邮件形式 以邮件的形式 以邮件方式 以电子邮件形式 以电子邮件的形式 以电子邮件方式 以电子邮箱 通过邮件形式 通过电子邮件形式 核实过 核实过了 核对过 核对过了 确认过 确认过了 核实了 核对了"},
	{cRequest, "", "电话说 电话里说 电话说的 电话告知 电话反馈 电话来说 打电话说 打电话来说 来电说 来电话说 口头说 口头说的 口头告知 邮件里说 微信说 微信上说 微信里说 私聊说的 短信说 群里说的 当面说的 刚打来电话 刚来电话 打来电话"},
}

// said are what a unit told its coordinator by; from a contact they are hearsay.
var said = wordSet(wayWords[1].words)

// pronouns stand for the unit that a coordinator's line has named.
var pronouns = wordSet("他们 他们县 他们区 他们市 他们局 他们单位 他们那边 他们那 他们那里 她们 人家 对方")

// told stand before a pronoun whom something is wanted of, or done for.
var told = wordSet("让 叫 要 请 喊 催 帮 替 代 通知 要求 麻烦 别 不要")

// saidBefore are what somebody told on an earlier day, or earlier today.
var saidBefore = everyPair("昨天 前天 昨日 前日 昨晚 早上 上午 中午 今早 那天 上周 前几天 前两天", "说的 说过的 报过的 跟您说的 跟你说的 给您报的 给你报的")

// everyPair joins each of some words with each of others.
func everyPair(heads, tails string) string {
	var out []string
	for _, h := range strings.Fields(heads) {
		for _, t := range strings.Fields(tails) {
			out = append(out, h+t)
		}
	}
	return strings.Join(out, " ")
}
