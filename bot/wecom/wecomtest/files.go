package wecomtest

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// shared is a file that somebody sent, on the platform's storage.
type shared struct {
	name   string
	body   []byte // as it is served
	gone   time.Time
	plain  bool // an application's: not encrypted
	spoils []Failure
}

// Share puts a file where a message's address leads, encrypted with a key in
// base64 (an EncodingAESKey, or the aeskey of a long connection), for five
// minutes. Name is what the answer's header says; it may be empty.
func (s *Server) Share(name string, data []byte, key string) (address string) {
	raw, err := base64.RawStdEncoding.DecodeString(key)
	if err != nil || len(raw) != 32 {
		s.t.Fatalf("wecomtest: file key: %v", err)
	}
	block, err := aes.NewCipher(raw)
	if err != nil {
		s.t.Fatal(err)
	}
	pad := 32 - len(data)%32
	body := append(bytes.Clone(data), bytes.Repeat([]byte{byte(pad)}, pad)...)
	cipher.NewCBCEncrypter(block, raw[:16]).CryptBlocks(body, body)
	return s.URL + "/cos/" + s.put(&shared{name: name, body: body, gone: s.now().Add(5 * time.Minute)}) + "?q-sign-time=1"
}

// ShareMedia puts a file that was sent to the application, and gives its media id.
func (s *Server) ShareMedia(name string, data []byte) (id string) {
	return s.put(&shared{name: name, body: data, gone: s.now().Add(72 * time.Hour), plain: true})
}

// Spoil makes the next downloads from an address misbehave, one each: Status, Cut
// (in the middle of the content) and Hang are played.
func (s *Server) Spoil(address string, f ...Failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, file := range s.files {
		if strings.Contains(address, id) {
			file.spoils = append(file.spoils, f...)
		}
	}
}

func (s *Server) put(f *shared) string {
	id := rand.Text()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[id] = f
	return id
}

func (s *Server) find(id string, plain bool) (*shared, Failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests++
	f := s.files[id]
	if f == nil || f.plain != plain || !s.now().Before(f.gone) {
		return nil, Failure{}
	}
	var spoil Failure
	if len(f.spoils) > 0 {
		spoil, f.spoils = f.spoils[0], f.spoils[1:]
	}
	return f, spoil
}

// file is the object storage: no credentials, an address that dies.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	f, spoil := s.find(r.PathValue("id"), false)
	if f == nil {
		http.Error(w, "<Error><Code>AccessDenied</Code></Error>", http.StatusForbidden)
		return
	}
	if f.name != "" {
		w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s"; filename*=UTF-8''%s`, url.QueryEscape(f.name), url.PathEscape(f.name)))
	}
	f.serve(w, r, spoil)
}

func (f *shared) serve(w http.ResponseWriter, r *http.Request, spoil Failure) {
	switch {
	case spoil.Status != 0:
		http.Error(w, "gateway", spoil.Status)
		return
	case spoil.Hang:
		<-r.Context().Done()
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Length", strconv.Itoa(len(f.body)))
	if spoil.Cut {
		_, _ = w.Write(f.body[:len(f.body)/2])
		_ = http.NewResponseController(w).Flush() // else the client would simply ask again
		panic(http.ErrAbortHandler)
	}
	_, _ = w.Write(f.body)
}

// appFile is media/get: binary, or JSON with an errcode and HTTP 200 (section 4.5).
func (s *Server) appFile(w http.ResponseWriter, r *http.Request) {
	code := s.token(r)
	f, spoil := s.find(r.URL.Query().Get("media_id"), true)
	if code == 0 && f == nil {
		code = 40007
	}
	if code != 0 {
		w.Header().Set("Content-Type", "application/json; charset=UTF-8")
		_, _ = io.WriteString(w, `{"errcode":`+strconv.Itoa(code)+`,"errmsg":"refused, from ip: 192.0.2.1"}`)
		return
	}
	w.Header().Set("Content-Disposition", `attachment; filename="`+url.QueryEscape(f.name)+`"`)
	f.serve(w, r, spoil)
}
