package ledger

import (
	"fmt"
	"testing"
)

// Units are found where they stand, also when the list was changed before the plan
// came into use.
func TestUnitPlace(t *testing.T) {
	p := &Plan{}
	if _, ok := p.Unit("c0"); ok {
		t.Error("a unit of no list")
	}
	for n := range 300 {
		p.Units = append(p.Units, Unit{ID: UnitID(fmt.Sprint("c", n)), Name: fmt.Sprint(n)})
		for _, want := range []int{0, n / 2, n} {
			id := UnitID(fmt.Sprint("c", want))
			if i, ok := p.UnitPlace(id); !ok || i != want {
				t.Fatalf("%s of %d at %d, %v", id, n, i, ok)
			}
			if u, _ := p.Unit(id); u.Name != fmt.Sprint(want) {
				t.Fatalf("%s is %+v", id, u)
			}
		}
	}
	if _, ok := p.UnitPlace("c300"); ok || p.UnitName("c300") != "c300" {
		t.Error("a unit that is not there")
	}
}
