package console

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// writeFor bounds one write to a page; the server's own limit is for whole
// answers, and a stream has no end.
const writeFor = 10 * time.Second

// serveEvents streams what is said after the event that the page has seen last:
// Last-Event-ID when the browser reconnects by itself, ?after= when the page
// does. When that event is unknown (another process, or no longer kept) the
// stream is one "reset" event: read the history again.
func (c *Console) serveEvents(w http.ResponseWriter, r *http.Request) {
	select {
	case c.streams <- struct{}{}:
		defer func() { <-c.streams }()
	default:
		w.Header().Set("Retry-After", "5")
		http.Error(w, "too many streams", http.StatusServiceUnavailable)
		return
	}
	last := r.Header.Get("Last-Event-ID")
	if last == "" {
		last = r.URL.Query().Get("after")
	}
	cursor, known := c.hall.parse(last)
	if last == "" {
		known = true // from the beginning
	}
	s := stream{w: w, rc: http.NewResponseController(w)}
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	if !s.write("retry: 1000\n\n") || r.Method == http.MethodHead {
		return
	}
	var shown time.Time
	beat := time.NewTicker(c.beat)
	defer beat.Stop()
	for {
		events, seq, changed, ok := c.hall.since(cursor)
		if !known || !ok {
			s.write("event: reset\ndata: {}\n\n")
			return
		}
		for _, e := range events {
			data, err := json.Marshal(e)
			if err != nil {
				return
			}
			if !s.write(fmt.Sprintf("id: %s\nevent: said\ndata: %s\n\n", e.ID, data)) {
				return
			}
		}
		cursor = seq
		if !c.streamClock(s, &shown) {
			return
		}
		select {
		case <-changed:
		case <-beat.C:
			if !s.write(": here\n\n") {
				return
			}
		case <-r.Context().Done():
			return
		case <-c.done:
			return
		}
	}
}

// streamClock tells the page where a rehearsal's clock stands, when that has
// changed. The frame has no id: it is not part of what was said. It gives false
// when the page is gone.
func (c *Console) streamClock(s stream, shown *time.Time) bool {
	if c.rehearsal == nil {
		return true
	}
	now, err := c.rehearsal.Clock()
	if err != nil || now.Now.Equal(*shown) {
		return true // trouble is told to whoever moves the clock
	}
	*shown = now.Now
	data, err := json.Marshal(now)
	return err == nil && s.write(fmt.Sprintf("event: clock\ndata: %s\n\n", data))
}

type stream struct {
	w  http.ResponseWriter
	rc *http.ResponseController
}

// write sends one frame at once and tells whether the page is still there.
func (s stream) write(frame string) bool {
	_ = s.rc.SetWriteDeadline(time.Now().Add(writeFor)) // not every writer has one
	if _, err := s.w.Write([]byte(frame)); err != nil {
		return false
	}
	return s.rc.Flush() == nil
}
