package command

import "strings"

// The bot's own sentences come back: receipts are sent on, reminders are pasted. They
// tell what was recorded or what is wanted, never what is new. A transcript's replies
// are read back in tests (bot/echo_test.go), so that no sentence of the bot is missing.
var (
	// ownHeads open what the bot says of a record.
	ownHeads = phraseList("已记: 小助手: 机器人: 原来记的是 已记录 已记下 已登记: 还欠: 还差: 还缺: 温馨提醒 再提醒一次 报送小提示 我的理解是 请先看看对不对")
	// ownPhrases are in nobody else's mouth.
	ownPhrases = phraseList("(没有变化) 有人代办的话请发一句 记错了?发 改成这样发 对就回1 对就回 什么都不会记 不敢办 不敢当作报数 我没看懂 我没有完全看懂 提醒里会写明 已经审核过,不能再撤回 没有改动 没有记录,办好了再报 当作提问,没有记录 @我发一行 复制下面 机器人说 机器人发 机器人回 机器人提示 机器人提醒 小助手说 小助手发 小助手回 不在,这几天找 记的是约数 请补一个准数 记为迟报 退回的已改好重报, 换成新的一版")
	// ownChange is how a receipt shows old and new: 66 → 86 人(+20).
	ownChange = newPattern(`\d+ ?(→|->|至|变为|变成) ?约?\d+ ?\p{Han}*\([+-]\d+\)|\d → 约?\d+ \p{Han}`)
	// ownBullet is how the bot's lists begin where there is no markdown.
	ownBullet = newPattern(`(?m)^ ?[·✅❌⏳] ?[^\s·]|\d → \d|市局已收到|已(退回|通过|延期|选报)[:,]|已延[到至]`)
)

// ownWords finds what only the bot says.
func (p *parse) ownWords() (string, bool) {
	line := strings.TrimLeft(p.s, "\"' ·-")
	for i := range ownHeads {
		if x := &ownHeads[i]; p.letters.has(x.letters) && strings.HasPrefix(line, x.text) {
			return strings.TrimRight(x.text, ":"), true
		}
	}
	if x := ownPhrases.among(strings.ReplaceAll(p.s, " ", ""), p.letters); x != "" {
		return x, true
	}
	return "→", ownChange.matches(p)
}
