package main

import (
	"fmt"
	"sync"
	"time"

	"pufabot/bot/wecom/wecomtest"
)

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

// dayChat is the work group, on WeCom.
const dayChat = "wrWORKGROUP"
