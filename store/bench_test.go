package store

import (
	"context"
	"encoding/binary"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"go.etcd.io/bbolt"

	"pufabot/bot/ledger"
)

// BenchmarkUpdate compares one chat line (line, record, tally, seen, delivery and
// their indexes) with a bare bbolt Update that puts as many bytes in four values.
// Each has its own fresh file on the disk of the temporary folder.
func BenchmarkUpdate(b *testing.B) {
	b.Run("line", func(b *testing.B) {
		db, _ := openNew(b)
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			update(b, db, func(tx *Tx) { say(tx, fmt.Sprintf("wecom/b/%d", i), quiz(1)) })
		}
	})
	b.Run("bare", func(b *testing.B) {
		db, err := bbolt.Open(filepath.Join(b.TempDir(), "bare.db"), 0o600, &bbolt.Options{NoFreelistSync: true,
			FreelistType: bbolt.FreelistMapType, InitialMmapSize: initialMmap, NoStatistics: true})
		if err != nil {
			b.Fatal(err)
		}
		defer db.Close()
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			err := db.Update(func(tx *bbolt.Tx) error {
				bucket, err := tx.CreateBucketIfNotExists([]byte("b"))
				for n := range 4 {
					key := append([]byte{byte(n)}, binary.BigEndian.AppendUint64(nil, uint64(i))...)
					if err == nil {
						err = bucket.Put(key, make([]byte, 450))
					}
				}
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// filled gives a closed file with n records of as many lines, made once per run.
func filled(b *testing.B, n int) string {
	b.Helper()
	fills.Lock()
	defer fills.Unlock()
	if fills.dir == "" {
		dir, err := os.MkdirTemp("", "pufabot-bench-*")
		if err != nil {
			b.Fatal(err)
		}
		fills.dir = dir
	}
	path := filepath.Join(fills.dir, fmt.Sprintf("%d.db", n))
	if _, err := os.Stat(path); err == nil {
		return path
	}
	db, err := Open(path, Options{Plan: testPlan(), Now: newClock().now})
	if err != nil {
		b.Fatal(err)
	}
	plan := testPlan()
	const batch = 500
	for i := 0; i < n; i += batch {
		err := db.Update(context.Background(), func(tx *Tx) error {
			for j := i; j < i+batch; j++ {
				say(tx, fmt.Sprintf("wecom/b/%d", j), ledger.Record{Verb: ledger.Counted, Op: ledger.Set, Value: j % 500,
					Unit: plan.Units[j%3].ID, Item: plan.Items[j/3%4].ID})
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

var fills struct {
	sync.Mutex
	dir string
}

func TestMain(m *testing.M) {
	flag.Parse()
	if f := flag.Lookup("rapid.checks"); f.Value.String() == f.DefValue {
		if err := f.Value.Set("12"); err != nil { // each makes a file; more with -rapid.checks
			panic(err)
		}
	}
	code := m.Run()
	if fills.dir != "" {
		os.RemoveAll(fills.dir)
	}
	os.Exit(code)
}

var sizesOfJournals = []int{1_000, 10_000, 100_000}

// BenchmarkGaps must cost the same whatever the size of the journal.
func BenchmarkGaps(b *testing.B) {
	for _, n := range sizesOfJournals {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			db := openAt(b, filled(b, n), newClock())
			b.ReportAllocs()
			for b.Loop() {
				view(b, db, func(tx *Tx) {
					if len(tx.Gaps()) == 0 {
						b.Fatal("no gaps")
					}
				})
			}
			db.Close()
		})
	}
}

// BenchmarkTallies must cost the same whatever the size of the journal.
func BenchmarkTallies(b *testing.B) {
	for _, n := range sizesOfJournals {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			db := openAt(b, filled(b, n), newClock())
			for b.Loop() {
				view(b, db, func(tx *Tx) { tx.Tallies() })
			}
			db.Close()
		})
	}
}

// BenchmarkOpen opens and closes a store; 100 000 records must take less than 500 ms.
func BenchmarkOpen(b *testing.B) {
	for _, n := range append([]int{0}, sizesOfJournals...) {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			path := filled(b, n)
			for b.Loop() {
				openAt(b, path, newClock()).Close()
			}
			if info, err := os.Stat(path); err == nil {
				b.ReportMetric(float64(info.Size())/(1<<20), "MiB")
			}
		})
	}
}

// BenchmarkAppendLate is one chat line onto a long journal.
func BenchmarkAppendLate(b *testing.B) {
	path := filepath.Join(b.TempDir(), "late.db")
	if err := copyFile(path, filled(b, 100_000)); err != nil {
		b.Fatal(err)
	}
	db := openAt(b, path, newClock())
	for i := 0; b.Loop(); i++ {
		update(b, db, func(tx *Tx) { say(tx, fmt.Sprintf("wecom/late/%d", i), quiz(1)) })
	}
}
