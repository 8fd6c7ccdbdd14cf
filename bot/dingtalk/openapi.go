package dingtalk

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// apiPartBytes keeps msgParam below its 15 000 bytes (FREQ) even when JSON
// doubles every byte of a part.
const apiPartBytes = 7000

// OpenAPI sends proactively as the application's robot: to groups that it is in
// and to single people. It is the outbox's sender for
// [messages.ChanDingTalkGroup] and [messages.ChanDingTalkUser]; Target is the
// open conversation id or the staff id.
//
// Nobody can be alerted here, "@" stays plain text (GO issue 19): names are
// written instead. There is no idempotency key either, so an answer lost after a
// timeout is sent twice at worst.
type OpenAPI struct {
	client *http.Client
	app    App
	tokens *tokens
	media  *Media // nil: attachments cannot go
	crowd  *crowd
}

// NewOpenAPI makes the sender.
func NewOpenAPI(app App, now func() time.Time) *OpenAPI {
	client := wire.NewClient()
	o := &OpenAPI{client: client, app: app, tokens: newTokens(client, app, now)}
	o.crowd = newCrowd(o.sendUsers)
	return o
}

// Carry lets messages have attachments, and gives what uploads them. oapiBase:
// empty for [DefaultOAPIBase]. Call it before the first Send.
func (o *OpenAPI) Carry(oapiBase string, open messages.Open) *Media {
	o.media = &Media{client: o.client, base: oapiBase, tokens: o.tokens, open: open, known: map[string]string{}}
	return o.media
}

// Send implements the outbox's sender: it goes on from d.Parts and returns how
// many parts have gone in all. Attachments follow the words.
func (o *OpenAPI) Send(ctx context.Context, d messages.Delivery) (int, error) {
	if d.Address.Channel == messages.ChanDingTalkUser && (d.Address.Target == "" || strings.HasPrefix(d.Address.Target, ExternalPrefix)) {
		return d.Parts, &messages.SendError{Class: messages.Permanent, Code: "external"} // only staff can be reached (B57)
	}
	m := messages.WithoutAttachments(d.Message, o.media.fits)
	var parts []markdownText
	if len(m.Lines) > 0 {
		parts = plainParts(m, d.Address.Channel == messages.ChanDingTalkGroup)
	}
	all := len(parts) + len(m.Attachments)
	for i := d.Parts; i < all; i++ {
		var err error
		if i < len(parts) {
			err = o.post(ctx, d.Address, pushed(d.Kind), "sampleMarkdown", parts[i])
		} else {
			err = o.attach(ctx, d.Address, m.Attachments[i-len(parts)])
		}
		if err != nil {
			return i, err
		}
	}
	return all, nil
}

// sampleFile shows an uploaded file (section 4.4).
type sampleFile struct {
	MediaID  string `json:"mediaId"`
	FileName string `json:"fileName"`
	FileType string `json:"fileType"`
}

// attach shows an attachment: a picture inside Markdown, else a file.
func (o *OpenAPI) attach(ctx context.Context, to messages.Address, a messages.Attachment) error {
	up, err := o.media.upload(ctx, a)
	if err != nil {
		return err
	}
	if up.kind == "image" {
		return o.post(ctx, to, false, "sampleMarkdown", up.markdown())
	}
	return o.post(ctx, to, false, "sampleFile", sampleFile{up.id, up.name, messages.Attachment{Name: up.name}.Extension()})
}

// plainParts are the message's parts without mentions, with names instead in a group.
func plainParts(m messages.Message, names bool) []markdownText {
	title := messages.NotificationTitle(m)
	if line, ok := messages.CallNames(m.Mentions); ok && names {
		m.Lines = slices.Concat([]messages.Line{line}, m.Lines)
	}
	text := strings.ToValidUTF8(messages.Render(m, messages.DialectDingTalkMarkdown), "")
	var out []markdownText
	for _, part := range messages.Split(text, apiPartBytes) {
		out = append(out, markdownText{title, part})
	}
	return out
}

// robotMessage is the request of groupMessages/send and oToMessages/batchSend.
type robotMessage struct {
	RobotCode          string   `json:"robotCode"`
	OpenConversationID string   `json:"openConversationId,omitempty"`
	UserIDs            []string `json:"userIds,omitempty"`
	MsgKey             string   `json:"msgKey"`
	MsgParam           string   `json:"msgParam"` // JSON in a string
}

// post sends one part. many tells that others may be getting the same words, so
// that one call can do for all of them.
func (o *OpenAPI) post(ctx context.Context, to messages.Address, many bool, msgKey string, param any) error {
	data, err := wire.Encode(param)
	if err != nil {
		return &messages.SendError{Class: messages.Permanent, Code: "encode"}
	}
	req := robotMessage{RobotCode: o.app.robotCode(), MsgKey: msgKey, MsgParam: string(data)}
	if to.Channel == messages.ChanDingTalkUser {
		if many {
			return o.crowd.send(ctx, req, to.Target)
		}
		return o.sendUsers(ctx, req, []string{to.Target})[to.Target]
	}
	req.OpenConversationID = to.Target
	a, err := o.call(ctx, "/v1.0/robot/groupMessages/send", req)
	if err != nil {
		return err
	}
	return sentOutcome(a, "")
}

// sendUsers sends one message to several people and gives the outcome of each.
func (o *OpenAPI) sendUsers(ctx context.Context, req robotMessage, users []string) map[string]error {
	req.UserIDs = users
	a, err := o.call(ctx, "/v1.0/robot/oToMessages/batchSend", req)
	out := map[string]error{}
	for _, u := range users {
		if out[u] = err; err == nil {
			out[u] = sentOutcome(a, u)
		}
	}
	return out
}

// call posts with an access token. A token that is refused is thrown away and the
// call repeated once with a new one: it was refused, so nothing was sent.
func (o *OpenAPI) call(ctx context.Context, path string, payload any) (wire.Answer, error) {
	var stale Secret
	for attempt := 0; ; attempt++ {
		token, err := o.tokens.get(ctx, stale)
		if err != nil {
			return wire.Answer{}, err
		}
		a, err := wire.Post(ctx, o.client, wire.Joined(o.app.APIBase, DefaultAPIBase, path),
			http.Header{"X-Acs-Dingtalk-Access-Token": {string(token)}}, payload)
		if err != nil || a.Status == http.StatusOK {
			return a, err
		}
		refused := apiError(a)
		if refused.Code != staleToken || attempt > 0 {
			return wire.Answer{}, refused
		}
		stale = token
	}
}

// sentOutcome reads an HTTP 200. It means that the call was understood, not that
// everybody got the message: both lists must be read (ALI), and without a
// processQueryKey nothing was sent.
func sentOutcome(a wire.Answer, target string) error {
	var r struct {
		ProcessQueryKey string   `json:"processQueryKey"`
		Invalid         []string `json:"invalidStaffIdList"`
		Controlled      []string `json:"flowControlledStaffIdList"`
		Status          looseInt `json:"status"`
	}
	err := json.Unmarshal(a.Body, &r)
	switch {
	case err != nil:
		return oddShape(a.Body)
	case r.Status == 1111:
		return &messages.SendError{Class: messages.Limited, Code: "1111", Wait: ipBlocked}
	case slices.Contains(r.Invalid, target):
		return &messages.SendError{Class: messages.Permanent, Code: "invalid user"}
	case slices.Contains(r.Controlled, target):
		return &messages.SendError{Class: messages.Limited, Code: "flow control", Wait: tooFast}
	case r.ProcessQueryKey == "":
		return &messages.SendError{Class: messages.Transient, Code: "no receipt"}
	}
	return nil
}

// pushed tells what may go to many at once, and can wait a moment for it.
func pushed(k messages.Kind) bool { return k != "" && k != messages.KindReply }
