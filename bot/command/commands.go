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
}

var (
	contacts     = []ledger.Role{ledger.Contact, ledger.Coordinator}
	coordinators = []ledger.Role{ledger.Coordinator}
)

// Commands are all verbs that a person types, most wanted first.
var Commands = []CommandHelp{
	{Count, contacts, "报人数：答题、讲座；直接报到现在为止的总数", []string{"答题 126人", "答题又加15人", "答题：本单位32，外单位415"}},
	{Session, contacts, "报宣讲：场数，或某一场的时间、地点、人数", []string{"宣讲 2场", "宣讲1场 12月2日在三塘社区 60人"}},
	{Entry, contacts, "报文章和作品：篇数件数、标题、刊发、报送", []string{"征文 2篇", "新增征文1篇《守好数据底线》作者周明", "署名文章已刊发 县融媒体中心 12月2日", "海报2张"}},
	{Entry, contacts, "退回的改好了，重新报送", []string{"征文改好了，已重新报送"}},
	{Text, contacts, "报特色做法：后面写内容", []string{"特色做法：用村村响广播每天讲一条统计法"}},
	{Mail, contacts, "说明总结邮件已发出；协调员登记已收到", []string{"总结已经发邮箱了"}},
	{Signup, contacts, "科室报名：进社区、进企业的人员", []string{"进社区：张伟、李静"}},
	{Undo, contacts, "撤回自己刚才报的", []string{"撤回"}},
	{Undo, coordinators, "总结记成了已收到，其实没有", []string{"衡东总结没收到"}},
	{Missing, nil, "看还差什么", []string{"我们还差啥", "谁还没交征文"}},
	{Status, nil, "看进度", []string{"全市进度怎么样了", "我们报了多少"}},
	{Status, nil, "看审核过了没有", []string{"我的征文过了吗", "退回的有哪些", "还有哪些没审"}},
	{Status, coordinators, "看谁请假、哪些单位暂停提醒", []string{"谁请假了"}},
	{Deadline, nil, "看截止时间", []string{"征文什么时候截止"}},
	{Rule, nil, "看通知怎么规定", []string{"征文有什么要求"}},
	{WhoSaid, []ledger.Role{ledger.Contact, ledger.Coordinator, ledger.Observer}, "看一个数是谁什么时候报的", []string{"答题是谁报的"}},
	{Files, []ledger.Role{ledger.Contact, ledger.Coordinator, ledger.Observer}, "看交来的文件", []string{"看文件", "看文件 祁东县"}},
	{Changes, []ledger.Role{ledger.Contact, ledger.Coordinator, ledger.Observer}, "看有什么变化、改过什么", []string{"今天有什么变化", "昨天到现在有什么变化", "答题改过什么"}},
	{Audit, []ledger.Role{ledger.Contact, ledger.Coordinator, ledger.Observer}, "审核数据：查错误和疑问；核对总结邮件", []string{"审核", "核对一下答题", "邮件对账"}},
	{Justify, contacts, "有疑问的数属实，说明一下原因", []string{"答题属实，新增两个学校"}},
	{Request, contacts, "请协调员宽限或帮忙，只转达", []string{"给我们征文延到23号吧"}},
	{Paste, contacts, "粘贴接龙或表格，核对后一次记下", []string{"答题接龙\n1. 耒阳 88\n2. 常宁 102"}},
	{Ack, nil, "表示看到提醒了", []string{"收到"}},
	{Answer, nil, "回答我的提问", []string{"是", "不是"}},
	{Mute, nil, "自己不再收提醒", []string{"免打扰"}},
	{Mute, contacts, "请假、换人代办：提醒改找别人，回来说一声", []string{"这几天找小李", "我请假到25号", "我回来了"}},
	{Bind, nil, "申请成为一个单位的联络员", []string{"绑定 祁东县统计局 李想"}},
	{Unbind, nil, "解除自己的绑定", []string{"给我解绑"}},
	{WhoAmI, nil, "看自己绑定的单位", []string{"我是谁"}},
	{Help, nil, "看说明", []string{"帮助"}},
	{Schedule, nil, "看接下来的提醒", []string{"提醒计划"}},
	{Schedule, nil, "看发过的提醒：催了谁、送到没有、谁回了", []string{"提醒记录"}},
	{Deadline, nil, "看谁延期了、为什么（联络员只看自己单位的）", []string{"谁延期了", "衡东为什么延期"}},
	{Picture, []ledger.Role{ledger.Contact, ledger.Coordinator, ledger.Observer}, "进度图（可以写明私发、发群里）", []string{"出个进度图"}},
	{Nudge, coordinators, "催没交的，先给您看名单", []string{"催一下没交征文的，别@常宁"}},
	{Extend, coordinators, "给单位延期，取消延期", []string{"常宁征文延到22号中午", "取消常宁征文的延期"}},
	{Review, coordinators, "审核：通过、退回（要写理由）、选报省局、先放一放；成批的先给您看清单", []string{"征文都收下，衡南第2篇退回：缺署名", "作品都过，除了石鼓那张海报", "耒阳征文退回，题目跟主题不搭", "衡南、祁东的署名文章选上报省", "取消选报常宁征文"}},
	{Silence, coordinators, "一段时间不提醒", []string{"周末别再催了，周一再说"}},
	{Move, coordinators, "记错单位了，改记", []string{"衡东那场宣讲记错了，改记到衡山名下"}},
	{Approve, coordinators, "看待办的申请，处理绑定和延期申请", []string{"待办申请", "通过3号申请", "驳回5号申请"}},
	{Freeze, coordinators, "封存报告用的数（总结到期会自动封存），以后的改动记为补报", []string{"封存", "解除封存"}},
	{Announce, coordinators, "发通知到工作群", []string{"发通知：明天上午有人值班收署名文章"}},
	{Export, coordinators, "导出汇总表", []string{"汇总发我个表", "导出csv"}},
	{Export, coordinators, "导出 word 报告：全市的，或者一个县的", []string{"导出全市报告word", "衡阳县的报告"}},
	{Pack, coordinators, "打包文件", []string{"打包署名文章"}},
	{Pack, coordinators, "报省局的函、目录和作品；各县的报告", []string{"报省局的材料给我", "各县的报告都给我"}},
	{Export, coordinators, "报省局的函和目录", []string{"征文报省局的函"}},
	{Picture, coordinators, "进度看板的地址", []string{"看板地址"}},
	{BindGroup, coordinators, "把这个群设为工作群", []string{"绑定群"}},
	{Pause, coordinators, "暂停自动提醒", []string{"暂停提醒"}},
	{Resume, coordinators, "恢复自动提醒", []string{"恢复提醒", "恢复耒阳的提醒"}},
}
