package command

import "pufabot/bot/ledger"

// CommandHelp is one thing that people can ask of the bot, as data: help texts and the
// README's table are made from it, and every example is parsed in a test.
type CommandHelp struct {
	Verb Verb
	// Roles are those who may; none: everybody.
	Roles []ledger.Role
	// What is one line of explanation.
	What string
	// Examples are lines to copy. They hold for the example plan.
	Examples []string
	// Topic is under what help shows it.
	Topic Topic
	// First are those to whom help shows it at once; Theirs is which example is for
	// those who look at all units.
	First  []ledger.Role
	Theirs int
}

// Topic is a part of the help.
type Topic string

// The parts of the help.
const (
	Reporting Topic = "report"
	Asking    Topic = "ask"
	Reminding Topic = "remind"
	Reviewing Topic = "review"
	Taking    Topic = "export"
	Running   Topic = "run"
)

var (
	contacts     = []ledger.Role{ledger.Contact, ledger.Coordinator}
	coordinators = []ledger.Role{ledger.Coordinator}
	ownOnly      = []ledger.Role{ledger.Contact}
	strangers    = []ledger.Role{ledger.Unbound}
	members      = []ledger.Role{ledger.Contact, ledger.Coordinator, ledger.Observer}
)

// Commands are all verbs that a person types, most wanted first.
var Commands = []CommandHelp{
	{Count, contacts, "报人数：答题、讲座；直接报到现在为止的总数", []string{"答题 126人", "答题又加15人", "答题：本单位32，外单位415"}, Reporting, ownOnly, 0},
	{Session, contacts, "报宣讲：场数，或某一场的时间、地点、人数", []string{"宣讲 2场", "宣讲1场 12月2日在三塘社区 60人"}, Reporting, ownOnly, 0},
	{Entry, contacts, "报文章和作品：篇数件数、标题、刊发、报送", []string{"征文 2篇", "新增征文1篇《守好数据底线》作者周明", "署名文章已刊发 县融媒体中心 12月2日", "海报2张"}, Reporting, ownOnly, 0},
	{Entry, contacts, "退回的改好了，重新报送", []string{"征文改好了，已重新报送"}, Reporting, nil, 0},
	{Text, contacts, "报特色做法：后面写内容", []string{"特色做法：用村村响广播每天讲一条统计法"}, Reporting, ownOnly, 0},
	{Mail, contacts, "说明总结邮件已发出；协调员登记已收到", []string{"总结已经发邮箱了"}, Reporting, ownOnly, 0},
	{Signup, contacts, "科室报名：进社区、进企业的人员", []string{"进社区：张伟、李静"}, Reporting, ownOnly, 0},
	{Undo, contacts, "撤回自己刚才报的", []string{"撤回"}, Reporting, ownOnly, 0},
	{Undo, coordinators, "总结邮件其实没有收到：又算欠着，请对方重发", []string{"衡东总结没收到"}, Reporting, nil, 0},
	{Missing, nil, "看还差什么", []string{"我们还差啥", "谁还没交征文", "谁迟报了", "谁没有绑定"}, Asking, members, 1},
	{Status, nil, "看进度；某一项报了哪些", []string{"全市进度怎么样了", "我们报了多少", "宣讲明细"}, Asking, nil, 0},
	{Status, nil, "看审核过了没有", []string{"我的征文过了吗", "退回的有哪些", "还有哪些没审"}, Asking, ownOnly, 2},
	{Status, coordinators, "看谁请假、哪些单位暂停提醒", []string{"谁请假了"}, Asking, nil, 0},
	{Deadline, nil, "看截止时间", []string{"征文什么时候截止"}, Asking, nil, 0},
	{Rule, nil, "看通知怎么规定", []string{"征文有什么要求"}, Asking, nil, 0},
	{WhoSaid, members, "看一个数是谁什么时候报的", []string{"答题是谁报的"}, Asking, nil, 0},
	{Files, members, "看交来的文件", []string{"看文件", "看文件 祁东县"}, Asking, nil, 0},
	{Changes, members, "看有什么变化、改过什么", []string{"今天有什么变化", "昨天到现在有什么变化", "答题改过什么"}, Asking, nil, 0},
	{Audit, members, "审核数据：查错误和疑问；核对总结邮件", []string{"审核", "核对一下答题", "邮件对账"}, Reviewing, nil, 0},
	{Justify, contacts, "有疑问的数属实，说明一下原因", []string{"答题属实，新增两个学校"}, Reviewing, nil, 0},
	{Request, contacts, "请协调员宽限或帮忙，只转达", []string{"给我们征文延到23号吧"}, Reporting, nil, 0},
	{Paste, contacts, "粘贴接龙或表格，核对后一次记下", []string{"答题接龙\n1. 耒阳 88\n2. 常宁 102"}, Reporting, nil, 0},
	{Ack, nil, "表示看到提醒了", []string{"收到"}, Reminding, nil, 0},
	{Answer, nil, "回答我的提问", []string{"是", "不是"}, Reporting, nil, 0},
	{Mute, nil, "自己不再收提醒", []string{"免打扰"}, Reminding, nil, 0},
	{Mute, contacts, "请假、换人代办：提醒改找别人，回来说一声", []string{"这几天找小李", "我请假到25号", "我回来了"}, Reminding, nil, 0},
	{Bind, nil, "申请成为一个单位的联络员", []string{"绑定 祁东县统计局 李想"}, Running, strangers, 0},
	{Unbind, nil, "解除自己的绑定", []string{"给我解绑"}, Running, nil, 0},
	{WhoAmI, nil, "看自己绑定的单位", []string{"我是谁"}, Asking, nil, 0},
	{Help, nil, "看说明：最常用的，或者某一类", []string{"帮助", "帮助 提醒", "帮助 全部"}, Asking, nil, 0},
	{Schedule, nil, "看接下来的提醒", []string{"提醒计划"}, Reminding, nil, 0},
	{Schedule, nil, "看发过的提醒：催了谁、送到没有、谁回了", []string{"提醒记录"}, Reminding, nil, 0},
	{Deadline, nil, "看谁延期了、为什么（联络员只看自己单位的）", []string{"谁延期了", "衡东为什么延期"}, Reminding, nil, 0},
	{Picture, members, "进度图（可以写明私发、发群里）", []string{"出个进度图"}, Taking, nil, 0},
	{Nudge, coordinators, "催没交的，先给您看名单", []string{"催一下没交征文的，别@常宁", "私下催一下祁东征文"}, Reminding, coordinators, 0},
	{Extend, coordinators, "给单位延期，取消延期", []string{"常宁征文延到22号中午", "取消常宁征文的延期"}, Reminding, coordinators, 0},
	{Review, coordinators, "审核：通过、退回（要写理由）、选报省局、先放一放；成批的先给您看清单", []string{"征文都收下，衡南第2篇退回：缺署名", "作品都过，除了石鼓那张海报", "耒阳征文退回，题目跟主题不搭", "衡南、祁东的署名文章选上报省", "取消选报常宁征文"}, Reviewing, coordinators, 0},
	{Silence, coordinators, "一段时间不提醒", []string{"周末别再催了，周一再说"}, Reminding, nil, 0},
	{Move, coordinators, "记错单位了，改记", []string{"衡东那场宣讲记错了，改记到衡山名下"}, Reporting, nil, 0},
	{Approve, coordinators, "看待办的申请，处理绑定和延期申请", []string{"待办申请", "通过3号申请", "驳回5号申请"}, Running, coordinators, 0},
	{Freeze, coordinators, "封存报告用的数（总结到期会自动封存），以后的改动记为补报", []string{"封存", "解除封存"}, Reviewing, nil, 0},
	{Announce, coordinators, "发通知到工作群", []string{"发通知：明天上午有人值班收署名文章"}, Running, nil, 0},
	{Export, coordinators, "导出汇总表", []string{"汇总发我个表", "导出csv"}, Taking, coordinators, 0},
	{Export, coordinators, "导出 word 报告：全市的，或者一个县的", []string{"导出全市报告word", "衡阳县的报告"}, Taking, nil, 0},
	{Pack, coordinators, "打包文件", []string{"打包署名文章"}, Taking, nil, 0},
	{Pack, coordinators, "报省局的函、目录和作品；各县的报告", []string{"报省局的材料给我", "各县的报告都给我"}, Taking, nil, 0},
	{Export, coordinators, "报省局的函和目录", []string{"征文报省局的函"}, Taking, nil, 0},
	{Picture, coordinators, "进度看板的地址", []string{"看板地址"}, Taking, nil, 0},
	{BindGroup, coordinators, "把这个群设为工作群", []string{"绑定群"}, Running, nil, 0},
	{Pause, coordinators, "暂停自动提醒", []string{"暂停提醒"}, Reminding, nil, 0},
	{Resume, coordinators, "恢复自动提醒", []string{"恢复提醒", "恢复耒阳的提醒"}, Reminding, nil, 0},
}
