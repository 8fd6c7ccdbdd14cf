package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"go.etcd.io/bbolt"

	"pufabot/bot"
	"pufabot/bot/dingtalk"
	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// benchService is the way of a callback without the network: handler, store, parser.
func benchService(b *testing.B) (http.Handler, *store.DB, *ledger.Plan) {
	b.Helper()
	return benchServiceOf(b, benchPlan(b))
}

// benchPlan is the example campaign.
func benchPlan(b *testing.B) *ledger.Plan {
	b.Helper()
	return loaded(b, examplePath).Plan()
}

func benchServiceOf(b *testing.B, plan *ledger.Plan) (http.Handler, *store.DB, *ledger.Plan) {
	b.Helper()
	return benchServiceAt(b, plan, time.Now)
}

// benchServiceAt is the same with the ledger's clock.
func benchServiceAt(b *testing.B, plan *ledger.Plan, now func() time.Time) (http.Handler, *store.DB, *ledger.Plan) {
	b.Helper()
	plan.People = append(plan.People, ledger.Person{Role: ledger.Contact, Unit: "qidong",
		Accounts: []ledger.Account{{Platform: ledger.DingTalk, UserID: "staff1"}}})
	db, err := store.Open(filepath.Join(b.TempDir(), "bench.db"), store.Options{Plan: plan, Now: now})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	h := bot.New(db, bot.Options{Plan: plan, BotNames: []string{"普法小助手"}, Log: zerolog.Nop()})
	return dingtalk.NewCallback(dingtalk.CallbackConfig{ClientSecret: testSecret}, h.Handle, zerolog.Nop(), time.Now), db, plan
}

// A signed DingTalk callback to committed record and enqueued reply, one client.
// Compare with BenchmarkBareUpdate: at most twice its time.
func BenchmarkCallback(b *testing.B) {
	callback, _, _ := benchService(b)
	n := 0
	for b.Loop() {
		n++
		serveSigned(b, callback, time.Now(), dingtalktest.Body("msg-"+strconv.Itoa(n), "staff1", " 答题再加1人", nil))
	}
}

// BenchmarkBareUpdate is the machine's bare limit: one bbolt Update that puts as
// many keys and as many bytes as a chat line leaves (journal, record, tally,
// seen, delivery and their indexes), in keys that grow and keys that are hashes.
func BenchmarkBareUpdate(b *testing.B) {
	db, err := bbolt.Open(filepath.Join(b.TempDir(), "bare.db"), 0o600, &bbolt.Options{NoFreelistSync: true, FreelistType: bbolt.FreelistMapType})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	sizes := []int{500, 300, 0, 0, 8, 250, 1200, 0, 1400, 8, 0, 60} // bytes of the twelve values
	n := 0
	for b.Loop() {
		n++
		err := db.Update(func(tx *bbolt.Tx) error {
			bucket, err := tx.CreateBucketIfNotExists([]byte("b"))
			if err != nil {
				return err
			}
			for i, size := range sizes {
				key := fmt.Sprintf("%c%016d", 'a'+i, n)
				if i == 6 || i == 9 { // found by hash
					key = fmt.Sprintf("%c%x", 'a'+i, sha256.Sum256([]byte(key)))
				}
				if i == 5 || i == 11 { // written anew each time
					key = string(rune('a' + i))
				}
				if err := bucket.Put([]byte(key), bytes.Repeat([]byte("x"), size)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// fill writes records in batches, as a long year would leave them.
func fill(b *testing.B, db *store.DB, plan *ledger.Plan, records int) {
	b.Helper()
	by := ledger.Account{Platform: ledger.DingTalk, UserID: "staff1"}
	for done := 0; done < records; {
		err := db.Update(context.Background(), func(tx *store.Tx) error {
			for range min(2000, records-done) {
				done++
				line := tx.AppendLine(store.Line{At: time.Now(), Key: "fill/" + strconv.Itoa(done), By: by, Text: "答题再加1人"})
				unit := plan.Units[done%13]
				tx.Append(ledger.Record{Line: line, At: time.Now(), By: by, Unit: unit.ID, Item: "quiz", Verb: ledger.Counted, Op: ledger.Add, Value: 1})
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// 汇总 and 未报 read running tallies: ten times the records must cost at most 1.2 times.
func BenchmarkOverview(b *testing.B) {
	for _, records := range []int{1000, 10_000, 100_000} {
		b.Run(strconv.Itoa(records), func(b *testing.B) {
			_, db, plan := benchService(b)
			fill(b, db, plan, records)
			for b.Loop() {
				err := db.View(func(tx *store.Tx) error {
					m := messages.Overview(plan, bot.Summarise(plan, tx.EachGap()), time.Now())
					if m.Empty() {
						b.Fatal("empty overview")
					}
					return nil
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Opening a store that holds a long history and was not closed in good order, so
// that all of it is read first: under 500 ms with 100 000 records.
func BenchmarkOpen(b *testing.B) {
	sizes := []int{0, 100_000}
	if *startRecords > 0 {
		sizes = append(sizes, *startRecords)
	}
	for _, records := range sizes {
		b.Run(strconv.Itoa(records), func(b *testing.B) {
			_, db, plan := benchService(b)
			fill(b, db, plan, records)
			path := filepath.Join(b.TempDir(), "copy.db")
			for b.Loop() {
				b.StopTimer()
				_ = os.Remove(path)
				_ = os.Remove(path + ".closed")
				if err := db.Backup(context.Background(), path); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
				again, err := store.Open(path, store.Options{Plan: plan, Now: time.Now})
				if err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				if err := again.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
		})
	}
}
