package dingtalk

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/ledger"
)

func TestCallbackSignVectors(t *testing.T) {
	for _, v := range dingtalktest.SignVectors(t).Callback {
		t.Run(v.Name, func(t *testing.T) {
			got := sign(Secret(v.AppSecret), v.HeaderTimestamp)
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
	for _, v := range dingtalktest.SignVectors(t).Verify {
		t.Run(v.Name, func(t *testing.T) {
			expect, known := want[v.Expect]
			if !known {
				t.Fatalf("unknown expectation %q", v.Expect)
			}
			got := newVerifier(Secret(v.AppSecret)).verify(v.HeaderTimestamp, v.HeaderSign, time.UnixMilli(v.NowMS), time.Duration(v.MaxSkewMS)*time.Millisecond)
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
		if err := newVerifier("s").verify(ts, sign("s", ts), now, DefaultMaxSkew); err != ErrTimestamp {
			t.Errorf("verify(%q) = %v, want ErrTimestamp", ts, err)
		}
	}
}

func TestVerifyNeedsASecret(t *testing.T) {
	ts := "1767225600006"
	if err := newVerifier("").verify(ts, sign("", ts), time.UnixMilli(1767225600006), DefaultMaxSkew); err != ErrSign {
		t.Errorf("empty secret accepted: %v", err)
	}
}

// TestVerifyAgain: what was verified before, right or wrong, leaves nothing behind.
func TestVerifyAgain(t *testing.T) {
	now := time.UnixMilli(1767225600006)
	v := newVerifier("s")
	for i := range 100 {
		ts, other := strconv.FormatInt(now.UnixMilli()-int64(i), 10), strconv.FormatInt(now.UnixMilli()+1, 10)
		if err := v.verify(ts, sign("s", ts), now, DefaultMaxSkew); err != nil {
			t.Fatalf("%d: %v", i, err)
		}
		if err := v.verify(ts, sign("s", other), now, DefaultMaxSkew); err != ErrSign {
			t.Fatalf("%d, another's sign: %v", i, err)
		}
	}
}

func TestWebhookVectors(t *testing.T) {
	const token = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	for _, v := range dingtalktest.SignVectors(t).Webhook {
		t.Run(v.Name, func(t *testing.T) {
			ms, err := strconv.ParseInt(v.Timestamp, 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			got := signedQuery(token, Secret(v.Secret), time.UnixMilli(ms))
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
	all := dingtalktest.SignVectors(t)
	good := all.Webhook[1]
	ms, err := strconv.ParseInt(good.Timestamp, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	query := signedQuery("tok", Secret(good.Secret), time.UnixMilli(ms))
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
				if got := sign(Secret(good.Secret), p.BadTimestamp); got != p.SignForIt {
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
