package messages

import (
	"fmt"
	"strconv"
)

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

// WhoseBinding asks who of several is to be unbound.
func WhoseBinding(unit string, names []string) Message {
	return oneOf(unit+"绑定了几位联络员，解除哪一位的？", names)
}

// WhichGroup asks which of the plan's work groups a chat is.
func WhichGroup(titles []string) Message {
	return oneOf("配置里有几个工作群，本群是哪一个？", titles)
}

func oneOf(question string, options []string) Message {
	m := Message{Title: "请选择"}
	m.Say(T(question))
	for i, o := range options {
		m.Item(T(strconv.Itoa(i+1)+"　"), U(o))
	}
	m.Note(T("回一个数字就行，现在什么都没有改。"))
	return m
}

// NothingToUnbind answers 解绑 when nobody is bound.
func NothingToUnbind() Message {
	return one("", "没有可以解除的绑定。写在配置文件里的人员，请在配置文件里删除。")
}

// NotBound says that there is nothing to loosen.
func NotBound() Message {
	return one("", "您现在没有绑定单位，不用解绑。")
}

// GroupBound tells that a chat is now a work group of the plan.
func GroupBound(title string) Message {
	return one("已绑定", "本群已绑定为“"+title+"”，以后的提醒会发到这里。")
}

// OnlyInGroup refuses 绑定群 in a private chat.
func OnlyInGroup() Message {
	return one("", "请在要绑定的工作群里 @ 我发“绑定群”。")
}

// NameWanted asks for the name of somebody who wants to be bound.
func NameWanted() Message {
	return one("", "协调员要看姓名，请直接回您的姓名，比如“李想”。")
}

// FilesNotKept tells somebody who hands nothing in what became of his files; bindable
// says that he may, once he is bound to a unit.
func FilesNotKept(n int, bindable bool) Message {
	return one("", fmt.Sprintf("发来的%d个文件也没有留%s。", n, cond(bindable, "，绑定以后请再发一次", "，报送由各单位联络员来做")))
}
