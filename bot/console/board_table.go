package console

import (
	"fmt"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// boardTable is the units of one sort by the items that concern them.
type boardTable struct {
	Caption string
	Columns []boardColumn
	Rows    []boardRow
}

type boardColumn struct {
	Item       ledger.ItemID
	Name, Due  string
	Soft       bool
	Done, Owed int
}

// Percent is how far the column is, for its bar: 0 to 100.
func (c boardColumn) Percent() int {
	if c.Owed == 0 {
		return 0
	}
	return c.Done * 100 / c.Owed
}

type boardRow struct {
	Unit       ledger.UnitID
	Name       string
	Cells      []boardCell
	Done, Owed int
}

// boardCell is empty where nothing is owed and nothing was answered.
type boardCell struct {
	Class, Symbol, Value, Words string
}

func newBoardView(d BoardData) boardView {
	v := boardView{
		Title: d.Title, At: messages.BoardTime(d.At),
		Words: messages.BoardPage(), Marks: messages.BoardMarks(),
	}
	var counties, sections []ledger.Gap
	for _, g := range d.Gaps {
		if g.Unit.Kind == ledger.Section {
			sections = append(sections, g)
		} else {
			counties = append(counties, g)
		}
	}
	for _, t := range []boardTable{newTable(v.Words.Counties, counties, d.At), newTable(v.Words.Sections, sections, d.At)} {
		if len(t.Rows) > 0 {
			v.Tables = append(v.Tables, t)
		}
	}
	return v
}

func newTable(caption string, gaps []ledger.Gap, now time.Time) boardTable {
	t := boardTable{Caption: caption}
	column, row := map[ledger.ItemID]int{}, map[ledger.UnitID]int{}
	for _, g := range gaps {
		if _, ok := column[g.Item.ID]; !ok {
			column[g.Item.ID] = len(t.Columns)
			t.Columns = append(t.Columns, boardColumn{Item: g.Item.ID, Name: g.Item.Name, Due: messages.BoardDue(g.Deadline), Soft: g.Deadline.Soft})
		}
		if _, ok := row[g.Unit.ID]; !ok {
			row[g.Unit.ID] = len(t.Rows)
			t.Rows = append(t.Rows, boardRow{Unit: g.Unit.ID, Name: g.Unit.Name})
		}
	}
	for i := range t.Rows {
		t.Rows[i].Cells = make([]boardCell, len(t.Columns))
	}
	for _, g := range gaps {
		c, r := &t.Columns[column[g.Item.ID]], &t.Rows[row[g.Unit.ID]]
		r.Cells[column[g.Item.ID]] = newCell(g, now)
		if !g.Deadline.Extended { // the column tells what holds for all
			c.Due = messages.BoardDue(g.Deadline)
		}
		if g.Item.Owes(g.Unit) {
			done := 1
			if g.Owing() {
				done = 0
			}
			c.Owed, r.Owed = c.Owed+1, r.Owed+1
			c.Done, r.Done = c.Done+done, r.Done+done
		}
	}
	return t
}

// newCell marks a gap. Only what has a least number can be overdue, and only
// when the notice itself names the date.
func newCell(g ledger.Gap, now time.Time) boardCell {
	class := string(g.State)
	if g.Owing() && g.Item.Min > 0 && !g.Deadline.Soft && g.Deadline.Late(now) {
		class = "overdue"
	}
	for _, m := range messages.BoardMarks() {
		if m.Class == class {
			c := boardCell{Class: class, Symbol: m.Symbol, Words: messages.BoardCell(g, m)}
			if n := g.Tally.Value(); n > 0 {
				c.Value = messages.BoardValue(g)
			}
			return c
		}
	}
	return boardCell{} // neither owed nor answered
}

// Share is done of owed.
func (r boardRow) Share() string { return fmt.Sprintf("%d/%d", r.Done, r.Owed) }

// Share is done of owed.
func (c boardColumn) Share() string { return fmt.Sprintf("%d/%d", c.Done, c.Owed) }
