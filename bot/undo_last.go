package bot

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

const (
	// justNow is how long a bare 撤回 means what was done last without a question.
	justNow = 30 * time.Minute
	// remembered and mostLines are how far back what somebody did is looked for.
	remembered = 24 * time.Hour
	mostLines  = 2000
)

// doing is an act of an earlier line as the journal keeps it, by which what it did is
// found.
type doing struct {
	Verb    command.Verb    `json:"verb"`
	Unit    ledger.UnitID   `json:"unit"`
	Units   []ledger.UnitID `json:"units"`
	Item    ledger.ItemID   `json:"item"`
	Kind    string          `json:"kind"`
	ID      string          `json:"id"`
	IDs     []string        `json:"ids"`
	Verdict string          `json:"verdict"`
	Due     time.Time       `json:"due"`
}

// done is what one line has done, as far as it still stands.
type done struct {
	line    uint64
	at      time.Time
	records []ledger.Record
	orders  []doing // that left no records
}

func (d done) empty() bool { return len(d.records)+len(d.orders) == 0 }

// deedOf is what a line of the speaker has done.
func (t *turn) deedOf(line uint64) done {
	l, _ := t.tx.Line(line)
	d := done{line: line, at: l.At, records: t.tx.RecordsOfLine(line)}
	if l.Outcome == string(command.Apply) {
		d.orders = slices.DeleteFunc(doings(l), func(o doing) bool { return !t.stands(l, o) })
	}
	return d
}

func doings(l store.Line) []doing {
	var out []doing
	_ = json.Unmarshal(l.Acts, &out) // of another program: nothing is known of it
	return out
}

// lastDeed is what the speaker has done last, and whether it is plain that 撤回 means
// it: it was a moment ago, and nothing else was said since but what has gone again and
// how it stands.
func (t *turn) lastDeed() (d done, plain bool) {
	figure, _ := t.tx.LastLineBy(t.env.From.Account)
	plain = true
	gone := map[uint64]bool{}
	var asked []doing
	for l := range t.ownLines(figure) {
		acts := doings(l)
		switch {
		case gone[l.Seq], l.Outcome == string(command.Ignore):
			continue
		case l.Answers != 0 && l.Outcome == string(command.Reply): // a question that was answered with no
			gone[l.Answers] = true
			continue
		case looks(l, acts):
			asked = append(asked, acts...)
			continue
		}
		gone[l.Answers] = true
		if d = t.deedOf(l.Seq); !d.empty() {
			break
		}
		for _, o := range acts {
			if undid, ok := pinned(command.Act{Verb: o.Verb, Kind: o.Kind, IDs: o.IDs}); ok {
				gone[undid] = true
			}
		}
		plain = plain && undone(l, acts)
	}
	if d.empty() && figure != 0 {
		d = t.deedOf(figure)
	}
	return d, plain && t.lately(d) && !slices.ContainsFunc(asked, func(o doing) bool { return o.Item != "" && !d.speaksOf(o.Item) })
}

// speaksOf tells whether it is about an item.
func (d done) speaksOf(item ledger.ItemID) bool {
	return slices.ContainsFunc(d.records, func(r ledger.Record) bool { return r.Item == item }) ||
		slices.ContainsFunc(d.orders, func(o doing) bool { return o.Item == item })
}

// looks tells a line that only asked to see something.
func looks(l store.Line, acts []doing) bool {
	return (l.Outcome == string(command.Reply) || l.Outcome == string(command.Apply)) && len(acts) > 0 &&
		!slices.ContainsFunc(acts, func(o doing) bool {
			list := o.Verb == command.Approve && o.ID == "" && len(o.IDs)+len(o.Units) == 0 // 待办申请
			return command.Act{Verb: o.Verb}.Storing() && !list
		})
}

// undone tells a line that only took something back, or whose records have all been.
func undone(l store.Line, acts []doing) bool {
	return l.Outcome == string(command.Apply) && !slices.ContainsFunc(acts, func(o doing) bool {
		switch o.Verb {
		case command.Undo, command.Ack, command.File:
			return false
		}
		return !command.Act{Verb: o.Verb}.Reporting()
	})
}

// ownLines are the speaker's lines after a line, newest first, as far as they are looked at.
func (t *turn) ownLines(after uint64) func(func(store.Line) bool) {
	return func(yield func(store.Line) bool) {
		for l := range t.linesSince(after, remembered) {
			if l.By == t.env.From.Account && l.Seq != t.line && !yield(l) {
				return
			}
		}
	}
}

// linesSince are everybody's, no older than so long; 0: of any age.
func (t *turn) linesSince(after uint64, age time.Duration) func(func(store.Line) bool) {
	return func(yield func(store.Line) bool) {
		to := t.tx.CountLines()
		for seq := to; seq > after && to-seq < mostLines; seq-- {
			if l, ok := t.tx.Line(seq); !ok || age > 0 && t.now.Sub(l.At) > age || !yield(l) {
				return
			}
		}
	}
}

// lately tells whether something was done a moment ago, and no report has been fixed since.
func (t *turn) lately(d done) bool {
	if t.now.Sub(d.at) > justNow || ledger.DateOf(t.local(d.at)) != ledger.DateOf(t.now) {
		return false
	}
	return !slices.ContainsFunc(d.records, func(r ledger.Record) bool {
		cut := t.tx.Cut(r.Unit)
		return t.tx.Closed(cut) && r.At.Before(cut)
	})
}

// pin makes an undo one of just this line, whatever is said before it is carried out.
func pin(a *command.Act, line uint64) { a.IDs = []string{strconv.FormatUint(line, 10)} }

func pinned(a command.Act) (line uint64, ok bool) {
	if a.Verb != command.Undo || a.Kind != "" || len(a.IDs) != 1 {
		return 0, false
	}
	line, err := strconv.ParseUint(a.IDs[0], 10, 64)
	return line, err == nil
}

// weighUndo finds what a line takes back. What is not plainly the last thing that its
// sender did is shown first; what cannot be taken back is named.
func (t *turn) weighUndo(a *command.Act) {
	if _, ok := pinned(*a); ok {
		return
	}
	if a.Unit != "" || a.Item != "" || len(a.Titles) > 0 {
		t.previewUndo(a)
		return
	}
	if t.quotes() {
		t.weighQuoted(a)
		return
	}
	d, plain := t.lastDeed()
	if d.empty() {
		if t.outcome == command.Confirm {
			t.tellInstead(messages.NothingToUndo(""))
		}
		return
	}
	t.weighDeed(a, d, plain)
}

// weighDeed prepares to take back what a line has done.
func (t *turn) weighDeed(a *command.Act, d done, plain bool) {
	if m, ok := t.fixed(d); ok {
		t.tellInstead(m)
		return
	}
	pin(a, d.line)
	if plain && t.outcome == command.Apply {
		return
	}
	said, _ := t.tx.Said(d.line)
	t.outcome, t.said = command.Confirm, messages.ConfirmUndo("", said.Text, t.local(d.at), false)
	if t.quotes() || len(d.records) == 0 {
		t.said = messages.ConfirmUndoThis(said.Text, t.local(d.at))
	}
	t.options = []option{{Acts: saved(t.acts)}}
}

// fixed says why what a line has done is not taken back, and how else it is ended.
func (t *turn) fixed(d done) (messages.Message, bool) {
	for _, r := range d.records {
		if t.settled(r) {
			return messages.NotUndone(t.unit(r.Unit), t.item(r.Item), r.Verb == ledger.Reviewed), true
		}
	}
	for _, o := range d.orders {
		if why, ok := t.stays(d, o); ok {
			said, _ := t.tx.Said(d.line)
			m := messages.OrderStays(why, said.Text, t.local(d.at))
			m.Append(t.older(d.line))
			return m, true
		}
	}
	return messages.Message{}, false
}

// older is how the figure that was told before is taken back.
func (t *turn) older(than uint64) messages.Message {
	line, _ := t.tx.LastLineBy(t.env.From.Account)
	records := t.tx.RecordsOfLine(line)
	if line == 0 || line >= than || len(records) == 0 {
		return messages.Message{}
	}
	words := t.spoken(command.Act{Unit: records[0].Unit, Item: records[0].Item})
	return messages.OlderUndo(words, t.local(records[0].At))
}

// tellInstead answers in place of the undo.
func (t *turn) tellInstead(m messages.Message) {
	t.outcome, t.said, t.options, t.acts = command.Reply, m, nil, nil
}
