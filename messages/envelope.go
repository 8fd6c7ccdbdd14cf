package messages

import (
	"context"
	"time"

	"pufabot/bot/ledger"
)

// Envelope is one message from a person, from whichever way in. The adapters
// have verified it, decrypted it, taken the bot's mention out and split the
// quoted message off.
type Envelope struct {
	// Key identifies the message for ever: a repeated delivery has the same key.
	// It starts with the platform, e.g. "wecom/BOT/MSGID".
	Key  string
	Chat Chat
	From Sender
	// Text is what the person typed, without the bot's mention. May be empty.
	Text string
	// Quote is the message that the person replied to; nil when there is none.
	Quote *Quote
	Files []File
	// At is when the message was sent or, where the platform does not say, when it arrived.
	At time.Time
	// ReplyVia is how this very message can be answered.
	ReplyVia Address
}

// Chat is where the message was said.
type Chat struct {
	Platform ledger.Platform `json:"platform"`
	ID       string          `json:"id"` // platform's id, opaque, case-sensitive; of a private chat: the user id
	Private  bool            `json:"private,omitempty"`
	Title    string          `json:"title,omitempty"`
}

// Key is unique among all chats of all platforms.
func (c Chat) Key() string { return string(c.Platform) + "/" + c.ID }

// Sender is who said it, as far as the platform tells.
type Sender struct {
	ledger.Account
	// Nick is the display name, chosen by the person: to be shown, never trusted, never a key.
	Nick string
	// Mention is what the platform wants in order to alert this person (often the user id).
	Mention string
}

// Quote is the message that was replied to.
type Quote struct {
	Text  string
	Files []File
}

// File is a file or picture of a message, not yet fetched.
type File struct {
	Name string // as the sender called it; may be empty, is never a path
	// Ref is what the adapter needs to fetch it (a download code or a URL); secret.
	Ref string
	// Key decrypts it, where the platform encrypts files; secret.
	Key     string
	Picture bool
}

// Handle takes in one message. When it returns without an error, everything the
// message asked for is durable and the message may be acknowledged. The reply is
// for ways in that answer in the acknowledgement itself (ReplyVia.Channel is
// ChanInline); for all others it has been enqueued already and is returned for
// information only. A repeated Key gives the first reply again and changes
// nothing. An error means "not kept as far as we know": the adapter lets the
// platform repeat, or asks the person to send again.
type Handle func(ctx context.Context, env Envelope) (Message, error)
