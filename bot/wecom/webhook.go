package wecom

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/silenceper/wechat/v2/work/robot"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// Limits of a webhook's message, in bytes of UTF-8 (D99110).
const (
	maxWebhookText     = 2048
	maxWebhookMarkdown = 4096
)

// WebhookConfig is the group webhooks (群机器人, now 消息推送).
type WebhookConfig struct {
	// APIBase is scheme and host, and a path prefix if there is one; empty: [DefaultBase].
	APIBase string
	// Keys are the webhooks' keys by work group. A key is a password: whoever
	// has it speaks in the group.
	Keys map[ledger.GroupID]string
	// Open gives the attachments of messages; nil: there are none.
	Open messages.Open
	// Client makes the requests, without following redirects; nil: one with timeouts.
	Client *http.Client
}

// Format keeps the keys out of every log and error.
func (c WebhookConfig) Format(f fmt.State, _ rune) {
	fmt.Fprintf(f, "wecom webhooks of %d groups", len(c.Keys))
}

// Webhook is the sender of messages.ChanWeComWebhook. It is safe for concurrent
// use; the limit of 20 messages a minute and key (D99110) is the outbox's to keep.
type Webhook struct {
	base   *url.URL
	client *http.Client
	keys   map[ledger.GroupID]secret
	robot  *robot.Client

	attached messages.Open
}

// Format keeps the keys out of every log and error.
func (w Webhook) Format(f fmt.State, _ rune) {
	fmt.Fprintf(f, "wecom webhooks of %d groups", len(w.keys))
}

// NewWebhook checks the addresses; it sends nothing.
func NewWebhook(cfg WebhookConfig) (*Webhook, error) {
	base, err := parseBase(cfg.APIBase)
	if err != nil {
		return nil, err
	}
	w := &Webhook{base: base, client: hardened(cfg.Client), keys: map[ledger.GroupID]secret{}, robot: robot.NewClient(nil), attached: cfg.Open}
	for id, key := range cfg.Keys {
		if id == "" {
			return nil, errors.New("wecom: webhook key without a group")
		}
		if key != "" {
			w.keys[id] = newSecret(key)
		}
	}
	return w, nil
}

// Send posts the delivery to the webhook of its group (Address.Target), parts
// from d.Parts on, and gives how many parts have gone in all. The error is a
// *messages.SendError.
//
// Whom a message mentions is alerted only by a text message with a list, so
// mentions make it a plain text of up to 2048 bytes a part, and markdown of up to
// 4096 otherwise, with tables as tables. The list goes with the last part: WeCom shows the names at its
// end.
func (w *Webhook) Send(ctx context.Context, d messages.Delivery) (int, error) {
	key, ok := w.keys[ledger.GroupID(d.Address.Target)]
	if !ok {
		return d.Parts, &messages.SendError{Class: messages.Auth, Code: "no webhook key"}
	}
	m := carried(d.Message, w.attached)
	posts := webhookPosts(m)
	for _, a := range m.Attachments {
		posts = append(posts, a)
	}
	if len(posts) == 0 {
		return d.Parts, &messages.SendError{Class: messages.Permanent, Code: "empty"}
	}
	for sent := d.Parts; sent < len(posts); sent++ {
		post := posts[sent]
		if a, ok := post.(messages.Attachment); ok {
			var err error
			if post, err = w.attach(ctx, key, a); err != nil {
				return sent, err
			}
		}
		if err := w.post(ctx, key, post); err != nil {
			return sent, err
		}
	}
	return len(posts), nil
}

// attach makes the post that shows a picture or an uploaded file.
func (w *Webhook) attach(ctx context.Context, key secret, a messages.Attachment) (any, error) {
	data, err := w.attached.Bytes(a, maxFile)
	if err != nil {
		return nil, err
	}
	if a.Picture && len(data) <= maxWebhookPicture && showable(data) {
		return struct {
			MsgType string        `json:"msgtype"`
			Image   inlinePicture `json:"image"`
		}{"image", newPicture(data)}, nil
	}
	addr := w.base.JoinPath("/cgi-bin/webhook/upload_media")
	addr.RawQuery = url.Values{"key": {key.reveal()}, "type": {"file"}}.Encode()
	id, err := uploadForm(ctx, w.client, addr, a.Name, data)
	return newMedia("file", id), err
}

func (w *Webhook) post(ctx context.Context, key secret, option any) error {
	return through(ctx, w.base, w.client, func(ticket string) {
		// The library pastes the key into the URL as it is. Its result is not
		// asked: the error is nil whatever the errcode says.
		_, _ = w.robot.RobotBroadcast(url.QueryEscape(key.reveal())+ticket, option)
	}).outcome(nil)
}

// webhookPosts are the requests that a message makes, in order.
func webhookPosts(m messages.Message) []any {
	text := plainWords(messages.Render(m, messages.DialectText))
	if strings.TrimSpace(text) == "" {
		return nil
	}
	ids, mobiles := mentionLists(m.Mentions)
	if len(ids)+len(mobiles) == 0 {
		return markdownPosts(m)
	}
	parts := messages.Split(text, maxWebhookText)
	posts := make([]any, 0, len(parts))
	for i, part := range parts {
		p := robot.WebhookSendTextOption{MsgType: "text"}
		p.Text.Content = part
		// Written as [] rather than null where nobody is meant.
		p.Text.MentionedList, p.Text.MentionedMobileList = []string{}, []string{}
		if i == len(parts)-1 {
			p.Text.MentionedList, p.Text.MentionedMobileList = ids, mobiles
		}
		posts = append(posts, p)
	}
	return posts
}

// markdownPosts are the requests of a message that alerts nobody. A table that fits
// into one of them goes as markdown_v2, which alone shows tables (D99110).
func markdownPosts(m messages.Message) []any {
	if m.HasTable() {
		var p struct {
			MsgType string `json:"msgtype"`
			Table   struct {
				Content string `json:"content"`
			} `json:"markdown_v2"`
		}
		p.MsgType, p.Table.Content = "markdown_v2", plainWords(messages.Render(m, messages.DialectWeComTable))
		if len(p.Table.Content) <= maxWebhookMarkdown {
			return []any{p}
		}
	}
	var posts []any
	for _, part := range messages.Split(plainWords(messages.Render(m, messages.DialectWeComMarkdown)), maxWebhookMarkdown) {
		p := robot.WebhookSendMarkdownOption{MsgType: "markdown"}
		p.Markdown.Content = part
		posts = append(posts, p)
	}
	return posts
}

// mentionLists are the user ids and, for people without one, mobile numbers to
// alert, each once. Accounts of other platforms alert nobody here.
func mentionLists(mentions []messages.Mention) (ids, mobiles []string) {
	ids, mobiles = []string{}, []string{}
	seen := map[string]bool{"": true}
	for _, m := range mentions {
		if m.Account.Platform == ledger.WeCom && m.Account.UserID != "" {
			if id := m.Account.UserID; !seen["id "+id] {
				seen["id "+id] = true
				ids = append(ids, id)
			}
			continue
		}
		if !seen[m.Mobile] {
			seen[m.Mobile] = true
			mobiles = append(mobiles, m.Mobile)
		}
	}
	return ids, mobiles
}
