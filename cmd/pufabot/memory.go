package main

import (
	"context"
	"math"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"time"
)

// cgroupLimit is where a container's memory limit stands (cgroup v2).
const cgroupLimit = "/sys/fs/cgroup/memory.max"

// The collector may let the heap grow to some times of what is alive, which is little,
// and works harder as all of the runtime's memory nears the bound. Beside it there
// are the mapped pages of the program and of the ledger, some 20 MB.
const (
	memoryBound = 30 << 20
	growth      = 200 // percent
)

// boundMemory keeps the memory small under load, and below a container's limit, so
// that the collector works harder before the kernel kills. GOMEMLIMIT and GOGC,
// which somebody has set on purpose, go before.
func boundMemory(limitFile string) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(growth)
	}
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	limit, ok := memoryLimit(limitFile)
	if !ok || limit > memoryBound {
		limit = memoryBound
	}
	debug.SetMemoryLimit(limit)
}

// memoryLimit is what the heap may have: nine tenths of the limit, the rest is for
// the program itself and the mapped file. "max", no file, or nonsense is no limit.
func memoryLimit(limitFile string) (int64, bool) {
	data, err := os.ReadFile(limitFile)
	if err != nil {
		return 0, false
	}
	n, err := strconv.ParseInt(strings.TrimSpace(string(data)), 10, 64)
	if err != nil || n < 16<<20 || n > math.MaxInt64/10 {
		return 0, false
	}
	return n / 10 * 9, true
}

// startTakes is when the start is over: the first tick and the daily copy included.
const startTakes = 10 * time.Second

// releaseEvery is how long what a large piece of work needed may stay after it.
const releaseEvery = 5 * time.Minute

// staySmall gives back what only the start needed, and later what exports, pictures
// and copies did: their heap, the pages of the ledger that they read, and those of
// the program that they ran through. An idle bot would hold most of it for ever.
func (s *service) staySmall(ctx context.Context) {
	next := time.NewTimer(startTakes)
	defer next.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-next.C:
		}
		debug.FreeOSMemory()
		s.db.Rest()
		releaseProgram()
		next.Reset(releaseEvery)
	}
}
