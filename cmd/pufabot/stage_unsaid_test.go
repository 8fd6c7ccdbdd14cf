package main

import (
	"testing"

	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
)

// A reminder that follows one unit's deadline and that of the others are told apart:
// one may be silent while the other speaks.
func TestSubjectsOfSilence(t *testing.T) {
	p := &play{service: &service{plan: commandtest.Plan()}}
	moved := map[ledger.ItemID]bool{"essay": true}
	for key, want := range map[string]string{
		"remind/essay/changning/2026-12-18T10:00": "征文（常宁市延期）",
		"remind/essay/2026-12-18T10:00":           "征文（没延期的单位）",
		"remind/article/2026-12-04T09:30":         "署名文章",
		"opening/2026-12/2026-12-01T09:00":        "活动开始通知",
		"status/2026-12/2026-12-31T16:00":         "收尾汇总",
	} {
		if got := p.subject(key, moved); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
}
