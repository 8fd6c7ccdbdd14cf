package dingtalktest

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strconv"
	"testing"
	"time"
)

// Sign is DingTalk's side of both signatures, written apart from the adapter's.
func Sign(secret, timestamp string) string {
	m := hmac.New(sha256.New, []byte(secret))
	_, _ = fmt.Fprintf(m, "%s\n%s", timestamp, secret)
	return base64.StdEncoding.EncodeToString(m.Sum(nil))
}

// Caller posts callbacks as DingTalk does, and as others might.
type Caller struct {
	URL    string // of the callback
	Secret string // the application's
	Now    func() time.Time
}

// Answer is what the bot answered.
type Answer struct {
	Status int
	Header http.Header
	Body   string
}

// Post signs and posts a body.
func (c Caller) Post(t testing.TB, body []byte) Answer {
	ts := strconv.FormatInt(c.Now().UnixMilli(), 10)
	return c.Raw(t, http.MethodPost, ts, Sign(c.Secret, ts), body)
}

// Raw posts with headers as given; empty ones are left out.
func (c Caller) Raw(t testing.TB, method, timestamp, sign string, body []byte) Answer {
	t.Helper()
	req, err := http.NewRequest(method, c.URL, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	if timestamp != "" {
		req.Header.Set("timestamp", timestamp)
	}
	if sign != "" {
		req.Header.Set("sign", sign)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return Answer{resp.StatusCode, resp.Header, string(data)}
}

// Signed puts on a request what the platform signs it with.
func Signed(r *http.Request, secret string, at time.Time) *http.Request {
	ts := strconv.FormatInt(at.UnixMilli(), 10)
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	r.Header.Set("timestamp", ts)
	r.Header.Set("sign", Sign(secret, ts))
	return r
}

// Body is a group message with words in it, as captured in 2026; fields are set
// or, with nil, left out on top of it.
func Body(id, staff, words string, fields map[string]any) []byte {
	b := map[string]any{
		"conversationId": "cidAbC+dEf/GhI0123456789==", "conversationType": "2", "conversationTitle": "普法工作群",
		"msgId": id, "msgtype": "text", "text": map[string]any{"content": " " + words}, "createAt": int64(1772376934909),
		"senderId": "$:LWCP_v1:$sender-" + staff, "senderStaffId": staff, "senderNick": "林一", "senderCorpId": "dingcorp0001",
		"senderPlatform": "Mac", "isAdmin": false, "isInAtList": true,
		"atUsers":       []any{map[string]any{"dingtalkId": "$:LWCP_v1:$bot"}},
		"chatbotCorpId": "dingcorp0001", "chatbotUserId": "$:LWCP_v1:$bot", "robotCode": "dingappkey0001",
		"openThreadId": "cidAbC+dEf/GhI0123456789==",
	}
	maps.Copy(b, fields)
	maps.DeleteFunc(b, func(_ string, v any) bool { return v == nil })
	data, err := json.Marshal(b)
	if err != nil {
		panic(err) // only for values that are not JSON, a mistake in the test
	}
	return data
}
