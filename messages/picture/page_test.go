package picture

import (
	"bytes"
	"slices"
	"testing"

	"pufabot/bot/ledger"
	"pufabot/messages/dossier"
	"pufabot/messages/dossiertest"
)

// A page alone is that page of them all.
func TestPageAlone(t *testing.T) {
	if testing.Short() {
		t.Skip("-short leaves out what draws every page twice")
	}
	d := dossiertest.Many(60)
	all, err := Render(d)
	if err != nil || len(all) < 2 {
		t.Fatal(len(all), err)
	}
	for i, want := range append([][]byte{nil}, append(all, nil)...) {
		if got, err := Page(d, i); err != nil || !bytes.Equal(got, want) {
			t.Errorf("page %d: %d bytes, not %d: %v", i, len(got), len(want), err)
		}
	}
}

// The number of pages is told without drawing them.
func TestCount(t *testing.T) {
	for _, n := range []int{1, 12, 58, 60, 70, 260} {
		d := dossiertest.Many(n)
		if got, want := Count(slices.Values(d.Gaps)), len(paginate(dossier.Tables(d.Gaps, d.At))); got != want {
			t.Errorf("%d counties: %d pages, not %d", n, got, want)
		}
	}
	if got := Count(slices.Values[[]ledger.Gap](nil)); got != 1 {
		t.Error(got)
	}
}
