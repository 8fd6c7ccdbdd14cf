package command

import "strings"

// paperNames are the report's names, paperWishes what may stand around them; of
// words that begin alike the longer come first.
var (
	paperNames = dropping("活动组织开展情况报告 组织开展情况报告 活动开展情况报告 开展情况报告 活动情况报告 情况报告 总结报告 汇总报告 汇报材料 报告")

	paperWishes = dropping("麻烦 请 帮我 帮忙 给我 发我 发给我 发个 发一份 发一下 发 我要 要一份 要个 要 导出来 导出 导一份 导一下 导个 导 出一份 出一个 出个 出 " +
		"生成一份 生成一个 生成 写一份 写个 做一份 做一个 做个 整一份 整个 弄一份 弄个 来一份 来个 下载 打印 拉一份 一份 一个 一下 份 全市的 全市 整体 全部 总的 " +
		"汇总 总结 活动 初稿 草稿 底稿 word文档 word版本 word格式 word版 word docx 文档 版 的 吧 呗 下 谢谢")
)

// dropping takes words out of a text.
func dropping(words string) *strings.Replacer {
	var pairs []string
	for _, w := range strings.Fields(words) {
		pairs = append(pairs, w, "")
	}
	return strings.NewReplacer(pairs...)
}
