package wiretest

import (
	"runtime"
	"testing"
	"testing/synctest"
)

// Level is what must not grow over a long run.
type Level struct {
	goroutines int
	heap       uint64 // bytes
}

// Measure takes the level of a bubble that has come to rest.
func Measure() Level {
	synctest.Wait()
	runtime.GC()
	runtime.GC() // finalizers of the first free more
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return Level{runtime.NumGoroutine(), m.HeapAlloc}
}

// Flat fails when there is more in the end than early on: more than two goroutines,
// or more than 2 MiB.
func Flat(t *testing.T, early, end Level) {
	t.Helper()
	t.Logf("goroutines %d, then %d; heap %d KB, then %d KB", early.goroutines, end.goroutines, early.heap>>10, end.heap>>10)
	if end.goroutines > early.goroutines+2 || end.heap > early.heap+2<<20 {
		t.Errorf("goroutines %d → %d, heap %d → %d KB", early.goroutines, end.goroutines, early.heap>>10, end.heap>>10)
	}
}
