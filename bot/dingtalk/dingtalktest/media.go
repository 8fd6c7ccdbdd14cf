package dingtalktest

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// Media is an uploaded content.
type Media struct {
	Kind, Name string
	Data       []byte
}

// Media is the content behind a media id.
func (s *Server) Media(id string) (Media, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := s.media[id]
	return m, ok
}

// Uploads counts what was uploaded.
func (s *Server) Uploads() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.media)
}

var fileFormats = []string{"doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "pdf", "rar"}

// mediaUpload is oapi's upload (MEDIA): 20 MB, known formats, type in the query.
func (s *Server) mediaUpload(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	s.mu.Lock()
	tr := s.next(r.URL.Path)
	id, v := "", ok
	if err == nil && tr.behaves() {
		id, v = s.upload(r, body)
	}
	s.mu.Unlock()
	if tr.strike(w, r) {
		return
	}
	if tr.ErrCode != 0 {
		id, v = "", verdict{tr.ErrCode, tr.ErrMsg}
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"errcode": v.code, "errmsg": v.msg, "media_id": id,
		"type": r.URL.Query().Get("type"), "created_at": 1772376934000})
}

func (s *Server) upload(r *http.Request, body []byte) (string, verdict) {
	q := r.URL.Query()
	live := false
	for _, a := range s.apps {
		live = live || a.token != "" && a.token == q.Get("access_token") && s.now().Before(a.expires)
	}
	if !live {
		return "", verdict{40014, "invalid access_token"}
	}
	kind := q.Get("type")
	if kind != "file" && kind != "image" {
		s.fault("uploaded type %q", kind)
		return "", verdict{40004, "invalid media type"}
	}
	_, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		s.fault("uploaded without a form")
		return "", verdict{40035, "no form"}
	}
	part, err := multipart.NewReader(bytes.NewReader(body), params["boundary"]).NextPart()
	if err != nil || part.FormName() != "media" {
		s.fault("uploaded without the field media")
		return "", verdict{40035, "no media"}
	}
	data, err := io.ReadAll(part)
	name := part.FileName()
	format := strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
	switch {
	case err != nil || len(data) == 0 || len(data) > 20<<20:
		s.fault("uploaded %d bytes", len(data))
		return "", verdict{40035, "size"}
	case kind == "file" && !slices.Contains(fileFormats, format):
		s.fault("uploaded a file of format %q", format)
		return "", verdict{40035, "format"}
	case kind == "image" && !strings.HasPrefix(http.DetectContentType(data), "image/"):
		s.fault("uploaded a picture that is none")
		return "", verdict{40035, "format"}
	}
	id := "@lAL" + rand.Text()
	s.media[id] = Media{kind, name, data}
	return id, ok
}

var shown = regexp.MustCompile(`!\[[^\]]*\]\(([^)]*)\)`)

// pictures checks that Markdown shows only uploaded pictures.
func (s *Server) pictures(text string) {
	for _, m := range shown.FindAllStringSubmatch(text, -1) {
		if s.media[m[1]].Kind != "image" {
			s.fault("showed a picture from %q", m[1])
		}
	}
}

// fileShown reads sampleFile (section 4.4).
func (s *Server) fileShown(param string) (sampleMarkdown, string) {
	var p struct {
		MediaID  string `json:"mediaId"`
		FileName string `json:"fileName"`
		FileType string `json:"fileType"`
	}
	dec := json.NewDecoder(strings.NewReader(param))
	dec.DisallowUnknownFields()
	m, known := Media{}, false
	if dec.Decode(&p) == nil {
		m, known = s.media[p.MediaID]
	}
	if !known || m.Kind != "file" || p.FileName == "" || !strings.HasSuffix(strings.ToLower(p.FileName), "."+p.FileType) {
		s.fault("sent a sampleFile that cannot be shown: %s", param)
		return sampleMarkdown{}, "invalidParameter.msgParam.invalid"
	}
	return sampleMarkdown{Title: p.FileName, Text: p.FileName, file: &m}, ""
}
