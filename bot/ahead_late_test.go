package bot_test

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// A line whose turn comes later than it was read is read again: 今天 is the day of the turn.
func TestReadAgainWhenTheMinuteIsOver(t *testing.T) {
	plan := commandtest.Plan()
	me := ledger.Account{Platform: ledger.Console, UserID: "li"}
	plan.People = append(plan.People, ledger.Person{Role: ledger.Contact, Unit: "qidong", Accounts: []ledger.Account{me}})
	var looks atomic.Int64
	db, err := store.Open(t.TempDir()+"/pufabot.db", store.Options{Plan: plan, Now: func() time.Time { // each look at the clock an hour later, from before midnight
		return time.Date(2026, 12, 3, 23, 30, 0, 0, plan.Campaign.Zone).Add(time.Duration(looks.Add(1)) * time.Hour)
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	h := bot.New(db, bot.Options{Plan: plan, Log: zerolog.Nop()})
	looks.Store(-1)
	if _, err := h.Handle(t.Context(), messages.Envelope{Key: "console/1", Text: "今天在三塘社区宣讲1场", From: messages.Sender{Account: me},
		Chat: messages.Chat{Platform: ledger.Console, ID: "private/li", Private: true}}); err != nil {
		t.Fatal(err)
	}
	if err := db.View(func(tx *store.Tx) error {
		events := tx.Tally("qidong", "outreach").Events
		if len(events) != 1 || events[0].Date.Day != 4 || events[0].Place != "三塘社区" {
			t.Errorf("kept %+v", events)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
