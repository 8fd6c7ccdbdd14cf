package wecom

import (
	"crypto/sha256"
	"encoding/hex"

	"pufabot/messages"
)

// maxReply is the limit of a stream reply and of a long connection's markdown,
// in bytes of UTF-8 (D101031, D101463; 20481 are refused).
const maxReply = 20480

// streamReply is the answer to a message: a stream that is finished at once, so
// that WeCom does not poll (D101031), or one that says "wait" when the bot is
// slow. A plain text is documented for the welcome only.
type streamReply struct {
	MsgType string     `json:"msgtype"`
	Stream  streamPart `json:"stream"`
}

type streamPart struct {
	ID      string `json:"id"`
	Finish  bool   `json:"finish"`
	Content string `json:"content"`
	// Items are pictures, only in a finished stream of a callback (D101031).
	Items []streamItem `json:"msg_item,omitempty"`
}

type streamItem struct {
	MsgType string        `json:"msgtype"`
	Image   inlinePicture `json:"image"`
}

type textReply struct {
	MsgType string `json:"msgtype"`
	Text    struct {
		Content string `json:"content"`
	} `json:"text"`
}

func newStream(id, words string) streamReply {
	words = cutBytes(plainWords(words), maxReply, messages.WeComCut())
	return streamReply{MsgType: "stream", Stream: streamPart{ID: id, Finish: true, Content: words}}
}

// newUnfinished makes WeCom ask again for the answer.
func newUnfinished(id string) streamReply {
	s := newStream(id, messages.WeComWorking())
	s.Stream.Finish = false
	return s
}

func newText(words string) textReply {
	r := textReply{MsgType: "text"}
	r.Text.Content = plainWords(words)
	return r
}

// streamID is the same for every delivery of a message, and of characters that
// any platform accepts.
func streamID(key string) string {
	sum := sha256.Sum256([]byte(key))
	return "s-" + hex.EncodeToString(sum[:12])
}

// answer is the envelope of a passive reply (D101033). The official sample
// writes timestamp as a string, the documentation as a number; both are read.
type answer struct {
	Encrypt   string `json:"encrypt"`
	Signature string `json:"msgsignature"`
	Timestamp int64  `json:"timestamp"`
	Nonce     string `json:"nonce"`
}
