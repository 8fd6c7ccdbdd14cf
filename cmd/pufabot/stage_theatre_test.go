package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/rs/zerolog"

	"pufabot/bot/console"
	"pufabot/messages"
	"pufabot/store"
)

// theatre is serve --rehearse on a free port.
type theatre struct {
	t    *testing.T
	url  string
	st   *stage
	stop func()
}

func curtain(t *testing.T) *theatre {
	t.Helper()
	temp := t.TempDir() // whatever is left behind is found there
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, temp)
	}
	t.Setenv("PUFABOT_WECOM_WEBHOOK_KEY", "a-real-key")
	c := loaded(t, examplePath)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	st := &stage{config: c, log: zerolog.Nop()}
	if err := st.Restart(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- st.run(ctx, ln) }()
	th := &theatre{t: t, url: "http://" + ln.Addr().String(), st: st}
	th.stop = func() {
		if ctx.Err() != nil {
			return
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(th.stop)
	return th
}

// post asks for something as the page would.
func (th *theatre) post(path string, body any) (status int, answer map[string]json.RawMessage) {
	th.t.Helper()
	data, err := json.Marshal(body)
	if err != nil {
		th.t.Fatal(err)
	}
	req, err := http.NewRequest("POST", th.url+path, bytes.NewReader(data))
	if err != nil {
		th.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Origin", th.url)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		th.t.Fatal(err)
	}
	defer resp.Body.Close()
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		th.t.Fatal(err)
	}
	return resp.StatusCode, answer
}

func (th *theatre) move(body map[string]any) console.Clock {
	th.t.Helper()
	status, answer := th.post("/console/clock", body)
	var c console.Clock
	if err := json.Unmarshal(answer["clock"], &c); status != 200 || err != nil {
		th.t.Fatalf("%v: status %d %s %v", body, status, answer["error"], err)
	}
	return c
}

func (th *theatre) say(id, chat, from, text string) {
	th.t.Helper()
	if status, answer := th.post("/console/say", map[string]string{"id": id, "chat": chat, "from": from, "text": text, "quote": ""}); status != 200 {
		th.t.Fatalf("%s: status %d %s", text, status, answer["error"])
	}
}

func (th *theatre) history() []console.Event {
	th.t.Helper()
	resp, err := http.Get(th.url + "/console/history")
	if err != nil {
		th.t.Fatal(err)
	}
	defer resp.Body.Close()
	var h struct{ Events []console.Event }
	data, err := io.ReadAll(resp.Body)
	if err == nil {
		err = json.Unmarshal(data, &h)
	}
	if err != nil {
		th.t.Fatal(err)
	}
	return h.Events
}

// shown is a push as the page shows it.
type shown struct {
	At   string
	Kind messages.Kind
	Head string
}

func pushesShown(events []console.Event) []shown {
	var out []shown
	for _, e := range events {
		if e.From == "" && e.Kind != messages.KindReply {
			head, _, _ := strings.Cut(strings.Trim(e.Text, "*"), "**")
			out = append(out, shown{e.At.Format("2006-01-02T15:04"), e.Kind, head})
		}
	}
	return settled(out)
}

// settled puts what is said at one moment into one order, each thing once: a
// message to several chats is one message.
func settled(list []shown) []shown {
	slices.SortStableFunc(list, func(a, b shown) int {
		return cmp.Or(strings.Compare(a.At, b.At), strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.Head, b.Head))
	})
	return slices.Compact(list)
}

func (p *play) status(t *testing.T) (r statusReport) {
	t.Helper()
	if err := p.db.View(func(tx *store.Tx) error { r = statusOf(tx); return nil }); err != nil {
		t.Fatal(err)
	}
	return r
}
