package sheet

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
)

// live is the title of a sheet that tells how things are now; beside frozen figures it says so.
func (b *book) live(name string) string {
	title := messages.SheetTitle(b.d.Plan, name)
	if b.d.Cut.IsZero() {
		return title
	}
	return title + messages.SheetLive(b.d.At)
}

// details lists what is behind every figure, with who said it and the original words.
func (b *book) details(name string) list {
	l := list{name: name, title: b.live(name), columns: messages.DetailColumns(),
		widths: []float64{11, 13, 7, 6, 6, 32, 9, 10, 20, 12, 12, 13, 7, 17, 13, 70, 40, 10, 13}, unprinted: 4}
	for range dossier.Details(b.d.Gaps) {
		l.count++
	}
	l.rows = func(yield func([]any) bool) {
		for x := range dossier.Details(b.d.Gaps) {
			if !yield(b.detail(x)) {
				return
			}
		}
	}
	return l
}

func (b *book) detail(x dossier.Detail) []any {
	s := b.from.Of(x)
	return []any{x.Unit.Name, x.Item.Name, x.Value, x.Measure, messages.YesNo(x.Approx),
		b.subject(x), x.Author, x.Type, progress(x), x.Media, day{x.Date}, x.Place, some(x.People), s.Record.At,
		s.Said.Nick, b.words(s), settled(s), messages.VerdictName(string(x.Verdict)), b.reviewer(x)}
}

// words are the original words behind a figure.
func (b *book) words(s dossier.Source) string {
	if s.Said.Seq == 0 {
		return ""
	}
	u, _ := b.d.Plan.Unit(s.Record.Unit)
	it, _ := b.d.Plan.Item(s.Record.Item)
	return messages.WordsOf(s.Said.Text, s.Said.Quote, s.Record, u, it)
}

func settled(s dossier.Source) string {
	return messages.Settled(s.Said.By, s.Settled.By, s.Settled.Nick, s.Settled.Text)
}

// reviewer is who gave the last verdict on a detail.
func (b *book) reviewer(x dossier.Detail) string {
	r, _ := b.from.Record(x.Reviewed)
	return b.from.Source(r).Said.Nick
}

// subject is what the detail is about: a title, a text, a name with its events, or that nothing more is known.
func (b *book) subject(x dossier.Detail) string {
	if x.Rest && x.Scope == "" && x.Type == "" {
		return messages.RestWords(x.Item)
	}
	words := []string{x.Title}
	for _, e := range x.Events {
		if m, ok := b.d.Plan.Milestone(e); ok {
			words = append(words, m.Title)
		}
	}
	return strings.Join(words, " ")
}

// progress is how far a detail has come: in the review, once the city has spoken.
func progress(x dossier.Detail) string {
	if x.Item.Kind == ledger.Entry && (x.Verdict != "" || x.Again) {
		return messages.ReviewName(ledger.Piece{Verdict: x.Verdict, Returns: 1}.Review())
	}
	return cmp.Or(messages.ScopeName(x.Scope), messages.MailState(x.State), messages.StageName(x.Stage))
}

// some is a number, or an empty cell when there is none.
func some(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// missing lists who still owes what, and how often that was said.
func (b *book) missing(name string) list {
	l := list{name: name, title: b.live(name), columns: messages.MissingColumns(),
		widths: []float64{14, 14, 10, 26, 8, 8, 8, 18, 13, 10, 18}}
	for range b.d.Open() {
		l.count++
	}
	l.rows = func(yield func([]any) bool) {
		reminded := b.reminded()
		for g := range b.d.Open() {
			if !yield(b.owed(g, reminded[spot{g.Unit.ID, g.Item.ID}])) {
				return
			}
		}
	}
	return l
}

func (b *book) owed(g ledger.Gap, r calls) []any {
	return []any{g.Unit.Name, g.Item.Name, g.Item.Clause, messages.MissingState(b.d.Plan, g), g.Tally.Value(), some(g.Item.Min),
		g.Item.Measure, g.Deadline.Due, messages.YesNo(g.Deadline.Late(b.d.At)), r.n, r.last}
}

// calls are the reminders that one unit had of one item: how many, and the last.
type calls struct {
	n    int
	last time.Time
}

// spot is a unit and an item.
type spot struct {
	unit ledger.UnitID
	item ledger.ItemID
}

// reminded are the calls of all. The coordinator's lists name units, too, but remind none.
func (b *book) reminded() map[spot]calls {
	out := map[spot]calls{}
	for _, r := range b.d.Reminders {
		if r.SentAt.IsZero() || r.To.Role != "" {
			continue
		}
		for _, u := range slices.Compact(slices.Sorted(slices.Values(r.Units))) {
			for _, it := range slices.Compact(slices.Sorted(slices.Values(r.About))) {
				out[spot{u, it}] = calls{out[spot{u, it}].n + 1, r.SentAt}
			}
		}
	}
	return out
}

func (b *book) reviews(name string) list {
	l := list{name: name, title: messages.SheetTitle(b.d.Plan, name), columns: messages.ReviewColumns(), widths: []float64{18, 14, 14, 36, 12, 44, 14}}
	var rows [][]any
	for _, r := range b.d.Reviews {
		rows = append(rows, []any{r.At, b.d.Plan.UnitName(r.Unit), b.d.Plan.ItemName(r.Item), r.Title, messages.VerdictName(r.Verdict), r.Reason, r.By})
	}
	l.of(rows)
	return l
}

func (b *book) reminders(name string) list {
	l := list{name: name, title: messages.SheetTitle(b.d.Plan, name), columns: messages.ReminderColumns(), widths: []float64{18, 9, 22, 40, 30, 12, 18, 24, 70}, unprinted: 1}
	p := b.d.Plan
	var rows [][]any
	for _, r := range b.d.Reminders {
		items := make([]string, len(r.About))
		for i, id := range r.About {
			items[i] = p.ItemName(id)
		}
		rows = append(rows, []any{r.At, messages.KindName(r.Kind), messages.ToName(p, r.To), strings.Join(items, "、"), names(p, r.Units),
			messages.DeliveryStateName(r.State), r.SentAt, names(p, r.Heard), r.Text})
	}
	l.of(rows)
	return l
}

func names(p *ledger.Plan, units []ledger.UnitID) string {
	out := make([]string, len(units))
	for i, id := range units {
		out[i] = p.UnitName(id)
	}
	return strings.Join(out, "、")
}

func unitName(p *ledger.Plan, id ledger.UnitID) string {
	if id == "" {
		return ""
	}
	return p.UnitName(id)
}
