package picture

import (
	"bytes"
	"testing"

	"pufabot/messages/dossiertest"
)

// A page alone is that page of them all.
func TestPageAlone(t *testing.T) {
	d := dossiertest.Many(70)
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
