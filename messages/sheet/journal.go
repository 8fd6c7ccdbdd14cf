package sheet

import (
	"iter"
	"strings"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// journal is every line in its original words, and what was recorded of it.
func (b *book) journal(name string) list {
	return list{name: name, title: messages.SheetTitle(b.d.Plan, name), columns: messages.JournalColumns(),
		widths: []float64{8, 18, 10, 24, 14, 9, 12, 56, 10, 40}, rows: b.said, count: int(b.d.Lines)}
}

// said are the lines side by side with their records. Both are read in their order,
// and as a rule a record comes with its line; the others are found beforehand.
func (b *book) said(yield func([]any) bool) {
	words := b.strays()
	next, stop := iter.Pull(b.from.Records())
	defer stop()
	r, more := next()
	line := uint64(0) // of the last record that did not stray
	for s := range b.from.Lines() {
		var recorded []string
		for ; more && r.Line <= s.Seq; r, more = next() {
			if r.Line >= line {
				line = r.Line
				recorded = append(recorded, b.recorded(r))
			}
		}
		recorded = append(recorded, words[s.Seq]...)
		if !yield([]any{int(s.Seq), s.At, messages.PlatformName(s.Chat.Platform), messages.ChatName(s.Chat), s.Nick, messages.RoleName(s.Role),
			unitName(b.d.Plan, s.Unit), s.Text, messages.OutcomeName(s.Outcome), strings.Join(recorded, "；")}) {
			return
		}
	}
}

// strays are the words of records that belong to an earlier line than the record
// before them does, and of orders, by their line.
func (b *book) strays() map[uint64][]string {
	words := map[uint64][]string{}
	line := uint64(0)
	for r := range b.from.Records() {
		if r.Line < line {
			words[r.Line] = append(words[r.Line], b.recorded(r))
		}
		line = max(line, r.Line)
	}
	for _, o := range b.d.Orders {
		words[o.Line] = append(words[o.Line], o.Words)
	}
	return words
}

func (b *book) recorded(r ledger.Record) string {
	it, ok := b.d.Plan.Item(r.Item)
	if !ok {
		it = ledger.Item{ID: r.Item, Name: string(r.Item)}
	}
	return messages.RecordWords(r, it)
}
