package wecomtest

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/silenceper/wechat/v2/util"
)

// Application is the self-built application as the API knows it.
type Application struct {
	CorpID, Secret string
	AgentID        int
	// Users are the members it may write to.
	Users []string
}

// appState is the API's side of applications.
type appState struct {
	app     Application
	tokens  map[string]time.Time // token → end
	fetched int
	sent    []AppText
}

// AppText is one text that a member has received.
type AppText struct {
	At       time.Time
	To, Text string
}

// Serve makes the API know an application.
func (s *Server) Serve(app Application) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.apps.app = app
}

// ExpireTokens kills every token before its time, as the platform may.
func (s *Server) ExpireTokens() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.apps.tokens)
}

// TokensFetched counts gettoken calls that were answered with a token.
func (s *Server) TokensFetched() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.apps.fetched
}

// Texts are what members have received.
func (s *Server) Texts() []AppText {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]AppText(nil), s.apps.sent...)
}

func (s *Server) getToken(w http.ResponseWriter, r *http.Request) {
	if s.misbehave(w, r) {
		return
	}
	q := r.URL.Query()
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case q.Get("corpid") != s.apps.app.CorpID:
		s.answer(w, 40013)
		return
	case q.Get("corpsecret") != s.apps.app.Secret:
		s.answer(w, 40001)
		return
	}
	now := s.now()
	for token, end := range s.apps.tokens { // within its life the same one is given again
		if now.Before(end) {
			s.apps.fetched++
			_, _ = fmt.Fprintf(w, `{"errcode":0,"errmsg":"ok","access_token":%q,"expires_in":%d}`, token, int(end.Sub(now).Seconds()))
			return
		}
	}
	token := rand.Text() + "+/="
	s.apps.tokens[token] = now.Add(2 * time.Hour)
	s.apps.fetched++
	_, _ = fmt.Fprintf(w, `{"errcode":0,"errmsg":"ok","access_token":%q,"expires_in":7200}`, token)
}

func (s *Server) messageSend(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil || s.misbehave(w, r) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if end, ok := s.apps.tokens[r.URL.Query().Get("access_token")]; !ok {
		s.answer(w, 40014)
		return
	} else if !s.now().Before(end) {
		s.answer(w, 42001)
		return
	}
	var m struct {
		ToUser  string `json:"touser"`
		MsgType string `json:"msgtype"`
		AgentID int    `json:"agentid"`
		Text    struct {
			Content string `json:"content"`
		} `json:"text"`
		Check    int `json:"enable_duplicate_check"`
		Interval int `json:"duplicate_check_interval"`
	}
	if err := strict(body, &m); err != nil || bytes.Contains(body, []byte(`\u`)) {
		s.t.Errorf("wecomtest: message/send body %s: %v", body, err)
		s.answer(w, 40008)
		return
	}
	switch {
	case m.AgentID != s.apps.app.AgentID:
		s.answer(w, 301002)
		return
	case m.MsgType != "text":
		s.answer(w, 40008)
		return
	case m.Text.Content == "":
		s.answer(w, 44004)
		return
	case len(m.Text.Content) > 2048:
		s.t.Errorf("wecomtest: a text of %d bytes is cut in silence", len(m.Text.Content))
	}
	known := false
	for _, u := range s.apps.app.Users {
		known = known || u == m.ToUser
	}
	if !known {
		_, _ = fmt.Fprintf(w, `{"errcode":0,"errmsg":"ok","invaliduser":%q,"msgid":"x"}`, m.ToUser)
		return
	}
	now := s.now()
	for _, old := range s.apps.sent {
		same := old.To == m.ToUser && old.Text == m.Text.Content
		if m.Check == 1 && same && now.Sub(old.At) < time.Duration(m.Interval)*time.Second {
			s.answer(w, 0) // dropped, and called a success
			return
		}
	}
	s.apps.sent = append(s.apps.sent, AppText{now, m.ToUser, m.Text.Content})
	s.answer(w, 0)
}

// misbehave plays the next failure, if there is one.
func (s *Server) misbehave(w http.ResponseWriter, r *http.Request) bool {
	f := s.nextFailure()
	switch {
	case f.Cut:
		panic(http.ErrAbortHandler)
	case f.Hang:
		<-r.Context().Done()
	case f.Status != 0:
		http.Error(w, "gateway", f.Status)
	case f.Body != "":
		_, _ = io.WriteString(w, f.Body)
	case f.Code != 0:
		s.answer(w, f.Code)
	default:
		return false
	}
	return true
}

// XMLReply is the decrypted answer of an application callback.
type XMLReply struct {
	XMLName xml.Name `xml:"xml"`
	To      string   `xml:"ToUserName"`
	From    string   `xml:"FromUserName"`
	Created int64    `xml:"CreateTime"`
	Type    string   `xml:"MsgType"`
	Content string   `xml:"Content"`
}

// SignXML makes the request for a decrypted message of an application.
func (b *Bot) SignXML(corpID, plain string) *Request {
	b.t.Helper()
	random := make([]byte, 16)
	rand.Read(random)
	sealed, err := util.EncryptMsg(random, []byte(plain), corpID, b.AESKey)
	if err != nil {
		b.t.Fatal(err)
	}
	r := b.stamp(string(sealed))
	r.Method = http.MethodPost
	r.Body = fmt.Appendf(nil, "<xml><ToUserName><![CDATA[%s]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID><Encrypt><![CDATA[%s]]></Encrypt></xml>", corpID, sealed)
	return r
}

// OpenXML reads the answer to a request of SignXML; whatever breaks the rules is
// an error of the test.
func (b *Bot) OpenXML(corpID string, r *Request, body string) XMLReply {
	b.t.Helper()
	var env struct {
		XMLName   xml.Name `xml:"xml"`
		Encrypt   string   `xml:"Encrypt"`
		Signature string   `xml:"MsgSignature"`
		Timestamp int64    `xml:"TimeStamp"`
		Nonce     string   `xml:"Nonce"`
	}
	if err := xml.Unmarshal([]byte(body), &env); err != nil {
		b.t.Fatalf("wecomtest: %v", err)
	}
	if want := util.Signature(b.Token, strconv.FormatInt(env.Timestamp, 10), env.Nonce, env.Encrypt); env.Signature != want || env.Nonce != r.Nonce {
		b.t.Error("wecomtest: signature or nonce of the answer is wrong")
	}
	_, plain, err := util.DecryptMsg(corpID, env.Encrypt, b.AESKey)
	if err != nil {
		b.t.Fatalf("wecomtest: %v", err)
	}
	var reply XMLReply
	if err := xml.Unmarshal(plain, &reply); err != nil {
		b.t.Fatalf("wecomtest: %v", err)
	}
	if reply.Type != "text" || reply.From != corpID || len(reply.Content) > 2048 || strings.TrimSpace(reply.Content) == "" {
		raw, _ := json.Marshal(reply)
		b.t.Errorf("wecomtest: answer %s", raw)
	}
	return reply
}
