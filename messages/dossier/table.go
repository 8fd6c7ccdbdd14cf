package dossier

import (
	"fmt"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// Table is the units of one sort by the items that concern them.
type Table struct {
	Caption string
	Columns []Column
	Rows    []Row
}

// Column is one item.
type Column struct {
	Item       ledger.ItemID
	Name, Due  string
	Measure    string
	Deadline   ledger.Deadline // what holds for all, unless every unit has an extension
	Done, Owed int
	// Total adds up the column; Approx says that a part of it is approximate.
	Total  int
	Approx bool
	// Open are the units that still owe it, in the order of the rows.
	Open []Open
}

// Open is a unit that still owes an item, and how its cell looks.
type Open struct{ Name, Class, Symbol string }

// Percent is how far the column is, for its bar: 0 to 100.
func (c Column) Percent() int {
	if c.Owed == 0 {
		return 0
	}
	return c.Done * 100 / c.Owed
}

// Row is one unit; it has a cell for each column.
type Row struct {
	Unit       ledger.UnitID
	Name       string
	Cells      []Cell
	Done, Owed int
	// Overdue is how many of the open ones are past their due instant.
	Overdue int
}

// Cell is empty where nothing is owed and nothing was answered.
type Cell struct {
	Class, Symbol, Value, Words string
	Number                      int
	Approx                      bool
	Answered                    bool
}

// Tables are the counties with the city level, and the sections, those that have rows.
func Tables(gaps []ledger.Gap, now time.Time) []Table {
	words := messages.BoardPage()
	section := func(g *ledger.Gap) bool { return g.Unit.Kind == ledger.Section }
	var out []Table
	for _, t := range []Table{newTable(words.Counties, gaps, func(g *ledger.Gap) bool { return !section(g) }, now), newTable(words.Sections, gaps, section, now)} {
		if len(t.Rows) > 0 {
			out = append(out, t)
		}
	}
	return out
}

// NewTable arranges gaps; units and items come in the order in which they appear.
func NewTable(caption string, gaps []ledger.Gap, now time.Time) Table {
	return newTable(caption, gaps, func(*ledger.Gap) bool { return true }, now)
}

// newTable arranges those that are wanted. It looks at them where they are: a gap is
// large, and there may be tens of thousands.
func newTable(caption string, gaps []ledger.Gap, wanted func(*ledger.Gap) bool, now time.Time) Table {
	t := Table{Caption: caption}
	column, row := map[ledger.ItemID]int{}, map[ledger.UnitID]int{}
	for i := range gaps {
		g := &gaps[i]
		if !wanted(g) {
			continue
		}
		if _, ok := column[g.Item.ID]; !ok {
			column[g.Item.ID] = len(t.Columns)
			t.Columns = append(t.Columns, Column{Item: g.Item.ID, Name: g.Item.Name, Measure: g.Item.Measure,
				Due: messages.BoardDue(g.Deadline), Deadline: g.Deadline})
		}
		if _, ok := row[g.Unit.ID]; !ok {
			row[g.Unit.ID] = len(t.Rows)
			t.Rows = append(t.Rows, Row{Unit: g.Unit.ID, Name: g.Unit.Name})
		}
	}
	for i := range t.Rows {
		t.Rows[i].Cells = make([]Cell, len(t.Columns))
	}
	marks := messages.BoardMarks()
	for i := range gaps {
		g := &gaps[i]
		if !wanted(g) {
			continue
		}
		c, r := &t.Columns[column[g.Item.ID]], &t.Rows[row[g.Unit.ID]]
		cell := newCell(*g, marks, now)
		r.Cells[column[g.Item.ID]] = cell
		c.Total += cell.Number
		c.Approx = c.Approx || g.Tally.Approx
		if !g.Deadline.Extended {
			c.Due, c.Deadline = messages.BoardDue(g.Deadline), g.Deadline
		}
		if cell.Class == Overdue {
			r.Overdue++
		}
		if g.Item.Owes(g.Unit) {
			done := 1
			if g.Owing() {
				done = 0
				c.Open = append(c.Open, Open{g.Unit.Name, cell.Class, cell.Symbol})
			}
			c.Owed, r.Owed = c.Owed+1, r.Owed+1
			c.Done, r.Done = c.Done+done, r.Done+done
		}
	}
	return t
}

// The classes of cells that are not states of the ledger.
const (
	// Overdue is owed and past its due instant.
	Overdue = "overdue"
	// Waiting is said to have been sent, and the city has not confirmed it.
	Waiting = "waiting"
)

// ClassOf is how a gap looks: its state, or overdue, or waiting. Only what has a
// least number can be overdue; a date that the notice does not name counts like any
// other, and is marked as such beside the date.
func ClassOf(g ledger.Gap, now time.Time) string {
	switch {
	case g.Owing() && g.Item.Min > 0 && g.Deadline.Late(now):
		return Overdue
	case g.Item.Kind == ledger.Mail && g.Tally.Sent && !g.Tally.Received:
		return Waiting
	}
	return string(g.State)
}

func newCell(g ledger.Gap, marks []messages.BoardMark, now time.Time) Cell {
	c := Cell{Number: g.Tally.Value(), Approx: g.Tally.Approx, Answered: g.Tally.Answered}
	class := ClassOf(g, now)
	for _, m := range marks {
		if m.Class == class {
			c.Class, c.Symbol, c.Words = class, m.Symbol, messages.BoardCell(g, m)
			if c.Number > 0 {
				c.Value = messages.BoardValue(g)
			}
		}
	}
	return c
}

// Share is done of owed, over all columns.
func (t Table) Share() string {
	done, owed := 0, 0
	for _, c := range t.Columns {
		done, owed = done+c.Done, owed+c.Owed
	}
	return fmt.Sprintf("%d/%d", done, owed)
}

// Share is done of owed.
func (r Row) Share() string { return fmt.Sprintf("%d/%d", r.Done, r.Owed) }

// Share is done of owed.
func (c Column) Share() string { return fmt.Sprintf("%d/%d", c.Done, c.Owed) }

// Sum is the column's total with its measure; an approximate one is marked.
func (c Column) Sum() string {
	return messages.Figure(c.Total, c.Approx) + c.Measure
}
