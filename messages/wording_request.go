package messages

import (
	"fmt"
	"time"

	"pufabot/bot/ledger"
)

// RequestKind is what is asked of the coordinator.
type RequestKind string

// The kinds of requests.
const (
	RequestBind   RequestKind = "bind"
	RequestExtend RequestKind = "extension"
	RequestOther  RequestKind = "other"
)

// RequestFacts are one request in plain values.
type RequestFacts struct {
	ID         uint64
	Kind       RequestKind
	Unit, Item string
	// Who asks: the name given, else what the platform shows.
	Who string
	// Until is the end that was asked for, in the campaign's zone; zero: none was.
	Until time.Time
	// Booked is what is kept of the item, where anything but more time is asked for.
	Booked string
	// Words are the asker's own.
	Words string
	// Example is a line that grants more time where the request lacks an item or an end.
	Example string
}

// Whole tells whether a plain yes can be carried out.
func (r RequestFacts) Whole() bool {
	return r.Kind != RequestExtend || r.Item != "" && !r.Until.IsZero()
}

var requestNames = map[RequestKind]string{RequestBind: "绑定申请", RequestExtend: "延期申请"}

// name is the request as people speak of it, which is also how it is settled.
func (r RequestFacts) name() string {
	n, ok := requestNames[r.Kind]
	if !ok {
		n = "申请"
	}
	return fmt.Sprintf("%d号%s", r.ID, n)
}

// what is asked for, without the words.
func (r RequestFacts) what() []Span {
	switch r.Kind {
	case RequestBind:
		who := r.Who
		if who == "" {
			who = "（没有写姓名）"
		}
		return []Span{U(who), T("申请绑定"), B(r.Unit)}
	case RequestExtend:
		s := []Span{B(r.Unit), T("申请"), T(r.Item + "延期")}
		if !r.Until.IsZero() {
			s[2] = T(r.Item + "延到" + When(r.Until))
		}
		return s
	}
	spans := []Span{B(r.Unit), T("请协调员帮忙")}
	if r.Item != "" {
		spans = append(spans, T("，说的是"+r.Item+"（"+r.Booked+"）"))
	}
	return spans
}

// BookedWords are what is kept of an item now.
func BookedWords(it ledger.Item, t ledger.Tally) string {
	if !t.Answered {
		return "还没报"
	}
	return "现在记的是" + total(t, it)
}

func (r RequestFacts) quoted() []Span {
	if r.Words == "" {
		return nil
	}
	return []Span{T("，原话：“"), U(clip(r.Words, 200)), T("”")}
}

// settleWith adds the lines by which the request is settled.
func (r RequestFacts) settleWith(m *Message) {
	switch {
	case !r.Whole():
		m.Note(T("没有写明" + r.lacks() + "。同意请写全，比如："))
		m.Copy(r.Example)
		m.Note(T("不同意请发："))
	case r.Kind == RequestOther:
		m.Note(T("办好了或办不了，请发："))
		m.Copy("通过" + r.name())
	default:
		m.Note(T("同意或不同意，请发："))
		m.Copy("通过" + r.name())
	}
	m.Copy("驳回" + r.name())
}

func (r RequestFacts) lacks() string {
	switch {
	case r.Item == "" && r.Until.IsZero():
		return "哪一项、延到什么时候"
	case r.Item == "":
		return "哪一项"
	}
	return "延到什么时候"
}

// RequestNotice tells the coordinator what somebody asks for and how to answer.
func RequestNotice(r RequestFacts) Message {
	m := Message{Title: "申请"}
	head := r.name() + "："
	if r.Kind == RequestOther {
		head = fmt.Sprintf("%d号转告：", r.ID)
	}
	m.Say(append(append([]Span{T(head)}, r.what()...), r.quoted()...)...)
	r.settleWith(&m)
	return m
}

// RequestPassedOn tells a contact that the coordinator has been asked.
func RequestPassedOn(r RequestFacts) Message {
	m := Message{Title: "已转告"}
	m.Say(append([]Span{T(fmt.Sprintf("已转告协调员（%d号）：", r.ID))}, append(r.what(), T("。在答复之前期限不变，请先按原期限准备。"))...)...)
	if r.Kind == RequestOther {
		m = one("已转告", fmt.Sprintf("已转告协调员（%d号），请等答复。", r.ID))
	}
	return m
}

// RequestSettled tells the coordinator and the asker what was decided.
func RequestSettled(r RequestFacts, accepted bool, reason string) Message {
	m := Message{Title: "申请已通过"}
	switch {
	case !accepted && reason != "":
		m.Title = "申请未通过"
		m.Say(append(append([]Span{T(fmt.Sprintf("%d号申请未通过：", r.ID))}, r.what()...), T("，没有同意，说明："), U(reason), T("。有疑问请联系协调员。"))...)
	case !accepted:
		m.Title = "申请未通过"
		m.Say(append(append([]Span{T(fmt.Sprintf("%d号申请未通过：", r.ID))}, r.what()...), T("，没有同意。有疑问请联系协调员。"))...)
	case r.Kind == RequestBind:
		m.Say(T(fmt.Sprintf("%d号申请已通过：", r.ID)), U(r.Who), T("绑定"), B(r.Unit), T("，可以报送了。"))
	case r.Kind == RequestExtend:
		m.Say(T(fmt.Sprintf("%d号申请已通过：", r.ID)), B(r.Unit), T("的"+r.Item+"延到"+When(r.Until)+"，提醒也随之顺延。"))
	default:
		m.Say(append([]Span{T(fmt.Sprintf("%d号申请已通过：", r.ID)), B(r.Unit)}, r.quoted()...)...)
	}
	return m
}

// RequestLacks answers a yes to a request that does not say what to grant.
func RequestLacks(r RequestFacts) Message {
	m := Message{Title: "请补充"}
	m.Say(append(append([]Span{T(r.name() + "：")}, r.what()...), T("，没有写明"+r.lacks()+"，期限没有改。请写全，比如："))...)
	m.Copy(r.Example)
	return m
}

// OtherRequest answers a verdict whose kind is not the request's own; it is left open.
func OtherRequest(r RequestFacts) Message {
	m := Message{Title: "请核对"}
	m.Say(append(append([]Span{T(fmt.Sprintf("%d号是", r.ID) + requestNames[r.Kind] + "：")}, r.what()...), T("，没有改动。"))...)
	r.settleWith(&m)
	return m
}

// ConfirmRequests shows open requests and asks whether a verdict means them.
func ConfirmRequests(open []RequestFacts, accepted bool) Message {
	m := Message{Title: "请确认"}
	for _, r := range open {
		notice := RequestNotice(r)
		m.Lines = append(m.Lines, notice.Lines[0])
	}
	verb, which := "同意", "这一件吗？"
	if !accepted {
		verb = "驳回"
	}
	if len(open) > 1 {
		verb, which = "都"+verb, fmt.Sprintf("吗（%d件）？", len(open))
	}
	m.Note(T(verb + which + "十分钟内回复："))
	m.Copy("是")
	m.Copy("不是")
	return m
}

// RequestOrPiecesWords are words that choose the answers of [RequestOrPieces].
func RequestOrPiecesWords() [][]string { return [][]string{{"申请"}, {"稿件", "稿子", "作品"}} }

// RequestOrPieces asks whether a verdict means what was asked for (1) or what waits to
// be judged (2).
func RequestOrPieces(open []RequestFacts, waiting []Ruling, accepted bool) Message {
	m := Message{Title: "请确认"}
	verb := "同意"
	if !accepted {
		verb = "不同意"
	}
	m.Say(T("申请和待审的稿件都有，" + verb + "的是哪一样？现在什么都没有改。"))
	spans := []Span{T("1　申请：")}
	for i, r := range open {
		if i > 0 {
			spans = append(spans, T("；"))
		}
		spans = append(spans, append([]Span{T(r.name() + "，")}, r.what()...)...)
	}
	m.Say(spans...)
	m.Say(append([]Span{T("2　稿件：")}, perUnit(waiting)...)...)
	m.Note(T("十分钟内回复 1 或 2"))
	return m
}

// OpenRequestList lists requests that wait for a decision, each with how to settle it.
func OpenRequestList(open []RequestFacts) Message {
	m := Message{Title: "待办申请"}
	if len(open) == 0 {
		m.Say(T("没有待处理的申请。"))
		return m
	}
	m.Head(T(fmt.Sprintf("待处理的申请（%d件）", len(open))))
	for _, r := range open {
		m.Item(append(append([]Span{T(r.name() + "：")}, r.what()...), r.quoted()...)...)
		r.settleWith(&m)
	}
	return m
}

// BindLine is a line to copy that asks to be bound.
func BindLine(unit string) string { return "绑定 " + unit + " 李想" }

// NoSuchRequest answers a decision on a request that is not open.
func NoSuchRequest(id string) Message {
	return one("", "没有待处理的"+id+"号申请。发“待办申请”看全部。")
}

// NothingAsked answers a yes or a no that no question waits for.
func NothingAsked() Message {
	return one("", "现在没有等您回答的问题，什么都没有改。")
}

// NothingToSettle answers a verdict on a request that nobody has made.
func NothingToSettle(units []ledger.Unit) Message {
	return one("", UnitNames(units)+"没有待处理的申请，期限不变。")
}

// NothingToGrant answers a yes to units that neither asked for anything nor handed anything in.
func NothingToGrant(units []ledger.Unit) Message {
	return one("", UnitNames(units)+"没有待处理的申请，也没有要审的稿件，没有改动。")
}
