package outbox

import (
	"testing"
	"time"
)

func TestPauseGrowsAndStays(t *testing.T) {
	for n := 1; n < 200; n++ {
		full := min(longPause, firstPause*time.Duration(1<<min(n-1, 20)))
		if got := pause(n); got < full/2 || got > full {
			t.Fatalf("pause(%d) = %v, want between %v and %v", n, got, full/2, full)
		}
	}
}
