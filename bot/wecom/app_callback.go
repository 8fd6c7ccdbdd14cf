package wecom

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// maxAppText is the limit of an application's text, passive or sent, in bytes of
// UTF-8; what is longer would be cut in silence (D90236, D90241).
const maxAppText = 2048

// NewAppCallback is the handler of GET and POST /wecom/app/callback, the
// self-built application's private chats (groups never reach it, D90235). The
// configuration's ReceiveID is the corp id; BotName is not used. Answers, refusals
// and repeats are as with [NewCallback], in XML.
func NewAppCallback(cfg CallbackConfig, handle messages.Handle, log zerolog.Logger, now func() time.Time) (http.Handler, error) {
	if cfg.Token == "" || cfg.ReceiveID == "" {
		return nil, errors.New("wecom: application callback needs token and corp_id")
	}
	crypto, err := NewCrypto(cfg.Token, cfg.AESKey, cfg.ReceiveID)
	if err != nil {
		return nil, err
	}
	c := &appCallback{crypto: crypto, handle: handle, now: now}
	return &door{crypto: crypto, log: log, now: now, take: c.take, sealed: sealedXML}, nil
}

// maxMarks is how many tags, or quotes of attributes, an envelope may have. WeCom's has
// a dozen; a body of nothing else would take sixty times its size to decode, before
// anybody knows who sent it.
const maxMarks = 100

// sealedXML finds the ciphertext in an envelope; empty: malformed.
func sealedXML(body []byte) string {
	for _, mark := range []string{"<", `"`, "'"} {
		if bytes.Count(body, []byte(mark)) > maxMarks {
			return ""
		}
	}
	var b struct {
		XMLName xml.Name `xml:"xml"`
		Encrypt string   `xml:"Encrypt"`
	}
	if xml.Unmarshal(body, &b) != nil {
		return ""
	}
	return b.Encrypt
}

type appCallback struct {
	crypto *Crypto
	handle messages.Handle
	now    func() time.Time
}

// appMessage is a decrypted message or event (D90239, D90240). The decoder knows
// no entities beyond XML's own five, so nothing in a body can grow.
type appMessage struct {
	To        string `xml:"ToUserName"`
	From      string `xml:"FromUserName"`
	Created   int64  `xml:"CreateTime"`
	MsgType   string `xml:"MsgType"`
	Content   string `xml:"Content"`
	MsgID     string `xml:"MsgId"` // 64 bits; kept as words
	AgentID   string `xml:"AgentID"`
	Event     string `xml:"Event"`
	MediaID   string `xml:"MediaId"`
	FileName  string `xml:"FileName"`
	Recognize string `xml:"Recognition"`
}

func (c *appCallback) take(ctx context.Context, plain []byte, nonce string) ([]byte, *refusal) {
	var m appMessage
	if err := xml.Unmarshal(dropControls(plain), &m); err != nil || m.From == "" || m.MsgType == "" {
		return nil, refuseShape
	}
	words, no := c.dispatch(ctx, m)
	if no != nil || strings.TrimSpace(words) == "" {
		return nil, no // an empty 200 is "no reply" (D90238)
	}
	return c.seal(m, cutBytes(plainWords(words), maxAppText, messages.WeComCut()), nonce)
}

// dispatch gives the words to answer; none where nothing is to be said.
func (c *appCallback) dispatch(ctx context.Context, m appMessage) (string, *refusal) {
	if m.MsgType == "event" {
		if m.Event == "subscribe" {
			return messages.WeComWelcome(), nil
		}
		return "", nil
	}
	if m.MsgID == "" {
		return "", refuseShape
	}
	env := m.envelope(c.now())
	switch m.MsgType {
	case "text", "image", "file", "video":
	case "voice":
		if env.Text == "" {
			return messages.WeComNotHeard(), nil
		}
	default:
		return messages.WeComUnsupported(), nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), maxHandle)
	defer cancel()
	reply, err := c.handle(ctx, env)
	if err != nil {
		return "", refuseFailed
	}
	reply = messages.WithoutAttachments(reply, func(messages.Attachment) bool { return false }) // text only
	return messages.Render(reply, messages.DialectText), nil
}

// oldest is how far back a message's own send time is believed: repeats come
// within seconds.
const oldest = 24 * time.Hour

func (m appMessage) envelope(now time.Time) messages.Envelope {
	env := messages.Envelope{
		Key:      "wecom/app" + m.AgentID + "/" + m.MsgID,
		Chat:     messages.Chat{Platform: ledger.WeCom, ID: m.From, Private: true},
		From:     messages.Sender{Account: ledger.Account{Platform: ledger.WeCom, UserID: m.From}, Mention: m.From},
		Text:     strings.TrimSpace(m.Content),
		At:       now,
		ReplyVia: messages.Address{Channel: messages.ChanInline, Target: m.From, UserID: m.From},
	}
	if m.MsgType == "voice" {
		env.Text = strings.TrimSpace(m.Recognize)
	}
	if at := time.Unix(m.Created, 0).UTC(); m.Created > 0 && at.Before(now) && now.Sub(at) < oldest {
		env.At = at
	}
	if m.MediaID != "" && m.MsgType != "voice" {
		env.Files = []messages.File{{Name: m.FileName, Ref: m.MediaID, Picture: m.MsgType == "image"}}
	}
	return env
}

type cdata struct {
	Words string `xml:",cdata"`
}

// seal writes the passive text reply and its envelope (D90930, D90241).
func (c *appCallback) seal(m appMessage, words, nonce string) ([]byte, *refusal) {
	at := c.now().Unix()
	plain, err := xml.Marshal(struct {
		XMLName xml.Name `xml:"xml"`
		To      cdata    `xml:"ToUserName"`
		From    cdata    `xml:"FromUserName"`
		Created int64    `xml:"CreateTime"`
		Type    cdata    `xml:"MsgType"`
		Content cdata    `xml:"Content"`
	}{To: cdata{m.From}, From: cdata{m.To}, Created: at, Type: cdata{"text"}, Content: cdata{words}})
	if err != nil {
		return nil, refuseFailed
	}
	sealed := c.crypto.Encrypt(plain)
	body, err := xml.Marshal(struct {
		XMLName   xml.Name `xml:"xml"`
		Encrypt   cdata    `xml:"Encrypt"`
		Signature cdata    `xml:"MsgSignature"`
		Timestamp int64    `xml:"TimeStamp"`
		Nonce     cdata    `xml:"Nonce"`
	}{Encrypt: cdata{sealed}, Signature: cdata{c.crypto.Sign(strconv.FormatInt(at, 10), nonce, sealed)}, Timestamp: at, Nonce: cdata{nonce}})
	if err != nil {
		return nil, refuseFailed
	}
	return body, nil
}
