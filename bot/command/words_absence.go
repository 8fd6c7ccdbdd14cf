package command

// pastWords ask for the reminders that have been.
var pastWords = []wordList{
	{cOrder, "past", "提醒记录 提醒历史 提醒情况 催办记录 催报记录 推送记录 发送记录 提醒日志 催了谁 催过谁 谁催过 谁催过了 谁催了 谁催过没 催过没反应 催了没反应 催过了没反应 催过没动静 催了没动静 催过几次 催过没 催过没有 催了没 催了没有 催了几次 催过几遍 催了几遍 都催了谁 提醒了谁 提醒过谁 都提醒了谁 谁被催了 谁被提醒了 催了哪些 提醒了哪些 点了谁的名 点过谁的名 发过哪些提醒 发过什么提醒 提醒发出去了 提醒送到了 提醒发到了 送达情况 谁回收到了 谁回了收到 谁收到提醒了 谁没回收到 谁没收到提醒"},
}

// leaveWords say that somebody cannot be asked for some days; deputyTimes say the
// same of no days in particular.
var (
	leaveWords  = phrasesOf("请假", "休假", "年假", "病假", "事假", "产假", "婚假", "丧假", "陪产", "休息几天", "出差", "外出学习", "外出培训", "去培训", "参加培训", "去学习", "脱产", "住院", "手术", "在外地", "不在单位", "不在家", "下乡", "驻村")
	deputyTimes = phrasesOf("这几天", "这两天", "这段时间", "最近", "这阵子", "期间", "这周", "本周", "这个月", "临时")
	// backWords end it; the line says nothing else.
	backWords = phrasesOf("我回来了", "我回来上班了", "回来上班了", "我销假了", "销假", "销假了", "我返岗了", "已返岗", "返岗了", "我上班了", "我回单位了", "可以催我了", "可以提醒我了", "恢复提醒我", "重新提醒我", "取消免打扰", "解除免打扰", "关闭免打扰")
	// backAtWork says of a day that it is a working day again.
	backAtWork = phraseList("回来 上班 返岗 回单位")
	// notGoing is said of an event, againLater of work: neither is a leave.
	notGoing   = phraseList("去不了 参加不了 来不了 不去了")
	againLater = phraseList("再报 再交 再补 再发")
	// speakerWords name the speaker.
	speakerWords = phraseList("我 本人")
	// notNames follow 找 and are nobody's name.
	notNames = phrasesOf("我们", "他们", "你们", "咱们", "大家", "市局", "领导", "协调", "时间", "资料", "材料", "机会", "原因", "不到", "不着", "到了", "人家", "别人", "谁都")
)
