package sheet

import "pufabot/messages"

// figureColumns of the supplements are figures and dates; the rest are people and
// their words.
const figureColumns = 7

// supplements lists what has come since the figures were frozen, both figures side
// by side. There is no such sheet as long as nothing has.
func (b *book) supplements(name string) []list {
	late := b.d.Supplements()
	if len(late) == 0 {
		return nil
	}
	l := list{name: name, title: messages.SheetTitle(b.d.Plan, name), columns: messages.SupplementColumns(),
		widths: []float64{14, 14, 8, 18, 9, 18, 9, 14, 44, 28}}
	var rows [][]any
	for _, f := range late {
		var frozen any // nothing: the unit had not said anything
		if f.Frozen.Tally.Answered {
			frozen = f.Frozen.Tally.Value()
		}
		for _, s := range f.Frozen.Supplements {
			from := b.from.Source(s.Record)
			rows = append(rows, []any{f.Unit.Name, f.Item.Name, f.Item.Measure, f.Frozen.Cut, frozen, s.Record.At, s.To,
				from.Said.Nick, b.words(from), settled(from)})
		}
	}
	l.of(rows)
	return []list{l}
}

// first cuts a list to its first columns.
func (l list) first(columns int) list {
	l.columns = l.columns[:columns]
	l.widths = l.widths[:columns]
	whole := l.rows
	l.rows = func(yield func([]any) bool) {
		for cells := range whole {
			if !yield(cells[:columns]) {
				return
			}
		}
	}
	return l
}
