package dingtalk

import (
	"flag"
	"fmt"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
)

// soakReconnects is how often the connection is lost or replaced, with ten
// messages each time. The whole:
// go test ./bot/dingtalk -run Soak -soak.reconnects=10000 -v
var soakReconnects = flag.Int("soak.reconnects", 150, "how often the soak test loses the connection")

// level is what must not grow.
type level struct {
	goroutines int
	heap       uint64
}

func measure() level {
	synctest.Wait()
	runtime.GC()
	runtime.GC() // finalizers of the first free more
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return level{runtime.NumGoroutine(), m.HeapAlloc}
}

func TestSoakStream(t *testing.T) {
	streaming(t, nil, func(b *streamBench) {
		var first, last level
		got := 0
		for n := range *soakReconnects {
			for b.Live() == 0 || !b.stream.State().Connected {
				b.after(time.Second)
			}
			for i := range 10 {
				body := dingtalktest.Body(fmt.Sprintf("msg%d-%d", n, i), "staff0042", "征文1", object{"conversationId": fmt.Sprint("cid", i)})
				b.Message(body)
			}
			synctest.Wait()
			b.mu.Lock()
			got += len(b.took)
			b.took = nil
			b.mu.Unlock()
			if n%2 == 0 {
				b.Disconnect() // replaced, the old one ends after ten seconds
				b.after(15 * time.Second)
			} else {
				b.Drop()
				b.after(time.Second)
			}
			b.Forget()
			b.log.mu.Lock()
			b.log.buf.Reset()
			b.log.mu.Unlock()
			if n == *soakReconnects/10 {
				b.after(time.Minute)
				first = measure()
			}
		}
		b.after(time.Minute)
		last = measure()
		if want := 10 * *soakReconnects; got != want {
			t.Errorf("%d messages, want %d", got, want)
		}
		opened, _ := b.Opened()
		t.Logf("%d connections; goroutines %d, then %d; heap %d KB, then %d KB", opened, first.goroutines, last.goroutines, first.heap>>10, last.heap>>10)
		if last.goroutines > first.goroutines+2 || last.heap > first.heap+2<<20 {
			t.Errorf("goroutines %d → %d, heap %d → %d KB", first.goroutines, last.goroutines, first.heap>>10, last.heap>>10)
		}
	})
}
