package dingtalk

import (
	"flag"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/wire/wiretest"
)

// soakReconnects is how often the connection is lost or replaced, with ten
// messages each time. The whole:
// go test ./bot/dingtalk -run Soak -soak.reconnects=10000 -v
var soakReconnects = flag.Int("soak.reconnects", 150, "how often the soak test loses the connection")

func TestSoakStream(t *testing.T) {
	streaming(t, nil, func(b *streamBench) {
		var first wiretest.Level
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
			b.log.Reset()
			if n == *soakReconnects/10 {
				b.after(time.Minute)
				first = wiretest.Measure()
			}
		}
		b.after(time.Minute)
		if want := 10 * *soakReconnects; got != want {
			t.Errorf("%d messages, want %d", got, want)
		}
		opened, _ := b.Opened()
		t.Logf("%d connections", opened)
		wiretest.Flat(t, first, wiretest.Measure())
	})
}
