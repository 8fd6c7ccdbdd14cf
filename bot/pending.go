package bot

import (
	"encoding/json"
	"slices"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// patience is how long a question waits for its answer.
const patience = 10 * time.Minute

// savedAct is an act as a waiting question keeps it: all fields, both ways.
type savedAct command.Act

// option is one answer to a question and what it stands for.
type option struct {
	Label string
	Words []string `json:",omitempty"` // that choose it as its number does
	Acts  []savedAct
	Line  string `json:",omitempty"` // a list to be read again
	Said  string `json:",omitempty"` // the line that means this, where what was said has been changed since
	Gap   *gap   `json:",omitempty"` // a figure is waited for
	// List are the words of a pasted list, where they are not those of the line itself.
	List string `json:",omitempty"`
	// Amended says that the acts have been changed since, so that no line means them.
	Amended bool `json:",omitempty"`
	// Reason says that why pieces go back is waited for.
	Reason bool `json:",omitempty"`
	// Open are the items among which further files are to be parted.
	Open []ledger.ItemID `json:",omitempty"`
}

func saved(acts []command.Act) []savedAct {
	out := make([]savedAct, len(acts))
	for i, a := range acts {
		out[i] = savedAct(a)
	}
	return out
}

func (o option) acts() []command.Act {
	out := make([]command.Act, len(o.Acts))
	for i, a := range o.Acts {
		out[i] = command.Act(a)
	}
	return out
}

// offer turns the options of a question into what waits; a question with nothing
// behind its options waits for nothing.
func (t *turn) offer(options []command.Option) {
	t.options = nil
	for _, o := range options {
		if len(o.Acts) > 0 || o.Line != "" {
			t.options = append(t.options, option{Label: o.Label, Acts: saved(o.Acts), Line: o.Line})
		}
	}
}

// settle handles a line that answers a waiting question. It says false when the
// line is to be taken as itself.
func (t *turn) settle(r command.Reading) bool {
	if r.Outcome == command.Apply && len(r.Acts) == 1 && undoesLast(r.Acts[0]) && !t.quotesDeed() && t.takeBackOpen() {
		return true
	}
	p, ok := t.tx.Asked(t.env.From.Account, t.env.Chat)
	if !ok || !p.Expires.After(t.now) {
		late := len(r.Acts) == 1 && r.Acts[0].Verb == command.Answer
		if ok {
			t.lapse(p, late, r)
		}
		if late && t.contested(r) { // 不是我们报的: no answer, where it can be none
			return true
		}
		if late { // an answer to nothing
			t.unasked(r.Acts[0])
			return true
		}
		return false
	}
	var options []option
	if err := json.Unmarshal(p.Data, &options); err != nil || len(options) == 0 {
		t.tx.DropPending(t.env.From.Account, t.env.Chat)
		return false
	}
	if options[0].Gap != nil && t.fill(p, *options[0].Gap, r) {
		return true
	}
	if options[0].Reason && t.reasoned(p, options[0], r) {
		return true
	}
	if t.introduced(p, options, r) {
		return true
	}
	if t.chosenAndMore(p, options) {
		return true
	}
	choice, answered := t.choice(r, options)
	if answered && acknowledges(r) && t.remindedSince(p.At) { // 好的 to the reminder that came after the question
		answered = false
	}
	if aboutWhat(options) == messages.MatterFiles {
		if acts, unfit := t.each(r); len(acts) > 0 || unfit { // which of them is what
			t.tx.DropPending(t.env.From.Account, t.env.Chat)
			return false
		}
	}
	if !answered || choice > 0 && options[0].Gap != nil {
		if t.amended(p, options, r) {
			return true
		}
		if r.Outcome != command.Reply && r.Outcome != command.Ignore && r.Outcome != command.Unknown {
			t.tx.DropPending(t.env.From.Account, t.env.Chat) // a new matter: a late 是 must not mean the old one
			if !restated(r, options) {
				t.letGo(p, options)
			}
		}
		return false
	}
	switch {
	case choice == 0:
		t.tx.DropPending(t.env.From.Account, t.env.Chat)
		t.outcome, t.said, t.answers = command.Reply, messages.NotConfirmed(aboutWhat(options)), p.Line
	case choice > len(options):
		t.outcome, t.said = command.Ask, messages.PickAgain(len(options))
	case options[choice-1].Line != "":
		t.tx.DropPending(t.env.From.Account, t.env.Chat)
		t.answers = p.Line
		t.takeList(options[choice-1].Line)
	default:
		t.tx.DropPending(t.env.From.Account, t.env.Chat)
		t.outcome, t.acts, t.answers, t.open = command.Apply, options[choice-1].acts(), p.Line, options[choice-1].Open
		if len(t.acts) == 0 {
			t.outcome, t.said = command.Reply, messages.NotTwice()
			break
		}
		if t.wayBarred() {
			break
		}
		moved := t.touched(t.acts, p.Line)
		if moved && pasted(t.acts) && t.showAgain(p, options[0]) {
			break
		}
		for i := range t.acts {
			t.acts[i].OpStated = t.acts[i].OpStated || len(options) == 1 && !moved // a yes covers the lowering that was shown
		}
		if t.anotherAnswered() {
			break
		}
		if len(options) > 1 || moved {
			t.weigh()
		}
	}
	return true
}

// lapse lets go of a question that has waited too long, so that its line is named once:
// to a late answer, or beside whatever is said next where something is left unrecorded.
func (t *turn) lapse(p store.Pending, answer bool, r command.Reading) {
	if !answer && r.Outcome == command.Ignore {
		return
	}
	t.tx.DropPending(t.env.From.Account, t.env.Chat)
	var options []option
	if json.Unmarshal(p.Data, &options) == nil && (answer || !restated(r, options)) {
		t.letGo(p, options)
	}
}

// letGo notes which question the line leaves unanswered, so that it is told.
func (t *turn) letGo(p store.Pending, options []option) {
	t.dropped, t.left = t.asked(p), options
}

// asked are the words that a question was about.
func (t *turn) asked(p store.Pending) string {
	said, _ := t.tx.Said(p.Line)
	return said.Text
}

// unasked answers a yes or no that no question waits for. A coordinator's verdict
// (同意) may be meant for a request.
func (t *turn) unasked(a command.Act) {
	if t.who.Role == ledger.Coordinator && a.Verdict != "" && len(t.tx.OpenRequests()) > 0 {
		t.verdictAlone(a.Verdict)
		return
	}
	t.outcome, t.said = command.Ignore, messages.NothingAsked()
	if len(t.left) > 0 {
		t.said, t.left = messages.AnsweredLate(t.dropped), nil
	} else if a.Reply == "no" && a.Verdict == "" {
		t.denied(a)
	}
}

// denied answers 不是 or 错了 where nothing was asked: under a quotation of one's own it
// is what was quoted that goes, after a yes; else the way back from what was done last is
// told.
func (t *turn) denied(a command.Act) {
	if d, by, ok := t.quoted(); ok {
		if by.By == t.env.From.Account && !d.empty() {
			t.acts = []command.Act{{Verb: command.Undo, Span: a.Span}}
			t.weighDeed(&t.acts[0], d, false)
		}
		return
	}
	if d, ok := t.lastDeed(); ok {
		said, _ := t.tx.Said(d.line)
		t.said = messages.DoneAlready(said.Text, len(d.records) > 0, len(d.records) > 0 && !slices.ContainsFunc(d.records, func(r ledger.Record) bool { return r.Verb != ledger.Filed }))
	}
}

// sayDropped tells of the question that the new line has left unanswered.
func (t *turn) sayDropped() {
	of := aboutWhat(t.left)
	if len(t.left) > 0 && (of != messages.MatterFiles || len(t.waiting()) > 0) {
		t.reply.Append(messages.LeftUnanswered(t.dropped, of))
	}
	t.reply.Append(t.unsettled)
}

// aboutWhat is what the answers to a question would do, for the words in which it is let go.
func aboutWhat(options []option) messages.Matter {
	for _, o := range options {
		if o.Line != "" || o.Gap != nil {
			return messages.MatterReport
		}
		for _, a := range o.acts() {
			if m, ok := matters[a.Verb]; ok {
				return m
			}
			if a.Reporting() || a.Verb == command.Paste {
				return messages.MatterReport
			}
		}
	}
	return messages.MatterOrder
}

var matters = map[command.Verb]messages.Matter{
	command.Nudge: messages.MatterNudge, command.Announce: messages.MatterNotice, command.Undo: messages.MatterUndo, command.File: messages.MatterFiles,
}

// restated tells whether a line reports all anew that was asked about; people whom it
// does not name are not among it.
func restated(r command.Reading, options []option) bool {
	again := func(b savedAct) bool {
		return slices.ContainsFunc(r.Acts, func(a command.Act) bool {
			forgets := slices.ContainsFunc(b.Names, func(n string) bool { return !slices.Contains(a.Names, n) })
			return a.Reporting() && a.Item == b.Item && a.Unit == b.Unit && !forgets
		})
	}
	return r.Outcome == command.Apply && slices.ContainsFunc(options, func(o option) bool {
		return len(o.Acts) > 0 && !slices.ContainsFunc(o.Acts, func(b savedAct) bool { return !again(b) })
	})
}

// wait keeps the question that has just been asked.
func (t *turn) wait() {
	if len(t.options) == 0 {
		return
	}
	for i := range t.options { // what was asked beside the report has been answered
		t.options[i].Acts = slices.DeleteFunc(t.options[i].Acts, func(a savedAct) bool { return besides(a.Verb) })
	}
	t.keepQuestion(t.now.Add(patience))
}

// keepQuestion keeps what is offered until an instant.
func (t *turn) keepQuestion(until time.Time) {
	if len(t.options) == 0 {
		return
	}
	data, err := json.Marshal(t.options)
	if err != nil { // options are plain data
		panic(err)
	}
	t.tx.PutPending(t.env.From.Account, t.env.Chat, store.Pending{Line: t.line, At: t.now, Expires: until, Data: data})
}
