package wire

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"pufabot/messages"
)

func TestPublicAddresses(t *testing.T) {
	for addr, want := range map[string]bool{
		"8.8.8.8": true, "2400:3200::1": true,
		"127.0.0.1": false, "::1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.169.254": false,
		"100.64.0.1": false, "0.0.0.0": false, "255.255.255.255": false, "224.0.0.1": false, "fe80::1": false, "fc00::1": false,
		"192.0.2.1": false, "198.18.0.1": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "ff02::1": false,
	} {
		if got := onInternet(netip.MustParseAddr(addr)); got != want {
			t.Errorf("%s: %v", addr, got)
		}
	}
	// As the dialer gives them, a private address in another dress among them.
	for addr, want := range map[string]bool{
		"8.8.8.8:443": true, "[2400:3200::1]:443": true, "[::ffff:8.8.8.8]:443": true,
		"10.1.2.3:443": false, "[::1]:443": false, "[::ffff:10.0.0.1]:443": false, "8.8.8.8": false, "localhost:443": false, "": false,
	} {
		if err := publicOnly("tcp", addr, nil); (err == nil) != want {
			t.Errorf("%s: %v", addr, err)
		}
	}
}

// What a foreign name resolves to is checked when it is dialled: here the list of
// hosts lets it pass, and the address does not. Nobody even hears a knock.
func TestForeignNamesMustNotLeadInside(t *testing.T) {
	inside, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	knocked := make(chan struct{})
	go func() {
		defer close(knocked)
		for {
			c, err := inside.Accept()
			if err != nil {
				return
			}
			t.Errorf("somebody knocked")
			_ = c.Close()
		}
	}()
	defer func() { _ = inside.Close(); <-knocked }()
	_, port, _ := net.SplitHostPort(inside.Addr().String())
	d := NewDownloads(ParseOrigin("https://api.example.org", ""), "localhost", "127.0.0.1")
	for _, host := range []string{"localhost", "127.0.0.1"} {
		u := &url.URL{Scheme: "https", Host: host + ":" + port, Path: "/"}
		if _, err := d.clientFor(&http.Request{URL: u}).Get(u.String()); !errors.Is(err, errForeign) {
			t.Errorf("%s: %v", host, err)
		}
	}
	if _, err := d.Get(context.Background(), "https://127.0.0.1:"+port+"/", &bytes.Buffer{}); messages.ClassOf(err) != messages.Gone { // a port of its own
		t.Errorf("%v", err)
	}
}

func TestRedirects(t *testing.T) {
	far := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the redirect was followed") }))
	defer far.Close()
	var to string
	own := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/end" {
			_, _ = w.Write([]byte("end"))
			return
		}
		http.Redirect(w, r, to, http.StatusFound)
	}))
	defer own.Close()
	d := NewDownloads(ParseOrigin(own.URL, ""))
	for target, want := range map[string]messages.Class{
		own.URL + "/end": "", own.URL + "/again": messages.Gone, far.URL: messages.Gone,
		"https://example.org/": messages.Gone, "file:///etc/passwd": messages.Gone, "https://x@" + own.Listener.Addr().String(): messages.Gone,
		strings.Replace(own.URL, "http://", "http://x@", 1): messages.Gone, "//" + far.Listener.Addr().String(): messages.Gone,
	} {
		to = target
		var b bytes.Buffer
		_, err := d.Get(context.Background(), own.URL+"/start", &b)
		if want == "" && (err != nil || b.String() != "end") || want != "" && messages.ClassOf(err) != want {
			t.Errorf("%s: %q %v", target, b.String(), err)
		}
	}
	// Between hosts of the platform itself it is the rules that decide, not the net.
	d = NewDownloads(ParseOrigin("https://api.example.org", ""), ".files.example.org")
	first := &http.Request{URL: &url.URL{Scheme: "https", Host: "a.files.example.org", Path: "/x"}}
	for target, ok := range map[string]bool{
		"https://b.files.example.org/y": true, "https://files.example.org.evil.example/": false, "http://b.files.example.org/y": false,
		"https://127.0.0.1/": false, "https://[::1]/": false, "https://b.files.example.org:8443/": false, "https://api.example.org/": false,
		"https://x@b.files.example.org/y": false, "https:b.files.example.org/y": false, "https://b.files.example.org:443/y": true,
	} {
		u, err := url.Parse(target)
		if err != nil {
			t.Fatal(err)
		}
		if err := d.guarded.CheckRedirect(&http.Request{URL: u}, []*http.Request{first}); (err == nil) != ok {
			t.Errorf("%s: %v", target, err)
		}
	}
}

func TestDispositionNames(t *testing.T) {
	for h, want := range map[string]string{
		`attachment; filename="a+b%20c.docx"`:                                     "a b c.docx",
		`attachment; filename="x.docx"; filename*=UTF-8''%E5%BE%81%E6%96%87.docx`: "征文.docx",
		`attachment; filename*=UTF-8''a%2Bb.docx`:                                 "a+b.docx",
		`attachment; filename=征文.docx`:                                            "征文.docx",
		`attachment; filename="征文%201.docx" ; size=3; filename`:                   "征文 1.docx",
		`attachment; filename=征文 100%.docx; size`:                                 "征文 100%.docx",
		"attachment; filename=\"征\u200b文\u202ecod.docx \"":                        "征文cod.docx",
		`attachment; filename="` + strings.Repeat("征", 86) + `"`:                  strings.Repeat("征", 85),
		`attachment; filename="a` + strings.Repeat("征", 85) + `"`:                 "a" + strings.Repeat("征", 84),
		`attachment; size=3; what`:                                                "",
		`attachment; filename="../../etc/passwd"`:                                 "passwd",
		`attachment; filename="..%2F..%2Fx.pdf"`:                                  "x.pdf",
		`attachment`:                                                              "", ``: "", `inline; filename=".."`: "",
	} {
		if got := dispositionName(h); got != want {
			t.Errorf("%s: got %q, want %q", h, got, want)
		}
	}
}
