package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"pufabot/store"
)

// startRecords is one more size of the ledger, for instance a million: go test ./cmd/pufabot
// -run xxx -bench 'Start|Idle' -start.records=1000000 (a few minutes to fill).
var startRecords = flag.Int("start.records", 0, "a further size of the ledger for the benchmarks of the built binary")

// idleFor is how long the bot is left alone before its memory is looked at. A minute
// more shows what the runtime gives back by itself.
var idleFor = flag.Duration("idle.for", 15*time.Second, "how long BenchmarkIdle waits")

// eachLedger runs a benchmark on ledgers of several sizes.
func eachLedger(b *testing.B, run func(b *testing.B, v *victim)) {
	sizes := []int{0, 10_000, 100_000}
	if *startRecords > 0 {
		sizes = append(sizes, *startRecords)
	}
	for _, records := range sizes {
		b.Run(fmt.Sprint(records), func(b *testing.B) { run(b, victimWith(b, records)) })
	}
}

// victimWith is a bot whose ledger has so many records, closed in good order.
func victimWith(b *testing.B, records int) *victim {
	b.Helper()
	v := newVictim(b)
	c := loaded(b, v.config)
	if err := os.MkdirAll(c.DataDir, 0o700); err != nil {
		b.Fatal(err)
	}
	db, err := store.Open(filepath.Join(c.DataDir, "pufabot.db"), store.Options{Plan: c.fullPlan(), Routes: c.routes(), Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	fill(b, db, c.Plan(), records)
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	return v
}

// BenchmarkStart is from the start of the program until /readyz says 200, with the
// ledger as an orderly stop has left it.
func BenchmarkStart(b *testing.B) {
	binary(b)
	eachLedger(b, func(b *testing.B, v *victim) {
		for b.Loop() {
			v.start("/readyz")
			b.StopTimer()
			v.stop()
			b.StartTimer()
		}
	})
}

// BenchmarkIdle is the memory of a bot that has nothing to do.
func BenchmarkIdle(b *testing.B) {
	if runtime.GOOS != "linux" {
		b.Skip("asks /proc")
	}
	binary(b)
	eachLedger(b, func(b *testing.B, v *victim) {
		for b.Loop() {
			v.start("/readyz")
			time.Sleep(*idleFor)
			for field, name := range map[string]string{"VmRSS:": "MiB", "RssAnon:": "MiB-own", "RssFile:": "MiB-files", "VmHWM:": "MiB-most"} {
				b.ReportMetric(v.memory(field), name)
			}
			v.stop()
		}
	})
}

// stop ends the bot as an operator does.
func (v *victim) stop() {
	v.t.Helper()
	if err := v.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		v.t.Fatal(err)
	}
	if err := v.cmd.Wait(); err != nil {
		v.t.Fatal(err)
	}
	v.cmd = nil
}

// memory reads a field of /proc/PID/status, in MiB.
func (v *victim) memory(field string) float64 {
	v.t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", v.cmd.Process.Pid))
	if err != nil {
		v.t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		var kb float64
		if rest, ok := strings.CutPrefix(line, field); ok {
			if _, err := fmt.Sscan(rest, &kb); err != nil {
				v.t.Fatal(err)
			}
			return kb / 1024
		}
	}
	v.t.Fatalf("no %s", field)
	return 0
}
