package messages

import (
	"fmt"
	"time"
)

// Staying is why what somebody did last is not taken back by 撤回.
type Staying string

// What is ended in another way, or not at all.
const (
	StaysLifted    Staying = "lifted"
	StaysBack      Staying = "back"
	StaysAnswered  Staying = "answered"
	StaysPaused    Staying = "paused"
	StaysResumed   Staying = "resumed"
	StaysFrozen    Staying = "frozen"
	StaysThawed    Staying = "thawed"
	StaysNudged    Staying = "nudged"
	StaysAnnounced Staying = "announced"
	StaysUnbound   Staying = "unbound"
	StaysGroup     Staying = "group"
)

// stayings are what is said, and the line that ends it, if there is one.
var stayings = map[Staying][2]string{
	StaysLifted:    {"取消延期不能直接撤回。还要延的话，把延期的话再发一遍就行。", ""},
	StaysBack:      {"销假不能直接撤回。还要请假的话，再发一遍就行，比如：", "我请假到25号"},
	StaysAnswered:  {"这件申请协调员已经答复了，不能再撤回。有变化请直接联系协调员。", ""},
	StaysPaused:    {"要让提醒继续，请发：", "恢复提醒"},
	StaysResumed:   {"要再暂停提醒，请发：", "暂停提醒"},
	StaysFrozen:    {"要解除封存，请发：", "解除封存"},
	StaysThawed:    {"要再封存，请发：", "封存"},
	StaysNudged:    {"提醒已经发出去了，收不回来。", ""},
	StaysAnnounced: {"通知已经发到群里了，收不回来。要更正请再发一条通知。", ""},
	StaysUnbound:   {"解绑不能直接撤回。要重新绑定，请发：", BindLine("祁东县统计局")},
	StaysGroup:     {"设错了群的话，请到对的群里发：", "绑定群"},
}

// OrderStays answers 撤回 after something that it does not take back: the words of it,
// and how it is ended.
func OrderStays(why Staying, said string, when time.Time) Message {
	m := Message{Title: "没有撤回"}
	m.Say(T("最近一条是 "+When(when)+"的“"), U(clip(said, 60)), T("”，没有改动。"))
	m.Say(T(stayings[why][0]))
	if line := stayings[why][1]; line != "" {
		m.Copy(line)
	}
	return m
}

// OlderUndo tells how the figure before is taken back, which was not touched.
func OlderUndo(of string, when time.Time) Message {
	m := Message{}
	m.Note(T("更早报的（" + When(when) + "）没有动；要撤回请写明："))
	m.Copy("撤回" + of)
	return m
}

// RestTakenBack says that reminders go on after all; own: those of the speaker.
func RestTakenBack(own bool) Message {
	if own {
		return one("已撤回", "已撤回，提醒照常发给您。")
	}
	return one("已撤回", "已撤回，提醒照常进行。")
}

// NudgeCalledOff says that a reminder that was to go out later does not.
func NudgeCalledOff() Message { return one("已撤回", "已撤回，到时不催了。") }

// RequestWithdrawn tells both sides that a request has been taken back by its asker.
func RequestWithdrawn(r RequestFacts) Message {
	m := Message{Title: "申请已撤回"}
	m.Say(append(append([]Span{T(fmt.Sprintf("%d号申请已撤回，不用办了：", r.ID))}, r.what()...), r.quoted()...)...)
	return m
}

// NothingToWithdraw answers 不用延了 where no request for more time is open, or 撤回绑定申请
// where none to be bound is.
func NothingToWithdraw(binding bool) Message {
	if binding {
		return one("没有改动", "没有等答复的申请，不用撤回。")
	}
	return one("没有改动", "没有等答复的延期申请，没有改动。已经批了的，按原期限交就行；要把期限改回去请联系协调员。")
}

// WhichWithdrawn asks which of several requests is needed no more.
func WhichWithdrawn(open []RequestFacts) Message {
	m := Message{Title: "请确认"}
	m.Say(T("不用的是哪一件？"))
	for i, r := range open {
		m.Item(append([]Span{T(fmt.Sprintf("%d　%s，", i+1, r.name()))}, r.what()...)...)
	}
	m.Note(T("十分钟内回复数字"))
	return m
}

// RequestReopened tells both sides that the answer to a request has been taken back.
func RequestReopened(r RequestFacts, accepted bool) Message {
	m := Message{Title: "申请重新待办"}
	verdict := "驳回"
	if accepted {
		verdict = "通过"
	}
	m.Say(append(append([]Span{T(fmt.Sprintf("%d号申请的%s已收回，重新待办：", r.ID, verdict))}, r.what()...), T("。"))...)
	if accepted && r.Kind == RequestBind {
		m.Say(T("绑定已经解除。"))
	}
	return m
}
