package dingtalktest

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
)

// payload is a message to a robot or a session. Only markdown and text, which is
// all that a text bot needs.
type payload struct {
	MsgType  string `json:"msgtype"`
	Markdown struct {
		Title string `json:"title"`
		Text  string `json:"text"`
	} `json:"markdown"`
	Text struct {
		Content string `json:"content"`
	} `json:"text"`
	At struct {
		Mobiles     []string `json:"atMobiles"`
		UserIDs     []string `json:"atUserIds"`
		DingTalkIDs []string `json:"atDingtalkIds"`
		IsAtAll     bool     `json:"isAtAll"`
	} `json:"at"`
	MsgUUID string `json:"msgUuid"`
}

func (p payload) text() string {
	if p.MsgType == "text" {
		return p.Text.Content
	}
	return p.Markdown.Text
}

// decode refuses fields that the platform does not know: a misspelt one would be
// ignored there, and nobody would notice.
func (s *Server) decode(data []byte) (payload, verdict) {
	var p payload
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		s.fault("sent a body that cannot be read: %v", err)
		return p, verdict{40035, "invalid parameter"}
	}
	if bytes.Contains(data, []byte(`\u003c`)) || bytes.Contains(data, []byte(`\u0026`)) {
		s.fault("escaped HTML inside JSON")
	}
	switch {
	case p.MsgType == "markdown" && p.Markdown.Title != "" && p.Markdown.Text != "":
	case p.MsgType == "text" && p.Text.Content != "":
	case p.MsgType != "markdown" && p.MsgType != "text":
		s.fault("sent msgtype %q", p.MsgType)
		return p, verdict{400105, "unsupported msgtype"}
	default:
		s.fault("left out title or text")
		return p, verdict{40035, "missing parameter"}
	}
	s.pictures(p.text())
	return p, ok
}

// alerted checks the at rule of markdown: whoever is listed must stand in the text
// as "@id", and an "@id" alone alerts nobody either.
func (s *Server) alerted(p payload, sessions bool) []string {
	if len(p.At.DingTalkIDs) > 0 && !sessions {
		s.fault("used atDingtalkIds with a custom robot")
		p.At.DingTalkIDs = nil
	}
	var out []string
	words := strings.Fields(p.text())
	for _, id := range slices.Concat(p.At.UserIDs, p.At.Mobiles, p.At.DingTalkIDs) {
		if p.MsgType == "markdown" && !slices.Contains(words, "@"+id) {
			s.fault("listed %q without @ in the text", id)
			continue
		}
		out = append(out, id)
	}
	for _, w := range words {
		id, isAt := strings.CutPrefix(w, "@")
		word := strings.IndexFunc(id, func(r rune) bool { return r > unicode.MaxASCII }) >= 0 // "@我" is no id
		if isAt && id != "" && !word && !slices.Contains(out, id) {
			s.fault("wrote %q without listing it", w)
		}
	}
	return out
}
