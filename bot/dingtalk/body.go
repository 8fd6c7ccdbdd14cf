package dingtalk

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// ErrBody says that a message cannot be read or lacks what identifies it.
var ErrBody = errors.New("dingtalk: malformed message")

// ExternalPrefix starts the user id of somebody who is not in the robot's own
// organisation: DingTalk gives no staff id for them, only an encrypted id (RECV).
// A message whose staff id starts with it is refused, so that such an account
// can never pass for a staff member.
const ExternalPrefix = "$external:"

const idLimit = 512 // bytes of any id; real ones are below 100

// body is a robot message: the body of a callback, the data of a Stream frame
// (RECV). Only what is used; unknown fields happen and are ignored.
type body struct {
	ConversationID    string
	ConversationType  looseString // "1" single chat, "2" group
	ConversationTitle string
	MsgID             string
	MsgType           string
	Text              value
	Content           value
	CreateAt          looseInt // ms
	SenderID          string   // encrypted
	SenderStaffID     string
	SenderNick        string
	IsInAtList        looseBool
	AtUsers           int // how many
	ChatbotUserID     string
	ChatbotCorpID     string
	RobotCode         string
	SessionWebhook    string
	SessionExpires    looseInt // ms
	OriginalMsgID     string
}

// decodeBody reads a message; the error is [ErrBody].
func decodeBody(data []byte) (*body, error) {
	var b body
	if !b.read(data) {
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

// read fills in what the message has, if it is JSON. A field of an unexpected type is left
// empty; those that matter are checked by [decodeBody].
func (b *body) read(data []byte) bool {
	if !json.Valid(data) {
		return false
	}
	each(value(bytes.TrimSpace(data)), func(name string, v value) {
		switch name {
		case "conversationId":
			put(&b.ConversationID, v)
		case "conversationType":
			b.ConversationType.read(v)
		case "conversationTitle":
			put(&b.ConversationTitle, v)
		case "msgId":
			put(&b.MsgID, v)
		case "msgtype", "msgType":
			put(&b.MsgType, v)
		case "text":
			b.Text = v
		case "content":
			b.Content = v
		case "createAt":
			b.CreateAt.read(v)
		case "senderId":
			put(&b.SenderID, v)
		case "senderStaffId":
			put(&b.SenderStaffID, v)
		case "senderNick":
			put(&b.SenderNick, v)
		case "isInAtList":
			b.IsInAtList.read(v)
		case "atUsers":
			count(&b.AtUsers, v)
		case "chatbotUserId":
			put(&b.ChatbotUserID, v)
		case "chatbotCorpId":
			put(&b.ChatbotCorpID, v)
		case "robotCode":
			put(&b.RobotCode, v)
		case "sessionWebhook":
			put(&b.SessionWebhook, v)
		case "sessionWebhookExpiredTime":
			b.SessionExpires.read(v)
		case "originalMsgId":
			put(&b.OriginalMsgID, v)
		}
	})
	return true
}

// robot is which robot got the message. The same message has the same msgId for
// every robot mentioned in it (CONN), so keys need both.
func (b *body) robot() string {
	if b.RobotCode != "" {
		return b.RobotCode
	}
	return b.ChatbotUserID
}
