package main

import (
	"flag"
	"fmt"
	"net/http"
	"runtime"
	"testing"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
)

// soakMessages go through the whole bot: callback, store, outbox, session. The
// whole: go test ./cmd/pufabot -run Soak -soak.messages=100000 -v -timeout 30m
var soakMessages = flag.Int("soak.messages", 200, "messages of the soak test")

// TestSoakWholeBot: after the first tenth nothing grows any more but the file.
func TestSoakWholeBot(t *testing.T) {
	w := dingtalkCallbackWay()
	var srv *dingtalktest.Server
	w.config = func(d *day) []string {
		srv = dingtalktest.New(d.t, d.clock.Now)
		srv.AddApp("dingappkey0001", testSecret, "dingappkey0001", []string{"cidWORK=="}, append(dayUnits, "boss"))
		return []string{`receive       = "off"`, `receive = "callback"`, `"https://oapi.dingtalk.com"`, `"` + srv.URL + `"`,
			`"https://api.dingtalk.com"`, `"` + srv.URL + `"`}
	}
	w.start = func(*day) {}
	d := newDay(t, w)
	defer d.stopping()
	measure := func() (goroutines int, heap uint64) {
		d.settle(time.Hour)
		http.DefaultClient.CloseIdleConnections()
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return runtime.NumGoroutine(), m.HeapAlloc
	}
	var goroutines int
	var heap uint64
	for n := range *soakMessages {
		unit := dayUnits[n%len(dayUnits)]
		session, expires := srv.NewSession("cid"+unit, time.Hour)
		body := dingtalktest.Body(fmt.Sprintf("msg%d==", n), unit, " 答题再加1人", map[string]any{"conversationId": "cid" + unit,
			"createAt": d.clock.Now().UnixMilli(), "sessionWebhook": session, "sessionWebhookExpiredTime": expires.UnixMilli()})
		serveSigned(t, d.mux, d.clock.Now(), body)
		d.clock.Add(2 * time.Second)
		if n%100 == 99 {
			d.settle(time.Hour)
			srv.Forget()
		}
		if n == *soakMessages/10 {
			goroutines, heap = measure()
		}
	}
	g, h := measure()
	t.Logf("%d messages; goroutines %d, then %d; heap %d KB, then %d KB", *soakMessages, goroutines, g, heap>>10, h>>10)
	if g > goroutines+10 || h > heap+8<<20 {
		t.Errorf("goroutines %d → %d, heap %d → %d KB", goroutines, g, heap>>10, h>>10)
	}
	if n := d.pending(); n > 0 {
		t.Errorf("%d deliveries wait", n)
	}
}
