package command

import (
	"slices"
	"strings"
)

// This file reads short lines that want nothing kept: who does not understand, who leaves,
// what stands for a picture that did not come, and what people are shown.

var (
	// lostWords say that somebody does not understand.
	lostWords = newPattern(`^(?:我们?|这个?|那个?|有点|真的?|实在|还是|完全|根本|你|您|说的|回的|问的|[, ])*` +
		`(?:(?:搞|弄|看|听|整|闹)?(?:不|没)(?:太|大|怎么|是很|甚|有)?(?:搞|弄|看|听|整)?(?:太|大)?(?:懂|明白|清楚|理解)|(?:搞|弄|听|看|分|闹)不清楚?|不晓得|(?:什么|啥)(?:个)?意思|懵了|一头雾水|(?:不知道|不晓得|没听懂|听不懂)(?:你|您)(?:在)?(?:说|讲|问)的?(?:什么|啥|是什么|是啥)?)` +
		`(?:了|啊|呀|呢|哎|哦|嘛|(?:你|您)的?意思|(?:你|您)(?:在)?(?:说|讲|问)的?(?:什么|啥|是什么|是啥)?|[,。.!?! ])*$`)
	// leaving says goodbye.
	leaving = newPattern(`^(?:我们?|大家|各位|先|都|那|好|好的|嗯|准备|要|[, ])*(?:下班|再见|拜拜|晚安|撤了|先走了|走了|回家|周末愉快|周末快乐|休息|睡了|bye|byebye)(?:了|啦|咯|喽|哈|啊|吧|各位|大家|明天见|下班|再见|拜拜|晚安|周末愉快|[,。.!~ ])*$`)
	// notCome stands for what a platform did not bring.
	notCome = newPattern(`^\[(?:图片|照片|文件|视频|小视频|语音|链接|位置|聊天记录|小程序|名片|图片消息|文件消息)\]$`)
)

// idle reads such a line.
func (p *parse) idle() (Reading, bool) {
	if p.has&(cItem|cUnit) != 0 || p.hasTitle() {
		return Reading{}, false
	}
	switch {
	case p.nums == 0 && lostWords.matches(p):
		return Reading{Outcome: Ignore, Chatter: Lost}, true
	case p.nums == 0 && leaving.matches(p):
		return Reading{Outcome: Ignore, Chatter: Farewell}, true
	case notCome.matches(p):
		return Reading{Outcome: Ignore, Chatter: NotCome}, true
	}
	return Reading{}, false
}

// looking are words that only ask to look.
var looking = wordSet("看一下 看下 看看 看一看 查一下 查下 查 看")

// shows tells whether a line asks people to look at something that is not what is
// recorded: 大家看看这个通知, 各位看下附件.
func (p *parse) shows() bool {
	looks := false
	for i := range p.toks {
		t := &p.toks[i]
		if !t.is(cTopic) || !slices.Contains(t.w.topics, "status") {
			continue
		}
		if !looking[p.txt(t)] {
			return false
		}
		looks = true
	}
	return looks && p.has&(cUnit|cOwn) == 0 && len(p.itemsIn(0, len(p.toks), false)) == 0 && (p.has&(cEveryone|cAllUnits) != 0 || containsAny(p.s, shownThings)) && !strings.Contains(p.s, "情况")
}

// shownThings are what people are shown in a chat.
var shownThings = []string{"这个", "这条", "这份", "这张", "这篇", "附件", "通知", "文件", "链接", "视频", "图片", "截图", "下面", "上面", "资料", "公众号", "推送", "新闻"}
