package messages

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"

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
		return []Span{T(fmt.Sprintf("撤回，%d → %d", s.From, s.To))}
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

// WordsOf are the original words of a record: what was typed, else the rows of a
// workbook; of several rows the one with the record's figure.
func WordsOf(text, quote string, r ledger.Record, u ledger.Unit, it ledger.Item) string {
	switch {
	case text == "" && quote == "":
		return "（发来文件）"
	case text == "":
		text = quote
	case strings.Contains(quote, "\t"): // the workbook that came with the words
		text += "\n" + quote
	}
	return rowOf(text, r, u, it)
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

// rowOf is the row with a record's figure: the one that names most of its unit, item,
// words and figure; of equals the first after the unit's name. A figure that no row
// has was worked out from others, so the row with figures of the item comes first,
// before one that only has the unit's name in it. One line stays as it is.
func rowOf(words string, r ledger.Record, u ledger.Unit, it ledger.Item) string {
	if !strings.Contains(words, "\n") {
		return words
	}
	units := append([]string{u.Name}, u.Aliases...)
	units = append(units, u.Typos...)
	if r := []rune(u.Name); len(r) > 2 {
		units = append(units, string(r[:len(r)-1]))
	}
	items := append([]string{it.Name}, it.Aliases...)
	if r := []rune(it.Name); len(r) > 2 { // 答题 for 专项答题
		items = append(items, string(r[len(r)-2:]))
	}
	told := append(slices.Clone(r.Titles), r.Text, r.Type)
	best, most, under := "", -1, false
	rows := strings.Split(words, "\n")
	derived := r.Value > 0 && !slices.ContainsFunc(rows, func(row string) bool { return containsOneOf(row, told) || containsFigure(row, r.Value) })
	for _, row := range rows {
		n := 0
		named := containsOneOf(row, units)
		if named {
			n += 3
		}
		if containsOneOf(row, items) {
			n += 2
			if derived && containsMeasured(row, it.Measure) {
				n += 2
			}
		}
		if containsOneOf(row, told) || containsFigure(row, r.Value) {
			n += 2
		}
		if n > most || n == most && named && !under {
			best, most = row, n
		}
		under = under || named
	}
	return strings.TrimSpace(best)
}

func containsOneOf(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return w != "" && strings.Contains(s, w) })
}

// containsFigure tells whether a row has a figure, not as a part of a longer one.
func containsFigure(row string, n int) bool {
	row = norm.NFKC.String(row)
	fields := strings.FieldsFunc(row, func(c rune) bool { return c < '0' || c > '9' })
	return slices.Contains(fields, strconv.Itoa(n))
}

// containsMeasured tells whether a row has a figure with its measure word, 170人.
func containsMeasured(row, measure string) bool {
	row = norm.NFKC.String(row)
	for part, rest, ok := strings.Cut(row, measure); ok && measure != ""; part, rest, ok = strings.Cut(rest, measure) {
		if part = strings.TrimSpace(part); part != "" && part[len(part)-1] >= '0' && part[len(part)-1] <= '9' {
			return true
		}
	}
	return false
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

// News is what has changed since an instant.
type News struct {
	Since   time.Time
	Unit    ledger.Unit
	Item    ledger.Item
	Changes []Difference // in the plan's order, by item
	Review  map[ledger.Verdict]int
}

// ChangesSince answers 今天有什么变化.
func ChangesSince(n News) Message {
	m := Message{Title: "变化"}
	since := Day(ledger.DateOf(n.Since)) + "以来"
	if len(n.Changes)+len(n.Review) == 0 {
		m.Say(T(since + n.Unit.Name + n.Item.Name + "没有变化。"))
		return m
	}
	m.Head(T(since + "的变化"))
	for i := 0; i < len(n.Changes); {
		it, before, after, units := n.Changes[i].Item, 0, 0, 0
		var parts []string
		for ; i < len(n.Changes) && n.Changes[i].Item.ID == it.ID; i++ {
			c := n.Changes[i]
			before += c.Before.Value()
			after += c.After.Value()
			if units++; units <= mostBeside {
				parts = append(parts, c.Unit.Name+step(c))
			}
		}
		total := ""
		if it.Kind != ledger.Mail && it.Kind != ledger.Text && len(parts) > 1 {
			total = fmt.Sprintf("（合计%+d%s）", after-before, it.Measure)
		}
		m.Item(B(it.Name), T(total+"："+strings.Join(parts, "、")+andSo(units, mostBeside)))
	}
	var verdicts []string
	for _, v := range []ledger.Verdict{ledger.Accepted, ledger.Selected, ledger.Returned, ledger.OnHold} {
		if n.Review[v] > 0 {
			verdicts = append(verdicts, fmt.Sprintf("%s%d", VerdictName(string(v)), n.Review[v]))
		}
	}
	if len(verdicts) > 0 {
		m.Item(B("审核"), T("："+strings.Join(verdicts, "，")))
	}
	return m
}

// step is one unit's change in short: 126→141, 已发, 已收到.
func step(c Difference) string {
	b, a := c.Before, c.After
	switch {
	case a.Received && !b.Received:
		return "市局已收到"
	case a.Sent && !b.Sent:
		return "自述已发"
	case !b.Answered && a.Value() == 0 && a.Standing()[ledger.ReviewReturned] > 0:
		return "退回待改"
	case !b.Answered && a.Value() == 0 && len(a.Pieces) > 0:
		return stageOf(a)
	case b.Value() == a.Value() && c.told() != "":
		return c.told()
	case !b.Answered:
		return Figure(a.Value(), a.Approx)
	}
	return fmt.Sprintf("%d→%s", b.Value(), Figure(a.Value(), a.Approx))
}

// FreezePreview says what 封存 and 解除封存 would do; old is the order in force, due
// when the figures freeze by themselves.
func FreezePreview(now, old, due time.Time, lift bool) Message {
	m := Message{Title: "请确认"}
	switch {
	case lift && old.IsZero():
		m.Say(T("没有手工封存过；总结到期（" + When(due) + "）自动封存。"))
	case lift:
		m.Say(T("解除" + When(old) + "的封存，改回总结到期（" + When(due) + "）自动封存。"))
	case old.IsZero() && now.After(due):
		m.Say(T("已在总结到期（" + When(due) + "）时自动封存，改成按现在（" + When(now) + "）的数封存。"))
	case old.IsZero():
		m.Say(T("按现在（" + When(now) + "）的数封存：报告里的数从此不变，以后的改动记为补报，注明日期。"))
	default:
		m.Say(T("已在" + When(old) + "封存，改成按现在（" + When(now) + "）的数封存。"))
	}
	yesNo(&m)
	return m
}

// Frozen tells that the figures of the reports are fixed.
func Frozen(at time.Time) Message {
	m := one("已封存", "已按"+When(at)+"的数封存。报告用这时的数，以后的改动记为补报，注明日期。")
	m.Note(T("恢复自动封存请发“解除封存”。"))
	return m
}

// Thawed tells that the order is taken back.
func Thawed(due, now time.Time) Message {
	if now.After(due) {
		return one("已解除", "手工封存已解除；总结"+When(due)+"到期，按那时的数封存。")
	}
	return one("已解除", "手工封存已解除；总结到期（"+When(due)+"）时自动封存。")
}
