package dingtalktest

import (
	"io"
	"net/http"
	"time"
)

// Trouble is one misbehaviour. The zero fields do nothing.
type Trouble struct {
	ErrCode int64  // answer HTTP 200 with this errcode
	ErrMsg  string // and this text
	Status  int    // answer with this HTTP status
	Body    string // and this body, as it is
	Cut     bool   // close the connection without an answer
	Hang    bool   // no answer until the client gives up
	// Late does what was asked before misbehaving: the message is out, the answer lost.
	Late bool
	// Delay holds the answer back; alone it does no harm.
	Delay time.Duration
	// To redirects there.
	To string
}

// FailNext makes the next requests misbehave, one after the other.
func (s *Server) FailNext(all ...Trouble) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trouble = append(s.trouble, all...)
}

// Moods lets fn choose the trouble of every request to a path, counted from 1, that
// [Server.FailNext] says nothing about; nil ends it.
func (s *Server) Moods(fn func(request int, path string) Trouble) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.moods = fn
}

// next is the trouble of one more request. Called with the lock held.
func (s *Server) next(path string) Trouble {
	s.requests++
	switch {
	case len(s.trouble) > 0:
		tr := s.trouble[0]
		s.trouble = s.trouble[1:]
		return tr
	case s.moods != nil:
		return s.moods(s.requests, path)
	}
	return Trouble{}
}

// behaves tells whether what is asked for is done at all.
func (tr Trouble) behaves() bool { return tr == (Trouble{Delay: tr.Delay}) || tr.Late }

// strike plays the trouble that needs no lock; it tells whether the request is over.
func (tr Trouble) strike(w http.ResponseWriter, r *http.Request) bool {
	if tr.Delay > 0 {
		select {
		case <-time.After(tr.Delay):
		case <-r.Context().Done():
		}
	}
	switch {
	case tr.Hang:
		<-r.Context().Done()
	case tr.Cut:
		if c, _, err := w.(http.Hijacker).Hijack(); err == nil {
			_ = c.Close()
		}
	case tr.To != "":
		http.Redirect(w, r, tr.To, http.StatusTemporaryRedirect)
	case tr.Status != 0:
		w.WriteHeader(tr.Status)
		_, _ = io.WriteString(w, tr.Body)
	case tr.Body != "":
		_, _ = io.WriteString(w, tr.Body)
	default:
		return false
	}
	return true
}
