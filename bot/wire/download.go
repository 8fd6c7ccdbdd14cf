package wire

import (
	"context"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"pufabot/messages"
)

// Downloads gets files from addresses that a platform has supplied. Such an
// address is called only when it is https on one of the platform's own hosts, or
// on the configured base itself; what a foreign name resolves to must be a public
// address; and a redirect must keep to the same rules. So nobody can make the bot
// knock at doors inside the office.
type Downloads struct {
	own     Origin
	hosts   []string
	guarded *http.Client
	plain   *http.Client // for the configured base, which may be anywhere
}

// NewDownloads takes the origin of the configured base and the hosts that are the
// platform's: a name that begins with a dot stands for everything below it.
func NewDownloads(own Origin, hosts ...string) *Downloads {
	d := &Downloads{own: own, hosts: hosts}
	d.guarded, d.plain = d.client(publicOnly), d.client(nil)
	return d
}

const maxRedirects = 3

// client has no timeout of its own for the whole: the size of a file decides, and
// the caller's context bounds it. Every phase before the content is bounded.
func (d *Downloads) client(control func(network, address string, _ syscall.RawConn) error) *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			Proxy:                 http.ProxyFromEnvironment,
			DialContext:           (&net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second, Control: control}).DialContext,
			ForceAttemptHTTP2:     true,
			TLSHandshakeTimeout:   5 * time.Second,
			ResponseHeaderTimeout: 15 * time.Second,
			IdleConnTimeout:       30 * time.Second,
			MaxIdleConnsPerHost:   2,
			DisableCompression:    true, // what inflates is looked into elsewhere, within bounds
		},
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			if len(via) >= maxRedirects || !d.allowed(req.URL) || d.own.Owns(req.URL.String()) != d.own.Owns(via[0].URL.String()) {
				return errForeign
			}
			return nil
		},
	}
}

var errForeign = errors.New("wire: not an address of the platform")

// allowed tells whether an address may be called at all.
func (d *Downloads) allowed(u *url.URL) bool {
	if u.User != nil || u.Opaque != "" {
		return false
	}
	if d.own.Owns(u.String()) {
		return true
	}
	if u.Scheme != "https" || u.Port() != "" && u.Port() != "443" {
		return false
	}
	host := strings.ToLower(u.Hostname())
	for _, h := range d.hosts {
		if host == h || strings.HasPrefix(h, ".") && strings.HasSuffix(host, h) {
			return true
		}
	}
	return false
}

// publicOnly refuses addresses that are not on the public Internet, after the name
// has been resolved and before anything is sent.
func publicOnly(_, address string, _ syscall.RawConn) error {
	a, err := netip.ParseAddrPort(address)
	if err != nil || !onInternet(a.Addr().Unmap()) {
		return errForeign
	}
	return nil
}

// reserved are ranges that are not public although no predicate says so: shared
// (RFC 6598), benchmarking, documentation, 6to4 and NAT64 ways to private ones.
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"),
	netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"),
}

func onInternet(a netip.Addr) bool {
	if !a.IsGlobalUnicast() || a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast() {
		return false
	}
	for _, p := range reserved {
		if p.Contains(a) {
			return false
		}
	}
	return true
}

// Open begins a download; the caller reads the content and closes it. The error is
// a [messages.SendError]: gone when the address will never work, transient when it may.
func (d *Downloads) Open(ctx context.Context, addr string) (*http.Response, error) {
	u, err := url.Parse(addr)
	if err != nil || !d.allowed(u) {
		return nil, &messages.SendError{Class: messages.Gone, Code: "foreign address"}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, addr, nil)
	if err != nil {
		return nil, &messages.SendError{Class: messages.Gone, Code: "address"}
	}
	resp, err := d.clientFor(req).Do(req)
	if err != nil {
		if errors.Is(err, errForeign) {
			return nil, &messages.SendError{Class: messages.Gone, Code: "foreign address"}
		}
		return nil, Broken(err)
	}
	if err := fileStatus(resp.StatusCode); err != nil {
		_ = resp.Body.Close()
		return nil, err
	}
	return resp, nil
}

// Get writes what stands at an address and gives the name that the answer has for
// it. An error of the writer is given as it is; any other is a [messages.SendError].
func (d *Downloads) Get(ctx context.Context, addr string, to io.Writer) (name string, err error) {
	resp, err := d.Open(ctx, addr)
	if err != nil {
		return "", err
	}
	defer func() { _ = resp.Body.Close() }()
	return NameOf(resp), Copy(to, resp.Body)
}

// NameOf is what an answer calls its file.
func NameOf(resp *http.Response) string {
	return dispositionName(resp.Header.Get("Content-Disposition"))
}

// clientFor picks the client: a proxy resolves names itself, so there is nothing
// to guard behind one; the list of hosts holds all the same.
func (d *Downloads) clientFor(req *http.Request) *http.Client {
	if d.own.Owns(req.URL.String()) {
		return d.plain
	}
	if proxy, err := http.ProxyFromEnvironment(req); err == nil && proxy != nil {
		return d.plain
	}
	return d.guarded
}

// fileStatus is what an answer's status means for a file: storage says 4xx when
// an address has expired or was never right.
func fileStatus(status int) error {
	switch {
	case status == http.StatusOK:
		return nil
	case status == http.StatusTooManyRequests, status == http.StatusRequestTimeout, status >= 500:
		return &messages.SendError{Class: messages.Transient, Code: "http " + strconv.Itoa(status)}
	}
	return &messages.SendError{Class: messages.Gone, Code: "http " + strconv.Itoa(status)}
}

// Copy writes a content. It tells an error of the writer, which is the caller's, from one of the
// connection, which may be tried again.
func Copy(to io.Writer, from io.Reader) error {
	w := &watched{w: to}
	_, err := io.Copy(w, from)
	switch {
	case w.err != nil:
		return w.err
	case err != nil:
		return Broken(err)
	}
	return nil
}

type watched struct {
	w   io.Writer
	err error
}

func (w *watched) Write(p []byte) (int, error) {
	n, err := w.w.Write(p)
	if err != nil {
		w.err = err
	}
	return n, err
}

// dispositionName is the file name of a Content-Disposition: the extended form
// first, which is UTF-8; the plain one comes form-urlencoded from WeCom (MULTICA).
func dispositionName(h string) string {
	_, params, err := mime.ParseMediaType(h)
	if err != nil {
		return looseName(h)
	}
	name := params["filename"]
	if strings.Contains(strings.ToLower(h), "filename*=") { // decoded already
		return PlainName(name)
	}
	if s, err := url.QueryUnescape(name); err == nil {
		name = s
	}
	return PlainName(name)
}

// looseName reads what strict rules refuse: names in raw UTF-8, without quotes.
func looseName(h string) string {
	_, rest, _ := strings.Cut(h, "filename=")
	rest, _, _ = strings.Cut(rest, ";")
	rest = strings.Trim(rest, `" `)
	if s, err := url.QueryUnescape(rest); err == nil {
		rest = s
	}
	return PlainName(rest)
}
