package messages

import (
	"fmt"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

func one(title, s string) Message {
	m := Message{Title: title}
	m.Say(T(s))
	return m
}

// SmallTalk is the at most one line that chatter gets; thanks and greetings only.
func SmallTalk(kind string) Message {
	switch kind {
	case "thanks":
		return one("", "不客气，您辛苦了。")
	case "greeting":
		return one("", "您好，发“帮助”看怎么报数。")
	case "complaint":
		return one("", "打扰了。不想收提醒可以发“免打扰”；报齐了就不再提醒。")
	case "unwell":
		m := one("", "请保重身体。有人代办的话请发一句，比如：")
		m.Copy("这几天找小李")
		return m
	case "lost":
		m := one("", "没关系，我换个说法。看要报什么、怎么报，这样发：")
		m.Copy("我还差什么")
		m.Copy("帮助")
		return m
	case "farewell":
		return one("", "好的，您辛苦了。")
	case "notcome":
		return one("", "我只看到这几个字，没有收到内容。要报送的，请直接发给我。")
	case "photos":
		return one("", "好的，现场照片留作佐证，不另外计数。")
	case "plans":
		return one("", "好的，先不记录，办好了再发给我。")
	}
	return Message{}
}

func yesNo(m *Message) {
	m.Note(T("十分钟内回复："))
	m.Copy("是")
	m.Copy("不是")
}

// PickAgain repeats that a number of the list is wanted.
func PickAgain(n int) Message {
	return one("", fmt.Sprintf("请回复 1 到 %d 中的一个数字，或者回复“取消”。", n))
}

// NoAnswer says that words name nothing that the plan could answer; asks: they can be
// passed on.
func NoAnswer(words string, asks bool) Message {
	if !asks {
		return one("", "这句我答不上来。问某一项就写上名字，比如“征文什么时候截止”；别的请在群里问协调员。")
	}
	m := one("", "这句我答不上来。问某一项请写上名字；要问协调员，这样发：")
	m.Copy(PassOnLine(words))
	return m
}

// mostKept is how many things one line names.
const mostKept = 4

// Nagged tells what is kept of a unit that does not want to be reminded of what is there.
func Nagged(p *ledger.Plan, u ledger.Unit, done, open []ledger.Gap, ofOne bool, now time.Time) Message {
	var m Message
	if ofOne && len(open) == 0 {
		for _, g := range done {
			m.Say(T(u.Name+"的"), B(g.Item.Name), T("记了"+total(g.Tally, g.Item)+"，不会再催这一项，打扰了。"))
		}
		return m
	}
	if len(open) == 0 {
		return one("", "打扰了。"+u.Name+"各项都登记了，不会再催。")
	}
	s := "打扰了。"
	if len(done) > 0 {
		var kept []string
		for _, g := range done {
			kept = append(kept, g.Item.Name+total(g.Tally, g.Item))
		}
		s += "已登记：" + someOf(kept) + "。"
	}
	var names []string
	for _, g := range open {
		names = append(names, g.Item.Name)
	}
	m.Say(T(s + someOf(names) + "还没有登记到，已经交了的话这样发就算报了："))
	m.Copy(ownExample(p, open[0], now))
	return m
}

// someOf are the first of some things, and how many they are.
func someOf(things []string) string {
	s := strings.Join(things[:min(len(things), mostKept)], "、")
	if n := len(things); n > mostKept {
		s += fmt.Sprintf("等%d项", n)
	}
	return s
}

// EchoTypo tells that a misspelling was accepted.
func EchoTypo(typed, taken string) []Span {
	return []Span{T("已把“"), U(typed), T("”当作“" + taken + "”。")}
}
