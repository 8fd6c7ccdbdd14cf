package wecomtest

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/silenceper/wechat/v2/util"
)

// Credentials for tests; they open nothing.
const (
	Token  = "tokA1b2C3"
	AESKey = "VectorKeyOne0123456789AaBbCcDdEeFfGgHhIiJjA"
)

// Bot is WeCom's side of a smart bot's callback.
type Bot struct {
	t testing.TB
	// URL is our callback.
	URL           string
	Token, AESKey string
	BotID, Name   string
	// Response makes the response_url of a message from a chat; nil: one that leads nowhere.
	Response func(chat string) string
	// Patient lets replies be unfinished streams, to be asked for with [Bot.Poll].
	Patient bool
	Client  *http.Client
	Now     func() time.Time

	serial atomic.Uint64
}

// NewBot posts to url with [Token] and [AESKey], as the bot called name.
func NewBot(t testing.TB, url, name string, now func() time.Time) *Bot {
	return &Bot{t: t, URL: url, Token: Token, AESKey: AESKey, BotID: "aibTESTBOT", Name: name, Client: http.DefaultClient, Now: now}
}

// Request is one signed request. Its fields may be changed to spoil it; sending
// it twice is a replay.
type Request struct {
	Method                      string
	Signature, Timestamp, Nonce string
	Echo                        string // GET
	Body                        []byte // POST
}

// Group is the decrypted body of a text message in a group. Words are sent as they
// are: a mention must be in them.
func (b *Bot) Group(chat, user, words string) map[string]any {
	m := b.single(user, "text", map[string]any{"content": words})
	m["chattype"], m["chatid"] = "group", chat
	if b.Response != nil {
		m["response_url"] = b.Response(chat)
	}
	return m
}

// Single is the decrypted body of a text message in a single chat.
func (b *Bot) Single(user, words string) map[string]any {
	return b.single(user, "text", map[string]any{"content": words})
}

// Message is the decrypted body of a message of any type in a single chat.
func (b *Bot) Message(user, msgtype string, part any) map[string]any {
	return b.single(user, msgtype, part)
}

func (b *Bot) single(user, msgtype string, part any) map[string]any {
	n := b.serial.Add(1)
	url := "https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=TEST" + strconv.FormatUint(n, 10)
	if b.Response != nil {
		url = b.Response(user)
	}
	return map[string]any{
		"msgid":        fmt.Sprintf("%032x", n),
		"aibotid":      b.BotID,
		"chattype":     "single",
		"from":         map[string]any{"userid": user},
		"response_url": url,
		"msgtype":      msgtype,
		msgtype:        part,
	}
}

// Say mentions the bot in a group, as a phone does, and gives its reply.
func (b *Bot) Say(chat, user, words string) Reply {
	b.t.Helper()
	return b.Post(b.Group(chat, user, "@"+b.Name+" "+words))
}

// Poll asks for the rest of an unfinished reply, as WeCom does every second or so
// for six minutes (D100719).
func (b *Bot) Poll(user string, r Reply) Reply {
	b.t.Helper()
	m := b.single(user, "stream", map[string]any{"id": r.StreamID})
	delete(m, "response_url")
	return b.Post(m)
}

// Post sends a decrypted body, properly signed, and insists on 200.
func (b *Bot) Post(body any) Reply {
	b.t.Helper()
	r := b.Do(b.Sign(body))
	if r.Status != http.StatusOK {
		b.t.Errorf("wecomtest: status %d: %s", r.Status, r.Body)
	}
	return r
}

// Sign makes the request for a decrypted body; bytes and strings are taken as they are.
func (b *Bot) Sign(body any) *Request {
	b.t.Helper()
	plain := b.plain(body)
	sealed := b.seal(plain)
	envelope, err := json.Marshal(map[string]string{"encrypt": sealed})
	if err != nil {
		b.t.Fatal(err)
	}
	r := b.stamp(sealed)
	r.Method, r.Body = http.MethodPost, envelope
	return r
}

// Verification makes the request by which the administration page checks a URL.
func (b *Bot) Verification(echo string) *Request {
	b.t.Helper()
	sealed := b.seal([]byte(echo))
	r := b.stamp(sealed)
	r.Method, r.Echo = http.MethodGet, sealed
	return r
}

// Resign signs the body as it stands, for requests whose body was changed.
func (b *Bot) Resign(r *Request, sealed string) {
	r.Signature = util.Signature(b.Token, r.Timestamp, r.Nonce, sealed)
}

func (b *Bot) stamp(sealed string) *Request {
	ts := strconv.FormatInt(b.Now().Unix(), 10)
	nonce := strconv.FormatUint(372623562+b.serial.Add(1), 10)
	return &Request{Timestamp: ts, Nonce: nonce, Signature: util.Signature(b.Token, ts, nonce, sealed)}
}

func (b *Bot) plain(body any) []byte {
	switch v := body.(type) {
	case []byte:
		return v
	case string:
		return []byte(v)
	}
	plain, err := json.Marshal(body)
	if err != nil {
		b.t.Fatal(err)
	}
	return plain
}

func (b *Bot) seal(plain []byte) string {
	random := make([]byte, 16)
	rand.Read(random)
	sealed, err := util.EncryptMsg(random, plain, "", b.AESKey)
	if err != nil {
		b.t.Fatal(err)
	}
	return string(sealed)
}

// Do sends the request and reads the reply by the rules of D101033 and D101031;
// whatever breaks them is an error of the test.
func (b *Bot) Do(r *Request) Reply {
	b.t.Helper()
	q := url.Values{}
	for name, value := range map[string]string{"msg_signature": r.Signature, "timestamp": r.Timestamp, "nonce": r.Nonce, "echostr": r.Echo} {
		if value != "" {
			q.Set(name, value)
		}
	}
	req, err := http.NewRequestWithContext(b.t.Context(), r.Method, b.URL+"?"+q.Encode(), bytes.NewReader(r.Body))
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := b.Client.Do(req)
	if err != nil {
		b.t.Fatalf("wecomtest: %v", err)
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		b.t.Fatalf("wecomtest: %v", err)
	}
	out := Reply{Status: resp.StatusCode, Body: string(body), Header: resp.Header}
	if !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/plain") {
		b.t.Errorf("wecomtest: content type %q", resp.Header.Get("Content-Type"))
	}
	if out.Status == http.StatusOK && r.Method == http.MethodPost && len(body) > 0 && body[0] != '<' {
		b.read(&out, r)
	}
	return out
}
