package wire

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"pufabot/messages"
)

// What may work in a moment is tried again; a file that is gone is asked for again from
// its sender.
func TestWhatBecomesOfAFailedDownload(t *testing.T) {
	var answer http.HandlerFunc
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { answer(w, r) }))
	defer s.Close()
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = silent.Close()
	status := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
	}
	for name, tt := range map[string]struct {
		addr   string
		answer http.HandlerFunc
		class  messages.Class
		code   string
	}{
		"whole":        {"", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("abc")) }, "", ""},
		"too many":     {"", status(429), messages.Transient, "http 429"},
		"too slow":     {"", status(408), messages.Transient, "http 408"},
		"a fault":      {"", status(500), messages.Transient, "http 500"},
		"overloaded":   {"", status(503), messages.Transient, "http 503"},
		"gone":         {"", status(404), messages.Gone, "http 404"},
		"forbidden":    {"", status(403), messages.Gone, "http 403"},
		"a part of it": {"", status(206), messages.Gone, "http 206"},
		"cut off": {"", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "9")
			_, _ = w.Write([]byte("abc"))
		}, messages.Transient, "network"},
		"nobody there": {"http://" + silent.Addr().String(), nil, messages.Transient, "network"},
		"no address":   {"http://[::1", nil, messages.Gone, "foreign address"},
		"elsewhere":    {"https://files.example.org/x", nil, messages.Gone, "foreign address"},
	} {
		addr := tt.addr
		if addr == "" {
			addr = s.URL + "/file"
		}
		answer = tt.answer
		own := ParseOrigin(addr, "")
		if name == "elsewhere" {
			own = ParseOrigin(s.URL, "")
		}
		var b bytes.Buffer
		_, err := NewDownloads(own).Get(context.Background(), addr, &b)
		var se *messages.SendError
		if tt.class == "" {
			if err != nil || b.String() != "abc" {
				t.Errorf("%s: %q, %v", name, b.String(), err)
			}
		} else if !errors.As(err, &se) || se.Class != tt.class || se.Code != tt.code {
			t.Errorf("%s: %v, want %s %s", name, err, tt.class, tt.code)
		}
	}
}

// A server cannot keep us running from one address to the next.
func TestRedirectsEnd(t *testing.T) {
	for hops, ok := range map[int]bool{0: true, maxRedirects - 1: true, maxRedirects: false} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if n, _ := strconv.Atoi(strings.TrimPrefix(r.URL.Path, "/")); n > 0 {
				http.Redirect(w, r, "/"+strconv.Itoa(n-1), http.StatusFound)
			}
		}))
		_, err := NewDownloads(ParseOrigin(s.URL, "")).Get(context.Background(), s.URL+"/"+strconv.Itoa(hops), &bytes.Buffer{})
		if (err == nil) != ok || !ok && messages.ClassOf(err) != messages.Gone {
			t.Errorf("%d redirects: %v", hops, err)
		}
		s.Close()
	}
}

var errFull = errors.New("disk full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

// Our own disk is no trouble of the platform's.
func TestCopySaysWhoseTroubleItIs(t *testing.T) {
	if err := Copy(fullDisk{}, strings.NewReader("abc")); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
	if err := Copy(&bytes.Buffer{}, strings.NewReader("abc")); err != nil {
		t.Errorf("nothing wrong: %v", err)
	}
}

// What cannot be sent at all is not tried for a day.
func TestPostGivesUpOnWhatCannotBeSent(t *testing.T) {
	for code, tt := range map[string]struct {
		addr    string
		payload any
	}{"encode": {"http://127.0.0.1:1", func() {}}, "address": {"http://[::1", "x"}} {
		_, err := Post(context.Background(), NewClient(), tt.addr, nil, tt.payload)
		var se *messages.SendError
		if !errors.As(err, &se) || se.Class != messages.Permanent || se.Code != code {
			t.Errorf("%s: %v", code, err)
		}
	}
}

// How long a platform wants to be left alone is handed on; half an answer is none.
func TestPostReadsTheAnswer(t *testing.T) {
	cut := false
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if cut {
			w.Header().Set("Content-Length", "99")
		}
		w.Header().Set("Retry-After", "7")
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = w.Write([]byte(`{"errcode":0}`))
	}))
	defer s.Close()
	a, err := Post(context.Background(), NewClient(), s.URL, nil, "x")
	if err != nil || a.Status != http.StatusTooManyRequests || a.RetryAfter != "7" || string(a.Body) != `{"errcode":0}` {
		t.Errorf("%+v, %v", a, err)
	}
	cut = true
	if _, err := Post(context.Background(), NewClient(), s.URL, nil, "x"); messages.ClassOf(err) != messages.Transient {
		t.Errorf("half an answer: %v", err)
	}
}
