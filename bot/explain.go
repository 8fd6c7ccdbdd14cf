package bot

import (
	"context"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// Explanation is how one line would be understood; explain --json prints it.
type Explanation struct {
	Line    string        `json:"line"`
	Outcome string        `json:"outcome"`
	Acts    []command.Act `json:"acts"`
	Reply   string        `json:"reply"`
	Suggest []string      `json:"suggest,omitempty"`
}

// Explain takes a line along the whole path as the given speaker and records
// nothing. The store's clock says when.
func (h *Handler) Explain(ctx context.Context, who command.Speaker, line string) (Explanation, error) {
	ex := Explanation{Line: line, Acts: []command.Act{}}
	err := h.db.DryRun(func(tx *store.Tx) error {
		env := messages.Envelope{Key: "explain", Text: line, At: tx.Now(),
			Chat: messages.Chat{Platform: ledger.Console, ID: "explain", Private: true},
			From: messages.Sender{Account: ledger.Account{Platform: ledger.Console, UserID: "explain"}}}
		t := h.turn(tx, env)
		t.who = who
		read := h.grammar.Read(line, command.Context{Speaker: who, Now: t.now, BotNames: h.BotNames})
		ex.Suggest = read.Suggest
		t.decide()
		ex.Outcome = string(t.outcome)
		switch t.outcome {
		case command.Ask, command.Unknown, command.Ignore:
		default:
			for _, a := range t.acts {
				ex.Acts = append(ex.Acts, a.Spread()...)
			}
		}
		t.journal()
		t.carryOut()
		ex.Reply = messages.Render(t.reply, messages.DialectText)
		return nil
	})
	return ex, err
}

// SpeakerNamed turns the --as of explain into a speaker: a unit id or name, or one of the roles.
func SpeakerNamed(p *ledger.Plan, name string) (command.Speaker, bool) {
	switch role := ledger.Role(name); role {
	case ledger.Coordinator, ledger.Observer, ledger.Unbound:
		return command.Speaker{Role: role}, true
	}
	for _, u := range p.Units {
		if name == string(u.ID) || name == u.Name {
			return command.Speaker{Role: ledger.Contact, Unit: u.ID}, true
		}
	}
	return command.Speaker{}, false
}
