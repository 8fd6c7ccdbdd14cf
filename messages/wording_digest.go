package messages

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// DueList is how one item stands after its due instant.
type DueList struct {
	Item     ledger.Item
	Deadline ledger.Deadline
	// Of is how many were asked; In have done it (Late among them too late), Partial
	// have begun, Back have a piece to mend, Missing are silent, Extended have more time.
	Of                               int
	In, Late, Partial, Back, Missing []ledger.Unit
	Extended                         []ledger.Unit
	// Batches are the pieces of those who are in, by what they need to be handed on.
	Batches map[ledger.Need][]Batch
}

// Join adds other units of the same item with the same deadline.
func (l *DueList) Join(o DueList) {
	l.Of += o.Of
	l.In, l.Late = append(l.In, o.In...), append(l.Late, o.Late...)
	l.Partial, l.Back, l.Missing = append(l.Partial, o.Partial...), append(l.Back, o.Back...), append(l.Missing, o.Missing...)
	for need, batches := range o.Batches {
		l.Batches[need] = append(l.Batches[need], batches...)
	}
}

// Open are those who still have to act and have no more time.
func (l DueList) Open() []ledger.Unit { return slices.Concat(l.Missing, l.Partial, l.Back) }

// Batch is pieces of one unit that need the same.
type Batch struct {
	Unit   ledger.Unit
	Pieces []ledger.Piece
}

func (b Batch) spans(it ledger.Item) []Span {
	out := []Span{T(b.Unit.Name)}
	bare := 0
	for _, p := range b.Pieces {
		if p.Title == "" {
			bare++
			continue
		}
		out = append(out, U("《"+clip(p.Title, 30)+"》"))
	}
	if bare > 1 || bare > 0 && len(b.Pieces) > 1 {
		out = append(out, T(fmt.Sprintf("%d%s", bare, it.Measure)))
	}
	return out
}

// Digest tells the coordinator who is in after a due instant, what is ready to be
// handed on, and whom to ask. Items that nobody has reported share a line.
func Digest(p *ledger.Plan, lists []DueList, now time.Time) Message {
	m := Message{Title: "截止名单"}
	if len(lists) == 1 {
		m.Title = lists[0].Item.Name + m.Title
	}
	m.Head(T(m.Title))
	for len(lists) > 0 {
		due := lists[0].Deadline.Due
		var same, rest []DueList
		for _, l := range lists {
			if l.Deadline.Due.Equal(due) {
				same = append(same, l)
			} else {
				rest = append(rest, l)
			}
		}
		m.Note(T("期限" + When(due.In(p.Campaign.Zone)) + "，截至" + When(now.In(p.Campaign.Zone))))
		tellSilent(&m, same)
		for _, l := range same {
			if !l.silent() {
				tellDueList(&m, l)
			}
		}
		chaseLine(&m, same)
		lists = rest
	}
	return m
}

// silent tells whether nobody has reported anything and nobody has or had more time.
func (l DueList) silent() bool { return len(l.Missing) == l.Of && !l.Deadline.Extended }

// tellSilent puts items that nobody has reported on one line for each number of debtors.
func tellSilent(m *Message, lists []DueList) {
	var counts []int
	names := map[int][]string{}
	whose := map[int]string{}
	for _, l := range lists {
		if l.silent() {
			if names[l.Of] == nil {
				counts = append(counts, l.Of)
			}
			names[l.Of] = append(names[l.Of], l.Item.Name)
			whose[l.Of] = counter(l.Missing)
		}
	}
	for _, n := range counts {
		m.Item(B(strings.Join(names[n], "、")), T(fmt.Sprintf("：%d%s都没报", n, whose[n])))
	}
}

// tellDueList is how one item stands, with what can be handed on.
func tellDueList(m *Message, l DueList) {
	whose := counter(slices.Concat(l.In, l.Open(), l.Extended))
	s := fmt.Sprintf("：已报%d/%d%s", len(l.In), l.Of, whose)
	if l.Deadline.Extended && len(l.In) > 0 { // who had more time is in no list before
		s += "（" + UnitNames(l.In) + "）"
	}
	if len(l.In) == l.Of {
		s += "，全部报齐"
	}
	row := func(name string, units []ledger.Unit) {
		if len(units) > 0 {
			s += fmt.Sprintf("；%s（%d）：%s", name, len(units), UnitNames(units))
		}
	}
	row("未报", l.Missing)
	row("报了没齐", l.Partial)
	row("退回待改", l.Back)
	row("已延期", l.Extended)
	row("迟报", l.Late)
	m.Item(B(l.Item.Name), T(s))
	if l.Item.Kind != ledger.Entry || len(l.In) == 0 {
		return
	}
	tellHandover(m, l)
	for _, u := range l.Open() {
		if u.Kind == ledger.City {
			m.Note(T("别忘了" + u.Name + "自己的也要转报，现在还没齐。"))
		}
	}
}

// tellHandover says which pieces can be handed on, and what the others wait for.
func tellHandover(m *Message, l DueList) {
	list := func(need ledger.Need, name string) bool {
		batches := l.Batches[need]
		if len(batches) == 0 {
			return false
		}
		words := []Span{T(fmt.Sprintf("%s（%d）：", name, len(batches)))}
		for i, b := range batches {
			if i > 0 {
				words = append(words, T("、"))
			}
			words = append(words, b.spans(l.Item)...)
		}
		m.Item(words...)
		return true
	}
	files := strings.Join(fileNames(l.Item.Files), "、")
	if list(ledger.NeedNothing, "可以转报") && files != "" {
		m.Note(T("转报前请核对：" + files + "。"))
	}
	if list(ledger.NeedFiles, "还差文件") {
		m.Note(T("这里还没收齐" + files + "；发到邮箱的，请替他们发给我。"))
	}
	list(ledger.NeedPlace, "说已刊发，没写在哪、没有剪报")
	if list(ledger.NeedVerdict, "待审") {
		m.Note(T("审核通过就列入可以转报；都收下请发："))
		m.Copy(l.Item.Name + "全部通过")
	}
}

// chaseLine is the line to copy that chases all that is owed.
func chaseLine(m *Message, lists []DueList) {
	var owed []ledger.Item
	for _, l := range lists {
		if len(l.Open()) > 0 && l.Item.Min > 0 {
			owed = append(owed, l.Item)
		}
	}
	if len(owed) > 0 {
		m.Note(T("要再催一次，请发："))
		m.Copy(chaseWords(owed))
	}
}

// chaseWords is the line that chases items: 催征文、宣传作品.
func chaseWords(items []ledger.Item) string {
	var names []string
	for _, it := range items {
		if !slices.Contains(names, it.Name) {
			names = append(names, it.Name)
		}
	}
	return "催" + strings.Join(names, "、")
}
