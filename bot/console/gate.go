package console

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	// A peer may be wrong this often at once, and then once in this time. Typing
	// errors fit; 32 random bytes are out of reach either way, and a token that
	// somebody chose himself is worth a few tries only.
	wrongAtOnce = 10
	wrongEvery  = time.Minute
	// maxPeers bounds how many peers are remembered.
	maxPeers = 4096
)

// Gate opens to one token, and stays shut for a while to whoever was wrong too
// often, even to the right token. Peers are counted one by one, so that nobody can
// shut out anybody else.
type Gate struct {
	token string
	now   func() time.Time

	mu    sync.Mutex
	wrong map[netip.Prefix]*rate.Limiter
}

// NewGate makes a gate; with an empty token it never opens.
func NewGate(token string, now func() time.Time) *Gate {
	return &Gate{token: token, now: now, wrong: map[netip.Prefix]*rate.Limiter{}}
}

// Try tells what to answer to somebody who shows a token: 200 it is the right one,
// 401 it is not, 429 this peer was wrong too often.
func (g *Gate) Try(r *http.Request, token string) int { return g.try(r, token, g.token) }

// tryPass is Try for what a browser was given to remember.
func (g *Gate) tryPass(r *http.Request, given string) int { return g.try(r, given, g.pass()) }

func (g *Gate) try(r *http.Request, given, want string) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	who, now := peer(r), g.now()
	tries := g.wrong[who]
	switch {
	case tries != nil && tries.TokensAt(now) < 1:
		return http.StatusTooManyRequests
	case g.token != "" && same(given, want):
		return http.StatusOK
	case tries == nil:
		g.forget(now)
		tries = rate.NewLimiter(rate.Every(wrongEvery), wrongAtOnce)
		g.wrong[who] = tries
	}
	tries.AllowN(now, 1)
	return http.StatusUnauthorized
}

// forget makes room: peers that have not been wrong for long, else anybody. Who has
// that many addresses gains a few tries more.
func (g *Gate) forget(now time.Time) {
	if len(g.wrong) < maxPeers {
		return
	}
	for who, tries := range g.wrong {
		if tries.TokensAt(now) >= wrongAtOnce {
			delete(g.wrong, who)
		}
	}
	for who := range g.wrong {
		if len(g.wrong) < maxPeers {
			return
		}
		delete(g.wrong, who)
	}
}

// pass is what a browser remembers: proof of the token, from which it cannot be had.
func (g *Gate) pass() string {
	sum := sha256.Sum256([]byte("pufabot board\x00" + g.token))
	return hex.EncodeToString(sum[:])
}

// same compares hashes, so that not even the length of a secret shows.
func same(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

// peer is who is asking: the address, or the network that one subscriber has in
// IPv6. Behind a proxy on this machine it is the last address in X-Forwarded-For,
// the one that the proxy itself wrote; what stands before it anybody can invent.
func peer(r *http.Request) netip.Prefix {
	addr, _ := netip.ParseAddrPort(r.RemoteAddr)
	ip := addr.Addr().Unmap()
	if lists := r.Header.Values("X-Forwarded-For"); ip.IsLoopback() && len(lists) > 0 {
		list := lists[len(lists)-1]
		if told, err := netip.ParseAddr(strings.TrimSpace(list[strings.LastIndex(list, ",")+1:])); err == nil {
			ip = told.Unmap()
		}
	}
	bits := 32
	if ip.Is6() {
		bits = 64
	}
	network, _ := ip.WithZone("").Prefix(bits)
	return network
}
