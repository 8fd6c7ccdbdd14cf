package dingtalk

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/wire/wiretest"
	"pufabot/messages"
)

const appSecret = "invented-app-secret"

// taker keeps what a callback hands in, in memory.
type taker struct {
	took []messages.Envelope
	err  error
	ctx  context.Context
}

func (k *taker) handle(ctx context.Context, env messages.Envelope) (messages.Message, error) {
	k.ctx = ctx
	if k.err != nil {
		return messages.Message{}, k.err
	}
	k.took = append(k.took, env)
	return messages.Message{}, nil
}

type bench struct {
	*taker
	dingtalktest.Caller
	log *bytes.Buffer
	now time.Time
}

func newBench(t *testing.T, cfg CallbackConfig) *bench {
	t.Helper()
	b := &bench{taker: &taker{}, log: &bytes.Buffer{}, now: sentAt.Add(time.Second)}
	clock := func() time.Time { return b.now }
	if cfg.ClientSecret == "" {
		cfg.ClientSecret = appSecret
	}
	mux := http.NewServeMux()
	mux.Handle("/dingtalk/callback", NewCallback(cfg, b.handle, zerolog.New(b.log), clock))
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	b.Caller = dingtalktest.Caller{URL: srv.URL + "/dingtalk/callback", Secret: appSecret, Now: clock}
	return b
}

// refused checks the contract of a refusal: status, short plain body, nothing
// taken in, one log line without content.
func (b *bench) refused(t *testing.T, a dingtalktest.Answer, status int) {
	t.Helper()
	if a.Status != status {
		t.Errorf("status = %d, want %d", a.Status, status)
	}
	if len(a.Body) > 100 || !strings.HasPrefix(a.Header.Get("Content-Type"), "text/plain") {
		t.Errorf("body = %q (%s)", a.Body, a.Header.Get("Content-Type"))
	}
	if len(b.took) != 0 {
		t.Error("a refused message was taken in")
	}
	if n := bytes.Count(b.log.Bytes(), []byte("\n")); n != 1 {
		t.Errorf("%d log lines: %s", n, b.log)
	}
	for _, word := range []string{"征文", "林一", "staff0042", "msg1", "cidAbC", appSecret, "session"} {
		if strings.Contains(b.log.String()+a.Body, word) {
			t.Errorf("%q got out: %s", word, b.log)
		}
	}
}

func TestCallbackTakesAMessage(t *testing.T) {
	b := newBench(t, CallbackConfig{RobotCode: "dingappkey0001", CorpID: "dingcorp0001"})
	a := b.Post(t, dingtalktest.Body("msg1==", "staff0042", "征文1篇", nil))
	if a.Status != http.StatusOK || a.Body != `{"msgtype":"empty"}` || !strings.HasPrefix(a.Header.Get("Content-Type"), "application/json") {
		t.Fatalf("answer = %+v", a)
	}
	if len(b.took) != 1 || b.took[0].Text != "征文1篇" || b.took[0].Key != "dingtalk/dingappkey0001/msg1==" {
		t.Errorf("took %+v", b.took)
	}
	if b.log.Len() != 0 {
		t.Errorf("log: %s", b.log)
	}
}

// TestCallbackRepeats: the platform may deliver again, at once or late; every
// delivery is answered alike and carries the same key, by which the bot counts once.
func TestCallbackRepeats(t *testing.T) {
	b := newBench(t, CallbackConfig{})
	body := dingtalktest.Body("msg1==", "staff0042", "征文1篇", nil)
	ts := strconv.FormatInt(b.now.UnixMilli(), 10)
	for range 3 {
		if a := b.Raw(t, http.MethodPost, ts, dingtalktest.Sign(appSecret, ts), body); a.Status != http.StatusOK || a.Body != `{"msgtype":"empty"}` {
			t.Fatalf("answer = %+v", a)
		}
		b.now = b.now.Add(20 * time.Minute)
	}
	if len(b.took) != 3 || b.took[0].Key != b.took[2].Key || !b.took[0].At.Equal(b.took[2].At) {
		t.Errorf("took %+v", b.took)
	}
	b.took = nil
	b.now = b.now.Add(time.Minute)
	b.refused(t, b.Raw(t, http.MethodPost, ts, dingtalktest.Sign(appSecret, ts), body), http.StatusUnauthorized)
}

func TestCallbackRefusals(t *testing.T) {
	good := dingtalktest.Body("msg1==", "staff0042", "征文1篇", nil)
	big := dingtalktest.Body("msg1==", "staff0042", strings.Repeat("征", 400_000), nil)
	at := func(d time.Duration) string { return strconv.FormatInt(sentAt.Add(time.Second).Add(d).UnixMilli(), 10) }
	now := at(0)
	ok := dingtalktest.Sign(appSecret, now)
	signed := func(d time.Duration) [2]string { return [2]string{at(d), dingtalktest.Sign(appSecret, at(d))} }
	tests := []struct {
		name   string
		method string
		head   [2]string // timestamp, sign
		body   []byte
		status int
	}{
		{"GET", http.MethodGet, [2]string{now, ok}, nil, 405},
		{"PUT", http.MethodPut, [2]string{now, ok}, good, 405},
		{"no headers", http.MethodPost, [2]string{}, good, 401},
		{"no sign", http.MethodPost, [2]string{now, ""}, good, 401},
		{"no timestamp", http.MethodPost, [2]string{"", ok}, good, 401},
		{"wrong sign", http.MethodPost, [2]string{now, dingtalktest.Sign("other", now)}, good, 401},
		{"sign of another time", http.MethodPost, [2]string{at(time.Millisecond), ok}, good, 401},
		{"stale", http.MethodPost, signed(-time.Hour - time.Millisecond), good, 401},
		{"from the future", http.MethodPost, signed(time.Hour + time.Millisecond), good, 401},
		{"unsigned and too large", http.MethodPost, [2]string{now, "x"}, big, 401},
		{"too large", http.MethodPost, [2]string{now, ok}, big, 413},
		{"too large and malformed", http.MethodPost, [2]string{now, ok}, bytes.Repeat([]byte("{"), 1<<20+1), 413},
		{"empty", http.MethodPost, [2]string{now, ok}, nil, 400},
		{"not JSON", http.MethodPost, [2]string{now, ok}, []byte("<xml>征文</xml>"), 400},
		{"deep", http.MethodPost, [2]string{now, ok}, bytes.Repeat([]byte("["), 1<<20), 400},
		{"cut", http.MethodPost, [2]string{now, ok}, good[:len(good)/2], 400},
		{"nothing in it", http.MethodPost, [2]string{now, ok}, []byte("{}"), 400},
		{"another robot", http.MethodPost, [2]string{now, ok}, dingtalktest.Body("msg1==", "staff0042", "征文1篇", object{"robotCode": "dingother"}), 401},
		{"another organisation", http.MethodPost, [2]string{now, ok}, dingtalktest.Body("msg1==", "staff0042", "征文1篇", object{"chatbotCorpId": "dingcorp0666"}), 401},
		{"no organisation", http.MethodPost, [2]string{now, ok}, dingtalktest.Body("msg1==", "staff0042", "征文1篇", object{"chatbotCorpId": nil}), 401},
		{"squeezed", http.MethodPost, [2]string{now, ok}, wiretest.Gzip(good), 400},
		{"no robot", http.MethodPost, [2]string{now, ok}, dingtalktest.Body("msg1==", "staff0042", "征文1篇", object{"robotCode": nil}), 401},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, CallbackConfig{RobotCode: "dingappkey0001", CorpID: "dingcorp0001"})
			b.refused(t, b.Raw(t, tt.method, tt.head[0], tt.head[1], tt.body), tt.status)
		})
	}
}

// TestCallbackLimitIsExact: 1 MiB is still read, one byte more is not, and that is
// found out without a Content-Length too.
func TestCallbackLimitIsExact(t *testing.T) {
	fill := func(n int) []byte {
		head := dingtalktest.Body("msg1==", "staff0042", "征文1篇", nil)
		return append(head, bytes.Repeat([]byte(" "), n-len(head))...)
	}
	b := newBench(t, CallbackConfig{})
	if a := b.Post(t, fill(1<<20)); a.Status != http.StatusOK {
		t.Errorf("1 MiB: status %d", a.Status)
	}
	b = newBench(t, CallbackConfig{})
	r := httptest.NewRequest(http.MethodPost, "/dingtalk/callback", io.MultiReader(bytes.NewReader(fill(1<<20+1))))
	r.ContentLength = -1
	dingtalktest.Signed(r, appSecret, b.now)
	w := httptest.NewRecorder()
	NewCallback(CallbackConfig{ClientSecret: appSecret}, b.handle, zerolog.Nop(), func() time.Time { return b.now }).ServeHTTP(w, r)
	if w.Code != http.StatusRequestEntityTooLarge || len(b.took) != 0 {
		t.Errorf("1 MiB and a byte: status %d, took %d", w.Code, len(b.took))
	}
}

func TestCallbackShorterWindow(t *testing.T) {
	b := newBench(t, CallbackConfig{MaxSkew: time.Minute})
	ts := strconv.FormatInt(b.now.Add(-2*time.Minute).UnixMilli(), 10)
	b.refused(t, b.Raw(t, http.MethodPost, ts, dingtalktest.Sign(appSecret, ts), dingtalktest.Body("msg1==", "staff0042", "x", nil)), http.StatusUnauthorized)
}

func TestCallbackWithoutASecretRefuses(t *testing.T) {
	r := httptest.NewRequest(http.MethodPost, "/dingtalk/callback", bytes.NewReader(dingtalktest.Body("msg1==", "staff0042", "x", nil)))
	dingtalktest.Signed(r, "", sentAt)
	w := httptest.NewRecorder()
	k := &taker{}
	NewCallback(CallbackConfig{}, k.handle, zerolog.Nop(), func() time.Time { return sentAt }).ServeHTTP(w, r)
	if w.Code != http.StatusUnauthorized || len(k.took) != 0 {
		t.Errorf("status %d", w.Code)
	}
}

// TestCallbackNotKept: what could not be made durable is not acknowledged.
func TestCallbackNotKept(t *testing.T) {
	b := newBench(t, CallbackConfig{})
	b.err = errors.New("disk full: 征文")
	b.refused(t, b.Post(t, dingtalktest.Body("msg1==", "staff0042", "征文1篇", nil)), http.StatusInternalServerError)
	b.err = nil
	if a := b.Post(t, dingtalktest.Body("msg1==", "staff0042", "征文1篇", nil)); a.Status != http.StatusOK || len(b.took) != 1 {
		t.Errorf("repeated: %+v", a)
	}
}

// TestCallbackOutlivesTheConnection: the platform hangs up after some seconds and
// may not repeat, so the work goes on without it.
func TestCallbackOutlivesTheConnection(t *testing.T) {
	gone, hangUp := context.WithCancel(t.Context())
	r := httptest.NewRequestWithContext(gone, http.MethodPost, "/dingtalk/callback", bytes.NewReader(dingtalktest.Body("msg1==", "staff0042", "x", nil)))
	dingtalktest.Signed(r, appSecret, sentAt)
	var during error
	handle := func(ctx context.Context, _ messages.Envelope) (messages.Message, error) {
		hangUp()
		during = ctx.Err()
		if _, limited := ctx.Deadline(); !limited {
			t.Error("no deadline")
		}
		return messages.Message{}, nil
	}
	NewCallback(CallbackConfig{ClientSecret: appSecret}, handle, zerolog.Nop(), func() time.Time { return sentAt }).ServeHTTP(httptest.NewRecorder(), r)
	if during != nil {
		t.Errorf("the message's context ended with the connection: %v", during)
	}
}

// TestCallbackForgedSession: the body is not signed, so an address in it may lead
// anywhere; it is dropped, the message itself is kept, and the log says so once.
func TestCallbackForgedSession(t *testing.T) {
	b := newBench(t, CallbackConfig{})
	a := b.Post(t, dingtalktest.Body("msg1==", "staff0042", "征文1篇", object{"sessionWebhook": "https://evil.example/steal?session=1"}))
	if a.Status != http.StatusOK || len(b.took) != 1 || b.took[0].ReplyVia.URL != "" {
		t.Fatalf("answer %+v, took %+v", a, b.took)
	}
	if strings.Contains(b.log.String(), "evil") || strings.Count(b.log.String(), "\n") != 1 {
		t.Errorf("log: %s", b.log)
	}
}
