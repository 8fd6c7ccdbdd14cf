package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/wecom/wecomtest"
	"pufabot/messages"
)

const dayChat = "wrWORKGROUP"

// mood picks the misbehaviour for every third request, each in its turn.
func mood[T any](n int, all []T) (zero T) {
	if n%3 != 0 {
		return zero
	}
	return all[n/3%len(all)]
}

// wecomMoods are what WeCom's API does to us; hanging ones only on a long day.
func wecomMoods(d *day) func(int) wecomtest.Failure {
	all := []wecomtest.Failure{{Code: 45009}, {Status: 502}, {Cut: true}, {Cut: true, Accepted: true}, {Code: -1}, {Status: 429},
		{Status: 504, Accepted: true}, {Body: "{}"}, {Body: "<html>"}, {Delay: 20 * time.Millisecond}, {Code: 45033}, {Code: 93000}}
	if d.long {
		all = append(all, wecomtest.Failure{Delay: time.Second}, wecomtest.Failure{Hang: true}, wecomtest.Failure{Hang: true, Accepted: true})
	}
	return func(n int) wecomtest.Failure { return mood(n, all) }
}

func wecomCallbackWay() way {
	var api *wecomtest.Server
	var bot *wecomtest.Bot
	sent := map[int]map[string]any{}
	say := func(d *day, n int, unit, words string) {
		if sent[n] == nil {
			sent[n] = bot.Group(dayChat, unit, "@普法小助手 "+words)
		}
		// The platform repeats at once, too: both get the same words.
		var wg sync.WaitGroup
		var got [2]wecomtest.Reply
		for i := range got {
			wg.Go(func() { got[i] = bot.Post(sent[n]) })
		}
		wg.Wait()
		if got[0].Text != got[1].Text || got[0].StreamID != got[1].StreamID {
			d.t.Errorf("a repeat was answered otherwise: %q, %q", got[0].Text, got[1].Text)
		}
		d.hear(got[0].Text)
	}
	return way{name: "wecom callback",
		config: func(d *day) []string {
			api = wecomtest.NewServer(d.t, d.clock.Now, "hook-key")
			return []string{`receive          = "off"`, `receive = "callback"`, `"https://qyapi.weixin.qq.com"`, `"` + api.URL + `"`,
				`"env:PUFABOT_WECOM_WEBHOOK_KEY"`, `"hook-key"`}
		},
		start: func(d *day) {
			bot = wecomtest.NewBot(d.t, d.url+"/wecom/callback", "普法小助手", d.clock.Now)
			api.Moods(wecomMoods(d))
		},
		say: say, again: say,
		seen: func(*day) (out []string) {
			for _, p := range api.Posts("hook-key") {
				out = append(out, p.Content)
			}
			return out
		}}
}

func wecomLongWay() way {
	var srv *wecomtest.Long
	var cuts int
	frame := func(d *day, n int, unit, words string, req string) bool {
		live := srv.Live()
		if live == nil {
			return false
		}
		live.Callback("aibot_msg_callback", req, map[string]any{"msgid": fmt.Sprintf("%032x", n+1), "aibotid": "aibDAY", "chattype": "group",
			"chatid": dayChat, "from": map[string]any{"userid": unit}, "msgtype": "text", "text": map[string]any{"content": "@普法小助手 " + words}})
		return true
	}
	kept := func(d *day, n int) bool { return d.journalled(fmt.Sprintf("wecom/aibDAY/%032x", n+1)) }
	return way{name: "wecom long connection",
		config: func(d *day) []string {
			srv = wecomtest.NewLong(d.t, "aibDAY", "long-secret")
			srv.Now = d.clock.Now
			srv.Heard(func(f wecomtest.Frame) { d.hear(f.Text) })
			return []string{`receive          = "off"`, `receive = "websocket"`, `"wss://openws.work.weixin.qq.com"`, `"` + srv.Listen() + `"`,
				`bot_id           = ""`, `bot_id = "aibDAY"`, `wecom_chat_id            = ""`, `wecom_chat_id = "` + dayChat + `"`}
		},
		start: func(d *day) {
			d.until("a connection", func() bool { return srv.Live() != nil })
			all := []wecomtest.Mood{{Code: 6000}, {Code: 45009}, {Code: 846605}, {Delay: 20 * time.Millisecond}, {Code: 846601}, {Code: 45033}, {Code: 846608}}
			if d.long {
				all = append(all, wecomtest.Mood{Deaf: true}, wecomtest.Mood{Deaf: true, Accepted: true})
			}
			srv.Moods(func(n int) wecomtest.Mood {
				if n%31 == 30 && (cuts == 0 || d.long) { // each costs a wait before the next connection
					cuts++
					return wecomtest.Mood{Cut: true, Accepted: cuts%2 == 1}
				}
				return mood(n, all)
			})
		},
		// The platform repeats nothing here: it hands a message over once it has a
		// connection. That it repeats all the same must do no harm.
		say: func(d *day, n int, unit, words string) {
			d.until("a line that is kept", func() bool {
				d.out.Wake()
				return kept(d, n) || frame(d, n, unit, words, fmt.Sprintf("req-%d", n)) && d.soon(func() bool { return kept(d, n) })
			})
		},
		again: func(d *day, n int, unit, words string) { frame(d, n, unit, words, fmt.Sprintf("again-%d", n)) },
		trouble: func(d *day, n int) {
			if n == 25 || d.long && n%40 == 25 {
				srv.Drop()
			}
		},
		seen: func(*day) []string { return nil }}
}

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

func consoleWay() way {
	keys := map[string]int{} // the page keeps the last few hundred only
	look := func(d *day) string {
		page := consoleHistory(d)
		seen := map[string]int{}
		for _, m := range deliveryKey.FindAllString(page, -1) {
			seen[m]++
			keys[m] = max(keys[m], seen[m])
		}
		return page
	}
	say := func(d *day, n int, unit, words string) {
		body, err := json.Marshal(map[string]string{"id": fmt.Sprintf("line-%06d", n), "chat": "group/work", "from": unit, "text": words})
		if err != nil {
			d.t.Fatal(err)
		}
		var wg sync.WaitGroup
		for range 3 { // an impatient finger, a page that tries again
			wg.Go(func() {
				req, err := http.NewRequest(http.MethodPost, d.url+"/console/say", bytes.NewReader(body))
				if err != nil {
					d.t.Error(err)
					return
				}
				req.Header.Set("Content-Type", "application/json")
				req.Header.Set("Origin", d.url)
				resp, err := http.DefaultClient.Do(req)
				if err != nil {
					d.t.Error(err)
					return
				}
				words, _ := io.ReadAll(resp.Body)
				_ = resp.Body.Close()
				if resp.StatusCode != http.StatusOK {
					d.t.Errorf("say: %d %s", resp.StatusCode, words)
				}
			})
		}
		wg.Wait()
		if n%50 == 49 {
			d.hear(look(d))
		}
	}
	return way{name: "console",
		config: func(*day) []string { return nil },
		start:  func(*day) {},
		say:    say, again: func(d *day, n int, unit, words string) { say(d, n, unit, words) },
		seen: func(d *day) []string { return []string{look(d)} },
		once: func(*day) (messages.Channel, int) {
			n := 0
			for _, times := range keys {
				n += times
			}
			return messages.ChanConsole, n
		}}
}

var deliveryKey = regexp.MustCompile(`"key":"delivery/[^"]*"`)

// consoleHistory is what the page shows of the group.
func consoleHistory(d *day) string {
	resp, err := http.Get(d.url + "/console/history")
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		d.t.Fatalf("history: %d, %v", resp.StatusCode, err)
	}
	return string(body)
}
