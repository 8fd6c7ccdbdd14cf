package main

import (
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
)

// TestChaosClock lets the clock jump to and fro, by seconds and by years, while people
// report: every line counts once, and the ledger verifies.
func TestChaosClock(t *testing.T) {
	var ahead atomic.Int64
	now := func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	ding := dingtalktest.New(t, now)
	r := startAt(t, now, t.TempDir(), ding.URL)
	caller := dingtalktest.Caller{URL: r.url + "/dingtalk/callback", Secret: testSecret, Now: now}
	const callers, lines = 4, 10
	var wg sync.WaitGroup
	for c := range callers {
		wg.Go(func() {
			for i := range lines {
				body := dingtalktest.Body("clock-"+strconv.Itoa(c*lines+i), "user-qidong", " 答题再加1人", map[string]any{"robotCode": nil})
				for n := 0; caller.Post(t, body).Status != http.StatusOK; n++ { // the clock jumped between signing and looking
					if n == 1000 {
						t.Error("a line is not taken at all")
						return
					}
				}
				caller.Post(t, body) // and once more
			}
		})
	}
	moving, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		jumps := []time.Duration{2 * time.Second, -2 * time.Second, 90 * time.Minute, -90 * time.Minute, 60 * 24 * time.Hour, -30 * 365 * 24 * time.Hour, 0}
		for i := 0; ; i++ {
			ahead.Store(int64(jumps[i%len(jumps)]))
			select {
			case <-moving:
				return
			case <-time.After(time.Millisecond):
			}
		}
	}()
	wg.Wait()
	close(moving)
	<-stopped
	ahead.Store(0)
	if v, _ := r.value("qidong", "quiz"); v != callers*lines {
		t.Errorf("%d lines, the ledger counts %d", callers*lines, v)
	}
	r.stop()
	if out, code := r.cli("verify"); code != 0 {
		t.Errorf("verify: %s", out)
	}
}

// TestChaosPlatforms lets the platform fail in every class while the bot answers and
// is killed: lines count all the same, and once it behaves, everybody has an answer.
func TestChaosPlatforms(t *testing.T) {
	t.Parallel()
	ding := dingtalktest.New(t, time.Now)
	v := newVictim(t)
	text, err := os.ReadFile(v.config)
	if err != nil {
		t.Fatal(err)
	}
	text = []byte(strings.ReplaceAll(string(text), "https://oapi.dingtalk.com", ding.URL))
	if err := os.WriteFile(v.config, text, 0o600); err != nil {
		t.Fatal(err)
	}
	far := ding.URL + "/elsewhere"
	all := []dingtalktest.Trouble{{Status: 500}, {Cut: true}, {Body: "<html>"}, {To: far}, {Status: 429}, {ErrCode: -1}, {ErrCode: 88},
		{ErrCode: 130101}, {ErrCode: 400105}, {ErrCode: 310000}, {ErrCode: 300001}, {Status: 404}, {Late: true, Cut: true}}
	ding.Moods(func(request int, _ string) dingtalktest.Trouble { return all[request%len(all)] })
	v.live()
	n := 0
	for life := range 3 {
		if life > 0 {
			v.kill()
			v.live()
		}
		before := ding.Requests()
		for range 2 * len(all) {
			n++
			v.chat = "cid-" + strconv.Itoa(n) // one for each: the pace of a chat is another matter
			v.session, _ = ding.NewSession(v.chat, time.Hour)
			if !v.post(n) {
				t.Fatalf("message %d was not taken while the platform fails", n)
			}
		}
		for deadline := time.Now().Add(20 * time.Second); ding.Requests() < before+len(all) && time.Now().Before(deadline); {
			time.Sleep(10 * time.Millisecond) // another process: nothing to wait on but its requests
		}
	}
	ding.Moods(nil)
	v.chat = "cid-last"
	v.session, _ = ding.NewSession(v.chat, time.Hour)
	n++
	if !v.post(n) {
		t.Fatal("the last message was not taken")
	}
	heard := func() bool {
		for _, s := range ding.Sent() {
			if s.Conversation == "cid-last" {
				return true
			}
		}
		return false
	}
	for deadline := time.Now().Add(60 * time.Second); !heard(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("nobody is answered although the platform behaves")
		}
	}
	if !v.ask("/healthz") || !v.ask("/readyz") {
		t.Error("a platform that failed made the bot unwell")
	}
	v.kill()
	if got := v.counted(); got != n {
		t.Errorf("%d lines, the ledger counts %d", n, got)
	}
	ding.Faults()
}
