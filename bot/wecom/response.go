package wecom

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// responseLife is how long a response_url lives; it can be used once (D101138).
const responseLife = time.Hour

// Response speaks once more to the chat of a callback's message, after its reply:
// it is the sender of messages.ChanWeComResponse. Only the address that came with
// the message leads there (D101138).
type Response struct {
	own    wire.Origin
	client *http.Client
	now    func() time.Time
}

// NewResponse makes the sender. apiBase has the only scheme and host that are
// ever called; empty: [DefaultBase].
func NewResponse(apiBase string, now func() time.Time) *Response {
	return &Response{own: wire.ParseOrigin(apiBase, DefaultBase), client: wire.NewClient(), now: now}
}

// responseMessage is what a response_url takes (D101138); everything else is 40008.
type responseMessage struct {
	MsgType  string `json:"msgtype"`
	Markdown struct {
		Content string `json:"content"`
	} `json:"markdown"`
}

// Send sends one message of up to 20480 bytes; a longer one is cut, because there
// is no second. Attachments cannot go and are named. The error is a
// *messages.SendError, and [messages.Gone] when the address is used up, too old or
// foreign.
func (r *Response) Send(ctx context.Context, d messages.Delivery) (int, error) {
	a := d.Address
	switch {
	case a.URL == "":
		return 0, &messages.SendError{Class: messages.Gone, Code: "no response_url"}
	case !r.own.Owns(a.URL): // checked again: the address comes from the store, and before that from a message
		return 0, &messages.SendError{Class: messages.Gone, Code: "foreign response_url"}
	case !a.Expires.IsZero() && !r.now().Before(a.Expires):
		return 0, &messages.SendError{Class: messages.Gone, Code: "response_url expired"}
	}
	m := messages.WithoutAttachments(d.Message, func(messages.Attachment) bool { return false })
	text := plainWords(messages.Render(m, messages.DialectWeComMarkdown))
	if text == "" {
		return 0, &messages.SendError{Class: messages.Permanent, Code: "empty"}
	}
	body := responseMessage{MsgType: "markdown"}
	body.Markdown.Content = cutBytes(text, maxReply, messages.WeComCut())
	answer, err := wire.Post(ctx, r.client, a.URL, nil, body)
	if err != nil {
		return 0, err
	}
	if err := answered(answer, nil); err != nil {
		var se *messages.SendError
		if errors.As(err, &se) && se.Class == messages.Auth && answer.Status == http.StatusOK {
			// No credentials of ours are in play: a code that was used or has expired.
			return 0, &messages.SendError{Class: messages.Gone, Code: se.Code}
		}
		return 0, err
	}
	return 1, nil
}

// answered decodes an answer into v, and gives the send error: no errcode in the
// answer is no success.
func answered(a wire.Answer, v any) error {
	if a.Status != http.StatusOK {
		return statusError(a.Status, a.RetryAfter)
	}
	var status struct {
		Code *int64 `json:"errcode"`
	}
	if err := json.Unmarshal(a.Body, &status); err != nil || status.Code == nil {
		return &messages.SendError{Class: messages.Transient, Code: "no errcode"}
	}
	if err := codeError(*status.Code); err != nil || v == nil {
		return err
	}
	if err := json.Unmarshal(a.Body, v); err != nil {
		return &messages.SendError{Class: messages.Transient, Code: "answer"}
	}
	return nil
}
