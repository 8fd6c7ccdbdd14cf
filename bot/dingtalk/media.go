package dingtalk

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"pufabot/bot/wire"
	"pufabot/messages"
)

const (
	maxMedia = 20 << 20 // files and pictures (MEDIA)
	// maxKnown bounds the media ids that are remembered.
	maxKnown = 256
)

// Formats that the platform takes (MEDIA); everything else travels zipped.
var (
	fileFormats    = []string{"doc", "docx", "xls", "xlsx", "ppt", "pptx", "zip", "pdf", "rar"}
	pictureFormats = []string{"image/jpeg", "image/gif", "image/png", "image/bmp"}
)

// Media uploads what messages carry, with the application's access token. A media
// id does not expire (MEDIA), so one content is uploaded once.
type Media struct {
	client *http.Client
	base   string
	tokens *tokens
	open   messages.Open

	mu    sync.Mutex
	known map[string]string // kind, name and Ref → media id
}

// media is an uploaded content. The id keeps its leading "@".
type media struct{ id, name, kind string }

// markdown shows a picture; only a media id can be its address (DP stream/faq).
func (m media) markdown() markdownText {
	name := strings.NewReplacer("[", "", "]", "", "(", "", ")", "", "\n", " ").Replace(m.name)
	return markdownText{Title: name, Text: "![" + name + "](" + m.id + ")"}
}

// fits tells whether an attachment can be uploaded; a nil Media uploads nothing.
func (m *Media) fits(a messages.Attachment) bool {
	if m == nil {
		return false
	}
	data, err := m.open.Bytes(a, maxMedia)
	return err == nil && (!a.Picture || picture(data))
}

func picture(data []byte) bool {
	return slices.Contains(pictureFormats, http.DetectContentType(data))
}

// upload gives the media of an attachment.
func (m *Media) upload(ctx context.Context, a messages.Attachment) (media, error) {
	data, err := m.open.Bytes(a, maxMedia)
	if err != nil {
		return media{}, err
	}
	out := media{name: a.Name, kind: "file"}
	if a.Picture && picture(data) {
		out.kind = "image"
	} else if !slices.Contains(fileFormats, a.Extension()) {
		if data, err = zipped(a.Name, data); err != nil {
			return media{}, &messages.SendError{Class: messages.Permanent, Code: "zip"}
		}
		out.name += ".zip"
	}
	key := out.kind + "\n" + out.name + "\n" + a.Ref
	m.mu.Lock()
	id, ok := m.known[key]
	m.mu.Unlock()
	if ok {
		out.id = id
		return out, nil
	}
	if out.id, err = m.put(ctx, out, data); err != nil {
		return media{}, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.known) >= maxKnown {
		clear(m.known)
	}
	m.known[key] = out.id
	return out, nil
}

// put uploads; a token that is refused is replaced once.
func (m *Media) put(ctx context.Context, file media, data []byte) (string, error) {
	var stale Secret
	for attempt := 0; ; attempt++ {
		token, err := m.tokens.get(ctx, stale)
		if err != nil {
			return "", err
		}
		// type must stand in the query, or 40004 results.
		q := url.Values{"access_token": {string(token)}, "type": {file.kind}}
		a, err := wire.Upload(ctx, m.client, wire.Joined(m.base, DefaultOAPIBase, "/media/upload")+"?"+q.Encode(), file.name, data)
		if err != nil {
			return "", err
		}
		var r struct {
			MediaID string `json:"media_id"`
		}
		err = oapiOutcome(mediaUpload, a)
		switch {
		case err == nil && json.Unmarshal(a.Body, &r) == nil && r.MediaID != "":
			return r.MediaID, nil
		case err == nil:
			return "", &messages.SendError{Class: messages.Transient, Code: "no media id"}
		case !tokenRefused(err) || attempt > 0:
			return "", err
		}
		stale = token
	}
}

func zipped(name string, data []byte) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(strings.ReplaceAll(name, "/", "_"))
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = z.Close()
	}
	return b.Bytes(), err
}
