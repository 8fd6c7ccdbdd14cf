package messages

import (
	"testing"

	"pufabot/bot/ledger"
)

func TestTurnoutTellsWhoHasBegun(t *testing.T) {
	law := ledger.Unit{ID: "law", Name: "法规科", Kind: ledger.Section}
	rural := ledger.Unit{ID: "rural", Name: "农村科", Kind: ledger.Section}
	tests := map[string]struct {
		asked Asked
		want  string
	}{
		"nobody":       {Asked{Of: 2, Missing: []ledger.Unit{law, rural}}, "：2个科室都还没报"},
		"one left":     {Asked{In: 1, Of: 2, Missing: []ledger.Unit{law}}, "：已报1个科室，还差1个科室"},
		"the only one": {Asked{Of: 1, Missing: []ledger.Unit{law}}, "：还差1个科室"},
		"one begun":    {Asked{Of: 2, Missing: []ledger.Unit{law, rural}, Begun: []ledger.Unit{law}}, "：还差2个科室（法规科报了没齐）"},
	}
	for name, tt := range tests {
		if got := turnout(tt.asked); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}
