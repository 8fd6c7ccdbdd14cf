package main

import (
	"math"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"time"
)

// cgroupLimit is where a container's memory limit stands (cgroup v2).
const cgroupLimit = "/sys/fs/cgroup/memory.max"

// boundMemory keeps the heap below a container's limit, so that the collector works
// harder before the kernel kills. GOMEMLIMIT, which somebody has set on purpose,
// goes before.
func boundMemory(limitFile string) {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	if limit, ok := memoryLimit(limitFile); ok {
		debug.SetMemoryLimit(limit)
	}
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

// releaseStart gives back, once, what only the start needed: reading the
// configuration, compiling the grammar, walking the file, copying it. An idle bot
// would otherwise hold it for minutes.
func releaseStart() { time.AfterFunc(startTakes, debug.FreeOSMemory) }
