package messages

import (
	"fmt"
	"time"

	"pufabot/bot/ledger"
)

// NothingToUndo answers 撤回 when there is nothing, or nothing of what it names.
func NothingToUndo(of string) Message {
	if of != "" {
		return one("撤回", "没有改动：您自己没有报过"+of+"，或者已经撤回了。要撤回最近报的一条，发“撤回”就行。")
	}
	return one("撤回", "没有可以撤回的记录：您最近没有报过，或者已经撤回了。")
}

// DoneAlready answers 不是 or 错了 where nothing was asked: the words have been carried out,
// and how they are taken back.
func DoneAlready(said string, recorded, files bool) Message {
	m := Message{Title: "没有改动"}
	state := "”已经办了，没有等您回答的问题。不要了请发："
	if recorded {
		state = "”已经记录，没有等您回答的问题。记错了请发："
	}
	if files { // that alone counts nothing
		state = "”的文件已经收下，没有等您回答的问题。不是这一项的，先发“撤回”，再连同事项名重新发："
	}
	m.Say(T("“"), U(clip(said, 40)), T(state))
	m.Copy("撤回")
	return m
}

// ConfirmMended shows an earlier line with the word that was put right; done tells that
// the earlier one has been carried out, and goes.
func ConfirmMended(old, mended string, done bool) Message {
	m := Message{Title: "请确认"}
	m.Head(T("改成这样吗？"))
	m.Item(T("改成：“"), U(clip(mended, 80)), T("”"))
	state := "”，这条没有记录"
	if done {
		state = "”，这条会撤回"
	}
	m.Item(T("原来：“"), U(clip(old, 80)), T(state))
	yesNo(&m)
	return m
}

// NotKeptBefore answers 打错了，是某某 where the line before had been refused or not
// understood, and the word is none of those in it.
func NotKeptBefore(said string) Message {
	m := Message{Title: "请重发"}
	m.Say(T("前面那条“"), U(clip(said, 40)), T("”没有记录，不用撤回。请把对的整条再发一遍。"))
	return m
}

// QuoteUnknown answers 撤回 under a quoted message that is not known here.
func QuoteUnknown() Message {
	m := one("没有撤回", "没有找到引用的那条记录，没有改动。要撤回哪一项请写明，比如：")
	m.Copy("撤回征文")
	return m
}

// QuoteEmpty answers it under one of which nothing is in force.
func QuoteEmpty() Message {
	return one("没有撤回", "引用的这条没有留下记录，或者已经撤回了，没有改动。")
}

// QuoteOfOther answers it under what somebody else has said.
func QuoteOfOther(who string) Message {
	m := Message{Title: "没有撤回"}
	m.Say(T("引用的这条是"), U(who), T("说的，只能撤回自己的，没有改动。确实不对，请联系协调员。"))
	return m
}

// QuoteOfUnit tells a coordinator so, with the line by which the figure is put right.
func QuoteOfUnit(who, line string) Message {
	m := Message{Title: "没有撤回"}
	m.Say(T("引用的这条是"), U(who), T("报的，只能撤回自己的，没有改动。要改数请这样发（数换成对的）："))
	m.Copy(line)
	return m
}

// OpenTakenBack says that what was still in question is dropped, and nothing else.
func OpenTakenBack(line string, files int) Message {
	m := Message{Title: "撤回"}
	switch {
	case files > 0:
		m.Say(T(fmt.Sprintf("好的，还没登记的%d个文件不要了。", files)))
	case line != "":
		m.Say(T("好的，“"), U(clip(line, 40)), T("”不办了，本来也还没有记录。"))
	default:
		m.Say(T("好的，这次问的不办了，本来也还没有记录。"))
	}
	m.Note(T("之前记下的没有动；要撤回之前记下的，请再发一次“撤回”。"))
	return m
}

// ConfirmUndo asks before what was said of one thing is taken back, which need not be
// what was said last: said are the words, and more tells that they said more. Without a
// thing it is what was said last, whatever the line spoke of.
func ConfirmUndo(of, said string, when time.Time, more bool) Message {
	m := Message{Title: "请确认"}
	if of == "" {
		m.Head(T("能撤回的是您最近报的一条，" + When(when) + "，撤回吗？"))
	} else {
		m.Head(T("撤回 "+When(when)+"记的"), B(of), T("吗？"))
	}
	m.Item(T("原话：“"), U(clip(said, 60)), T("”"))
	if more {
		m.Say(T("这条里报的别的事项不动。"))
	}
	yesNo(&m)
	return m
}

// ConfirmUndoThis asks before one line is taken back that need not be the last report.
func ConfirmUndoThis(said string, when time.Time) Message {
	m := Message{Title: "请确认"}
	m.Head(T("撤回 " + When(when) + "的这条吗？"))
	m.Item(T("原话：“"), U(clip(said, 60)), T("”"))
	yesNo(&m)
	return m
}

// UndoneWords tells what an undo took back.
func UndoneWords(changes []Change, when time.Time) Message {
	m := Message{Title: "已撤回"}
	m.Head(T("已撤回 " + When(when) + "的记录"))
	for _, c := range undoneTogether(changes) {
		if len(c.Before.Files) != len(c.After.Files) {
			m.Item(T(c.Unit.Name+" "), B(c.Item.Name), T("：收回一个文件"))
			continue
		}
		if c.Before.Answered && !c.After.Answered { // taken back is not zero
			m.Item(T(c.Unit.Name+" "), B(c.Item.Name), T(fmt.Sprintf("：%s%s %s → 未报", undoneWhat(c.Of), Figure(c.Before.Value(), c.Before.Approx), c.Before.MeasureOf(&c.Item))))
			continue
		}
		if kept := keptAll(c); kept != nil {
			m.Item(append([]Span{T(c.Unit.Name + " "), B(c.Item.Name), T("：")}, kept...)...)
			continue
		}
		m.Item(T(c.Unit.Name+" "), B(c.Item.Name), T("："+undoneWhat(c.Of)+moved(c.Before, c.After, c.Item)))
	}
	m.Note(T("原来的记录仍留在台账里，可以随时查到。"))
	return m
}

// keptAll says why a figure is what it was though something was taken back; nil: it is not.
func keptAll(c Change) []Span {
	now := fmt.Sprintf("仍是%s%s", Figure(c.After.Value(), c.After.Approx), c.After.MeasureOf(&c.Item))
	switch {
	case undoneWhat(c.Of) != "" || c.Before.Value() != c.After.Value() || !c.After.Answered:
		return nil
	case c.Of.Verb == ledger.Filed && c.Of.Replaces != 0:
		return []Span{T("收回新版的文件，恢复原来那份，" + now)}
	case c.Of.Verb == ledger.Mailed && c.Since.Seq != 0:
		return []Span{T("“已发邮箱”已收回；市局已收到的登记不变（" + When(c.Since.At) + " "), U(c.SinceBy), T("）")}
	case c.Since.Seq != 0:
		return []Span{T(now + "，因为" + When(c.Since.At) + " "), U(c.SinceBy), T("又报过；现在的数不对，请直接报新的总数")}
	case c.Of.Op == ledger.Detail:
		return []Span{T("补充的内容已收回，" + now)}
	}
	return nil
}

// undoneTogether puts the steps by which one figure was taken back into one.
func undoneTogether(changes []Change) []Change {
	var out []Change
	for _, c := range changes {
		if n := len(out); n > 0 {
			last := &out[n-1]
			if last.Unit.ID == c.Unit.ID && last.Item.ID == c.Item.ID && undoneWhat(last.Of)+undoneWhat(c.Of) == "" &&
				len(last.Before.Files) == len(c.After.Files) {
				last.After = c.After
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// undoneWhat names what was taken back when it was no figure.
func undoneWhat(r ledger.Record) string {
	switch r.Verb {
	case ledger.Reviewed:
		return "“" + VerdictName(string(r.Verdict)) + "”已收回，"
	case ledger.Explained:
		return "说明已收回，"
	}
	return ""
}
