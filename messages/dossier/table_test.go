package dossier

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/ledger"
)

func TestTable(t *testing.T) {
	zone := time.FixedZone("CST", 8*3600)
	it := ledger.Item{ID: "essay", Name: "征文", Kind: ledger.Entry, Measure: "篇", OwedBy: []string{"county"}, Min: 1}
	units := make([]ledger.Unit, 6)
	for i := range units {
		units[i] = ledger.Unit{ID: ledger.UnitID(rune('a' + i)), Name: string(rune('a' + i)), Kind: ledger.County}
	}
	due := ledger.Deadline{Day: ledger.Date{Year: 2026, Month: 12, Day: 20}, Due: time.Date(2026, 12, 20, 23, 59, 59, 0, zone)}
	set := func(n, day int) ledger.Tally {
		return ledger.Tally{}.Apply(it, ledger.Record{Seq: 1, Verb: ledger.Counted, Op: ledger.Set, Value: n, At: time.Date(2026, 12, day, 9, 0, 0, 0, zone)})
	}
	later := due
	later.Due, later.Extended = due.Due.AddDate(0, 0, 5), true
	soft := due // the notice names no date: the plan's own holds all the same
	soft.Soft = true
	gaps := []ledger.Gap{
		ledger.NewGap(units[0], it, set(2, 10), due),
		ledger.NewGap(units[1], it, set(1, 22), due),
		ledger.NewGap(units[2], it, set(0, 10), due),
		ledger.NewGap(units[3], it, ledger.Tally{}, due),
		ledger.NewGap(units[4], it, ledger.Tally{}, later),
		ledger.NewGap(units[5], it, ledger.Tally{}, soft),
	}
	classes := func(day int) (out []string) {
		for _, r := range NewTable("", gaps, time.Date(2026, 12, day, 9, 0, 0, 0, zone)).Rows {
			out = append(out, r.Cells[0].Class+" "+r.Cells[0].Value)
		}
		return out
	}
	if d := cmp.Diff([]string{"done 2", "late 1", "zero ", "missing ", "missing ", "missing "}, classes(18)); d != "" {
		t.Error("before:", d)
	}
	if d := cmp.Diff([]string{"done 2", "late 1", "overdue ", "overdue ", "missing ", "overdue "}, classes(23)); d != "" {
		t.Error("after:", d)
	}
	table := NewTable("", gaps, time.Date(2026, 12, 3, 10, 0, 0, 0, zone))
	if c := table.Columns[0]; len(c.Open) != 4 || c.Open[0].Name != "c" || c.Open[1].Class != "missing" || table.Share() != "2/6" {
		t.Errorf("open %+v of %s", c.Open, table.Share())
	}
	if c := table.Columns[0]; c.Share() != "2/6" || c.Due != "12月20日 周日" || c.Percent() != 33 {
		t.Errorf("column %+v", c)
	}
}
