package messages

import (
	"fmt"
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
	case "plans":
		return one("", "好的，先不记录，办好了再发给我。")
	}
	return Message{}
}

// HelpEntry is one command as help shows it.
type HelpEntry struct {
	What     string
	Examples []string
}

// HelpText is help for one role.
func HelpText(role ledger.Role, unit string, entries []HelpEntry) Message {
	m := Message{Title: "帮助"}
	switch role {
	case ledger.Contact:
		m.Head(T(unit + "，可以这样发（在群里先 @ 我）"))
	case ledger.Coordinator:
		m.Head(T("协调员可以这样发"))
	case ledger.Observer:
		m.Head(T("您可以查看，不能填报"))
	default:
		m.Head(T("您还没有绑定单位，可以先这样发"))
	}
	for _, e := range entries {
		m.Item(B(e.What))
		for _, x := range e.Examples {
			m.Copy(x)
		}
	}
	m.Note(T("照平时说话的样子发就行，一行可以报几项；记错了发“撤回”。"))
	return m
}

// Who answers 我是谁.
func Who(role ledger.Role, unit string, account ledger.Account, nick string) Message {
	m := Message{Title: "我是谁"}
	switch role {
	case ledger.Contact:
		m.Say(T("您是"), B(unit), T("的联络员。"))
	case ledger.Coordinator:
		m.Say(T("您是协调员，可以查看和管理全部单位。"))
	case ledger.Observer:
		m.Say(T("您可以查看进度，不能填报。"))
	default:
		m.Say(T("您还没有绑定单位。请这样申请："))
		m.Copy("绑定 单位名称 您的姓名")
	}
	m.Note(T("平台账号："), U(account.UserID))
	return m
}

// NothingToUndo answers 撤回 when there is nothing.
func NothingToUndo() Message {
	return one("撤回", "没有可以撤回的记录：您最近没有报过，或者已经撤回了。")
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
			m.Item(T(c.Unit.Name+" "), B(c.Item.Name), T(fmt.Sprintf("：%s%s %s → 未报", undoneWhat(c.Of), Figure(c.Before.Value(), c.Before.Approx), measureOf(c.Before, c.Item))))
			continue
		}
		m.Item(T(c.Unit.Name+" "), B(c.Item.Name), T("："+undoneWhat(c.Of)+moved(c.Before, c.After, c.Item)))
	}
	m.Note(T("原来的记录仍留在台账里，可以随时查到。"))
	return m
}

// ConfirmNotReceived asks before mail that was noted as received no longer is.
func ConfirmNotReceived(units []ledger.Unit, it ledger.Item) Message {
	m := Message{Title: "请确认"}
	m.Head(T(UnitNames(units)+"的"), B(it.Name), T("记的是市局已收到，改成没有收到吗？"))
	yesNo(&m)
	return m
}

// NotReceived tells whose mail is no longer noted as received.
func NotReceived(changes []Change) Message {
	m := Message{Title: "已改"}
	for _, c := range changes {
		state := "没有收到"
		if c.After.Sent {
			state = "自述已发，市局没有收到"
		}
		m.Item(T(c.Unit.Name+" "), B(c.Item.Name), T("：市局已收到 → "+state))
	}
	m.Note(T("收到后再发一次，比如："))
	m.Copy(changes[0].Unit.Name + changes[0].Item.Name + "收到了")
	return m
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

// ConfirmLower asks before a bare figure lowers a total.
func ConfirmLower(changes []Change) Message {
	m := Message{Title: "请确认"}
	m.Head(T("这样会比已报的少，请确认"))
	for _, c := range changes {
		m.Item(T(c.Unit.Name+" "), B(c.Item.Name), T("："+moved(c.Before, c.After, c.Item)))
	}
	yesNo(&m)
	return m
}

func yesNo(m *Message) {
	m.Note(T("十分钟内回复："))
	m.Copy("是")
	m.Copy("不是")
}

// TooMuchTaken refuses to take away more than there is.
func TooMuchTaken(u ledger.Unit, it ledger.Item, stored, sub int) Message {
	m := Message{Title: "没有记录"}
	m.Say(T(u.Name+" "), B(it.Name), T(fmt.Sprintf("现在记的是%d%s，减不了%d，没有改动。", stored, it.Measure, sub)))
	m.Note(T("要改成准确的总数，请这样发："))
	m.Copy(fmt.Sprintf("%s更正为%d%s", it.Name, stored, it.Measure))
	return m
}

// NotConfirmed answers 不 to a question.
func NotConfirmed() Message { return one("", "好的，没有记录，请重新发一次正确的。") }

// PickAgain repeats that a number of the list is wanted.
func PickAgain(n int) Message {
	return one("", fmt.Sprintf("请回复 1 到 %d 中的一个数字，或者回复“取消”。", n))
}

// BindAsked tells a person that the request is on its way.
func BindAsked(id uint64, unit string) Message {
	return one("绑定申请", fmt.Sprintf("已收到%d号绑定申请：%s。协调员同意后就可以报送，请稍候。", id, unit))
}

// BoundAlready answers a bind request of somebody who is bound to that unit already.
func BoundAlready(unit string) Message {
	return one("", "您已经绑定"+unit+"，可以直接报送。")
}

// Unbound tells that somebody has been unbound.
func Unbound(unit string) Message {
	return one("已解绑", unit+"的绑定已解除。需要时可以重新申请绑定。")
}

// NothingToUnbind answers 解绑 when nobody is bound.
func NothingToUnbind() Message {
	return one("", "没有可以解除的绑定。写在配置文件里的人员，请在配置文件里删除。")
}

// GroupBound tells that a chat is now a work group of the plan.
func GroupBound(title string) Message {
	return one("已绑定", "本群已绑定为“"+title+"”，以后的提醒会发到这里。")
}

// OnlyInGroup refuses 绑定群 in a private chat.
func OnlyInGroup() Message {
	return one("", "请在要绑定的工作群里 @ 我发“绑定群”。")
}

// Extended tells which unit has got more time.
func Extended(units []ledger.Unit, it ledger.Item, due time.Time) Message {
	return one("已延期", UnitNames(units)+"的"+it.Name+"延到"+When(due)+"，提醒也随之顺延。")
}

// Extension is more time that a unit has for an item: the words of the order and, if
// it was asked for, those of the request.
type Extension struct {
	Gap       ledger.Gap
	By, Words string
	At        time.Time
	Asked     string
}

// ExtensionList answers 谁延期了.
func ExtensionList(list []Extension) Message {
	if len(list) == 0 {
		return one("延期", "没有延期，都按通知的期限。")
	}
	m := Message{Title: "延期"}
	m.Head(T(fmt.Sprintf("已延期（%d）", len(list))))
	for i, e := range list {
		if i == mostListed {
			m.Say(T(fmt.Sprintf("这里列出前%d条。", mostListed)))
			break
		}
		line := []Span{B(e.Gap.Unit.Name + e.Gap.Item.Name), T("延到" + When(e.Gap.Deadline.Due))}
		if e.Asked != "" {
			line = append(line, T("，申请时说“"), U(clip(e.Asked, 200)), T("”"))
		}
		if e.Words != "" {
			line = append(line, T("；"+When(e.At)+" "), U(e.By), T("说“"), U(clip(e.Words, 200)), T("”"))
		}
		m.Item(line...)
	}
	return m
}

// ExtensionLifted tells which due instants are in force again; none: nothing had
// been granted.
func ExtensionLifted(u ledger.Unit, back []ledger.Gap, now time.Time) Message {
	if len(back) == 0 {
		return one("", u.Name+"没有延过期，没有改动。")
	}
	m := Message{Title: "延期已取消"}
	m.Say(T(u.Name + "的延期已取消，期限回到："))
	for _, g := range back {
		m.Item(B(g.Item.Name), T("："+DueWords(g.Deadline, now)))
	}
	return m
}

// ExampleLine is a line to copy that reports the item.
func ExampleLine(it ledger.Item) string {
	switch it.Kind {
	case ledger.Signup:
		return it.Name + "：张三、李四"
	case ledger.Text:
		return it.Name + "：……"
	case ledger.Mail:
		return it.Name + "已发邮箱"
	case ledger.Count:
		return fmt.Sprintf("%s30%s", it.Name, it.Measure)
	}
	return fmt.Sprintf("%s%d%s", it.Name, max(it.Min, 1), it.Measure)
}

// AnnouncePreview shows an announcement before it goes out.
func AnnouncePreview(text string, groups int) Message {
	m := Message{Title: "请确认"}
	m.Head(T(fmt.Sprintf("将发到%d个工作群：", groups)))
	m.Say(U(text))
	yesNo(&m)
	return m
}

// AnnounceText is the announcement itself.
func AnnounceText(text string) Message {
	m := Message{Title: "通知"}
	m.Head(T("通知"))
	m.Say(U(text))
	return m
}

// Announced tells the coordinator that it is on its way.
func Announced(groups int) Message { return one("", fmt.Sprintf("已发到%d个工作群。", groups)) }

// NoGroup says that no group can be reached.
func NoGroup() Message {
	return one("", "还没有可以发送的工作群：请在配置文件里填写群机器人，或者在群里 @ 我发“绑定群”。")
}

// OnThisComputer says where a document can be had for now.
func OnThisComputer(command string) Message {
	m := Message{Title: "导出"}
	m.Say(T("请在运行本程序的电脑上执行："))
	m.Copy(command)
	return m
}

// Moved tells that a record has changed its unit.
func Moved(from, to ledger.Unit, it ledger.Item, before, after ledger.Tally) Message {
	m := Message{Title: "已改记"}
	m.Say(B(it.Name), T("：从"+from.Name+"改记到"+to.Name+"，"+to.Name+" "+moved(before, after, it)))
	return m
}

// NothingToMove says that the unit has no record to be moved.
func NothingToMove(unit string) Message {
	return one("", unit+"没有可以改记的记录，没有改动。")
}

// EchoTypo tells that a misspelling was accepted.
func EchoTypo(typed, taken string) []Span {
	return []Span{T("已把“"), U(typed), T("”当作“" + taken + "”。")}
}

// SendAgain asks for the line once more after an accident; the message key keeps it from counting twice.
func SendAgain() Message {
	return one("", "刚才没有处理成功，请把这条再发一次，不会重复计算。")
}
