package wecomtest

import (
	"bytes"
	"crypto/md5"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
)

// Media is an uploaded content; Owner is the webhook key, application or bot that
// alone may show it.
type Media struct {
	Owner, Kind, Name string
	Data              []byte
}

type mediaRef struct {
	MediaID string `json:"media_id"`
}

// picture is a picture inside a message.
type picture struct {
	Base64 string `json:"base64"`
	MD5    string `json:"md5"`
}

// read checks size, kind and sum; the sum is of the raw bytes (D99110).
func (p picture) read(limit int) ([]byte, int) {
	data, err := base64.StdEncoding.DecodeString(p.Base64)
	sum := md5.Sum(data)
	kind := http.DetectContentType(data)
	switch {
	case err != nil || p.MD5 != hex.EncodeToString(sum[:]):
		return nil, 40008
	case len(data) > limit:
		return nil, 93018
	case kind != "image/png" && kind != "image/jpeg":
		return nil, 40004
	}
	return data, 0
}

// limits of uploads in bytes by kind (D99110, D101463, section 4.5).
var mediaLimits = map[string]int{"file": 20 << 20, "image": 10 << 20}

// keep checks and stores a content; the errcode is 0 when it was stored.
func (s *Server) keep(m Media) (id string, code int) {
	limit, known := mediaLimits[m.Kind]
	switch {
	case !known:
		return "", 40004
	case len(m.Data) <= 5 || m.Name == "" || len(m.Name) > 256:
		s.t.Errorf("wecomtest: an upload of %d bytes called %q", len(m.Data), m.Name)
		return "", 44001
	case len(m.Data) > limit:
		s.t.Errorf("wecomtest: an upload of %d bytes", len(m.Data))
		return "", 40009
	}
	id = "media-" + rand.Text()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.media[id] = m
	return id, 0
}

// form reads the one file of an upload.
func (s *Server) form(r *http.Request, body []byte) (Media, bool) {
	_, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || params["boundary"] == "" {
		s.t.Errorf("wecomtest: upload of type %q", r.Header.Get("Content-Type"))
		return Media{}, false
	}
	part, err := multipart.NewReader(bytes.NewReader(body), params["boundary"]).NextPart()
	if err != nil || part.FormName() != "media" {
		s.t.Errorf("wecomtest: upload without the field media: %v", err)
		return Media{}, false
	}
	data, err := io.ReadAll(part)
	return Media{Name: part.FileName(), Data: data, Kind: r.URL.Query().Get("type")}, err == nil
}

func (s *Server) upload(r *http.Request, body []byte, owner string) outcome {
	m, ok := s.form(r, body)
	if !ok { // the file is looked for before the key (NOTES)
		return outcome{code: 44001}
	}
	m.Owner = owner
	id, code := s.keep(m)
	if code != 0 {
		return outcome{code: code}
	}
	return outcome{more: fmt.Sprintf(`,"type":%q,"media_id":%q,"created_at":"1700000000"`, m.Kind, id)}
}

func (s *Server) webhookMedia(r *http.Request, body []byte) outcome {
	key := r.URL.Query().Get("key")
	s.mu.Lock()
	known := s.keys[key]
	s.mu.Unlock()
	switch {
	case !known:
		return outcome{code: 93000}
	case r.URL.Query().Get("type") != "file":
		return outcome{code: 40004}
	}
	return s.upload(r, body, key)
}

func (s *Server) appMedia(r *http.Request, body []byte) outcome {
	if code := s.token(r); code != 0 {
		return outcome{code: code}
	}
	return s.upload(r, body, "app")
}

// Picture is a PNG of about so many bytes, as far as anybody looks.
func Picture(size int) []byte {
	return append([]byte("\x89PNG\r\n\x1a\n"), []byte(strings.Repeat("x", size))...)
}
