package console

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pufabot/messages"
)

type frame struct{ id, event, data string }

// listener is a page's event stream.
type listener struct {
	resp *http.Response
	in   *bufio.Scanner
}

func listen(t *testing.T, srv *httptest.Server, after, lastID string) *listener {
	t.Helper()
	r, err := http.NewRequest("GET", srv.URL+"/console/events?after="+after, nil)
	if err != nil {
		t.Fatal(err)
	}
	if lastID != "" {
		r.Header.Set("Last-Event-ID", lastID)
	}
	resp, err := srv.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = resp.Body.Close() })
	return &listener{resp, bufio.NewScanner(resp.Body)}
}

// next is the next frame with data; ok is false when the stream has ended.
func (l *listener) next() (f frame, ok bool) {
	for l.in.Scan() {
		name, value, _ := strings.Cut(l.in.Text(), ": ")
		switch name {
		case "id":
			f.id = value
		case "event":
			f.event = value
		case "data":
			f.data = value
		case "":
			if f.event != "" {
				return f, true
			}
		}
	}
	return f, false
}

func (l *listener) text(t *testing.T) (id, text string) {
	t.Helper()
	f, ok := l.next()
	if !ok || f.event != "said" {
		t.Fatalf("frame %+v, %v", f, ok)
	}
	var e Event
	if err := json.Unmarshal([]byte(f.data), &e); err != nil {
		t.Fatal(err)
	}
	if e.ID != f.id {
		t.Errorf("id %q on the frame, %q in the event", f.id, e.ID)
	}
	return f.id, e.Text
}

func serve(t *testing.T, b *bench) *httptest.Server {
	srv := httptest.NewServer(b.Handler())
	t.Cleanup(func() { b.Close(); srv.Close() })
	return srv
}

func say(b *bench, text string) {
	var m messages.Message
	m.Say(messages.T(text))
	if _, err := b.Send(context.Background(), delivery(text, "group/work", m)); err != nil {
		panic(err)
	}
}

func TestStreamIsLiveAndResumes(t *testing.T) {
	b := newBench(t)
	srv := serve(t, b)
	say(b, "one")
	l := listen(t, srv, "", "")
	if _, text := l.text(t); text != "one" {
		t.Fatal(text)
	}
	say(b, "two")
	id, text := l.text(t)
	if text != "two" {
		t.Fatal(text)
	}
	_ = l.resp.Body.Close()
	say(b, "three")
	say(b, "four")
	again := listen(t, srv, "stale", id) // the browser's header wins over the address
	for _, want := range []string{"three", "four"} {
		if _, text := again.text(t); text != want {
			t.Errorf("%q, want %q", text, want)
		}
	}
}

func TestStreamSaysWhenSomethingIsGone(t *testing.T) {
	b := newBench(t)
	srv := serve(t, b)
	say(b, "first")
	first := b.history(t, "")[0].ID
	for i := range keepEvents + 1 {
		say(b, fmt.Sprint(i))
	}
	for name, after := range map[string]string{"no longer kept": first, "another process": "00000000-3", "future": strings.Replace(first, "-1", "-99999", 1), "nonsense": "x"} {
		l := listen(t, srv, after, "")
		if f, ok := l.next(); !ok || f.event != "reset" {
			t.Errorf("%s: frame %+v, %v; want reset", name, f, ok)
		}
		if _, more := l.next(); more {
			t.Errorf("%s: the stream goes on after reset", name)
		}
	}
}

func TestStreamsAreBoundedAndEnd(t *testing.T) {
	b := newBench(t)
	srv := serve(t, b)
	open := make([]*listener, maxStreams)
	for i := range open {
		open[i] = listen(t, srv, "", "")
	}
	if l := listen(t, srv, "", ""); l.resp.StatusCode != 503 || l.resp.Header.Get("Retry-After") == "" {
		t.Errorf("status %d, want 503", l.resp.StatusCode)
	}
	b.Close()
	for _, l := range open {
		if _, more := l.next(); more {
			t.Error("a closed console still speaks")
		}
	}
	say(b, "after") // must not panic or block
}

func TestStreamShowsSignsOfLife(t *testing.T) {
	b := newBench(t)
	b.beat = time.Millisecond
	l := listen(t, serve(t, b), "", "")
	for l.in.Scan() {
		if l.in.Text() == ": here" {
			return
		}
	}
	t.Error("no sign of life")
}

// Whatever is said, failed, repeated and trimmed: a reader that keeps its cursor,
// and reads the history when told to, ends with exactly what the hall keeps.
func TestReaderEndsWithTheHistory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := newHall("e", 5)
		chats := []string{"a", "b"}
		for _, c := range chats {
			h.open(c)
		}
		seen, latest := map[string]Event{}, map[string]uint64{} // latest Seq under which each was said
		var cursor uint64
		read := func() {
			events, last, _, ok := h.since(cursor)
			if !ok {
				clear(seen)
				events, _ = h.history("")
			}
			for _, e := range events {
				if e.Seq <= cursor && ok {
					t.Fatalf("event %d again after %d", e.Seq, cursor)
				}
				seen[e.Chat+"/"+e.Key] = e
			}
			for key, seq := range latest {
				if ok && seq > cursor && seen[key].Seq != seq {
					t.Fatalf("%s was said as %d after %d, and the reader is not told to read anew", key, seq, cursor)
				}
			}
			cursor = last
		}
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			chat, key := rapid.SampledFrom(chats).Draw(t, "chat"), rapid.StringMatching("[a-i]").Draw(t, "key")
			before := h.seq
			switch rapid.IntRange(0, 3).Draw(t, "step") {
			case 0, 1:
				h.add(Event{Chat: chat, Key: key})
			case 2:
				h.settle(chat, key, rapid.Bool().Draw(t, "kept"))
			case 3:
				read()
			}
			if h.seq > before {
				latest[chat+"/"+key] = h.seq
			}
		}
		read()
		all, _ := h.history("")
		for _, e := range all {
			if got, ok := seen[e.Chat+"/"+e.Key]; !ok || got.Seq != e.Seq || got.Failed != e.Failed {
				t.Fatalf("kept %+v, the reader has %+v", e, got)
			}
		}
	})
}
