package wire

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"strings"

	"pufabot/messages"
)

const answerLimit = 64 << 10 // bytes of an answer that are read; the real ones have a few hundred

// Answer is what a platform said, whatever the status.
type Answer struct {
	Status int
	Body   []byte
	// RetryAfter is that header, as it came.
	RetryAfter string
}

// Post sends JSON. Its error is a [messages.SendError] that was made here.
func Post(ctx context.Context, c *http.Client, addr string, header http.Header, payload any) (Answer, error) {
	data, err := Encode(payload)
	if err != nil {
		return Answer{}, &messages.SendError{Class: messages.Permanent, Code: "encode"}
	}
	h := header.Clone()
	if h == nil {
		h = http.Header{}
	}
	h.Set("Content-Type", "application/json; charset=utf-8")
	return send(ctx, c, addr, h, data)
}

// Upload sends one file in a form, under the field name "media" that both
// platforms want (D99110, MEDIA). Its error is a [messages.SendError].
func Upload(ctx context.Context, c *http.Client, addr, filename string, content []byte) (Answer, error) {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreatePart(textproto.MIMEHeader{
		// Written out, because the library's own header leaves no say in the escaping.
		"Content-Disposition": {`form-data; name="media"; filename="` + quotable.Replace(filename) + `"`},
		"Content-Type":        {"application/octet-stream"},
	})
	if err == nil {
		_, err = part.Write(content)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil { // a buffer does not fail
		return Answer{}, &messages.SendError{Class: messages.Permanent, Code: "encode"}
	}
	return send(ctx, c, addr, http.Header{"Content-Type": {form.FormDataContentType()}}, body.Bytes())
}

// quotable keeps a file name inside its quotes.
var quotable = strings.NewReplacer(`"`, "'", "\\", "_", "\r", " ", "\n", " ", "/", "_")

func send(ctx context.Context, c *http.Client, addr string, header http.Header, body []byte) (Answer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, addr, bytes.NewReader(body))
	if err != nil {
		return Answer{}, &messages.SendError{Class: messages.Permanent, Code: "address"}
	}
	req.Header = header
	req.Header.Set("Accept", "application/json") // without it some of DingTalk's calls answer in XML (NODE)
	resp, err := c.Do(req)
	if err != nil {
		return Answer{}, Broken(err)
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, answerLimit))
	if err != nil {
		return Answer{}, Broken(err)
	}
	return Answer{Status: resp.StatusCode, Body: answer, RetryAfter: resp.Header.Get("Retry-After")}, nil
}
