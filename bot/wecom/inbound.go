package wecom

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// inbound is a message or event as the smart bot receives it, decrypted; the
// long connection's frames have the same body (D100719, D101027, D101463).
type inbound struct {
	MsgID    string `json:"msgid"`
	BotID    string `json:"aibotid"`
	ChatID   string `json:"chatid"`
	ChatType string `json:"chattype"`
	From     struct {
		UserID string `json:"userid"`
	} `json:"from"`
	// ResponseURL is where one more message can be sent; secret (D101138).
	ResponseURL string `json:"response_url"`
	content
	Quote  *content `json:"quote"`
	Stream struct {
		ID string `json:"id"`
	} `json:"stream"`
	Event struct {
		Type string `json:"eventtype"`
	} `json:"event"`
}

// content is what a message, an item of a mixed message and a quote have in common.
type content struct {
	MsgType string `json:"msgtype"`
	Text    struct {
		Content string `json:"content"`
	} `json:"text"`
	Voice struct {
		Content string `json:"content"` // the transcript; may be empty in practice
	} `json:"voice"`
	Image media `json:"image"`
	File  media `json:"file"`
	Video media `json:"video"`
	Mixed struct {
		Items []content `json:"msg_item"`
	} `json:"mixed"`
}

type media struct {
	URL    string `json:"url"`
	AESKey string `json:"aeskey"` // long connection only; a callback's files open with the callback's own key
}

var errShape = errors.New("wecom: message lacks a field")

func decodeInbound(plain []byte) (inbound, error) {
	var in inbound
	if err := json.Unmarshal(dropControls(plain), &in); err != nil {
		return inbound{}, errShape // the decoder's own words may quote the message
	}
	in.MsgID = strings.TrimSpace(in.MsgID)
	if in.MsgType == "" {
		return inbound{}, errShape
	}
	return in, nil
}

// private tells a chat with one person from a group. Groups alone have a chat id.
func (in inbound) private() bool {
	if in.ChatType == "" {
		return in.ChatID == ""
	}
	return in.ChatType != "group"
}

// known tells whether the message is of a type that holds words or files.
func (in inbound) known() bool {
	switch in.MsgType {
	case "text", "mixed", "image", "voice", "file", "video":
		return true
	}
	return false
}

// envelope is the message for the bot. WeCom gives no send time, so At is the
// arrival; it gives no display name either, so Nick is empty (D100719). A file's
// Key stays empty where it opens with the callback's EncodingAESKey: that key
// must not travel with messages.
func (in inbound) envelope(botName string, now time.Time) (messages.Envelope, error) {
	if in.MsgID == "" || in.From.UserID == "" || (!in.private() && in.ChatID == "") {
		return messages.Envelope{}, errShape
	}
	chat := messages.Chat{Platform: ledger.WeCom, ID: in.ChatID}
	if in.private() {
		chat.ID, chat.Private = in.From.UserID, true
	}
	text, files := in.read()
	text = strings.TrimSpace(text)
	if !chat.Private {
		text = stripMention(text, botName)
	}
	env := messages.Envelope{
		Key:  "wecom/" + in.BotID + "/" + in.MsgID,
		Chat: chat,
		From: messages.Sender{
			Account: ledger.Account{Platform: ledger.WeCom, UserID: in.From.UserID},
			Mention: in.From.UserID,
		},
		Text:  text,
		Files: files,
		At:    now,
	}
	if in.Quote != nil {
		text, files := in.Quote.read()
		if own, ok := cutOwn(text, botName); ok {
			text = own
		}
		env.Quote = &messages.Quote{Text: strings.TrimSpace(text), Files: files}
	}
	return env, nil
}

// read gathers the words and files, in order. Words of several parts of a mixed
// message become lines.
func (c content) read() (string, []messages.File) {
	switch c.MsgType {
	case "text":
		return c.Text.Content, nil
	case "voice":
		return c.Voice.Content, nil
	case "image":
		return "", c.Image.files(true)
	case "file":
		return "", c.File.files(false)
	case "video":
		return "", c.Video.files(false)
	case "mixed":
		var words []string
		var files []messages.File
		for _, item := range c.Mixed.Items {
			if item.MsgType == "mixed" { // nesting is not documented; a deep one must not be followed
				continue
			}
			text, more := item.read()
			if text != "" {
				words = append(words, text)
			}
			files = append(files, more...)
		}
		return strings.Join(words, "\n"), files
	}
	return "", nil
}

func (m media) files(picture bool) []messages.File {
	if m.URL == "" {
		return nil
	}
	return []messages.File{{Ref: m.URL, Key: m.AESKey, Picture: picture}}
}
