package dingtalktest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Faults lists what the client did wrong, and forgets it.
func (s *Server) Faults() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.faults
	s.faults = nil
	return out
}

// fault is called with the lock held.
func (s *Server) fault(format string, args ...any) {
	s.faults = append(s.faults, fmt.Sprintf(format, args...))
}

// verdict is an errcode and its text; 0 is success.
type verdict struct {
	code int64
	msg  string
}

var ok = verdict{0, "ok"}

// serve runs one request, with trouble where it was ordered.
func (s *Server) serve(w http.ResponseWriter, r *http.Request, act func(payload) verdict) {
	data, err := io.ReadAll(r.Body)
	v := ok
	s.mu.Lock()
	tr := s.next(r.URL.Path)
	if tr.behaves() {
		p, bad := s.read(r, data)
		if v = bad; err == nil && bad == ok {
			v = act(p)
		}
	}
	s.mu.Unlock()
	if tr.strike(w, r) {
		return
	}
	if tr.ErrCode != 0 {
		v = verdict{tr.ErrCode, tr.ErrMsg}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]any{"errcode": v.code, "errmsg": v.msg})
}

// read decodes a request as strictly as the platform documents it, and a little more.
func (s *Server) read(r *http.Request, data []byte) (payload, verdict) {
	if r.Method != http.MethodPost {
		s.fault("used %s", r.Method)
		return payload{}, verdict{43002, "require POST"}
	}
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		s.fault("sent Content-Type %q", r.Header.Get("Content-Type"))
		return payload{}, verdict{43004, "invalid Content-Type"}
	}
	if len(data) > 20000 {
		s.fault("sent %d bytes", len(data))
		return payload{}, verdict{460101, "message too long"}
	}
	return s.decode(data)
}
