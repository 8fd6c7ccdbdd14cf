package ledger

import (
	"fmt"
	"testing"
)

// People are found by each of their accounts, whoever comes first, and by their units.
func TestPeoplePlace(t *testing.T) {
	p := &Plan{}
	if _, ok := p.PersonOf(Account{Platform: WeCom, UserID: "a"}); ok || p.ContactsOf("c0") != nil {
		t.Error("somebody of no list")
	}
	p.People = []Person{
		{Role: Contact, Unit: "c0", Name: "甲", Accounts: []Account{{Platform: WeCom, UserID: "a"}, {Platform: DingTalk, UserID: "a2"}}},
		{Role: Coordinator, Unit: "c0", Name: "乙", Accounts: []Account{{Platform: WeCom, UserID: "a"}, {Platform: WeCom, UserID: "b"}}},
		{Role: Contact, Unit: "c0", Name: "丙"},
	}
	for account, want := range map[Account]string{
		{Platform: WeCom, UserID: "a"}: "甲", {Platform: DingTalk, UserID: "a2"}: "甲", {Platform: WeCom, UserID: "b"}: "乙", {Platform: DingTalk, UserID: "b"}: "",
	} {
		if q, ok := p.PersonOf(account); q.Name != want || ok != (want != "") {
			t.Errorf("%v is %q", account, q.Name)
		}
	}
	if c := p.ContactsOf("c0"); len(c) != 2 || c[0].Name != "甲" || c[1].Name != "丙" {
		t.Errorf("contacts %+v", c)
	}
}

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
