package dossiertest

import (
	"time"

	"pgregory.net/rapid"

	"pufabot/bot/command/commandtest"
	"pufabot/messages/dossier"
)

// Any is a random state of the example campaign.
func Any() *rapid.Generator[dossier.Dossier] {
	return rapid.Custom(func(t *rapid.T) dossier.Dossier {
		p := commandtest.Plan()
		records := Records(p, rapid.Uint64().Draw(t, "seed"))
		records = append(records, Records(p, rapid.Uint64().Draw(t, "more"))...)
		n := rapid.IntRange(0, len(records)).Draw(t, "records")
		day := rapid.IntRange(1, 31).Draw(t, "day")
		return Of(p, records[:n], time.Date(2026, 12, day, 9, 0, 0, 0, p.Campaign.Zone))
	})
}
