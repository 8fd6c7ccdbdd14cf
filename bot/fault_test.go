package bot

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// A fault of the program in one line fails that line, keeps nothing of it, and
// leaves the bot alive for the next one; its words stay out of the log.
func TestAFaultFailsOneLineOnly(t *testing.T) {
	plan := commandtest.Plan()
	me := ledger.Account{Platform: ledger.Console, UserID: "li"}
	plan.People = append(plan.People, ledger.Person{Role: ledger.Coordinator, Accounts: []ledger.Account{me}})
	db, err := store.Open(filepath.Join(t.TempDir(), "pufabot.db"), store.Options{Plan: plan, Now: func() time.Time {
		return time.Date(2026, 12, 3, 10, 0, 0, 0, plan.Campaign.Zone)
	}})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var log bytes.Buffer
	h := New(db, Options{Plan: plan, Log: zerolog.New(&log), Upcoming: func(*store.Tx) messages.Message { panic("words of 李想") }})
	say := func(key, text string) error {
		_, err := h.Handle(t.Context(), messages.Envelope{Key: key, Text: text, From: messages.Sender{Account: me},
			Chat: messages.Chat{Platform: ledger.Console, ID: "private/li", Private: true}})
		return err
	}
	if err := say("console/1", "提醒计划"); err == nil {
		t.Error("a fault was called a success")
	}
	if err := say("console/2", "耒阳答题126人"); err != nil {
		t.Errorf("the next line: %v", err)
	}
	if !strings.Contains(log.String(), "fault") || strings.Contains(log.String(), "李想") {
		t.Errorf("log: %s", log.String())
	}
	if err := db.View(func(tx *store.Tx) error {
		if _, seen := tx.Seen("console/1"); seen {
			t.Error("the line that failed is in the store")
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
