package dingtalktest

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

// app is an application with its robot.
type app struct {
	secret, robotCode string
	token             string
	expires           time.Time
}

// AddApp makes an application whose robot is in the given groups and can reach
// the given people.
func (s *Server) AddApp(clientID, secret, robotCode string, groups, staff []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.apps[clientID] = &app{secret: secret, robotCode: robotCode}
	s.groups, s.staff = groups, staff
}

// ForgetTokens makes every access token invalid, before its time.
func (s *Server) ForgetTokens() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range s.apps {
		a.token = ""
	}
}

// TokensAsked counts the requests for access tokens.
func (s *Server) TokensAsked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tokensAsked
}

// api runs one request of the new API: errors have an HTTP status and a code.
func (s *Server) api(w http.ResponseWriter, r *http.Request, in any, act func() (any, string)) {
	data, err := io.ReadAll(r.Body)
	s.mu.Lock()
	if err != nil || r.Method != http.MethodPost || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		s.fault("sent %s %q to %s", r.Method, r.Header.Get("Content-Type"), r.URL.Path)
	}
	if !strings.Contains(r.Header.Get("Accept"), "application/json") {
		s.fault("did not accept JSON from %s", r.URL.Path)
	}
	tr := s.next(r.URL.Path)
	var out any
	code := ""
	if tr.behaves() {
		dec := json.NewDecoder(strings.NewReader(string(data)))
		dec.DisallowUnknownFields()
		if err := dec.Decode(in); err != nil {
			s.fault("sent a body that cannot be read: %v", err)
			code = "invalidParameter"
		} else {
			out, code = act()
		}
	}
	s.mu.Unlock()
	switch {
	case tr.strike(w, r):
	case code != "":
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(map[string]string{"code": code, "message": "secret words", "requestid": "R-1"})
	default:
		_ = json.NewEncoder(w).Encode(out)
	}
}

func (s *Server) accessToken(w http.ResponseWriter, r *http.Request) {
	var in struct {
		AppKey    string `json:"appKey"`
		AppSecret string `json:"appSecret"`
	}
	s.api(w, r, &in, func() (any, string) {
		s.tokensAsked++
		a := s.apps[in.AppKey]
		if a == nil || a.secret != in.AppSecret {
			return nil, "invalidClientIdOrSecret"
		}
		if a.token == "" || !s.now().Before(a.expires) {
			a.token = rand.Text()
		}
		a.expires = s.now().Add(7200 * time.Second)
		return map[string]any{"accessToken": a.token, "expireIn": 7200}, ""
	})
}

// robotMessage is what both robot calls take.
type robotMessage struct {
	RobotCode          string   `json:"robotCode"`
	OpenConversationID string   `json:"openConversationId"`
	UserIDs            []string `json:"userIds"`
	MsgKey             string   `json:"msgKey"`
	MsgParam           string   `json:"msgParam"`
}

func (s *Server) groupSend(w http.ResponseWriter, r *http.Request) {
	var in robotMessage
	s.api(w, r, &in, func() (any, string) {
		p, code := s.robotCall(r, in)
		switch {
		case code != "":
			return nil, code
		case !slices.Contains(s.groups, in.OpenConversationID):
			return nil, "invalid.openConversationId"
		}
		s.sent = append(s.sent, Sent{Conversation: in.OpenConversationID, Title: p.Title, Text: p.Text, At: s.now(), File: p.file})
		return map[string]any{"processQueryKey": fmt.Sprint("pqk-", len(s.sent))}, ""
	})
}

func (s *Server) userSend(w http.ResponseWriter, r *http.Request) {
	var in robotMessage
	s.api(w, r, &in, func() (any, string) {
		p, code := s.robotCall(r, in)
		switch {
		case code != "":
			return nil, code
		case len(in.UserIDs) == 0:
			return nil, "invalidParameter.userIds.empty"
		case len(in.UserIDs) > 20:
			s.fault("sent to %d people at once", len(in.UserIDs))
			return nil, "invalidParameter.userIds.overMax"
		}
		invalid, held := []string{}, []string{}
		for _, id := range in.UserIDs {
			switch n := slices.Index(s.slow, id); {
			case !slices.Contains(s.staff, id):
				invalid = append(invalid, id)
			case n >= 0:
				s.slow = slices.Delete(s.slow, n, n+1)
				held = append(held, id)
			default:
				s.sent = append(s.sent, Sent{Person: id, Title: p.Title, Text: p.Text, At: s.now(), File: p.file})
			}
		}
		return map[string]any{"processQueryKey": fmt.Sprint("pqk-", len(s.sent)), "invalidStaffIdList": invalid, "flowControlledStaffIdList": held}, ""
	})
}

// sampleMarkdown is a message's words, or the file that it shows.
type sampleMarkdown struct {
	Title string `json:"title"`
	Text  string `json:"text"`
	file  *Media
}

// appOf is the application whose token a request carries; nil when it has none that lives.
func (s *Server) appOf(r *http.Request) *app {
	token := r.Header.Get("x-acs-dingtalk-access-token")
	for _, a := range s.apps {
		if a.token != "" && a.token == token && s.now().Before(a.expires) {
			return a
		}
	}
	return nil
}

// robotCall checks what both calls have in common: token, robot and message.
func (s *Server) robotCall(r *http.Request, in robotMessage) (sampleMarkdown, string) {
	var p sampleMarkdown
	a := s.appOf(r)
	switch {
	case a == nil:
		return p, "InvalidAuthentication"
	case in.RobotCode != a.robotCode:
		return p, "invalidParameter.robotCode.notExsit"
	case in.MsgKey == "sampleFile":
		return s.fileShown(in.MsgParam)
	case in.MsgKey != "sampleMarkdown":
		s.fault("sent msgKey %q", in.MsgKey)
		return p, "invalidParameter.msgKey.invalid"
	case len(in.MsgParam) > 15000:
		s.fault("sent a msgParam of %d bytes", len(in.MsgParam))
		return p, "invalidParameter.msgParam.tooLong"
	}
	dec := json.NewDecoder(strings.NewReader(in.MsgParam))
	dec.DisallowUnknownFields()
	if dec.Decode(&p) != nil || p.Title == "" || p.Text == "" {
		s.fault("sent a msgParam that cannot be read")
		return p, "invalidParameter.msgParam.invalid"
	}
	s.pictures(p.Text)
	return p, ""
}
