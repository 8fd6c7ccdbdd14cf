package dingtalk

import (
	"net/url"
	"strings"
)

// The hosts of the public edition; dedicated editions configure their own.
const (
	DefaultOAPIBase = "https://oapi.dingtalk.com"
	DefaultAPIBase  = "https://api.dingtalk.com"
)

// origin is scheme and host of a configured base address. The zero origin owns
// nothing, so a base that cannot be read leads to refusals, never to a request
// somewhere else.
type origin struct{ scheme, host string }

func parseOrigin(base, fallback string) origin {
	if base == "" {
		base = fallback
	}
	o, _ := originOf(base)
	return o
}

// originOf reads the origin of an absolute http or https address. The address
// must not carry a user: "https://good@evil" is somebody's trick.
func originOf(raw string) (origin, bool) {
	u, err := url.Parse(raw)
	if err != nil || u.User != nil || u.Opaque != "" || u.Hostname() == "" {
		return origin{}, false
	}
	port := u.Port()
	switch {
	case u.Scheme != "https" && u.Scheme != "http":
		return origin{}, false
	case port == "" && u.Scheme == "https":
		port = "443"
	case port == "":
		port = "80"
	}
	return origin{u.Scheme, strings.ToLower(u.Hostname()) + ":" + port}, true
}

// owns tells whether an address that a message supplied may be called at all.
// The body of a callback is not signed (RECV): without this check whoever saw
// one valid header could make us post anywhere.
func (o origin) owns(raw string) bool {
	got, ok := originOf(raw)
	return ok && o != origin{} && got == o
}

// joined is a path below a base address, which may have a path of its own.
func joined(base, fallback, path string) string {
	if base == "" {
		base = fallback
	}
	return strings.TrimRight(base, "/") + path
}
