package dingtalk

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"pufabot/bot/ledger"
	"pufabot/bot/wire"
	"pufabot/messages"
)

// ErrBody says that a message cannot be read or lacks what identifies it.
var ErrBody = errors.New("dingtalk: malformed message")

// ExternalPrefix starts the user id of somebody who is not in the robot's own
// organisation: DingTalk gives no staff id for them, only an encrypted id (RECV).
// A message whose staff id starts with it is refused, so that such an account
// can never pass for a staff member.
const ExternalPrefix = "$external:"

const (
	idLimit   = 512              // bytes of any id; real ones are below 100
	nickLimit = 192              // bytes
	future    = 5 * time.Minute  // how far ahead of us a sender's clock may be
	past      = 72 * time.Hour   // how late a message may arrive
	sessions  = 90 * time.Minute // how long a sessionWebhook lives when the message does not say (RECV example, CAP)
)

// body is a robot message: the body of a callback, the data of a Stream frame
// (RECV). Only what is used; unknown fields happen and are ignored.
type body struct {
	ConversationID    string          `json:"conversationId"`
	ConversationType  looseString     `json:"conversationType"` // "1" single chat, "2" group
	ConversationTitle string          `json:"conversationTitle"`
	MsgID             string          `json:"msgId"`
	MsgType           string          `json:"msgtype"`
	Text              json.RawMessage `json:"text"`
	Content           json.RawMessage `json:"content"`
	CreateAt          looseInt        `json:"createAt"` // ms
	SenderID          string          `json:"senderId"` // encrypted
	SenderStaffID     string          `json:"senderStaffId"`
	SenderNick        string          `json:"senderNick"`
	IsInAtList        looseBool       `json:"isInAtList"`
	AtUsers           []struct{}      `json:"atUsers"`
	ChatbotUserID     string          `json:"chatbotUserId"`
	ChatbotCorpID     string          `json:"chatbotCorpId"`
	RobotCode         string          `json:"robotCode"`
	SessionWebhook    string          `json:"sessionWebhook"`
	SessionExpires    looseInt        `json:"sessionWebhookExpiredTime"` // ms
	OriginalMsgID     string          `json:"originalMsgId"`
}

// decodeBody reads a message; the error is [ErrBody].
func decodeBody(data []byte) (*body, error) {
	var b body
	// A field of an unexpected type is left empty; those that matter are checked below.
	var odd *json.UnmarshalTypeError
	if err := json.Unmarshal(data, &b); err != nil && !errors.As(err, &odd) {
		return nil, ErrBody
	}
	for _, id := range []string{b.ConversationID, b.MsgID, b.MsgType, b.robot()} {
		if id == "" || len(id) > idLimit {
			return nil, ErrBody
		}
	}
	if b.SenderStaffID == "" && b.SenderID == "" || len(b.SenderStaffID) > idLimit || len(b.SenderID) > idLimit {
		return nil, ErrBody
	}
	if strings.HasPrefix(b.SenderStaffID, ExternalPrefix) {
		return nil, ErrBody
	}
	return &b, nil
}

// robot is which robot got the message. The same message has the same msgId for
// every robot mentioned in it (CONN), so keys need both.
func (b *body) robot() string {
	if b.RobotCode != "" {
		return b.RobotCode
	}
	return b.ChatbotUserID
}

// envelope is the message as the bot takes it in. own is the only origin that a
// sessionWebhook may have; an address anywhere else is dropped.
func (b *body) envelope(own wire.Origin, now time.Time) messages.Envelope {
	private := b.ConversationType == "1"
	env := messages.Envelope{
		Key:  "dingtalk/" + b.robot() + "/" + b.MsgID,
		Chat: messages.Chat{Platform: ledger.DingTalk, ID: b.ConversationID, Private: private, Title: clip(trim(b.ConversationTitle), nickLimit)},
		From: b.sender(private),
		At:   now,
		ReplyVia: messages.Address{Channel: messages.ChanDingTalkSession, Target: b.ConversationID,
			Expires: now.Add(sessions)},
	}
	if at := time.UnixMilli(int64(b.CreateAt)); at.After(now.Add(-past)) && at.Before(now.Add(future)) {
		env.At = at
	}
	if b.SessionExpires > 0 {
		env.ReplyVia.Expires = time.UnixMilli(int64(b.SessionExpires))
	}
	if private {
		env.ReplyVia.UserID = env.From.UserID
	}
	if own.Owns(b.SessionWebhook) {
		env.ReplyVia.URL = b.SessionWebhook
	}
	c := b.content()
	env.Text, env.Files = c.words(b.MsgType, b.mentions())
	env.Quote = c.quote(b.OriginalMsgID)
	return env
}

func (b *body) sender(private bool) messages.Sender {
	id, mention := b.SenderStaffID, b.SenderStaffID
	if id == "" {
		id, mention = ExternalPrefix+b.SenderID, b.SenderID
	}
	if private { // nobody needs alerting in a chat of two
		mention = ""
	}
	return messages.Sender{Account: ledger.Account{Platform: ledger.DingTalk, UserID: id},
		Nick: clip(trim(b.SenderNick), nickLimit), Mention: mention}
}

// content is where the type keeps it: text in "text", all others in "content".
func (b *body) content() content {
	raw := b.Content
	if b.MsgType == "text" && unwrapped(b.Text) != nil {
		raw = b.Text
	}
	return parseContent(raw)
}

// mentions is how many linked mentions there may be at the front of a richText.
func (b *body) mentions() int {
	if !b.IsInAtList {
		return 0
	}
	return max(1, len(b.AtUsers))
}

// quote is the message that was replied to (SOIMY, CONN). A quoted message of a
// shape we do not know, or one of the bot's own, still counts as a quote.
func (c content) quote(original string) *messages.Quote {
	raw := unwrapped(c.RepliedMsg)
	if raw == nil {
		if c.IsReplyMsg || original != "" {
			return &messages.Quote{}
		}
		return nil
	}
	var r struct {
		MsgType string          `json:"msgType"` // some clients write msgtype, which matches too
		Content json.RawMessage `json:"content"`
		Text    json.RawMessage `json:"text"`
	}
	_ = json.Unmarshal(raw, &r)
	inner := r.Content
	if unwrapped(inner) == nil {
		inner = r.Text
	}
	q := &messages.Quote{}
	q.Text, q.Files = parseContent(inner).words(r.MsgType, 0)
	return q
}
