package dingtalk

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"pufabot/bot/ledger"
)

type vectors struct {
	Callback []struct {
		Name            string `json:"name"`
		AppSecret       Secret `json:"app_secret"`
		HeaderTimestamp string `json:"header_timestamp"`
		HeaderSign      string `json:"header_sign"`
		SignURLEncoded  string `json:"sign_urlencoded"`
	} `json:"callback"`
	Verify []struct {
		Name            string `json:"name"`
		AppSecret       Secret `json:"app_secret"`
		HeaderTimestamp string `json:"header_timestamp"`
		HeaderSign      string `json:"header_sign"`
		NowMS           int64  `json:"now_ms"`
		MaxSkewMS       int64  `json:"max_skew_ms"`
		Expect          string `json:"expect"`
	} `json:"callback_verify_cases"`
	Webhook []struct {
		Name           string `json:"name"`
		Secret         Secret `json:"secret"`
		Timestamp      string `json:"timestamp"`
		SignBase64     string `json:"sign_base64"`
		SignURLEncoded string `json:"sign_urlencoded"`
		FullURL        string `json:"full_url"`
	} `json:"webhook"`
	Pitfalls []struct {
		Name         string `json:"name"`
		BadQuery     string `json:"bad_query"`
		ServerSees   string `json:"server_sees"`
		BadTimestamp string `json:"bad_timestamp"`
		SignForIt    string `json:"sign_for_it"`
		BadSign      string `json:"bad_sign"`
		Expect       string `json:"expect"`
	} `json:"webhook_pitfalls"`
}

func loadVectors(t *testing.T) vectors {
	t.Helper()
	data, err := os.ReadFile("testdata/dingtalk_vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Callback) != 6 || len(v.Verify) != 13 || len(v.Webhook) != 5 || len(v.Pitfalls) != 4 {
		t.Fatal("vectors are incomplete")
	}
	return v
}

func TestCallbackSignVectors(t *testing.T) {
	for _, v := range loadVectors(t).Callback {
		t.Run(v.Name, func(t *testing.T) {
			got := sign(v.AppSecret, v.HeaderTimestamp)
			if got != v.HeaderSign {
				t.Errorf("sign = %s, want %s", got, v.HeaderSign)
			}
			if e := url.QueryEscape(got); e != v.SignURLEncoded {
				t.Errorf("escaped = %s, want %s", e, v.SignURLEncoded)
			}
		})
	}
}

func TestVerifyVectors(t *testing.T) {
	want := map[string]error{"accept": nil, "reject: timestamp": ErrTimestamp, "reject: sign": ErrSign}
	for _, v := range loadVectors(t).Verify {
		t.Run(v.Name, func(t *testing.T) {
			expect, known := want[v.Expect]
			if !known {
				t.Fatalf("unknown expectation %q", v.Expect)
			}
			got := verify(v.AppSecret, v.HeaderTimestamp, v.HeaderSign, time.UnixMilli(v.NowMS), time.Duration(v.MaxSkewMS)*time.Millisecond)
			if got != expect {
				t.Errorf("verify = %v, want %v", got, expect)
			}
		})
	}
}

func TestVerifyRefusesOddTimestamps(t *testing.T) {
	now := time.UnixMilli(1767225600006)
	for _, ts := range []string{"", "+1767225600006", "-1767225600006", " 1767225600006", "1767225600006 ", "1767225600006.0",
		"0x19b7", "９", "9223372036854775807", "99999999999999999999999"} {
		if err := verify("s", ts, sign("s", ts), now, DefaultMaxSkew); err != ErrTimestamp {
			t.Errorf("verify(%q) = %v, want ErrTimestamp", ts, err)
		}
	}
}

func TestVerifyNeedsASecret(t *testing.T) {
	ts := "1767225600006"
	if err := verify("", ts, sign("", ts), time.UnixMilli(1767225600006), DefaultMaxSkew); err != ErrSign {
		t.Errorf("empty secret accepted: %v", err)
	}
}

func TestWebhookVectors(t *testing.T) {
	const token = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	for _, v := range loadVectors(t).Webhook {
		t.Run(v.Name, func(t *testing.T) {
			ms, err := strconv.ParseInt(v.Timestamp, 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			got := signedQuery(token, v.Secret, time.UnixMilli(ms))
			u, err := url.Parse(v.FullURL)
			if err != nil {
				t.Fatal(err)
			}
			// The order of parameters does not matter, their bytes do.
			if !strings.Contains(got, "sign="+v.SignURLEncoded) || !strings.Contains(got, "timestamp="+v.Timestamp) {
				t.Errorf("query = %s", got)
			}
			mine, err := url.ParseQuery(got)
			if err != nil {
				t.Fatal(err)
			}
			if mine.Encode() != u.Query().Encode() || mine.Get("sign") != v.SignBase64 {
				t.Errorf("query means %v, want %v", mine, u.Query())
			}
		})
	}
}

func TestWebhookWithoutSecretIsNotSigned(t *testing.T) {
	if got := signedQuery("tok", "", time.UnixMilli(1)); got != "access_token=tok" {
		t.Errorf("query = %q", got)
	}
}

// TestWebhookPitfalls shows that each known mistake produces something else than
// what we send, and that our own query avoids it.
func TestWebhookPitfalls(t *testing.T) {
	all := loadVectors(t)
	good := all.Webhook[1]
	ms, err := strconv.ParseInt(good.Timestamp, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	query := signedQuery("tok", good.Secret, time.UnixMilli(ms))
	ours, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range all.Pitfalls {
		t.Run(p.Name, func(t *testing.T) {
			switch {
			case p.BadQuery != "":
				seen, err := url.ParseQuery(p.BadQuery)
				if err != nil {
					t.Fatal(err)
				}
				if seen.Get("sign") != p.ServerSees {
					t.Errorf("server sees %q, want %q", seen.Get("sign"), p.ServerSees)
				}
				if strings.Contains(query, p.BadQuery) || ours.Get("sign") == p.ServerSees {
					t.Error("we make this mistake")
				}
			case p.BadTimestamp != "":
				if got := sign(good.Secret, p.BadTimestamp); got != p.SignForIt {
					t.Errorf("sign = %s, want %s", got, p.SignForIt)
				}
				if ours.Get("timestamp") == p.BadTimestamp || len(ours.Get("timestamp")) != 13 {
					t.Errorf("timestamp = %s, want milliseconds", ours.Get("timestamp"))
				}
			case p.BadSign != "":
				if ours.Get("sign") == p.BadSign {
					t.Error("we use the URL-safe alphabet")
				}
			default:
				t.Error("a pitfall without a test")
			}
		})
	}
}

func TestSecretNeverPrints(t *testing.T) {
	s := Secret("tell-nobody")
	cfg := RobotConfig{Robots: map[ledger.GroupID]Robot{"work": {Token: s, Secret: s}}}
	js, err := json.Marshal(struct{ S Secret }{s})
	if err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{fmt.Sprint(s), fmt.Sprintf("%v %+v %#v %q %x %d %s", s, s, s, s, s, s, s), string(js), fmt.Sprintf("%+v %#v", cfg, cfg)} {
		if strings.Contains(out, "tell-nobody") || strings.Contains(out, fmt.Sprintf("%x", "tell-nobody")) {
			t.Errorf("secret printed: %s", out)
		}
	}
}
