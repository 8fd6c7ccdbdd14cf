package messages

import (
	"fmt"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// Matter is what the answer to a question would do.
type Matter int

// The matters of questions.
const (
	MatterReport Matter = iota // something would be recorded
	MatterNudge                // somebody would be reminded
	MatterNotice               // the groups would be told something
	MatterUndo                 // something would be taken back
	MatterFiles                // files would be filed
	MatterOrder                // anything else
)

// NotConfirmed answers 不 to a question.
func NotConfirmed(of Matter) Message {
	return one("", [...]string{
		MatterReport: "好的，没有记录，请重新发一次正确的。", MatterNudge: "好的，不催了，什么都没有发。", MatterNotice: "好的，没有发。",
		MatterUndo: "好的，不撤回，什么都没有改。", MatterFiles: "好的。那这些文件是哪一项的？说一声就行。", MatterOrder: "好的，没有办，什么都没有改。",
	}[of])
}

// NoticeNotLater answers a wish to announce something later.
func NoticeNotLater() Message {
	return one("", "好的，没有发。通知不能定时，到时请再发一次。")
}

// LeftUnanswered says that an earlier line waits no longer, and was not done.
func LeftUnanswered(line string, of Matter) Message {
	var m Message
	switch {
	case of == MatterFiles:
		m.Note(T("前面收到的文件还没有归到事项，说一声是哪一项就行，比如“署名文章”。"))
	case line == "":
		m.Note(T("前面问的没有等到答复，没有照办；还要的话请再发一次。"))
	default:
		m.Note(T("前面那条“"), U(clip(line, 40)), T("”没有等到答复，"+[...]string{
			MatterReport: "没有记录；要记的话请再发一次。", MatterNudge: "没有催；要催的话请再发一次。", MatterNotice: "没有发；要发的话请再发一次。",
			MatterUndo: "没有撤回；要撤回的话请再发一次。", MatterOrder: "没有办；要办的话请再发一次。",
		}[of]))
	}
	return m
}

// AnsweredLate says the same to an answer that came after the question had expired.
func AnsweredLate(line string) Message {
	var m Message
	if line == "" {
		return one("", "前面问的过了十分钟，已经不等答复了，没有照办，什么都没有改。")
	}
	m.Say(T("“"), U(clip(line, 40)), T("”那条过了十分钟，已经不等答复了，没有照办，什么都没有改。还要的话请把那条再发一次。"))
	return m
}

// StillWaits says that an earlier line still waits for its answer, which may be one of
// so many, and what would be done.
func StillWaits(line string, answers int, of Matter) Message {
	if of == MatterFiles && answers < 2 {
		return LeftUnanswered(line, of)
	}
	var m Message
	what := []Span{T("前面问的")}
	if line != "" {
		what = []Span{T("前面那条“"), U(clip(line, 40)), T("”")}
	}
	how := "还没有办，在等您回答：回“是”就照原样办，回“不是”就不办。"
	switch {
	case answers > 1:
		how = fmt.Sprintf("还没有办，在等您选：请回 1 到 %d 中的一个数字，不要了回“取消”。", answers)
	case of == MatterReport:
		how = "还没有记，在等您回答：回“是”就照原样记，回“不是”就不记。"
	}
	m.Note(append(what, T(how))...)
	return m
}

// HeldBack says that an earlier line is not done, because it was corrected in words that
// were not understood.
func HeldBack(line string, of Matter) Message {
	m := Message{Title: "先不办"}
	if line == "" {
		m.Say(T("听起来前面那条要改，我拿不准怎么改，先不办，什么都没有改。请把改好的再发一次。"))
		return m
	}
	m.Say(T("听起来“"), U(clip(line, 40)), T("”要改，我拿不准怎么改，那一条先"+map[bool]string{true: "不记", false: "不办"}[of == MatterReport]+"了。请改好以后整条再发一次："))
	if utf8.RuneCountInString(line) <= 40 {
		m.Copy(line)
	}
	return m
}

// FigureStill says that a figure is waited for.
func FigureStill(it ledger.Item) Message {
	m := Message{Title: "请补充"}
	m.Say(B(it.Name), T("还没有数，回一个数字就行；没有就回“取消”。"))
	return m
}

// ListChanged says why a list is shown once more.
func ListChanged() Message {
	return one("请核对", "按您说的改了，还没有记录，请再核对一次。")
}

// WhichColumn asks which figure of a row a change is of; the list still waits.
func WhichColumn(u ledger.Unit, items []ledger.Item, figure string) Message {
	m := Message{Title: "请补充"}
	m.Say(T(u.Name + "有几项，改的是哪一项？请连项目一起说："))
	for _, it := range items {
		m.Copy(u.Name + it.Name + "改成" + figure)
	}
	m.Note(T("整张表还没有记，在等您核对；现在回“是”就照原样记。"))
	return m
}
