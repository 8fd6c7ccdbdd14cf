package console

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// policy forbids the page everything but its own files and its own interface;
// trusted types make the browser refuse any HTML made from strings.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"

// guard lets only this machine's own browser through and sets the headers of
// every answer. A refusal says nothing but that it is one.
func (c *Console) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		confine(w.Header(), policy)
		w.Header().Set("Cross-Origin-Opener-Policy", "same-origin")
		if why := refusal(r); why != "" {
			c.log.Warn().Str("why", why).Msg("console request refused")
			http.Error(w, "forbidden", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// confine sets what a page that belongs to nobody else must say in every answer:
// keep nothing, guess no type, be framed nowhere, tell no address on.
func confine(h http.Header, policy string) {
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// refusal says why a request must not be served; empty: it may.
func refusal(r *http.Request) string {
	switch {
	case !loopbackPeer(r.RemoteAddr):
		return "peer"
	case forwarded(r.Header):
		return "forwarded"
	case !loopbackHost(r.Host): // a foreign name that resolves to us: DNS rebinding
		return "host"
	case !sameOrigin(r):
		return "origin"
	}
	return ""
}

func loopbackPeer(addr string) bool {
	a, err := netip.ParseAddrPort(addr)
	return err == nil && a.Addr().Unmap().IsLoopback()
}

// loopbackHost accepts localhost and loopback literals, with or without a port.
func loopbackHost(host string) bool {
	name := host
	if h, port, err := net.SplitHostPort(host); err == nil {
		if strings.Trim(port, "0123456789") != "" {
			return false
		}
		name = h
	} else {
		name = strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
	}
	if strings.EqualFold(name, "localhost") {
		return true
	}
	a, err := netip.ParseAddr(name)
	return err == nil && a.Zone() == "" && a.Unmap().IsLoopback()
}

// forwarded tells whether something between the browser and us says so.
func forwarded(h http.Header) bool {
	for name := range h {
		n := strings.ToLower(name)
		switch n {
		case "forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "cf-connecting-ip",
			"x-originating-ip", "x-original-host", "x-original-url", "x-proxyuser-ip", "x-envoy-external-address":
			return true
		}
		if strings.HasPrefix(n, "x-forwarded") {
			return true
		}
	}
	return false
}

// sameOrigin wants the page's own Origin wherever there is one, and always with
// a POST. A browser that tells where a request comes from (Sec-Fetch-Site) is
// believed when that is elsewhere; only following a link to a page is fine.
func sameOrigin(r *http.Request) bool {
	origins := r.Header.Values("Origin")
	write := r.Method != http.MethodGet && r.Method != http.MethodHead
	if len(origins) > 1 || len(origins) == 0 && write {
		return false
	}
	if len(origins) == 1 && origins[0] != "http://"+r.Host {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return true
	}
	return !write && (r.URL.Path == "/" || r.URL.Path == "/board") && r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
}
