package wire

import (
	"net/url"
	"strings"
)

// Origin is scheme and host of a configured base address. The zero Origin owns
// nothing, so a base that cannot be read leads to refusals, never to a request
// somewhere else.
type Origin struct{ Scheme, host, port string }

// ParseOrigin reads a base address; an empty one is the fallback.
func ParseOrigin(base, fallback string) Origin {
	if base == "" {
		base = fallback
	}
	o, _ := originOf(base)
	return o
}

// originOf reads the origin of an absolute http or https address. The address
// must not carry a user: "https://good@evil" is somebody's trick.
func originOf(raw string) (Origin, bool) {
	u, err := url.Parse(raw)
	if err != nil || u.User != nil || u.Opaque != "" || u.Hostname() == "" {
		return Origin{}, false
	}
	port := u.Port()
	switch {
	case u.Scheme != "https" && u.Scheme != "http":
		return Origin{}, false
	case port == "" && u.Scheme == "https":
		port = "443"
	case port == "":
		port = "80"
	}
	return Origin{u.Scheme, strings.ToLower(u.Hostname()), port}, true
}

// Owns tells whether an address that a message supplied may be called at all.
// DingTalk's callback bodies are not signed (RECV), and WeCom's may be leaked:
// without this check somebody could make us post anywhere.
func (o Origin) Owns(raw string) bool {
	if raw == "" { // most messages name none
		return false
	}
	got, ok := originOf(raw)
	return ok && o != Origin{} && got == o
}

// Joined is a path below a base address, which may have a path of its own; an
// empty base is the fallback.
func Joined(base, fallback, path string) string {
	if base == "" {
		base = fallback
	}
	return strings.TrimRight(base, "/") + path
}
