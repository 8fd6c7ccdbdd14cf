package bot

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// request passes on what a contact asks of the coordinator; no clock moves.
func (t *turn) request(a command.Act) messages.Message {
	kind := a.Kind
	if kind == "" {
		kind = string(messages.RequestOther)
	}
	r := t.ask(store.Request{Unit: t.who.Unit, Kind: kind, Item: a.Item, Until: a.Until, Text: t.words()})
	return messages.RequestPassedOn(t.requestFacts(r))
}

// words are those that the speaker asked with: not the 是 that confirmed them.
func (t *turn) words() string {
	if l, ok := t.tx.Line(t.answers); ok && t.answers != 0 {
		return l.Text
	}
	return t.env.Text
}

// ask keeps an open request of the speaker and tells the coordinators.
func (t *turn) ask(r store.Request) store.Request {
	r.At, r.By, r.Nick, r.Chat, r.State = t.now, t.env.From.Account, t.env.From.Nick, t.env.Chat, store.RequestOpen
	r.ID = t.tx.AddRequest(r)
	t.tellCoordinators(fmt.Sprintf("request/%d", r.ID), messages.RequestNotice(t.requestFacts(r)))
	return r
}

// requestFacts puts a request into plain values.
func (t *turn) requestFacts(r store.Request) messages.RequestFacts {
	f := messages.RequestFacts{ID: r.ID, Kind: messages.RequestKind(r.Kind), Unit: t.h.Plan.UnitName(r.Unit), Who: r.Name, Words: r.Text}
	if f.Who == "" {
		f.Who = r.Nick
	}
	if it, ok := t.h.Plan.Item(r.Item); ok {
		f.Item = it.Name
		if f.Kind == messages.RequestOther {
			f.Booked = messages.BookedWords(it, t.tx.Tally(r.Unit, r.Item))
		}
	}
	if !r.Until.IsZero() {
		f.Until = r.Until.In(t.h.Plan.Campaign.Zone)
	}
	if !f.Whole() {
		f.Example = t.extension(r)
	}
	return f
}

// extension is a line that would grant what a request leaves open.
func (t *turn) extension(r store.Request) string {
	it, until := t.item(r.Item), r.Until
	if owed := t.tx.OwingOf(t.unit(r.Unit)); r.Item == "" && len(owed) > 0 {
		it = owed[0].Item
	}
	if until.IsZero() {
		until = t.tx.Deadline(r.Unit, it).Due.AddDate(0, 0, 1)
	}
	return t.h.Plan.UnitName(r.Unit) + it.Name + "延到" + messages.Day(ledger.DateOf(until.In(t.h.Plan.Campaign.Zone)))
}

// approve settles open requests.
func (t *turn) approve(a command.Act) messages.Message {
	var m messages.Message
	switch {
	case len(a.IDs) == 0 && len(a.Units) > 0:
		return t.settleOf(a)
	case len(a.IDs) == 0:
		return t.openRequests()
	}
	for _, id := range a.IDs {
		n, err := strconv.ParseUint(id, 10, 64)
		r, ok := t.tx.Request(n)
		switch {
		case err != nil || !ok || r.State != store.RequestOpen:
			m.Append(messages.NoSuchRequest(id))
		case a.Kind != "" && a.Kind != r.Kind: // 通过2号绑定申请, and no. 2 asks for more time
			m.Append(messages.OtherRequest(t.requestFacts(r)))
		default:
			m.Append(t.settleRequest(r, a))
		}
	}
	return m
}

// verdictAlone settles a yes or no of a coordinator that names nothing: the one open
// request is shown first, or all of them where all are meant (都同意); else they are listed.
func (t *turn) verdictAlone(verdict string) {
	open := t.tx.OpenRequests()
	if len(open) != 1 && !strings.ContainsAny(t.env.Text, "都全") {
		t.outcome, t.said = command.Ignore, t.openRequests()
		return
	}
	act := command.Act{Verb: command.Approve, Verdict: verdict}
	var facts []messages.RequestFacts
	for _, r := range open {
		act.IDs = append(act.IDs, strconv.FormatUint(r.ID, 10))
		facts = append(facts, t.requestFacts(r))
	}
	t.outcome, t.said = command.Confirm, messages.ConfirmRequests(facts, verdict != "return")
	t.options = []option{{Acts: saved([]command.Act{act})}}
}

// settleOf settles what units have asked for, when they were named instead of the
// numbers. Where nothing of the kind is open, it says so.
func (t *turn) settleOf(a command.Act) messages.Message {
	var m messages.Message
	for _, r := range t.tx.OpenRequests() {
		if (a.Kind == "" || r.Kind == a.Kind) && slices.Contains(a.Units, r.Unit) && (a.Item == "" || r.Item == a.Item) {
			m.Append(t.settleRequest(r, a))
		}
	}
	if m.Empty() {
		m = messages.NothingToSettle(t.units(a.Units))
	}
	return m
}

// grantOpen settles what a unit has asked for by more time that was given anyway, and
// tells whether it had.
func (t *turn) grantOpen(u ledger.UnitID, item ledger.ItemID, due time.Time) (asked bool) {
	for _, r := range t.tx.OpenRequests() {
		if r.Kind == string(messages.RequestExtend) && r.Unit == u && (r.Item == "" || r.Item == item) {
			r.Item, r.Until = item, due
			t.settleRequest(r, command.Act{Verdict: "accept"})
			asked = true
		}
	}
	return asked
}

func (t *turn) settleRequest(r store.Request, a command.Act) messages.Message {
	accepted := a.Verdict != "return"
	facts := t.requestFacts(r)
	if accepted && !facts.Whole() {
		return messages.RequestLacks(facts)
	}
	r.State, r.Settled = store.RequestReturned, t.now
	if accepted {
		r.State = store.RequestAccepted
	}
	t.tx.PutRequest(r)
	switch {
	case !accepted:
	case facts.Kind == messages.RequestBind:
		t.tx.BindPerson(r.By, ledger.Person{Role: ledger.Contact, Unit: r.Unit, Name: r.Name, Accounts: []ledger.Account{r.By}})
	case facts.Kind == messages.RequestExtend:
		t.tx.SetExtension(r.Unit, r.Item, r.Until, t.line)
	}
	told := messages.RequestSettled(facts, accepted, a.Reason)
	if r.Chat.Key() != t.env.Chat.Key() || r.Chat.Private {
		t.tell(r.Chat, r.By, fmt.Sprintf("request/%d/settled/%d", r.ID, t.line), told)
	} else if r.By != t.env.From.Account { // everybody reads the reply, and who asked is called
		t.reply.Mentions = append(t.reply.Mentions, messages.Mention{Account: r.By, Name: cmp.Or(r.Name, r.Nick)})
	}
	return told
}

func (t *turn) openRequests() messages.Message {
	var open []messages.RequestFacts
	for _, r := range t.tx.OpenRequests() {
		open = append(open, t.requestFacts(r))
	}
	return messages.OpenRequestList(open)
}
