package command

// paperNames are the report's names, paperWishes what may stand around them; of
// words that begin alike the longer come first.
var (
	paperNames = dropping("活动组织开展情况报告 组织开展情况报告 活动开展情况报告 开展情况报告 活动情况报告 情况报告 总结报告 汇总报告 汇报材料 报告")

	paperWishes = dropping("麻烦 请 帮我 帮忙 给我 发我 发给我 发个 发一份 发一下 发 我要 要一份 要个 要 导出来 导出 导一份 导一下 导个 导 出一份 出一个 出个 出 " +
		"生成一份 生成一个 生成 写一份 写个 做一份 做一个 做个 整一份 整个 弄一份 弄个 来一份 来个 下载 打印 拉一份 一份 一个 一下 份 全市的 全市 整体 全部 总的 都 一起 " +
		"汇总 总结 活动 初稿 草稿 底稿 word文档 word版本 word格式 word版 word docx 文档 版 的 吧 呗 下 谢谢")
)

// The names in wishes for what goes to the province, for the reports of all, and for the board.
var (
	provinceNames = dropping("报送给省统计局的 报送省统计局的 报送省统计局 报省统计局的 报省统计局 报送给省局的 报送省局的 报送省局 上报省局的 上报省局 要报省局的 报给省局的 报省局的 报省局 给省局的 给省局 " +
		"送省局的 送省局 交省局的 交省局 省局的 省局 报到省里的 报省里的 报省里 报送省里的 上报省里的 报省的 报省 送省的 送省 省里的")
	letterNames = dropping("目录和报送函 报送函和目录 目录和函 函和目录 目录跟函 函跟目录 报送函 送审函 公函 函件 函 附件目录 作品目录 文章目录 目录")
	pieceNames  = dropping("全部材料 所有材料 整套材料 材料包 材料 文件包 所有文件 全部文件 文件 压缩包 打包 打个包 包")
	countyNames = dropping("各个县市区 各县市区 各县区 各区县 各个县区 各个县 各县 各单位 各家 各地 所有县市区 所有县区 所有县 所有单位 全部县市区 全部县区 全部县 全部单位 每个县 每个单位 所有的 所有 全部的 县市区 县区 个县")
	boardNames  = dropping("进度看板的地址 看板的地址 看板地址 看板的链接 看板链接 看板的网址 看板网址 看板入口 看板怎么打开 看板怎么进 看板怎么看 看板在哪里看 看板在哪看 看板在哪里 看板在哪儿 看板在哪 怎么看看板 大屏地址 大屏链接 进度看板 看板")
)
