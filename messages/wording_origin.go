package messages

import (
	"fmt"
	"strconv"
	"time"

	"pufabot/bot/ledger"
)

// Source is one record and where it comes from.
type Source struct {
	ledger.Step
	Unit ledger.Unit
	Item ledger.Item
	Nick string
	Chat Chat
	// Words are the original words, see [WordsOf]; Settled is what settled them afterwards.
	Words, Settled string
	// UndoneAt is when the record was taken back; zero: it is in force.
	UndoneAt time.Time
	// Undid is what the record itself took back.
	Undid ledger.Record
}

// what the record did: 126 → 141, 退回《…》, 文件, 说明.
func (s Source) what() []Span {
	r := s.Record
	switch r.Verb {
	case ledger.Undone:
		return []Span{T(fmt.Sprintf("撤回，%d → %s", s.From, cond(s.Silent, "未报", strconv.Itoa(s.To))))}
	case ledger.Reviewed:
		return []Span{T("审核：" + VerdictName(string(r.Verdict)) + change(s.Step))}
	case ledger.Explained:
		return []Span{T("说明疑问")}
	case ledger.Filed:
		spans := []Span{T("文件")}
		for _, t := range r.Titles {
			spans = append(spans, U("《"+t+"》"))
		}
		return spans
	case ledger.Mailed:
		if r.State == ledger.StateReceived {
			return []Span{T("登记收到")}
		}
		return []Span{T("自述已发")}
	case ledger.Told:
		if r.Op == ledger.Set {
			return []Span{T("报0")}
		}
		return []Span{T("新增一条")}
	}
	if len(r.Pieces) > 0 && s.From == s.To {
		return append([]Span{T("换成新的一版")}, titled(nil, r.Titles)...)
	}
	if len(r.Pieces) > 0 {
		return []Span{T("退回的改好重报" + change(s.Step))}
	}
	if s.First {
		return []Span{T(fmt.Sprintf("%s%s", Figure(s.To, r.Approx), s.Item.Measure))}
	}
	if s.From == s.To {
		return []Span{T(fmt.Sprintf("%d%s，没有变化", s.To, s.Item.Measure))}
	}
	return []Span{T(fmt.Sprintf("%d → %s%s", s.From, Figure(s.To, r.Approx), s.Item.Measure))}
}

func change(s ledger.Step) string {
	if s.From == s.To {
		return ""
	}
	return fmt.Sprintf("，%d → %d", s.From, s.To)
}

func (s Source) where() string {
	switch {
	case s.Chat.Private:
		return "私聊"
	case s.Chat.Title != "":
		return s.Chat.Title
	}
	return "群里"
}

// line is one entry of 谁报的 and 改过什么: what, when, who, where, the original words.
func (s Source) line() []Span {
	by := s.Nick
	if by == "" {
		by = s.Record.By.UserID
	}
	out := append([]Span{T(s.Unit.Name + " "), B(s.Item.Name), T(" ")}, s.what()...)
	out = append(out, T("："+When(s.Record.At)+" "), U(by), T("在"), U(s.where()), T("说“"), U(clip(s.Words, 80)), T("”"))
	if s.Settled != "" {
		out = append(out, T("，"), U(clip(s.Settled, 60)))
	}
	if s.Record.Verb == ledger.Reviewed && s.Record.Text != "" {
		out = append(out, T("，理由："), U(clip(s.Record.Text, 60)))
	}
	if !s.UndoneAt.IsZero() {
		out = append(out, T("（"+When(s.UndoneAt)+"撤回）"))
	}
	return out
}

// Settled is what settled a figure after it was said: the sender's answer to a
// question about it, or somebody else's order or confirmation.
func Settled(reporter, by ledger.Account, nick, words string) string {
	switch {
	case words == "":
		return ""
	case reporter == by:
		return "核对时答“" + words + "”"
	}
	return nick + "：" + words
}

// Origins answers 谁报的; all is how many records there are.
func Origins(list []Source, all int) Message {
	m := Message{Title: "来源"}
	if len(list) == 0 {
		m.Say(T("还没有相关记录。"))
		return m
	}
	for _, s := range list {
		m.Item(s.line()...)
	}
	if all > len(list) {
		m.Note(T(fmt.Sprintf("一共%d条，这是最近的%d条；全部在导出的工作簿里。", all, len(list))))
	}
	return m
}

// Corrections answers 改过什么; all is how many there are.
func Corrections(list []Source, all int) Message {
	m := Message{Title: "改动"}
	if len(list) == 0 {
		m.Say(T("没有改过数。"))
		return m
	}
	m.Head(T(fmt.Sprintf("改过%d次，最近的在前", all)))
	for _, s := range list {
		m.Item(s.line()...)
	}
	return m
}
