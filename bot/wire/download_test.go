package wire

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
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
	if onInternet(netip.MustParseAddr("::ffff:10.0.0.1").Unmap()) {
		t.Error("a private address in another dress")
	}
}

// What a foreign name resolves to is checked when it is dialled: here the list of
// hosts lets it pass, and the address does not.
func TestForeignNamesMustNotLeadInside(t *testing.T) {
	inside := httptest.NewTLSServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("somebody knocked") }))
	defer inside.Close()
	u, _ := url.Parse(inside.URL)
	d := NewDownloads(ParseOrigin("https://api.example.org", ""), "localhost", "127.0.0.1")
	for _, host := range []string{"localhost", "127.0.0.1"} {
		_, err := d.clientFor(&http.Request{URL: u}).Get("https://" + host + ":" + u.Port() + "/")
		if err == nil {
			t.Errorf("%s was reached", host)
		}
	}
	if _, err := d.Get(context.Background(), inside.URL, &bytes.Buffer{}); messages.ClassOf(err) != messages.Gone { // a port of its own
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
	for target, ok := range map[string]bool{far.URL: false, own.URL + "/again": false, own.URL + "/end": true, "https://example.org/": false} {
		to = target
		var b bytes.Buffer
		if _, err := d.Get(context.Background(), own.URL+"/start", &b); (err == nil) != ok || ok && b.String() != "end" {
			t.Errorf("%s: %q %v", target, b.String(), err)
		}
	}
}

func TestDispositionNames(t *testing.T) {
	for h, want := range map[string]string{
		`attachment; filename="a+b%20c.docx"`:                                     "a b c.docx",
		`attachment; filename="x.docx"; filename*=UTF-8''%E5%BE%81%E6%96%87.docx`: "征文.docx",
		`attachment; filename*=UTF-8''a%2Bb.docx`:                                 "a+b.docx",
		`attachment; filename=征文.docx`:                                            "征文.docx",
		`attachment; filename="../../etc/passwd"`:                                 "passwd",
		`attachment; filename="..%2F..%2Fx.pdf"`:                                  "x.pdf",
		`attachment`:                                                              "", ``: "", `inline; filename=".."`: "",
	} {
		if got := dispositionName(h); got != want {
			t.Errorf("%s: got %q, want %q", h, got, want)
		}
	}
}
