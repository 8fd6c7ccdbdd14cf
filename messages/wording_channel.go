package messages

import (
	"slices"
	"strings"
)

// Refusals of the HTTP ways in. They are read by operators in a log of the
// platform's, never by people in a chat, and tell a stranger nothing.
const (
	RefusedMethod    = "method not allowed / 不支持的请求方式"
	RefusedTooLarge  = "body too large / 内容太大"
	RefusedSignature = "wrong or missing signature / 签名不对"
	RefusedStale     = "stale timestamp / 时间不对，请核对服务器时钟"
	RefusedMalformed = "malformed request / 内容不完整"
	RefusedFailed    = "not stored, please repeat / 没有存上，请重发"
)

// WeComWelcome greets somebody who opens the private chat with the bot.
func WeComWelcome() string {
	return "您好，我是普法小助手，帮各单位报送统计法治宣传活动情况。\n" +
		"直接打字就行，例如：征文2篇，宣讲1场\n" +
		"想看还差什么，发：未报\n" +
		"想看怎么用，发：帮助"
}

// WeComGone answers a chat window that still waits for a text that was finished long ago.
func WeComGone() string {
	return "这条回复已经结束。没有看到结果的话，请再发一次。"
}

// WeComWorking stands in the chat while the bot is slower than WeCom waits.
func WeComWorking() string { return "正在登记，请稍等……" }

// WeComNothing ends a stream that was begun and has nothing to say.
func WeComNothing() string { return "收到。" }

// WeComUnsupported answers a kind of message that holds nothing to read.
func WeComUnsupported() string {
	return "这种消息我读不了，请用文字再发一次，例如：征文2篇。要交文件，请在和我的单聊里发。"
}

// WeComNotHeard answers a voice message without a transcript.
func WeComNotHeard() string {
	return "这段语音没有听清，请用文字再发一次，例如：征文2篇。"
}

// WeComCut ends a reply that was too long for one message.
func WeComCut() string {
	return "\n（太长了，后面没有显示；分开问就能看全）"
}

// titleRunes is how much of a title a notification shows on a phone.
const titleRunes = 40

// NotificationTitle is what the chat list and a notification show of a message:
// its title, else its first line, on one line and cut short. It is never empty,
// because platforms refuse messages without one.
func NotificationTitle(m Message) string {
	title := m.Title
	for _, l := range m.Lines {
		if strings.TrimSpace(title) != "" {
			break
		}
		title = Render(Message{Lines: []Line{{Spans: l.Spans}}}, DialectText)
	}
	title = strings.Join(strings.Fields(strings.ToValidUTF8(title, "")), " ")
	if r := []rune(title); len(r) > titleRunes {
		title = string(r[:titleRunes-1]) + "…"
	}
	if title == "" {
		return "普法小助手"
	}
	return title
}

// CallNames is the line that names the people a message is for, where the
// platform cannot alert them; empty when no name is known.
func CallNames(people []Mention) (Line, bool) {
	var names []string
	for _, p := range people {
		if n := strings.TrimSpace(p.Name); n != "" {
			names = append(names, n)
		}
	}
	if len(names) == 0 {
		return Line{}, false
	}
	return Line{Spans: []Span{U(strings.Join(names, "、")), T("：")}}, true
}

// WeComAgain asks to repeat a message that could not be stored.
func WeComAgain() string {
	return "刚才没有存上，请再发一次。"
}

// WithoutAttachments is the message with a line in place of each attachment that
// ok does not take, and the attachments that it takes.
func WithoutAttachments(m Message, ok func(Attachment) bool) Message {
	var kept []Attachment
	for _, a := range m.Attachments {
		if ok(a) {
			kept = append(kept, a)
			continue
		}
		m.Lines = append(m.Lines[:len(m.Lines):len(m.Lines)], Line{Kind: Quiet,
			Spans: []Span{T("（附件“"), U(a.Name), T("”这里发不出来，请向市局协调员要。）")}})
	}
	m.Attachments = kept
	return m
}

// Together is one message that says what two would have said.
func Together(a, b Message) Message {
	a.Lines = slices.Concat(a.Lines, []Line{{Kind: Quiet, Spans: []Span{T("——————")}}}, b.Lines)
	a.Mentions = slices.Concat(a.Mentions, b.Mentions)
	return a
}
