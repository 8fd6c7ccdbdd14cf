package bot

import (
	"slices"
	"strings"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/bot/policy"
	"pufabot/messages"
	"pufabot/store"
)

// ahead is a line read before its turn. Reading wants the speaker and the clock but
// not the writer, for whom all lines wait: it is done while another line's
// transaction is on its way to the disk.
type ahead struct {
	who     command.Speaker
	now     time.Time
	reading command.Reading
	fresh   bool // there is a reading, and no turn has had it
}

// readAhead reads the line for whom the sender is known as now. What it cannot read
// (no words, a store that fails, a fault of ours) is left to the turn, which says so.
func (h *Handler) readAhead(env messages.Envelope) *ahead {
	a := &ahead{}
	if strings.TrimSpace(env.Text) == "" {
		return a
	}
	defer func() {
		if recover() != nil {
			a.fresh = false
		}
	}()
	err := h.db.View(func(tx *store.Tx) error {
		_, a.who = h.speaker(tx, env)
		a.now = h.now(tx)
		tx.RememberCut(a.who.Unit)
		return nil
	})
	if err == nil {
		a.reading, a.fresh = h.read(env.Text, a.who, a.now), true
		h.lookAhead(a.reading, a.now)
	}
	return a
}

// lookAhead has the store read beforehand what will be asked of it about all units.
// What comes meanwhile, the turn reads itself.
func (h *Handler) lookAhead(r command.Reading, now time.Time) {
	if !slices.ContainsFunc(r.Acts, func(a command.Act) bool { return !a.Reporting() }) {
		return
	}
	_ = h.db.View(func(tx *store.Tx) error { // the turn meets the same error, and says so
		var since []time.Time
		for _, a := range r.Acts {
			switch a.Verb {
			case command.Status:
				since = append(since, yesterday(now))
			case command.Changes:
				since = append(since, a.At)
			}
		}
		tx.Remember(since...)
		return nil
	})
}

// take gives the reading if it still holds, for the same speaker and minute; and
// only once, since a turn may change it and may have to run again.
func (a *ahead) take(who command.Speaker, now time.Time) (command.Reading, bool) {
	if a == nil || !a.fresh || a.who != who || !a.now.Truncate(time.Minute).Equal(now.Truncate(time.Minute)) {
		return command.Reading{}, false
	}
	a.fresh = false
	return a.reading, true
}

// read is what words say, and what the speaker may have of it.
func (h *Handler) read(text string, who command.Speaker, now time.Time) command.Reading {
	ctx := command.Context{Speaker: who, Now: now, BotNames: h.BotNames}
	return policy.Check(h.Plan, who, h.grammar.Read(text, ctx))
}

// speaker is as whom the sender is known.
func (h *Handler) speaker(tx *store.Tx, env messages.Envelope) (ledger.Person, command.Speaker) {
	p, ok := tx.Person(env.From.Account)
	if !ok {
		return p, command.Speaker{Role: ledger.Unbound}
	}
	return p, command.Speaker{Role: p.Role, Unit: p.Unit}
}

// now is the transaction's time in the campaign's zone.
func (h *Handler) now(tx *store.Tx) time.Time { return tx.Now().In(h.Plan.Campaign.Zone) }
