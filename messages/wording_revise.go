package messages

import (
	"fmt"

	"pufabot/bot/ledger"
)

// ReturnedNotice tells a unit what goes back and why.
func ReturnedNotice(u ledger.Unit, list []Ruling) Message {
	m := Message{Title: "退回修改"}
	m.Head(T(u.Name + "：市局审核后退回修改"))
	for _, r := range list {
		spans := append([]Span{B(r.Item.Name)}, r.piece()...)
		m.Item(append(spans, T("，理由："), U(r.Reason))...)
	}
	again := "改好重报以后，请这样告诉我："
	if list[0].Item.Kind == ledger.Mail {
		again = "改好重新发邮箱以后，请这样告诉我："
	}
	m.Say(T(again))
	m.Copy(mendedExample(list[0].Item))
	return m
}

// ReturnWithdrawn tells a unit that a return has been taken back.
func ReturnWithdrawn(u ledger.Unit, it ledger.Item) Message {
	return one("退回已收回", u.Name+"："+it.Name+"的退回已收回，不用改了，等市局再审。")
}

// Reopened tells a unit that the new version of a piece that was taken is read again.
func Reopened(r Ruling) Message {
	var m Message
	spans := append([]Span{B(r.Item.Name)}, r.piece()...)
	m.Say(append(spans, T("原来的一版"+ruledWord(r.Verdict)+"，新的一版要等市局重新审核，已经告诉协调员。"))...)
	return m
}

// ReopenedDesk tells the coordinators of it.
func ReopenedDesk(r Ruling) Message {
	m := Message{Title: "待审"}
	spans := append([]Span{B(r.Unit.Name), T("换了"), B(r.Item.Name)}, r.piece()...)
	m.Say(append(spans, T("的文件。原来的一版"+ruledWord(r.Verdict)+"，新的一版还没有审，重新列入待审。看文件和审核："))...)
	m.Copy("看文件 " + r.Unit.Name)
	m.Copy(r.Unit.Name + r.Item.Name + verdicts[string(r.Verdict)])
	return m
}

func ruledWord(v ledger.Verdict) string {
	if v == ledger.Selected {
		return "已选报省局"
	}
	return "已通过"
}

// BackOrNew asks whether a piece is the returned one, improved, or another.
func BackOrNew(u ledger.Unit, it ledger.Item, back []Ruling, n int, titles []string) Message {
	m := Message{Title: "请确认"}
	spans := []Span{T(u.Name), B(it.Name)}
	for _, r := range back {
		spans = append(spans, r.piece()...)
	}
	spans = append(spans, T("被退回，还没有重报。这次的"))
	for _, s := range titles {
		spans = append(spans, U("《"+s+"》"))
	}
	if len(titles) == 0 {
		spans = append(spans, T(fmt.Sprintf("%d%s", n, it.Measure)))
	}
	m.Say(append(spans, T("是："))...)
	m.Item(T("1　退回的改好了，重新报送"))
	m.Item(T("2　另外新增的，退回的还没改好"))
	m.Note(T("十分钟内回复 1 或 2"))
	return m
}

// BackOrNewWords are words that choose the answers of [BackOrNew].
func BackOrNewWords() [][]string {
	return [][]string{{"改好", "退回的", "重新报"}, {"另外", "另一", "新增", "新的", "还没改"}}
}

// WhichCameBack asks which of several returned pieces comes back.
func WhichCameBack(u ledger.Unit, it ledger.Item, back []Ruling) Message {
	m := Message{Title: "请确认"}
	m.Say(T(u.Name+"有"), B(it.Name), T(fmt.Sprintf("%d%s退回待改，是哪一%s改好了：", len(back), it.Measure, it.Measure)))
	for i, r := range back {
		m.Item(append([]Span{T(fmt.Sprintf("%d　", i+1))}, pieceLine(r, false)...)...)
	}
	m.Item(T(fmt.Sprintf("%d　都改好了", len(back)+1)))
	m.Note(T("十分钟内回复数字"))
	return m
}

// NothingReturned says that no piece is out for revision.
func NothingReturned(u ledger.Unit, it ledger.Item) Message {
	m := Message{Title: "没有记录"}
	m.Say(T(u.Name+"的"), B(it.Name), T("没有退回待改的，没有改动。要报数请这样发："))
	m.Copy(ExampleLine(it))
	return m
}

// PassedAlready refuses to drop what the city has taken.
func PassedAlready(u ledger.Unit, it ledger.Item, n int) Message {
	m := Message{Title: "没有改动"}
	m.Say(T(u.Name+"的"), B(it.Name), T(fmt.Sprintf("市局已审核通过%d%s，总数不能少于这个数，没有改动。确实要改，请联系协调员。", n, it.Measure)))
	return m
}

// NotUndone says that the next step has been taken, and what can be done instead.
func NotUndone(u ledger.Unit, it ledger.Item, verdict bool) Message {
	m := Message{Title: "没有撤回"}
	if verdict {
		m.Say(T(u.Name+"的"), B(it.Name), T("在这次审核之后已经有了下一步，不能再撤回，没有改动。要改变结论，请直接再审一次，比如："))
		m.Copy(u.Name + it.Name + "通过")
		return m
	}
	m.Say(T(u.Name+"的"), B(it.Name), T("市局已经审核过，不能再撤回，没有改动。确实报错了，请联系协调员。"))
	return m
}
