package store

import (
	"fmt"
	"testing"
)

func TestReopen(t *testing.T) {
	db, c := openNew(t)
	for i := range 20 {
		update(t, db, func(tx *Tx) { say(tx, fmt.Sprintf("wecom/b/%d", i), quiz(i)) })
	}
	var want string
	view(t, db, func(tx *Tx) { want = fmt.Sprintf("%+v", tx.Gaps()) })
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	r := mustVerify(t, db.Path())
	if r.Lines != 20 || r.Records != 20 || r.Deliveries != 20 {
		t.Errorf("report: %+v", r)
	}
	db = openAt(t, db.Path(), c)
	view(t, db, func(tx *Tx) {
		if got := fmt.Sprintf("%+v", tx.Gaps()); got != want {
			t.Errorf("gaps after reopening:\n%s\nbefore:\n%s", got, want)
		}
	})
}
