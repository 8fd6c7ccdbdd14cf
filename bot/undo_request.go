package bot

import (
	"fmt"
	"slices"
	"strconv"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// requestsWhere are the requests of all times that fit.
func (t *turn) requestsWhere(fits func(store.Request) bool) []store.Request {
	var out []store.Request
	for id := uint64(1); ; id++ {
		r, ok := t.tx.Request(id)
		if !ok {
			return out
		}
		if fits(r) {
			out = append(out, r)
		}
	}
}

// settledBy are the requests that a line has answered with an approve, and that are so
// still.
func (t *turn) settledBy(l store.Line, o doing) []store.Request {
	if o.Verb != command.Approve {
		return nil
	}
	ids := o.IDs
	if o.ID != "" {
		ids = []string{o.ID}
	}
	return t.requestsWhere(func(r store.Request) bool {
		named := slices.Contains(ids, strconv.FormatUint(r.ID, 10)) || len(ids) == 0 && slices.Contains(o.unitsOf(), r.Unit)
		return named && settledAt(r, l)
	})
}

// grantedBy are those that it has answered by more time that was given anyway.
func (t *turn) grantedBy(l store.Line, o doing) []store.Request {
	return t.requestsWhere(func(r store.Request) bool {
		return r.Kind == string(messages.RequestExtend) && r.Item == o.Item && slices.Contains(o.unitsOf(), r.Unit) &&
			r.State == store.RequestAccepted && settledAt(r, l)
	})
}

func settledAt(r store.Request, l store.Line) bool {
	return (r.State == store.RequestAccepted || r.State == store.RequestReturned) && r.Settled.Equal(l.At)
}

// requestBy is the request that a line has made, unless it was withdrawn.
func (t *turn) requestBy(l store.Line, o doing) (store.Request, bool) {
	said, _ := t.tx.Said(l.Seq)
	made := t.requestsWhere(func(r store.Request) bool {
		mine := r.By == l.By && r.At.Equal(l.At) && r.State != store.RequestWithdrawn
		return mine && (o.Verb == command.Bind && r.Kind == string(messages.RequestBind) && slices.Contains(o.unitsOf(), r.Unit) ||
			o.Verb == command.Request && r.Kind != string(messages.RequestBind) && r.Text == said.Text)
	})
	if len(made) == 0 {
		return store.Request{}, false
	}
	return made[len(made)-1], true
}

// reopen takes the answer to a request back, which waits again, and tells its asker.
func (t *turn) reopen(line uint64, r store.Request) messages.Message {
	accepted := r.State == store.RequestAccepted
	var lifted messages.Message
	switch {
	case !accepted:
	case r.Kind == string(messages.RequestBind):
		if p, ok := t.tx.Person(r.By); ok && p.Role == ledger.Contact && p.Unit == r.Unit {
			t.tx.UnbindPerson(r.By)
		}
	case r.Kind == string(messages.RequestExtend) && t.tx.ExtendedBy(r.Unit, r.Item) == line:
		lifted = t.shorten(line, r.Unit, r.Item)
	}
	r.State = store.RequestOpen
	t.tx.PutRequest(r)
	m := messages.RequestReopened(t.requestFacts(r), accepted)
	m.Append(lifted)
	if r.Chat.Key() != t.env.Chat.Key() || r.Chat.Private { // in the same group everybody reads the reply
		t.tell(r.Chat, r.By, fmt.Sprintf("request/%d/reopened/%d", r.ID, t.line), m)
	}
	return m
}

// withdraw closes a request that its asker needs no more, and tells the coordinators.
func (t *turn) withdraw(r store.Request) messages.Message {
	r.State, r.Settled = store.RequestWithdrawn, t.now
	t.tx.PutRequest(r)
	m := messages.RequestWithdrawn(t.requestFacts(r))
	t.tellCoordinators(fmt.Sprintf("request/%d/withdrawn", r.ID), m)
	return m
}

// weighWithdrawal finds which open request is needed no more: for more time (不用延了), or
// to be bound; who is bound to nothing has asked for nothing else.
func (t *turn) weighWithdrawal(a command.Act) {
	if len(a.IDs) > 0 { // it has been answered
		return
	}
	if t.who.Role == ledger.Unbound {
		a.Scope = command.ScopeBinding
	}
	var options []option
	var open []messages.RequestFacts
	for _, r := range t.tx.OpenRequests() {
		switch {
		case a.Scope == command.ScopeBinding && (r.By != t.env.From.Account || r.Kind != string(messages.RequestBind)):
			continue
		case a.Scope != command.ScopeBinding && (r.Kind != string(messages.RequestExtend) || r.Unit != t.who.Unit || a.Item != "" && r.Item != a.Item):
			continue
		}
		one := a
		one.Kind, one.IDs = command.KindRequest, []string{strconv.FormatUint(r.ID, 10)}
		options = append(options, option{Acts: saved([]command.Act{one})})
		open = append(open, t.requestFacts(r))
	}
	switch len(options) {
	case 0:
		t.tellInstead(messages.NothingToWithdraw(a.Scope == command.ScopeBinding))
	case 1:
		t.outcome, t.said, t.options, t.acts = command.Apply, messages.Message{}, nil, options[0].acts()
	default:
		t.outcome, t.said, t.options = command.Ask, messages.WhichWithdrawn(open), options
	}
}

// withdrawAll withdraws the requests that were found.
func (t *turn) withdrawAll(a command.Act) messages.Message {
	var m messages.Message
	for _, id := range a.IDs {
		n, _ := strconv.ParseUint(id, 10, 64)
		if r, ok := t.tx.Request(n); ok && r.State == store.RequestOpen {
			m.Append(t.withdraw(r))
		}
	}
	if m.Empty() {
		return messages.NothingToWithdraw(a.Scope == command.ScopeBinding)
	}
	return m
}
