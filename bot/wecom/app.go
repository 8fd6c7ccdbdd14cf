package wecom

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/silenceper/wechat/v2/util"

	"pufabot/messages"
)

// AppConfig is the self-built application (自建应用), the way to one person.
type AppConfig struct {
	APIBase string // as in [WebhookConfig]
	CorpID  string
	AgentID int
	Secret  string // secret
	// Open gives the attachments of messages; nil: there are none.
	Open messages.Open
	// Client makes the requests, without following redirects; nil: one with timeouts.
	Client *http.Client
}

// Format keeps the secret out of every log and error.
func (c AppConfig) Format(f fmt.State, _ rune) {
	fmt.Fprintf(f, "wecom application %d", c.AgentID)
}

// App is the sender of messages.ChanWeComApp: Address.Target is a user id. It is
// safe for concurrent use.
type App struct {
	base    *url.URL
	client  *http.Client
	corpID  string
	agentID int
	secret  secret
	now     func() time.Time
	tokens  *tokens

	attached messages.Open
}

// NewApp checks the configuration; it sends nothing.
func NewApp(cfg AppConfig, now func() time.Time) (*App, error) {
	base, err := parseBase(cfg.APIBase)
	if err != nil {
		return nil, err
	}
	if cfg.CorpID == "" || cfg.AgentID == 0 || cfg.Secret == "" {
		return nil, errors.New("wecom: application needs corp_id, agent_id and app_secret")
	}
	a := &App{base: base, client: hardened(cfg.Client), corpID: cfg.CorpID, agentID: cfg.AgentID, secret: newSecret(cfg.Secret), now: now, attached: cfg.Open}
	a.tokens = newTokens(a)
	return a, nil
}

// Format keeps the secrets out of every log and error.
func (a App) Format(f fmt.State, _ rune) { fmt.Fprintf(f, "wecom application %d", a.agentID) }

// appText is a text for one member (D90236). agentid is a number, which the
// library's own request writes as a string.
type appText struct {
	ToUser  string `json:"touser"`
	MsgType string `json:"msgtype"`
	AgentID int    `json:"agentid"`
	Text    struct {
		Content string `json:"content"`
	} `json:"text"`
	Check    int `json:"enable_duplicate_check,omitempty"`
	Interval int `json:"duplicate_check_interval,omitempty"` // seconds
}

// sameWithin is for how long the platform drops a push with the same words to the
// same person, in seconds: an attempt whose answer was lost is not shown twice.
const sameWithin = 600

// Send gives the message to one member, in texts of up to 2048 bytes, parts from
// d.Parts on, and tells how many parts have gone in all. Markdown is not used: it
// does not show in the WeChat plugin. The error is a *messages.SendError.
func (a *App) Send(ctx context.Context, d messages.Delivery) (int, error) {
	to := d.Address.Target
	if to == "" || strings.ContainsAny(to, "|@") { // one member, never a list, never everybody
		return d.Parts, &messages.SendError{Class: messages.Permanent, Code: "receiver"}
	}
	m := carried(d.Message, a.attached)
	var parts []string
	if text := plainWords(messages.Render(m, messages.DialectText)); strings.TrimSpace(text) != "" {
		parts = messages.Split(text, maxAppText)
	}
	all := len(parts) + len(m.Attachments)
	if all == 0 {
		return d.Parts, &messages.SendError{Class: messages.Permanent, Code: "empty"}
	}
	for sent := d.Parts; sent < all; sent++ {
		if sent >= len(parts) {
			if err := a.attach(ctx, to, m.Attachments[sent-len(parts)]); err != nil {
				return sent, err
			}
			continue
		}
		body := appText{ToUser: to, MsgType: "text", AgentID: a.agentID}
		body.Text.Content = parts[sent]
		if d.Kind != messages.KindReply { // who asks twice wants two answers
			body.Check, body.Interval = 1, sameWithin
		}
		if err := a.post(ctx, body); err != nil {
			return sent, err
		}
	}
	return all, nil
}

// attach uploads an attachment and shows it (section 4.5).
func (a *App) attach(ctx context.Context, to string, file messages.Attachment) error {
	data, err := a.attached.Bytes(file, maxFile)
	if err != nil {
		return err
	}
	kind := mediaKind(file, data)
	var id string
	err = a.withToken(ctx, func(token string) (err error) {
		addr := a.base.JoinPath("/cgi-bin/media/upload")
		addr.RawQuery = url.Values{"access_token": {token}, "type": {kind}}.Encode()
		id, err = uploadForm(ctx, a.client, addr, file.Name, data)
		return err
	})
	if err != nil {
		return err
	}
	m := newMedia(kind, id)
	m.ToUser, m.AgentID = to, a.agentID
	return a.post(ctx, m)
}

func (a *App) post(ctx context.Context, body any) error {
	return a.withToken(ctx, func(token string) error { return a.try(ctx, token, body) })
}

// withToken runs a call with an access token. One that died early is replaced and
// the call tried once more (40014, 42001; 40001 was seen, too): it was refused, so
// nothing was sent.
func (a *App) withToken(ctx context.Context, call func(token string) error) error {
	for attempt := 0; ; attempt++ {
		token, err := a.tokens.get(ctx)
		if err != nil {
			return err
		}
		err = call(token)
		var se *messages.SendError
		if !errors.As(err, &se) || !curedByToken(se) {
			return err
		}
		a.tokens.drop(token)
		if attempt > 0 {
			return err
		}
	}
}

func (a *App) try(ctx context.Context, token string, body any) error {
	var got struct {
		Invalid    string `json:"invaliduser"`
		Unlicensed string `json:"unlicenseduser"`
	}
	uri := DefaultBase + "/cgi-bin/message/send?access_token=" + url.QueryEscape(token)
	err := through(ctx, a.base, a.client, func(ticket string) {
		// Not the library's own Send, which escapes HTML and sends no content type.
		_, _ = util.PostJSON(uri+ticket, body)
	}).outcome(&got)
	switch {
	case err != nil:
		return err
	case got.Invalid != "": // errcode 0 all the same (D90236)
		return &messages.SendError{Class: messages.Gone, Code: "invalid user"}
	case got.Unlicensed != "":
		return &messages.SendError{Class: messages.Gone, Code: "unlicensed user"}
	}
	return nil
}
