package wecomtest

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
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

// AppText is one message that a member has received; of a file, Text is the name.
type AppText struct {
	At       time.Time
	To, Text string
	Data     []byte
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

func (s *Server) getToken(r *http.Request, _ []byte) outcome {
	q := r.URL.Query()
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case q.Get("corpid") != s.apps.app.CorpID:
		return outcome{code: 40013}
	case q.Get("corpsecret") != s.apps.app.Secret:
		return outcome{code: 40001}
	}
	now := s.now()
	s.apps.fetched++
	for token, end := range s.apps.tokens { // within its life the same one is given again
		if now.Before(end) {
			return outcome{more: fmt.Sprintf(`,"access_token":%q,"expires_in":%d`, token, int(end.Sub(now).Seconds()))}
		}
	}
	token := rand.Text() + "+/="
	s.apps.tokens[token] = now.Add(2 * time.Hour)
	return outcome{more: fmt.Sprintf(`,"access_token":%q,"expires_in":7200`, token)}
}

// token checks the access token of a request; 0 is good.
func (s *Server) token(r *http.Request) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	end, ok := s.apps.tokens[r.URL.Query().Get("access_token")]
	switch {
	case !ok:
		return 40014
	case !s.now().Before(end):
		return 42001
	}
	return 0
}

// appBody is a message to one member (D90236).
type appBody struct {
	ToUser  string `json:"touser"`
	MsgType string `json:"msgtype"`
	AgentID int    `json:"agentid"`
	Text    struct {
		Content string `json:"content"`
	} `json:"text"`
	File     *mediaRef `json:"file"`
	Image    *mediaRef `json:"image"`
	Check    int       `json:"enable_duplicate_check"`
	Interval int       `json:"duplicate_check_interval"`
}

func (s *Server) messageSend(r *http.Request, body []byte) outcome {
	if code := s.token(r); code != 0 {
		return outcome{code: code}
	}
	var m appBody
	if err := strict(body, &m); err != nil || bytes.Contains(body, []byte(`\u`)) {
		s.t.Errorf("wecomtest: message/send body %s: %v", body, err)
		return outcome{code: 40008}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	got := AppText{At: s.now(), To: m.ToUser, Text: m.Text.Content}
	switch {
	case m.AgentID != s.apps.app.AgentID:
		return outcome{code: 301002}
	case m.MsgType == "text" && m.Text.Content == "":
		return outcome{code: 44004}
	case len(m.Text.Content) > 2048:
		s.t.Errorf("wecomtest: a text of %d bytes is cut in silence", len(m.Text.Content))
	case m.MsgType == "text":
	case m.MsgType == "file" && m.File != nil, m.MsgType == "image" && m.Image != nil:
		ref := m.File
		if m.MsgType == "image" {
			ref = m.Image
		}
		file, ok := s.media[ref.MediaID]
		if !ok || file.Owner != "app" || file.Kind != m.MsgType {
			return outcome{code: 40007}
		}
		got.Text, got.Data = file.Name, file.Data
	default:
		return outcome{code: 40008}
	}
	if !slices.Contains(s.apps.app.Users, m.ToUser) {
		return outcome{more: fmt.Sprintf(`,"invaliduser":%q,"msgid":"x"`, m.ToUser)}
	}
	for _, old := range s.apps.sent {
		same := old.To == got.To && old.Text == got.Text
		if m.Check == 1 && same && got.At.Sub(old.At) < time.Duration(m.Interval)*time.Second {
			return outcome{} // dropped, and called a success
		}
	}
	s.apps.sent = append(s.apps.sent, got)
	return outcome{}
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
