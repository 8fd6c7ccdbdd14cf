package command

import (
	"strings"
	"unicode/utf8"
)

// amendWord is what a word does in a clause about an order that waits.
type amendWord uint16

const (
	amSoft    amendWord = 1 << iota // nothing
	amNot                           // it is not to be done, or not for what is named
	amOnly                          // for what is named alone
	amAdd                           // for what is named, too
	amInstead                       // what is named comes instead
	amLater                         // put off
	amAgain                         // put off, if it is told what is: 再催
	amNow                           // at once
	amDeed                          // what is to be done
	amAlone                         // to each unit privately
	amPublic                        // in the group
	amKind                          // a kind of units
)

// amendTable are the words that every order is changed by.
var amendTable = amendWordTable(map[amendWord]string{
	amNot:     "不 别 莫 甭 勿 不用 不要 不必 不想 不再 无需 无须 没必要 先不 先别 先莫 暂不 暂时不 暂时别 就不 先不用 先不要 暂时不用 暂时不要 暂不用 还是不 还是别 除外 除了 除开 除去 以外 之外 去掉 删掉 删除 删了 去了 拿掉 剔除 划掉 刨开 跳过 排除 例外 不算 不包括 不含 免了 就算了 作罢 别再 不着急 不急着 不忙 缓 缓缓 缓一缓 停 停了 打住 撤了 免",
	amOnly:    "只 仅 仅仅 光 只要 只用 只需 只需要 就行 就够了 就可以 就可以了 就好 即可 就行了 就好了 只给",
	amAdd:     "也 加 加上 加个 再加 再加上 还有 还要 还得 另外 带上 算上 补上 添上 捎上 一起 一并 一块 一块儿 别漏 别漏了 别忘 别忘了 漏了 忘了 少了 连",
	amInstead: "改成 改为 换成 换为 换 改到 换到 调到 推到 挪到 放到 推迟到 延到 提前到 调成 定在 定到 改在 放在 改",
	amAgain:   "再",
	amLater:   "再说 改天 回头 晚点 晚点儿 晚些 晚些时候 晚一点 迟点 等会 等会儿 等一会 等一会儿 过会 过会儿 过一会 过一会儿 过后 待会 待会儿 稍后 以后 之后 放一放 放放 搁着 搁一搁 放着 往后推 推后 过两天 过几天 过阵子 下次 下回",
	amNow:     "现在 现在就 马上 立刻 立即 这就 这会儿 此刻",
	amAlone:   "私下 私底下 私聊 私信 私发 单独 单聊 一对一 小窗 个别 逐个 悄悄 私",
	amPublic:  "在群里 群里 群内 群上 在群 到群里 发群里 发到群里 在大群 大群里 公开 当众 在群里面 群",
	amKind:    "县 区 市 县里 区里 市里 各县 各区 各市 城区 县市 科室 各科室",
	amSoft:    "的 了 吧 啊 哈 呀 哦 噢 呗 嘛 啦 咯 那 就 还是 先 把 给 对 他们 她们 它 大家 人家 一下 下 都 全 全都 这 那个 这个 这条 那条 这次 这回 条 家 那家 那几家 这几家 几家 几个 那几个 单位 们 县局 要 请 麻烦 我 我们 咱 咱们 想 觉得 算了 好 好的 行 嗯 唉 哎 等等 等下 等一下 对了 哦对 不好意思 抱歉 看 和 跟 与 及 以及 、 时候 到时 到时候 没交 没交的 没报 没报的 还没 未交的 未报的 出去 去 过去 用 打扰 吧吧 在 用得着 急着 忙 那边 这边 几个人 时 到 时间 点 名单 里 名单里 从 暂时 今天 需要 必要 没 的话 方式",
})

// deedWords are the words for what an order of a verb does.
var deedWords = map[Verb]string{
	Nudge:    "催 提醒 催办 催报 催促 催一下 催催 提醒一下 通知 点名 艾特 @ 喊 叫 说 找 发 发提醒 群发 发消息 弄 办 做 动 催了 督促",
	Announce: "发 通知 发通知 发布 发出去 发送 推送 群发 通知了 公告 发公告 宣布 说 弄 办 做 发了",
	Extend:   "延 延期 延长 宽限 放宽 顺延 推迟 缓交 给 批 弄 办 改 动 延了",
	Review:   "退 退回 打回 驳回 通过 过 收 收下 审 评 定 选 报省 推荐 上报 判 弄 办 改 动 退了",
	Silence:  "停 免打扰 静音 安静 弄 办",
	Freeze:   "封 封存 冻结 封了 锁 定稿 弄 办 动 解封 解除",
	Pause:    "停 暂停 停了 弄 办",
	Move:     "改记 改 移 挪 转 动 记 弄 办",
	Undo:     "撤 撤回 撤销 撤了 取消 删 弄 办 动",
	Bind:     "绑 绑定 弄 办",
	Unbind:   "解绑 解 解除 弄 办",
	Approve:  "批 批准 同意 通过 驳回 办 弄",
	Request:  "申请 提 提了 报 发 问 要 延 延期 说 弄 办",
	Export:   "导 导出 发 要 弄",
}

// reportDeeds are those of whatever is recorded.
const reportDeeds = "记 记录 录 录入 登 登记 报 上报 填 存 改 更新 动 写 入库 收 弄 办 交 发"

// amendWordTable makes a table of words of what they do.
func amendWordTable(words map[amendWord]string) map[string]amendWord {
	out := map[string]amendWord{}
	for class, list := range words {
		for _, w := range strings.Fields(list) {
			out[w] |= class
		}
	}
	return out
}

// deedTables are the tables of the deeds by verb.
var deedTables = func() map[Verb]map[string]amendWord {
	out := map[Verb]map[string]amendWord{}
	for verb, list := range deedWords {
		out[verb] = amendWordTable(map[amendWord]string{amDeed: list})
	}
	return out
}()

var reportDeedTable = amendWordTable(map[amendWord]string{amDeed: reportDeeds})

// longestAmendWord is how many letters a word of these tables has at most.
const longestAmendWord = 6

// amendWordAt is the longest word of the tables that a text begins with, and where it
// ends; 0: none.
func amendWordAt(s string, of Verb) (class amendWord, end int) {
	deeds, ok := deedTables[of]
	if !ok {
		deeds = reportDeedTable
	}
	for i, n := 0, 0; i < len(s) && n < longestAmendWord; n++ {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
		if c := amendTable[s[:i]] | deeds[s[:i]]; c != 0 {
			class, end = c, i
		}
	}
	if class&amDeed != 0 { // 发 is a deed here and nothing else
		class = amDeed
	}
	return class, end
}
