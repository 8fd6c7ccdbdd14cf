package dingtalk

import (
	"encoding/json"
	"strings"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// content is what any msgtype may carry (DP bot/message, JAVA, RUST captures);
// each type uses a few of the fields. A replied message has the same shape.
type content struct {
	// Content is the words of a text; Text the same in a quoted one (SOIMY).
	Content string
	Text    string

	RichText []richItem

	DownloadCode        string
	PictureDownloadCode string // the older twin
	FileName            string
	Recognition         string // what a voice message says, as DingTalk heard it

	IsReplyMsg looseBool
	RepliedMsg value
}

type richItem struct {
	Type                string `json:"type"`
	Text                string `json:"text"`
	DownloadCode        string `json:"downloadCode"`
	PictureDownloadCode string `json:"pictureDownloadCode"`
}

// parseContent never fails: a shape that is not understood is empty, and a field of an
// unexpected type leaves the others filled.
func parseContent(object value) (c content) {
	each(object, func(name string, v value) {
		switch name {
		case "content":
			put(&c.Content, v)
		case "text":
			put(&c.Text, v)
		case "richText":
			c.RichText = richItems(c.RichText, v)
		case "downloadCode":
			put(&c.DownloadCode, v)
		case "pictureDownloadCode":
			put(&c.PictureDownloadCode, v)
		case "fileName":
			put(&c.FileName, v)
		case "recognition":
			put(&c.Recognition, v)
		case "isReplyMsg":
			c.IsReplyMsg.read(v)
		case "repliedMsg":
			c.RepliedMsg = v
		}
	})
	return c
}

// richItems fills in items as encoding/json does; there may be some of the same name already.
func richItems(items []richItem, v value) []richItem {
	_ = json.Unmarshal([]byte(v), &items)
	return items
}

// words are the text and the files of a message of the given type. mentions is
// how many linked mentions richText may start with; see [withoutLeadingMentions].
func (c *content) words(msgtype string, mentions int) (string, []messages.File) {
	switch msgtype {
	case "text":
		if c.Content == "" {
			return trim(c.Text), nil
		}
		return trim(c.Content), nil
	case "richText":
		return c.rich(mentions)
	case "picture":
		return "", fileOf(c.DownloadCode, c.PictureDownloadCode, "", true)
	case "file":
		return "", fileOf(c.DownloadCode, "", c.FileName, false)
	case "video":
		return "", fileOf(c.DownloadCode, "", c.FileName, false)
	case "audio":
		return trim(c.Recognition), nil
	}
	return "", nil
}

// rich joins the text items and collects the pictures. Items of other types (at,
// skill: CONN, SOIMY) say nothing.
func (c *content) rich(mentions int) (string, []messages.File) {
	var texts []string
	var files []messages.File
	for _, it := range c.RichText {
		switch it.Type {
		case "", "text":
			texts = append(texts, it.Text)
		case "picture":
			files = append(files, fileOf(it.DownloadCode, it.PictureDownloadCode, "", true)...)
		}
	}
	if mentions == 1 {
		texts = withoutLoneMention(texts)
	}
	return withoutLeadingMentions(trim(strings.Join(texts, "")), mentions), files
}

// withoutLoneMention drops the one item that is a mention and nothing else. In
// richText a mention is an item of its own, wherever it stands (CAP); when only
// the bot was mentioned and there is one such item, it must be the bot.
func withoutLoneMention(texts []string) []string {
	at := -1
	for i, s := range texts {
		if s = trim(s); strings.HasPrefix(s, "@") && strings.IndexFunc(s, blank) < 0 && len(s) > 1 {
			if at >= 0 {
				return texts
			}
			at = i
		}
	}
	if at < 0 {
		return texts
	}
	out := append([]string{}, texts[:at]...)
	// The space keeps the words on either side apart.
	out = append(out, " ")
	return append(out, texts[at+1:]...)
}

// withoutLeadingMentions takes up to n tokens "@name" off the front: in richText
// linked mentions stay as plain words, while text messages lose them all (CAP,
// QWEN#11674). n is the number of people that were really mentioned, so a literal
// "@abc" that somebody typed stays.
func withoutLeadingMentions(s string, n int) string {
	for ; n > 0 && strings.HasPrefix(s, "@"); n-- {
		i := strings.IndexFunc(s, blank)
		if i < 0 {
			return ""
		}
		s = trim(s[i:])
	}
	return s
}

func fileOf(code, older, name string, picture bool) []messages.File {
	if code == "" {
		code = older
	}
	if code == "" {
		return nil
	}
	return []messages.File{{Name: wire.PlainName(name), Ref: code, Picture: picture}}
}

// clip cuts s to at most n bytes, between characters.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
