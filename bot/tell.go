package bot

import (
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// tellCoordinators lets the coordinators know: privately where there is a way,
// else in the work groups, where they are mentioned.
func (t *turn) tellCoordinators(key string, m messages.Message) {
	people := t.tx.PeopleWith(ledger.Coordinator)
	reached := false
	for _, p := range people {
		if addr, ok := t.tx.PersonAddress(p); ok {
			reached = true
			t.enqueue(key+"/"+addr.Target, messages.KindStatus, messages.To{Role: ledger.Coordinator}, addr, m)
		}
	}
	if reached {
		return
	}
	for _, g := range t.h.Plan.Groups {
		t.toGroup(g, key, messages.KindStatus, m, people)
	}
}

// toGroup enqueues a message for every address of a group, mentioning the people
// who have an account on the address's platform. It tells how many addresses there are.
func (t *turn) toGroup(g ledger.Group, key string, kind messages.Kind, m messages.Message, people []ledger.Person) int {
	addrs := t.tx.GroupAddresses(g.ID)
	for _, addr := range addrs {
		out := m
		out.Mentions = messages.MentionsFor(people, addr.Channel)
		t.enqueue(key+"/"+string(addr.Channel)+"/"+addr.Target, kind, messages.To{Group: g.ID}, addr, out)
	}
	return len(addrs)
}

// tell answers in the chat where something was asked before, or privately.
func (t *turn) tell(chat messages.Chat, who ledger.Account, key string, m messages.Message) {
	var addr messages.Address
	switch g, bound := t.tx.GroupOf(chat); {
	case chat.Platform == ledger.Console:
		addr = messages.Address{Channel: messages.ChanConsole, Target: chat.ID}
	case bound && !chat.Private:
		if all := t.tx.GroupAddresses(g); len(all) > 0 {
			addr = all[0]
		}
	default:
		addr, _ = t.tx.PersonAddress(ledger.Person{Accounts: []ledger.Account{who}})
	}
	if addr.Channel == "" {
		return
	}
	if !chat.Private {
		m.Mentions = []messages.Mention{{Account: who}}
	}
	t.enqueue(key, messages.KindStatus, messages.To{}, addr, m)
}

func (t *turn) enqueue(key string, kind messages.Kind, to messages.To, addr messages.Address, m messages.Message) {
	t.tx.Enqueue(messages.Delivery{Key: key, Kind: kind, To: to, Address: addr, Message: m, Created: t.now})
}

// tellUnit reaches the people of a unit privately: those named first, else its
// contacts. Where nobody can be reached, the groups hear it, with the contacts
// mentioned. It says whether it stayed private.
func (t *turn) tellUnit(u ledger.Unit, first []ledger.Person, key string, m messages.Message) bool {
	contacts := t.tx.ContactsOf(u.ID)
	told := map[string]bool{}
	for _, people := range [][]ledger.Person{first, contacts} {
		for _, p := range people {
			addr, ok := t.tx.PersonAddress(p)
			if ok && !told[addr.Target] {
				told[addr.Target] = true
				t.enqueue(key+"/"+addr.Target, messages.KindStatus, messages.To{Unit: u.ID}, addr, m)
			}
		}
		if len(told) > 0 {
			return true
		}
	}
	for _, g := range t.h.Plan.Groups {
		t.toGroup(g, key, messages.KindStatus, m, contacts)
	}
	return false
}
