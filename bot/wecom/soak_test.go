package wecom

import (
	"flag"
	"fmt"
	"testing"
	"time"

	"pufabot/bot/wire/wiretest"
	"pufabot/messages"
)

// soakReconnects is how often the connection is lost, with ten messages each time.
// The whole: go test ./bot/wecom -run Soak -soak.reconnects=10000 -v
var soakReconnects = flag.Int("soak.reconnects", 150, "how often the soak test loses the connection")

func TestSoakLongConnection(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		var first wiretest.Level
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
			r.log.Reset()
			if n == *soakReconnects/10 {
				time.Sleep(time.Minute)
				first = wiretest.Measure()
			}
		}
		time.Sleep(time.Minute)
		if want := 10 * *soakReconnects; got != want {
			t.Errorf("%d messages, want %d", got, want)
		}
		wiretest.Flat(t, first, wiretest.Measure())
	})
}

func say(words string) (m messages.Message) {
	m.Say(messages.T(words))
	return m
}
