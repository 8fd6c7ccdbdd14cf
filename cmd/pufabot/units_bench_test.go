package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"testing"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/ledger"
	"pufabot/messages/dossiertest"
	"pufabot/messages/parcel"
	"pufabot/store"
)

// BenchmarkUnits is what looking costs in a city of 12 counties, a province of 120
// and a country of 3 000, each with a month of reports: the status as somebody asks
// for it in a chat, the picture, every document; and how long a report takes while
// pictures and workbooks are being made without a pause.
func BenchmarkUnits(b *testing.B) {
	for _, units := range []int{12, 120, 3000} {
		b.Run(strconv.Itoa(units), func(b *testing.B) {
			callback, db := province(b, units)
			say := speaker(b, callback)
			b.Run("status", func(b *testing.B) {
				for b.Loop() {
					say("协调员", "汇总")
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

// province is a campaign of so many counties in the middle of its December.
func province(b *testing.B, units int) (http.Handler, *store.DB) {
	b.Helper()
	plan := benchPlan(b)
	plan.Units = slices.DeleteFunc(plan.Units, func(u ledger.Unit) bool { return u.Kind == ledger.County && u.ID != "qidong" })
	for i := range units - 1 {
		plan.Units = append(plan.Units, ledger.Unit{ID: ledger.UnitID(fmt.Sprintf("c%04d", i)), Name: fmt.Sprintf("第%d区", i+1), Kind: ledger.County})
	}
	plan.People = append(plan.People, ledger.Person{Role: ledger.Coordinator, Accounts: []ledger.Account{{Platform: ledger.DingTalk, UserID: "协调员"}}})
	callback, db, _ := benchServiceOf(b, plan)
	for some := range slices.Chunk(dossiertest.Records(plan, 3), 500) {
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
		body := dingtalktest.Body("units-"+strconv.Itoa(n), who, " "+text, nil)
		now := strconv.FormatInt(time.Now().UnixMilli(), 10)
		r := httptest.NewRequest(http.MethodPost, "/dingtalk/callback", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json; charset=utf-8")
		r.Header.Set("timestamp", now)
		r.Header.Set("sign", dingtalktest.Sign(testSecret, now))
		w := httptest.NewRecorder()
		if callback.ServeHTTP(w, r); w.Code != http.StatusOK {
			b.Fatalf("%d %s", w.Code, w.Body)
		}
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
