package dingtalktest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestSignVectors(t *testing.T) {
	v := SignVectors(t)
	for _, c := range v.Callback {
		if got := Sign(c.AppSecret, c.HeaderTimestamp); got != c.HeaderSign {
			t.Errorf("callback: %s, want %s", got, c.HeaderSign)
		}
	}
	for _, c := range v.Webhook {
		if got := Sign(c.Secret, c.Timestamp); got != c.SignBase64 {
			t.Errorf("webhook: %s, want %s", got, c.SignBase64)
		}
	}
}

// send posts a plain message to the double's robot and gives the errcode and text.
func send(t *testing.T, s *Server, query, body string) (code int64, msg string) {
	t.Helper()
	resp, err := http.Post(s.URL+"/robot/send?"+query, "application/json", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	var r struct {
		ErrCode int64  `json:"errcode"`
		ErrMsg  string `json:"errmsg"`
	}
	if err := json.Unmarshal(data, &r); err != nil {
		t.Fatal(err)
	}
	return r.ErrCode, r.ErrMsg
}

const plain = `{"msgtype":"text","text":{"content":"一"}}`

// TestDoubleTakesTheVectors: the addresses of the vectors are good, each known
// mistake is refused as the platform refuses it.
func TestDoubleTakesTheVectors(t *testing.T) {
	v := SignVectors(t)
	for _, c := range v.Webhook {
		u, err := url.Parse(c.FullURL)
		if err != nil {
			t.Fatal(err)
		}
		ms, err := strconv.ParseInt(c.Timestamp, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		s := New(t, func() time.Time { return time.UnixMilli(ms) })
		s.AddRobot(u.Query().Get("access_token"), c.Secret, "")
		if code, msg := send(t, s, u.RawQuery, plain); code != 0 || len(s.Sent()) != 1 {
			t.Errorf("%d %s", code, msg)
		}
	}
	good := v.Webhook[1]
	ms, _ := strconv.ParseInt(good.Timestamp, 10, 64)
	for _, p := range v.Pitfalls {
		t.Run(p.Name, func(t *testing.T) {
			s := New(t, func() time.Time { return time.UnixMilli(ms) })
			s.AddRobot("tok", good.Secret, "")
			query := "access_token=tok&timestamp=" + good.Timestamp + "&" + p.BadQuery
			switch {
			case p.BadTimestamp != "":
				query = "access_token=tok&timestamp=" + p.BadTimestamp + "&sign=" + url.QueryEscape(p.SignForIt)
			case p.BadSign != "":
				query = "access_token=tok&timestamp=" + good.Timestamp + "&sign=" + url.QueryEscape(p.BadSign)
			}
			code, msg := send(t, s, query, plain)
			want, _ := strings.CutPrefix(p.Expect, "310000 ")
			if code != 310000 || !strings.HasPrefix(msg, want) || len(s.Sent()) != 0 || len(s.Faults()) != 1 {
				t.Errorf("%d %s, want %s", code, msg, p.Expect)
			}
		})
	}
}

// TestDoubleFindsFaults: what the platform would let pass in silence is told.
func TestDoubleFindsFaults(t *testing.T) {
	for name, body := range map[string]string{
		"listed, not in the text":  `{"msgtype":"markdown","markdown":{"title":"t","text":"x"},"at":{"atUserIds":["a"]}}`,
		"part of another id":       `{"msgtype":"markdown","markdown":{"title":"t","text":"@ab"},"at":{"atUserIds":["a","ab"]}}`,
		"in the text, not listed":  `{"msgtype":"markdown","markdown":{"title":"t","text":"@a x"}}`,
		"encrypted id of a robot":  `{"msgtype":"markdown","markdown":{"title":"t","text":"x"},"at":{"atDingtalkIds":["a"]}}`,
		"misspelt field":           `{"msgtype":"text","text":{"content":"x"},"msgUUid2":"x"}`,
		"no title":                 `{"msgtype":"markdown","markdown":{"text":"x"}}`,
		"no such type":             `{"msgtype":"image"}`,
		"escaped HTML":             `{"msgtype":"text","text":{"content":"\u003cb"}}`,
		"not JSON":                 `x`,
		"more than 20 000 bytes":   `{"msgtype":"text","text":{"content":"` + strings.Repeat("x", 20_000) + `"}}`,
		"mention inside a message": `{"msgtype":"markdown","markdown":{"title":"t","text":"x @all"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			s := New(t, time.Now)
			s.AddRobot("tok", "", "")
			send(t, s, "access_token=tok", body)
			if f := s.Faults(); len(f) != 1 {
				t.Errorf("faults %q", f)
			}
		})
	}
}
