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
