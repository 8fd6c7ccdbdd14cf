package messages

import (
	"fmt"
	"strconv"
	"strings"

	"pufabot/bot/ledger"
)

// Moving is what goes from one unit to another, and both totals before and after.
type Moving struct {
	From, To  ledger.Unit
	Item      ledger.Item
	What      []ledger.Record
	Left, Got Change
}

// ConfirmMove asks before figures, pieces or sessions get another unit.
func ConfirmMove(list []Moving) Message {
	m := Message{Title: "请确认"}
	m.Say(T("要改记吗？"))
	movings(&m, list)
	yesNo(&m)
	return m
}

// MoveHow asks how a whole figure stands to one that is there: instead is the move that
// takes its place.
func MoveHow(x, instead Moving) Message {
	m := Message{Title: "请确认"}
	m.Say(T(x.From.Name+"的"), B(x.Item.Name), T("改记到"+x.To.Name+"（"+x.From.Name+"："+moveStep(x.Left)+"）。"+x.To.Name+"已经有数，是："))
	m.Say(T("1　加在" + x.To.Name + "原来的上面：" + moveStep(x.Got)))
	m.Say(T("2　替换" + x.To.Name + "原来的：" + moveStep(instead.Got)))
	m.Note(T("十分钟内回复 1 或 2；都不对就回“取消”。"))
	return m
}

// MoveHowWords are words that choose the answers of [MoveHow].
func MoveHowWords() [][]string {
	return [][]string{{"加在", "加上", "相加", "合起来", "上面", "累加"}, {"替换", "换成", "代替", "换掉", "覆盖"}}
}

// MovedAlready asks about what the other unit has told alike.
func MovedAlready(x Moving) Message {
	m := Message{Title: "请确认"}
	m.Say(append([]Span{T(x.To.Name + "已经有")}, append(whatMoves(x), T("。要改记的这"+x.Item.Measure+"："))...)...)
	m.Say(T("1　是同一" + x.Item.Measure + "：只从" + x.From.Name + "去掉"))
	m.Say(T("2　不是同一" + x.Item.Measure + "：改记过去（" + x.From.Name + "：" + moveStep(x.Left) + "；" + x.To.Name + "：" + moveStep(x.Got) + "）"))
	m.Note(T("十分钟内回复 1 或 2；都不对就回“取消”。"))
	return m
}

// MoveWhich asks which of several pieces or sessions is meant.
func MoveWhich(it ledger.Item, list []ledger.Record) Message {
	m := Message{Title: "请写明"}
	m.Say(T("要改记的是哪一" + it.Measure + "？"))
	for i, d := range list {
		m.Say(append([]Span{T(strconv.Itoa(i+1) + "　")}, onePiece(it, d)...)...)
	}
	m.Note(T("十分钟内回复编号；要改记几" + it.Measure + "，请写上题目或日期地点再发。"))
	return m
}

// onePiece are the words for a piece or a session; one of which nothing is known has few.
func onePiece(it ledger.Item, r ledger.Record) []Span {
	d := details(&Change{Item: it, Record: r})
	if len(d) == 0 {
		return []Span{T("没有写明细的")}
	}
	d[0] = T(strings.TrimPrefix(d[0].Text, "，"))
	return d
}

// Moved tells what has changed its unit.
func Moved(list []Moving) Message {
	m := Message{Title: "已改记"}
	m.Say(T("已改记："))
	movings(&m, list)
	m.Note(T("改错了请发："))
	m.Copy(undoLine)
	return m
}

// movings are moves with both totals.
func movings(m *Message, list []Moving) {
	for _, x := range list {
		spans := append([]Span{B(x.Item.Name), T("：")}, whatMoves(x)...)
		m.Item(append(spans, T("，从"+x.From.Name+"改记到"+x.To.Name+"。"+x.From.Name+"："+moveStep(x.Left)+"；"+x.To.Name+"："+moveStep(x.Got)))...)
	}
}

// whatMoves are the words for what moves: 20人, 《甲》, 12月8日 三塘社区 60人.
func whatMoves(x Moving) []Span {
	n, bare := 0, 0
	var out []Span
	for _, r := range x.What {
		if r.Verb == ledger.Filed {
			continue
		}
		n += r.Value
		if len(details(&Change{Item: x.Item, Record: r})) == 0 {
			bare++
			continue
		}
		if len(out) > 0 {
			out = append(out, T("、"))
		}
		out = append(out, onePiece(x.Item, r)...)
	}
	if n == 0 {
		return []Span{T("全部")}
	}
	if all := T(fmt.Sprintf("%d%s", n, x.Item.Measure)); len(out) == 0 || bare > 0 || len(x.What) > 1 {
		return append([]Span{all}, out...)
	}
	return out
}

// step is a total before and after: 120 → 100 人（-20）, 40 → 未报.
func moveStep(c Change) string {
	switch {
	case !c.After.Answered && !c.Before.Answered:
		return "未报"
	case !c.After.Answered:
		return Figure(c.Before.Value(), c.Before.Approx) + " → 未报"
	}
	return moved(c.Before, c.After, c.Item)
}

// MovedNotice tells a unit of a move from it or to it, or that it was taken back.
func MovedNotice(x Moving, own Change, back bool) Message {
	m := Message{Title: "改动"}
	var spans []Span
	switch {
	case back:
		spans = []Span{T("协调员撤回了这次改记（" + x.From.Name + "改记到" + x.To.Name + "）。")}
	case own.Unit.ID == x.From.ID:
		spans = append(append([]Span{T("协调员把" + x.From.Name + "的")}, whatMoves(x)...), T("改记到"+x.To.Name+"名下。"))
	default:
		spans = append(append([]Span{T("协调员把记在" + x.From.Name + "名下的")}, whatMoves(x)...), T("改记过来。"))
	}
	m.Say(append(spans, T(own.Unit.Name+"的"), B(own.Item.Name), T("："+moveStep(own)+"。不对请照实再报一次，我会告诉协调员。"))...)
	return m
}

// NothingToMove says that the unit has no record to be moved.
func NothingToMove(unit string) Message {
	return one("", unit+"没有可以改记的记录，没有改动。")
}

// NotThere says that a unit has not what a move names, and what it has.
func NotThere(u ledger.Unit, it ledger.Item, titles []string, have []ledger.Record) Message {
	m := Message{Title: "没有改动"}
	spans := []Span{T(u.Name + "的"), B(it.Name), T("里没有")}
	if it.Name == "" {
		spans = []Span{T(u.Name + "没有")}
	}
	for _, t := range titles {
		spans = append(spans, U("《"+t+"》"))
	}
	if len(titles) == 0 {
		spans = append(spans, T("这一"+it.Measure))
	}
	m.Say(append(spans, T("，没有改动。"))...)
	if len(have) > 0 {
		m.Note(T("现在有："))
		for _, d := range have {
			m.Item(onePiece(it, d)...)
		}
	}
	return m
}

// MoveTooMuch says that a unit has not as much as should be moved.
func MoveTooMuch(u ledger.Unit, it ledger.Item, have, n int) Message {
	m := Message{Title: "没有改动"}
	m.Say(T(u.Name+"的"), B(it.Name), T(fmt.Sprintf("现在是%d%s，没有%d%s可以改记，没有改动。", have, it.Measure, n, it.Measure)))
	return m
}

// MoveJudged says that a verdict on a piece is to be taken back before it is moved.
func MoveJudged(u ledger.Unit, it ledger.Item, p ledger.Piece) Message {
	m := Message{Title: "没有改动"}
	spans := []Span{T(u.Name + "的"), B(it.Name)}
	if p.Title != "" {
		spans = append(spans, U("《"+p.Title+"》"))
	}
	m.Say(append(spans, T("已经审核过（"+ReviewName(p.Review())+"），不能直接改记，没有改动。请先撤回审核，再改记："))...)
	m.Copy("撤回" + u.Name + it.Name)
	return m
}

// MoveByHand says that a move is to be told as two corrections.
func MoveByHand(from, to ledger.Unit, it ledger.Item) Message {
	m := Message{Title: "没有改动"}
	m.Say(T("这样改记会把"+from.Name+"别的"), B(it.Name), T("也带走，没有改动。请分两条发：先改"+from.Name+"的，再报"+to.Name+"的。"))
	return m
}
