package dingtalktest

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

func (s *Server) robotSend(w http.ResponseWriter, r *http.Request) {
	s.serve(w, r, func(p payload) verdict {
		q := r.URL.Query()
		token := q.Get("access_token")
		rb := s.robots[token]
		if rb == nil {
			return verdict{300005, "token is not exist"}
		}
		if v := s.security(rb, p, q); v != ok {
			return v
		}
		if p.MsgUUID != "" && rb.uuids[p.MsgUUID] {
			return ok // seen: said to be fine, and not shown again
		}
		if v := s.limit(rb); v != ok {
			return v
		}
		rb.uuids[p.MsgUUID] = true
		s.sent = append(s.sent, Sent{Robot: token, Title: p.Markdown.Title, Text: p.text(),
			Alerted: s.alerted(p, false), UUID: p.MsgUUID, At: s.now()})
		return ok
	})
}

// security is the robot's security setting.
func (s *Server) security(rb *robot, p payload, q url.Values) verdict {
	if rb.keyword != "" && !strings.Contains(p.text()+p.Markdown.Title, rb.keyword) {
		return verdict{310000, "keywords not in content, more: [https://example.org]"}
	}
	if rb.secret == "" {
		return ok
	}
	ms, err := strconv.ParseInt(q.Get("timestamp"), 10, 64)
	if d := s.now().Sub(time.UnixMilli(ms)); err != nil || d > time.Hour || d < -time.Hour {
		s.fault("sent an invalid timestamp")
		return verdict{310000, "invalid timestamp, more: [https://example.org]"}
	}
	if q.Get("sign") != Sign(rb.secret, q.Get("timestamp")) {
		s.fault("sent a sign that does not match")
		return verdict{310000, "sign not match, more: [https://example.org]"}
	}
	return ok
}

// limit lets 20 through in any minute and mutes for ten minutes after that.
func (s *Server) limit(rb *robot) verdict {
	now := s.now()
	if now.Before(rb.muted) {
		return verdict{130101, "send too fast, exceed 20 times per minute"}
	}
	rb.times = slices.DeleteFunc(rb.times, func(t time.Time) bool { return !t.After(now.Add(-time.Minute)) })
	if len(rb.times) >= 20 {
		s.fault("sent more than 20 messages in a minute")
		rb.muted = now.Add(10 * time.Minute)
		return verdict{130101, "send too fast, exceed 20 times per minute"}
	}
	rb.times = append(rb.times, now)
	return ok
}

func (s *Server) sessionSend(w http.ResponseWriter, r *http.Request) {
	s.serve(w, r, func(p payload) verdict {
		se := s.sessions[r.URL.Query().Get("session")]
		if se == nil || !s.now().Before(se.expires) {
			return verdict{300001, "session 不存在"}
		}
		s.sent = append(s.sent, Sent{Conversation: se.conversation, Title: p.Markdown.Title, Text: p.text(),
			Alerted: s.alerted(p, true), At: s.now()})
		return ok
	})
}
