package messages

import (
	"iter"
	"slices"
	"strconv"
	"time"

	"pufabot/bot/ledger"
)

// Change is what one record did to one total.
type Change struct {
	Unit          ledger.Unit
	Item          ledger.Item
	Record        ledger.Record
	Before, After ledger.Tally
	// Of is the record that an undo has taken back, Since a later one that the figure
	// stands on all the same, with who said it.
	Of, Since ledger.Record
	SinceBy   string
}

// Receipt tells what was recorded, old → new, what the unit still owes, and the
// line to copy for a correction. Other says that the speaker wrote for units
// that are not the speaker's own: then every line names its unit and nobody's
// remaining duties are listed. Due gives a unit's own deadline.
func Receipt(p *ledger.Plan, changes []Change, owing iter.Seq[*ledger.Gap], due DueOf, other bool, now time.Time) Message {
	var m Message
	if len(changes) == 0 {
		return m
	}
	head := "已记录"
	if !other {
		head = "已记录：" + changes[0].Unit.Name
	}
	m.Title = head
	m.Lines = make([]Line, 0, len(changes)+mostOwed+8)
	m.Head(T(head))
	told := joined(changes)
	for i := range told {
		c := &told[i]
		spans := changeLine(p, c)
		if other {
			spans = append([]Span{T(c.Unit.Name + " ")}, spans...)
		}
		m.Item(spans...)
	}
	for i := range changes {
		c := &changes[i]
		if c.After.Approx && c.Record.Approx && c.Item.Kind == ledger.Count {
			m.Note(T(c.Item.Name + "记的是约数，" + Day(c.Item.Due) + "前请补一个准数。"))
			break
		}
	}
	if late := lateLine(changes, due); late != "" {
		m.Note(T(late))
	}
	if !other {
		owe(&m, p, owing, now)
	}
	fix := Correction(&changes[len(changes)-1], other)
	if fix == undoLine {
		m.Note(T("记错了？请发："))
	} else {
		m.Note(T("记错了？发“撤回”，或者改成这样发（数换成对的）："))
	}
	m.Copy(fix)
	return m
}

// joined puts the changes of one total that follow each other into one, as far as
// they can be told in one line.
func joined(changes []Change) []Change {
	if len(changes) == 1 {
		return changes
	}
	var out []Change
	for _, c := range changes {
		if n := len(out); n > 0 {
			last := &out[n-1]
			r, s := last.Record, c.Record
			if last.Unit.ID == c.Unit.ID && last.Item.ID == c.Item.ID && r.Verb == s.Verb &&
				(s.Verb == ledger.Counted || s.Verb == ledger.Handed && r.Box() == s.Box() && titledOnly(&r) && titledOnly(&s)) {
				last.After, last.Record = c.After, s
				last.Record.Approx = r.Approx || s.Approx
				last.Record.Titles = slices.Concat(r.Titles, s.Titles)
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// titledOnly tells whether of pieces nothing is told but perhaps their titles.
func titledOnly(r *ledger.Record) bool {
	return r.Stage == "" && len(r.Pieces) == 0 && r.Author == "" && len(r.Authors) == 0 && r.Media == "" && r.Date.IsZero()
}

// NotKept says which words of a line left no record, so that nobody counts on
// them: plans beside a report, or figures inside a question.
func NotKept(words []string, asked bool) Message {
	end := "”没有记录，办好了再报。"
	if asked {
		end = "”我当作提问，没有记录；要记的话请单独发一次。"
	}
	var m Message
	for _, w := range words {
		m.Say(T("“"), U(clip(w, 40)), T(end))
	}
	return m
}

// DueOf gives the deadline of one unit's item, moved or not.
type DueOf func(ledger.UnitID, ledger.Item) ledger.Deadline

// lateLine says what has been fulfilled too late; what came in time, was returned and
// comes back, has not.
func lateLine(changes []Change, due DueOf) string {
	for i := range changes {
		c := &changes[i]
		if !c.Item.Owes(c.Unit) || c.Before.Fulfilled(c.Item) || !c.After.Fulfilled(c.Item) {
			continue
		}
		if d := due(c.Unit.ID, c.Item); d.Late(c.After.DoneAt) {
			return c.Item.Name + "已过" + When(d.Due) + "，记为迟报，仍然有效。"
		}
	}
	return ""
}

// undoLine takes back a line.
const undoLine = "撤回"

// Correction is the line that would set the last total again; what is written or
// published but not handed in has none.
func Correction(c *Change, other bool) string {
	unit := ""
	if other {
		unit = c.Unit.Name
	}
	onItsWay := c.Record.Stage != "" && c.Record.Stage != ledger.Submitted
	switch c.Record.Verb {
	case ledger.Counted, ledger.Held, ledger.Handed:
		if onItsWay {
			break
		}
		return unit + c.Item.Name + "更正为" + strconv.Itoa(c.After.Value()) + c.Item.Measure
	}
	return undoLine
}

// StageName is the Chinese name of an article's stage.
func StageName(s ledger.Stage) string {
	switch s {
	case ledger.Written:
		return "已撰写"
	case ledger.Published:
		return "已刊发"
	case ledger.Submitted:
		return "已报送"
	}
	return ""
}

// clip shortens to n characters.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n]) + "…"
}
