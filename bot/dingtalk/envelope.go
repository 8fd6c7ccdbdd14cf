package dingtalk

import (
	"time"

	"pufabot/bot/ledger"
	"pufabot/bot/wire"
	"pufabot/messages"
)

const (
	nickLimit = 192              // bytes
	future    = 5 * time.Minute  // how far ahead of us a sender's clock may be
	past      = 72 * time.Hour   // how late a message may arrive
	sessions  = 90 * time.Minute // how long a sessionWebhook lives when the message does not say (RECV example, CAP)
)

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
	if b.MsgType == "text" {
		if text := unwrapped(b.Text); text != "" {
			return parseContent(text)
		}
	}
	return parseContent(unwrapped(b.Content))
}

// mentions is how many linked mentions there may be at the front of a richText.
func (b *body) mentions() int {
	if !b.IsInAtList {
		return 0
	}
	return max(1, b.AtUsers)
}

// quote is the message that was replied to (SOIMY, CONN). A quoted message of a
// shape we do not know, or one of the bot's own, still counts as a quote.
func (c *content) quote(original string) *messages.Quote {
	replied := unwrapped(c.RepliedMsg)
	if replied == "" {
		if c.IsReplyMsg || original != "" {
			return &messages.Quote{}
		}
		return nil
	}
	var msgtype string
	var inner, text value
	each(replied, func(name string, v value) {
		switch name {
		case "msgtype", "msgType":
			put(&msgtype, v)
		case "content":
			inner = v
		case "text":
			text = v
		}
	})
	object := unwrapped(inner)
	if object == "" {
		object = unwrapped(text)
	}
	q := &messages.Quote{}
	said := parseContent(object)
	q.Text, q.Files = said.words(msgtype, 0)
	return q
}
