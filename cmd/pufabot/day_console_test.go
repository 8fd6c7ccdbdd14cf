package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"sync"

	"pufabot/messages"
)

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
