package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/ledger"
	"pufabot/messages/dossiertest"
	"pufabot/messages/parcel"
	"pufabot/scheduler"
	"pufabot/store"
)

// BenchmarkUnits is what looking costs in a city of 12 counties, a province of 120
// and a country of 3 000, each with a month of reports: the status as somebody asks
// for it in a chat on a quiet day, on one since whose eve everything was reported, and
// when some have reported after the freeze; who is missing; a look at what is due, which
// there is twice a minute; the picture, every document;
// and how long a report takes while pictures and workbooks are being made without a pause.
func BenchmarkUnits(b *testing.B) {
	for _, units := range []int{12, 120, 3000} {
		b.Run(strconv.Itoa(units), func(b *testing.B) {
			var now atomic.Pointer[time.Time]
			day := func(d int) { now.Store(new(time.Date(2026, 12, d, 9, 30, 0, 0, time.UTC))) }
			day(22)
			callback, db := province(b, units, func() time.Time { return *now.Load() })
			say := speaker(b, callback)
			for _, ask := range []struct {
				name, text string
				day        int
			}{{"status", "汇总", 22}, {"status-busy", "汇总", 2}, {"status-frozen", "汇总", 28}, {"missing", "谁还没交", 22}} {
				b.Run(ask.name, func(b *testing.B) {
					day(ask.day)
					for b.Loop() {
						say("协调员", ask.text)
					}
				})
			}
			day(22)
			b.Run("tick", func(b *testing.B) {
				sched := scheduler.New(db, zerolog.Nop(), nil)
				for b.Loop() {
					if err := sched.Fire(context.Background()); err != nil {
						b.Fatal(err)
					}
				}
			})
			c := &Config{}
			export := func(format string) {
				if err := c.export(db.View, io.Discard, parcel.Order{Format: format}); err != nil {
					b.Error(err)
				}
			}
			for _, format := range []string{"png", "csv", "docx", "xlsx"} {
				b.Run(format, func(b *testing.B) {
					for b.Loop() {
						export(format)
					}
				})
			}
			b.Run("report", func(b *testing.B) { reports(b, say) })
			b.Run("report-beside-exports", func(b *testing.B) {
				stop, done := make(chan struct{}), make(chan struct{})
				go func() {
					defer close(done)
					for {
						for _, format := range []string{"png", "xlsx"} {
							select {
							case <-stop:
								return
							default:
								export(format)
							}
						}
					}
				}()
				reports(b, say)
				close(stop)
				<-done
			})
		})
	}
}

// province is a campaign of so many counties with all reports of its December; one of
// ten has corrected a figure after the freeze.
func province(b *testing.B, units int, now func() time.Time) (http.Handler, *store.DB) {
	b.Helper()
	plan := benchPlan(b)
	plan.Units = slices.DeleteFunc(plan.Units, func(u ledger.Unit) bool { return u.Kind == ledger.County && u.ID != "qidong" })
	for i := range units - 1 {
		plan.Units = append(plan.Units, ledger.Unit{ID: ledger.UnitID(fmt.Sprintf("c%04d", i)), Name: fmt.Sprintf("第%d区", i+1), Kind: ledger.County})
	}
	plan.People = append(plan.People, ledger.Person{Role: ledger.Coordinator, Accounts: []ledger.Account{{Platform: ledger.DingTalk, UserID: "协调员"}}})
	callback, db, _ := benchServiceAt(b, plan, now)
	all := dossiertest.Records(plan, 3)
	for i := 0; i < len(plan.Units); i += 10 {
		all = append(all, ledger.Record{At: time.Date(2026, 12, 26, 10, 0, i, 0, time.UTC), Role: ledger.Contact, Unit: plan.Units[i].ID, Item: "quiz",
			Verb: ledger.Counted, Op: ledger.Set, Value: 100 + i})
	}
	for some := range slices.Chunk(all, 500) {
		err := db.Update(context.Background(), func(tx *store.Tx) error {
			for _, r := range some {
				r.Line = tx.AppendLine(store.Line{At: r.At, By: r.By, Role: r.Role, Unit: r.Unit, Text: "报送"})
				tx.Append(r)
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return callback, db
}

// speaker says lines by signed callbacks, each of its own.
func speaker(b *testing.B, callback http.Handler) func(who, text string) {
	n := 0
	return func(who, text string) {
		n++
		serveSigned(b, callback, time.Now(), dingtalktest.Body("units-"+strconv.Itoa(n), who, " "+text, nil))
	}
}

// reports measures single reports, and the slowest of a hundred.
func reports(b *testing.B, say func(who, text string)) {
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		say("staff1", "答题再加1人")
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}
