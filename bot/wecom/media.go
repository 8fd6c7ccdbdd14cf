package wecom

import (
	"context"
	"crypto/md5"
	"encoding/hex"
	"net/http"
	"net/url"

	"pufabot/bot/wire"
	"pufabot/messages"
)

const (
	// maxFile is the largest file that any way out takes (D99110, D101463); the
	// smallest has more than minFile bytes.
	maxFile = 20 << 20
	minFile = 5
	// maxPicture is the largest picture of an application or a long connection.
	maxPicture = 10 << 20
	// maxFilename is in bytes (D101463).
	maxFilename = 256
)

// mediaKind is what an upload and its message call a content.
func mediaKind(a messages.Attachment, data []byte) string {
	if a.Picture && len(data) <= maxPicture && showable(data) {
		return "image"
	}
	return "file"
}

// mediaMessage shows an uploaded content: a webhook's, an application's or a long
// connection's message. The fields of the others stay empty.
type mediaMessage struct {
	ChatID  string    `json:"chatid,omitempty"`  // long connection
	ToUser  string    `json:"touser,omitempty"`  // application
	AgentID int       `json:"agentid,omitempty"` // application
	MsgType string    `json:"msgtype"`
	File    *mediaRef `json:"file,omitempty"`
	Image   *mediaRef `json:"image,omitempty"`
}

type mediaRef struct {
	MediaID string `json:"media_id"`
}

func newMedia(kind, id string) mediaMessage {
	m := mediaMessage{MsgType: kind}
	if kind == "image" {
		m.Image = &mediaRef{id}
	} else {
		m.File = &mediaRef{id}
	}
	return m
}

// carried is the message with words in place of what cannot be sent as a file.
func carried(m messages.Message, open messages.Open) messages.Message {
	return messages.WithoutAttachments(m, func(a messages.Attachment) bool {
		data, err := open.Bytes(a, maxFile)
		return err == nil && len(data) > minFile
	})
}

// uploadForm uploads by HTTP and gives the media id, which lives for three days.
func uploadForm(ctx context.Context, client *http.Client, addr *url.URL, name string, data []byte) (string, error) {
	a, err := wire.Upload(ctx, client, addr.String(), filename(name), data)
	if err != nil {
		return "", err
	}
	var got struct {
		MediaID string `json:"media_id"`
	}
	if err := answered(a, &got); err != nil {
		return "", err
	}
	if got.MediaID == "" {
		return "", &messages.SendError{Class: messages.Transient, Code: "no media id"}
	}
	return got.MediaID, nil
}

// filename keeps a name within the limit, and its extension.
func filename(name string) string {
	if len(name) <= maxFilename {
		return name
	}
	ext := ""
	if e := (messages.Attachment{Name: name}).Extension(); e != "" && len(e) < 16 {
		ext = "." + e
	}
	return cutBytes(name, maxFilename-len(ext), "") + ext
}

func md5Hex(data []byte) string {
	sum := md5.Sum(data)
	return hex.EncodeToString(sum[:])
}
