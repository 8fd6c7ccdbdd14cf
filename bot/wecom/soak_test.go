package wecom

import (
	"flag"
	"fmt"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"pufabot/messages"
)

// soakReconnects is how often the connection is lost, with ten messages each time.
// The whole: go test ./bot/wecom -run Soak -soak.reconnects=10000 -v
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

// flat fails when there is more in the end than after the first tenth.
func flat(t *testing.T, first, last level) {
	t.Helper()
	t.Logf("goroutines %d, then %d; heap %d KB, then %d KB", first.goroutines, last.goroutines, first.heap>>10, last.heap>>10)
	if last.goroutines > first.goroutines+2 || last.heap > first.heap+2<<20 {
		t.Errorf("goroutines %d → %d, heap %d → %d KB", first.goroutines, last.goroutines, first.heap>>10, last.heap>>10)
	}
}

func TestSoakLongConnection(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		var first level
		got := 0
		for n := range *soakReconnects {
			c := r.server.Up()
			for i := range 10 {
				c.Callback("aibot_msg_callback", fmt.Sprintf("req%d", i), textBody(fmt.Sprintf("m%d-%d", n, i), fmt.Sprint("wr", i), "lisi", "@普法小助手 征文2篇"))
			}
			for _, env := range r.taken() {
				got++
				if _, err := r.Send(t.Context(), messages.Delivery{Key: "reply/" + env.Key, Address: env.ReplyVia, Message: say("记下了")}); err != nil {
					t.Fatal(err)
				}
				<-c.Frames
			}
			r.mu.Lock()
			r.got = nil
			r.mu.Unlock()
			r.server.Drop()
			r.server.Forget()
			r.log.mu.Lock()
			r.log.b.Reset()
			r.log.mu.Unlock()
			if n == *soakReconnects/10 {
				time.Sleep(time.Minute)
				first = measure()
			}
		}
		time.Sleep(time.Minute)
		if want := 10 * *soakReconnects; got != want {
			t.Errorf("%d messages, want %d", got, want)
		}
		flat(t, first, measure())
	})
}

func say(words string) (m messages.Message) {
	m.Say(messages.T(words))
	return m
}
