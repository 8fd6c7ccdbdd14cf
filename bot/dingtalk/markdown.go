package dingtalk

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

const (
	// partBytes is the size of one part of a split message: about 3 000 Chinese
	// characters, which is as much as a phone shows decently. JSON at most doubles
	// what our renderers produce, so a part stays below the platform's 20 000 bytes
	// with its mentions (460101).
	partBytes = 9000
	// mentionsPerLine keeps mention lines short, so that a split never falls into one.
	mentionsPerLine = 10
	// idInText is how long an id may be to appear in a text, in bytes.
	idInText = 256
)

// markdown is the message of robot/send and robot/sendBySession.
type markdown struct {
	MsgType  string       `json:"msgtype"`
	Markdown markdownText `json:"markdown"`
	At       *atList      `json:"at,omitempty"`
	MsgUUID  string       `json:"msgUuid,omitempty"`
}

type markdownText struct {
	Title string `json:"title"`
	Text  string `json:"text"`
}

// atList names who is alerted. In markdown every one of them must also stand in
// the text as "@id", else nobody is highlighted and nobody alerted (ERYAJF PR
// 272, DWS#111).
type atList struct {
	Mobiles     []string `json:"atMobiles,omitempty"`
	UserIDs     []string `json:"atUserIds,omitempty"`
	DingTalkIDs []string `json:"atDingtalkIds,omitempty"` // sessions only: the encrypted ids
	IsAtAll     bool     `json:"isAtAll"`
}

// compose renders a message as parts ready to be sent. A part's at list holds
// exactly those whose "@id" stands in that part. external says whether people of
// other organisations can be mentioned by their encrypted id.
func compose(m messages.Message, external bool) []markdown {
	text := strings.ToValidUTF8(messages.Render(m, messages.DialectDingTalkMarkdown), "")
	if lines := mentionLines(m.Mentions, external); lines != "" {
		text = lines + "\n\n" + text
	}
	title := messages.NotificationTitle(m)
	var out []markdown
	for _, part := range messages.Split(text, partBytes) {
		out = append(out, markdown{MsgType: "markdown", Markdown: markdownText{title, part}, At: atIn(part, m.Mentions, external)})
	}
	return out
}

// mentionLines are the "@id" words, each once.
func mentionLines(all []messages.Mention, external bool) string {
	var b strings.Builder
	var seen []string
	for _, m := range all {
		_, id := target(m, external)
		if id == "" || slices.Contains(seen, id) {
			continue
		}
		switch n := len(seen); {
		case n == 0:
		case n%mentionsPerLine == 0:
			b.WriteString("\n")
		default:
			b.WriteString(" ")
		}
		seen = append(seen, id)
		b.WriteString("@" + id)
	}
	return b.String()
}

// atIn is the at list of one part. Other people's words cannot get onto it: the
// renderer leaves them no half-width @.
func atIn(part string, all []messages.Mention, external bool) *atList {
	words := strings.Fields(part)
	var at atList
	for _, m := range all {
		list, id := target(m, external)
		if id == "" || !slices.Contains(words, "@"+id) {
			continue
		}
		ids := &at.UserIDs
		switch list {
		case byMobile:
			ids = &at.Mobiles
		case byDingTalkID:
			ids = &at.DingTalkIDs
		}
		if !slices.Contains(*ids, id) {
			*ids = append(*ids, id)
		}
	}
	if at.Mobiles == nil && at.UserIDs == nil && at.DingTalkIDs == nil {
		return nil
	}
	return &at
}

type atKind int

const (
	byUserID atKind = iota
	byMobile
	byDingTalkID
)

// target is how to alert a person, and the id for it; an empty id means that
// there is no way.
func target(m messages.Mention, external bool) (atKind, string) {
	if m.Account.Platform == ledger.DingTalk {
		id, ext := strings.CutPrefix(m.Account.UserID, ExternalPrefix)
		switch {
		case ext && external && oneWord(id):
			return byDingTalkID, id
		case !ext && oneWord(id):
			return byUserID, id
		}
	}
	if m := strings.TrimPrefix(strings.TrimPrefix(m.Mobile, "+86"), "-"); oneWord(m) && strings.Trim(m, "0123456789") == "" {
		return byMobile, m
	}
	return byUserID, ""
}

func oneWord(id string) bool {
	return id != "" && len(id) <= idInText && strings.IndexFunc(id, blank) < 0
}
