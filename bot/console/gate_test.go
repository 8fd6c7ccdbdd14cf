package console

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// somebody is a request from an address, perhaps through a proxy on this machine.
func somebody(addr string, forwarded ...string) *http.Request {
	r := httptest.NewRequest("GET", "http://x/board", nil)
	r.RemoteAddr = addr
	for _, f := range forwarded {
		r.Header.Add("X-Forwarded-For", f)
	}
	return r
}

// Whoever guesses is shut out for a while, whatever he tries next; all others are not.
func TestTokenGuessing(t *testing.T) {
	for name, guess := range map[string]func(n int) *http.Request{
		"one address":      func(n int) *http.Request { return somebody(fmt.Sprintf("192.0.2.7:%d", 1000+n)) },
		"one network":      func(n int) *http.Request { return somebody(fmt.Sprintf("[2001:db8:1:2::%x]:443", n)) },
		"behind the proxy": func(int) *http.Request { return somebody("127.0.0.1:4000", "192.0.2.7") },
		"invented forwarders": func(n int) *http.Request {
			return somebody("127.0.0.1:4000", fmt.Sprintf("10.0.0.%d", n%250), fmt.Sprintf("10.1.0.%d, 192.0.2.7", n%250))
		},
		"invented, without a proxy": func(n int) *http.Request {
			return somebody("192.0.2.7:4000", fmt.Sprintf("10.0.0.%d", n%250))
		},
	} {
		t.Run(name, func(t *testing.T) {
			now := testNow
			g := NewGate(boardToken, func() time.Time { return now })
			wrong := 0
			for n := range 1000 {
				if g.Try(guess(n), fmt.Sprint("guess", n)) == http.StatusUnauthorized {
					wrong++
				}
			}
			if wrong != wrongAtOnce {
				t.Errorf("%d guesses were looked at, want %d", wrong, wrongAtOnce)
			}
			if got := g.Try(guess(0), boardToken); got != http.StatusTooManyRequests {
				t.Errorf("the right guess after 1000 wrong ones: %d", got)
			}
			if got := g.tryPass(guess(0), g.pass()); got != http.StatusTooManyRequests {
				t.Errorf("the right cookie after 1000 wrong tokens: %d", got)
			}
			if got := g.Try(somebody("198.51.100.1:4000"), boardToken); got != http.StatusOK {
				t.Errorf("somebody else with the token: %d", got)
			}
			now = now.Add(wrongEvery)
			if got := g.Try(guess(0), boardToken); got != http.StatusOK {
				t.Errorf("the right token a while later: %d", got)
			}
		})
	}
}

func TestGatePeersAreBounded(t *testing.T) {
	now := testNow
	g := NewGate(boardToken, func() time.Time { return now })
	for n := range maxPeers + 100 { // once full, each newcomer costs a look at all
		g.Try(somebody(fmt.Sprintf("10.%d.%d.%d:1", n>>16, n>>8&255, n&255)), "x")
	}
	if len(g.wrong) > maxPeers {
		t.Errorf("%d peers are remembered", len(g.wrong))
	}
	now = now.Add(time.Hour)
	g.Try(somebody("192.0.2.7:1"), "x")
	if len(g.wrong) != 1 {
		t.Errorf("%d peers are remembered an hour later", len(g.wrong))
	}
}
