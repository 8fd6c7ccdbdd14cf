package wecom

import (
	"encoding/base64"
	"net/http"

	"pufabot/messages"
)

// Pictures that travel inside a message: up to 10 of 10 MB in a stream (D101031),
// one of 2 MB in a webhook's message (D99110); JPG or PNG.
const (
	maxStreamPictures = 10
	maxStreamPicture  = 10 << 20
	maxWebhookPicture = 2 << 20
)

// inlinePicture is a picture inside a message; md5 is of the raw bytes.
type inlinePicture struct {
	Base64 string `json:"base64"`
	MD5    string `json:"md5"`
}

func newPicture(data []byte) inlinePicture {
	return inlinePicture{Base64: base64.StdEncoding.EncodeToString(data), MD5: md5Hex(data)}
}

// showable tells JPG and PNG by their content.
func showable(data []byte) bool {
	t := http.DetectContentType(data)
	return t == "image/jpeg" || t == "image/png"
}

// pictures splits a reply into words and pictures; what cannot be shown is named.
func (c *callback) pictures(m messages.Message) (messages.Message, []streamItem) {
	var items []streamItem
	m = messages.WithoutAttachments(m, func(a messages.Attachment) bool {
		if !a.Picture || len(items) == maxStreamPictures {
			return false
		}
		data, err := c.attached.Bytes(a, maxStreamPicture)
		if err != nil || !showable(data) {
			return false
		}
		items = append(items, streamItem{MsgType: "image", Image: newPicture(data)})
		return true
	})
	return m, items
}
