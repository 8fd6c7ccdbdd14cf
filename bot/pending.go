package bot

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
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
	Acts  []savedAct
	Line  string `json:",omitempty"` // a list to be read again
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
	choice, answered := choose(r, options)
	if !answered {
		if r.Outcome != command.Reply && r.Outcome != command.Ignore && r.Outcome != command.Unknown {
			t.tx.DropPending(t.env.From.Account, t.env.Chat) // a new matter: a late 是 must not mean the old one
			if storing(options) && !restated(r, options) {
				t.dropped, t.left = t.asked(p), options
			}
		}
		return false
	}
	switch {
	case choice == 0:
		t.tx.DropPending(t.env.From.Account, t.env.Chat)
		t.outcome, t.said, t.answers = command.Reply, messages.NotConfirmed(), p.Line
	case choice > len(options):
		t.outcome, t.said = command.Ask, messages.PickAgain(len(options))
	case options[choice-1].Line != "":
		t.tx.DropPending(t.env.From.Account, t.env.Chat)
		t.answers = p.Line
		t.take(t.h.read(options[choice-1].Line, t.who, t.now))
	default:
		t.tx.DropPending(t.env.From.Account, t.env.Chat)
		t.outcome, t.acts, t.answers = command.Apply, options[choice-1].acts(), p.Line
		if len(t.acts) == 0 {
			t.outcome, t.said = command.Reply, messages.NotTwice()
			break
		}
		moved := t.touched(t.acts, p.Line)
		if moved && pasted(t.acts) && t.showAgain(p) {
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
	if json.Unmarshal(p.Data, &options) == nil && (answer || storing(options) && !restated(r, options)) {
		t.dropped = t.asked(p)
	}
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
	if t.dropped != "" {
		t.said, t.dropped = messages.AnsweredLate(t.dropped), ""
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
		t.said = messages.DoneAlready(said.Text, len(d.records) > 0)
	}
}

// sayDropped tells of the line that the new one has left unanswered.
func (t *turn) sayDropped() {
	if t.dropped != "" {
		t.reply.Append(messages.LeftUnanswered(t.dropped))
	}
}

// storing tells whether something would have been kept of any answer.
func storing(options []option) bool {
	return slices.ContainsFunc(options, func(o option) bool {
		return o.Line != "" || slices.ContainsFunc(o.acts(), func(a command.Act) bool { return a.Reporting() })
	})
}

// restated tells whether a line reports anew what was asked about.
func restated(r command.Reading, options []option) bool {
	return r.Outcome == command.Apply && slices.ContainsFunc(r.Acts, func(a command.Act) bool {
		return a.Reporting() && slices.ContainsFunc(options, func(o option) bool {
			return slices.ContainsFunc(o.Acts, func(b savedAct) bool { return a.Item == b.Item && a.Unit == b.Unit })
		})
	})
}

// choose finds out which option a line picks: 1, 2, … for an option, 0 for no,
// more than there are for "something, but which?".
func choose(r command.Reading, options []option) (choice int, answered bool) {
	word := strings.Trim(r.Line, " 。.!！、号)）")
	if r.Answer == "" && word == "" {
		return 0, false
	}
	for i, o := range options {
		if o.Label != "" && word == o.Label {
			return i + 1, true
		}
	}
	n, err := strconv.Atoi(word)
	if err == nil && len(options) > 1 {
		if n < 1 || n > len(options) {
			return len(options) + 1, true
		}
		return n, true
	}
	if err == nil && n <= 2 && n >= 1 { // 1 is yes, 2 is no
		return 2 - n, true
	}
	if r.Outcome == command.Ignore && r.Chatter == command.Plans && len(options) == 1 { // 没有
		return 0, true
	}
	switch r.Answer {
	case "no":
		return 0, true
	case "yes":
		if len(options) == 1 {
			return 1, true
		}
		return len(options) + 1, true
	}
	return 0, false
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
