package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/messages"
)

// dingMoods are what DingTalk's API does to us.
func dingMoods(d *day) func(int, string) dingtalktest.Trouble {
	all := []dingtalktest.Trouble{{ErrCode: -1}, {Status: 503}, {Cut: true}, {Cut: true, Late: true}, {Body: `{"status":1111,"wait":5}`},
		{Status: 504, Late: true}, {Body: "{}"}, {Body: "<html>"}, {Delay: 20 * time.Millisecond}, {Status: 429}, {ErrCode: 130101, Body: ""}, {Status: 500}}
	if d.long {
		all = append(all, dingtalktest.Trouble{Delay: time.Second}, dingtalktest.Trouble{Hang: true}, dingtalktest.Trouble{Hang: true, Late: true})
	}
	pushed := 0
	return func(n int, path string) dingtalktest.Trouble {
		if path != "/robot/send" {
			return mood(n, all)
		}
		// Pushes are few: the answer to the first of every two attempts is lost.
		pushed++
		return dingtalktest.Trouble{Cut: pushed%2 == 1, Late: pushed%2 == 1}
	}
}

// dingBody is one line as DingTalk sends it, with a session that soon dies on
// every fifth.
func dingBody(d *day, srv *dingtalktest.Server, n int, unit, words string) []byte {
	life := 90 * time.Minute
	if n%5 == 4 {
		life = time.Second
	}
	session, expires := srv.NewSession("cidWORK==", life)
	return dingtalktest.Body(fmt.Sprintf("msg%d==", n), unit, " "+words, map[string]any{"conversationId": "cidWORK==", "createAt": d.clock.Now().UnixMilli(),
		"sessionWebhook": session, "sessionWebhookExpiredTime": expires.UnixMilli()})
}

func dingSeen(srv *dingtalktest.Server) (out []string) {
	for _, s := range srv.Sent() {
		out = append(out, s.Text)
	}
	return out
}

// dingTrouble kills tokens and sessions before their time.
func dingTrouble(srv *dingtalktest.Server, n int) {
	if n%9 == 5 {
		srv.ForgetTokens()
	}
	if n%13 == 7 {
		srv.ForgetSessions()
	}
}

func dingtalkCallbackWay() way {
	var srv *dingtalktest.Server
	sent := map[int][]byte{}
	say := func(d *day, n int, unit, words string) {
		if sent[n] == nil {
			sent[n] = dingBody(d, srv, n, unit, words)
		}
		caller := dingtalktest.Caller{URL: d.url + "/dingtalk/callback", Secret: testSecret, Now: d.clock.Now}
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				if a := caller.Post(d.t, sent[n]); a.Status != http.StatusOK {
					d.t.Errorf("callback: %d %s", a.Status, a.Body)
				}
			})
		}
		wg.Wait()
	}
	return way{name: "dingtalk callback",
		config: func(d *day) []string {
			srv = dingtalktest.New(d.t, d.clock.Now)
			srv.AddRobot("robot-token", "SECday", "")
			srv.AddApp("dingappkey0001", testSecret, "dingappkey0001", []string{"cidWORK=="}, append(dayUnits, "boss"))
			return []string{`receive       = "off"`, `receive = "callback"`, `"https://oapi.dingtalk.com"`, `"` + srv.URL + `"`,
				`"https://api.dingtalk.com"`, `"` + srv.URL + `"`,
				`"env:PUFABOT_DINGTALK_WEBHOOK_TOKEN"`, `"robot-token"`, `"env:PUFABOT_DINGTALK_WEBHOOK_SECRET"`, `"SECday"`}
		},
		start: func(d *day) { srv.Moods(dingMoods(d)) },
		say:   say, again: say,
		trouble: func(_ *day, n int) { dingTrouble(srv, n) },
		seen:    func(*day) []string { return dingSeen(srv) },
		once: func(*day) (messages.Channel, int) { // by msgUuid
			n := 0
			for _, s := range srv.Sent() {
				if s.Robot != "" {
					n++
				}
			}
			return messages.ChanDingTalkRobot, n
		}}
}

func dingtalkStreamWay() way {
	var srv *dingtalktest.Server
	var gate *dingtalktest.Gateway
	sent := map[int][]byte{}
	acked := func(id string) func() bool {
		return func() bool { a, ok := gate.Acked(id); return ok && a.Code == http.StatusOK }
	}
	return way{name: "dingtalk stream",
		config: func(d *day) []string {
			srv = dingtalktest.New(d.t, d.clock.Now)
			srv.AddApp("dingappkey0001", testSecret, "dingappkey0001", []string{"cidWORK=="}, append(dayUnits, "boss"))
			gate = dingtalktest.NewGateway(d.t, "dingappkey0001", testSecret)
			// The gateway and the API share an address, as they do in reality.
			front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/connect" || strings.HasPrefix(r.URL.Path, "/v1.0/gateway/") {
					gate.ServeHTTP(w, r)
					return
				}
				srv.ServeHTTP(w, r)
			}))
			d.t.Cleanup(func() { gate.Drop(); front.CloseClientConnections(); front.Close() })
			return []string{`receive       = "off"`, `receive = "stream"`, `"https://oapi.dingtalk.com"`, `"` + srv.URL + `"`,
				`"https://api.dingtalk.com"`, `"` + front.URL + `"`, `dingtalk_conversation_id = ""`, `dingtalk_conversation_id = "cidWORK=="`}
		},
		start: func(d *day) {
			d.until("a connection", func() bool { return gate.Live() > 0 })
			srv.Moods(dingMoods(d))
		},
		say: func(d *day, n int, unit, words string) {
			sent[n] = dingBody(d, srv, n, unit, words)
			d.until("an acknowledgement", func() bool { // unacknowledged, it is pushed again under another id
				id, lost := gate.Message(sent[n])
				return !lost && d.soon(acked(id))
			})
			if n%3 == 0 {
				_, _ = gate.Message(sent[n])
			}
		},
		again: func(_ *day, n int, _, _ string) { _, _ = gate.Message(sent[n]) },
		trouble: func(d *day, n int) {
			dingTrouble(srv, n)
			switch { // each costs a wait before the next connection, and longer ones when they come often
			case n == 8 || d.long && n%60 == 8:
				gate.Disconnect()
			case n == 30 || d.long && n%60 == 30:
				gate.Drop()
			}
		},
		seen: func(d *day) []string {
			if f := gate.Faults(); len(f) > 0 {
				d.t.Errorf("the client %q", f)
			}
			return dingSeen(srv)
		}}
}
