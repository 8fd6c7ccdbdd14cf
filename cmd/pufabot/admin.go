package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"pufabot/messages"
	"pufabot/messages/parcel"
	"pufabot/store"
)

// The admin paths let status, export and backup ask the running bot. They answer
// only on loopback and only to the token that serve writes beside the store.
const adminPrefix = "/admin/"

func tokenPath(dir string) string { return filepath.Join(dir, "admin.token") }

// freshToken is 32 random bytes in hex.
func freshToken() string {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails, by its documentation
	return hex.EncodeToString(raw)
}

// keptToken reads a token or, the first time, makes one, readable by the owner only.
func keptToken(path string) (string, error) {
	data, err := os.ReadFile(path)
	if token := strings.TrimSpace(string(data)); err == nil && token != "" {
		return token, nil
	}
	token := freshToken()
	return token, os.WriteFile(path, []byte(token+"\n"), 0o600)
}

// writeToken makes a fresh token, readable by the owner only.
func writeToken(dir string) (string, error) {
	token := freshToken()
	if err := os.Remove(tokenPath(dir)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	return token, os.WriteFile(tokenPath(dir), []byte(token+"\n"), 0o600)
}

func (s *service) admin() {
	s.mux.Handle("GET "+adminPrefix+"status", s.guarded(func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Content-Type", "application/json")
		return s.db.View(func(tx *store.Tx) error {
			r := statusOf(tx)
			r.Channels = s.health.channels()
			return json.NewEncoder(w).Encode(r)
		})
	}))
	s.mux.Handle("GET "+adminPrefix+"past", s.guarded(func(w http.ResponseWriter, r *http.Request) error {
		w.Header().Set("Content-Type", "application/json")
		return s.db.View(func(tx *store.Tx) error { return json.NewEncoder(w).Encode(pastOf(tx)) })
	}))
	s.mux.Handle("GET "+adminPrefix+"export", s.guarded(s.serveExport))
	s.mux.Handle("POST "+adminPrefix+"backup", s.guarded(func(w http.ResponseWriter, r *http.Request) error {
		file, err := os.CreateTemp(s.config.DataDir, "backup-*.tmp")
		if err != nil {
			return err
		}
		defer os.Remove(file.Name())
		if err := errors.Join(file.Close(), os.Remove(file.Name())); err != nil {
			return err
		}
		if err := s.db.Backup(r.Context(), file.Name()); err != nil {
			return err
		}
		http.ServeFile(w, r, file.Name())
		return nil
	}))
}

// guarded lets through only loopback callers with the token.
func (s *service) guarded(next func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, _ := net.SplitHostPort(r.RemoteAddr)
		ip := net.ParseIP(host)
		code := http.StatusUnauthorized
		token, shown := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ") // what shows none is no guess: a web page can ask that way
		if ip != nil && ip.IsLoopback() && shown {
			code = s.gate.Try(r, token)
		}
		if code != http.StatusOK {
			s.log.Warn().Int("status", code).Msg("admin request refused")
			plain(w, code, strings.ToLower(http.StatusText(code)))
			return
		}
		out := &begun{ResponseWriter: w}
		if err := next(out, r); err != nil {
			s.log.Error().Err(err).Str("path", r.URL.Path).Msg("admin request failed")
			if out.any { // half a document must not look like a whole one
				panic(http.ErrAbortHandler)
			}
			plain(w, http.StatusInternalServerError, "failed")
		}
	})
}

// begun knows whether any of an answer has gone out.
type begun struct {
	http.ResponseWriter
	any bool
}

func (b *begun) Write(p []byte) (int, error) {
	b.any = true
	return b.ResponseWriter.Write(p)
}

// errNotRunning says that no bot answers for this data folder.
var errNotRunning = errors.New("not running")

// askRunning sends a request to the bot that runs on this data folder.
func (c *Config) askRunning(ctx context.Context, method, path string, out io.Writer) error {
	token, err := os.ReadFile(tokenPath(c.DataDir))
	if err != nil {
		return errNotRunning
	}
	resp, err := c.ask(ctx, method, path, token)
	if err == nil && resp.StatusCode == http.StatusUnauthorized {
		// A bot that starts takes the connection before it writes its token.
		if fresh, err := os.ReadFile(tokenPath(c.DataDir)); err == nil && !bytes.Equal(fresh, token) {
			_ = resp.Body.Close()
			return c.askRunning(ctx, method, path, out)
		}
	}
	if late := net.Error(nil); errors.As(err, &late) && late.Timeout() {
		return errors.New(messages.AskedInVain())
	}
	if err != nil {
		return errNotRunning
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusUnauthorized || resp.StatusCode == http.StatusNotFound {
		return errNotRunning // some other program, or a bot on another data folder
	}
	switch resp.StatusCode {
	case http.StatusOK:
	case http.StatusRequestedRangeNotSatisfiable:
		return parcel.ErrPage
	case http.StatusConflict:
		return errNoneForProvince
	default:
		return errors.New(messages.AskedInVain())
	}
	if _, err = io.Copy(out, resp.Body); err != nil && !errors.As(err, new(*os.PathError)) { // not our file's fault
		return errors.New(messages.AskedInVain())
	}
	return err
}

func (c *Config) ask(ctx context.Context, method, path string, token []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, "http://"+loopback(c.HTTP.Listen)+adminPrefix+path, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+strings.TrimSpace(string(token)))
	return (&http.Client{Timeout: time.Minute}).Do(req)
}

// loopback is the address at which this machine reaches its own listener.
func loopback(listen string) string {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return listen
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return net.JoinHostPort(host, port)
}
