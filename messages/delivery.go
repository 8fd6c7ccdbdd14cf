package messages

import (
	"errors"
	"fmt"
	"time"

	"pufabot/bot/ledger"
)

// Channel is one way out; each has a Sender of its own in the outbox.
type Channel string

// The ways out.
const (
	// ChanInline is the HTTP response of a callback: nothing is left to send.
	ChanInline Channel = "inline"
	// ChanConsole is the rehearsal chat in the browser.
	ChanConsole Channel = "console"
	// ChanWeComWebhook is a WeCom group webhook; Target is the ledger.GroupID.
	ChanWeComWebhook Channel = "wecom-webhook"
	// ChanWeComResponse speaks once more to the chat of a callback's message, by the
	// address that came with it; Target is the chat id.
	ChanWeComResponse Channel = "wecom-response"
	// ChanWeComBot is the WeCom smart bot's long connection; Target is the chat id.
	ChanWeComBot Channel = "wecom-bot"
	// ChanWeComApp is the WeCom self-built application; Target is a user id.
	ChanWeComApp Channel = "wecom-app"
	// ChanDingTalkRobot is a DingTalk custom robot; Target is the ledger.GroupID.
	ChanDingTalkRobot Channel = "dingtalk-robot"
	// ChanDingTalkSession answers through a message's sessionWebhook; Target is the conversation id.
	ChanDingTalkSession Channel = "dingtalk-session"
	// ChanDingTalkGroup is the OpenAPI's group message; Target is the open conversation id.
	ChanDingTalkGroup Channel = "dingtalk-group"
	// ChanDingTalkUser is the OpenAPI's private message; Target is a user id.
	ChanDingTalkUser Channel = "dingtalk-user"
	// ChanDingTalkStream is only a way in; its name stands beside the others in states.
	ChanDingTalkStream Channel = "dingtalk-stream"
)

// Address is where a delivery goes.
type Address struct {
	Channel Channel `json:"channel"`
	Target  string  `json:"target"`
	// URL is a reply address that the platform supplied with a message; secret,
	// wiped from the store once the delivery has an outcome.
	URL string `json:"url,omitempty"`
	// ReqID ties a reply to a frame of a long connection.
	ReqID string `json:"req_id,omitempty"`
	// UserID is the person of a private chat, where Target does not say it: a reply
	// whose URL is dead can still reach them. Empty in groups.
	UserID string `json:"user_id,omitempty"`
	// Expires is when URL or ReqID stops working; zero: never.
	Expires time.Time `json:"expires,omitzero"`
}

// Later is how something can be said to the chat of a message after its reply has
// gone, given how the reply goes; not ok where there is no such way.
func (a Address) Later() (Address, bool) {
	if a.Channel != ChanInline {
		return a, a.Channel != ""
	}
	switch {
	case a.URL != "":
		a.Channel = ChanWeComResponse
	case a.UserID != "":
		a = Address{Channel: ChanWeComApp, Target: a.UserID}
	default:
		return Address{}, false
	}
	return a, true
}

// Kind says why a delivery exists.
type Kind string

// The kinds of deliveries; the last five are pushes.
const (
	KindReply     Kind = "reply"
	KindReminder  Kind = "reminder"
	KindNudge     Kind = "nudge"
	KindMilestone Kind = "milestone"
	KindDigest    Kind = "digest"
	KindStatus    Kind = "status"
)

// AnnounceKey begins the keys of announcements: a coordinator's own words, which
// wait for nothing.
const AnnounceKey = "announce/"

// To is whom a push is meant for, in the plan's terms. Exactly one field is set.
type To struct {
	Group ledger.GroupID `json:"group,omitempty"`
	Unit  ledger.UnitID  `json:"unit,omitempty"`
	Role  ledger.Role    `json:"role,omitempty"`
}

// Delivery is a message that has been decided upon and must reach one address.
type Delivery struct {
	// Seq is given by the store; deliveries of one chat go out in its order.
	Seq uint64 `json:"seq"`
	// Key is deterministic: enqueueing the same key again changes nothing.
	Key     string    `json:"key"`
	Kind    Kind      `json:"kind"`
	To      To        `json:"to,omitzero"`
	Address Address   `json:"address"`
	Message Message   `json:"message"`
	Created time.Time `json:"created"`
	// NotAfter is when it is no longer worth sending; zero: always worth it.
	NotAfter time.Time `json:"not_after,omitzero"`

	About []ledger.ItemID      `json:"about,omitempty"`
	Marks []ledger.MilestoneID `json:"marks,omitempty"`
	Units []ledger.UnitID      `json:"units,omitempty"`
	// Named are those of Units that are called by name.
	Named []ledger.UnitID `json:"named,omitempty"`
	// Slots are the moments of the reminder plan that this speaks for. While they are
	// known the words can be found anew, should it be sent later than it was made.
	Slots []string `json:"slots,omitempty"`

	State    DeliveryState `json:"state"`
	Attempts int           `json:"attempts,omitempty"`
	NextAt   time.Time     `json:"next_at,omitzero"`
	SentAt   time.Time     `json:"sent_at,omitzero"`
	// Parts is how many parts of a split message have been sent already.
	Parts int `json:"parts,omitempty"`
	// Failure is a class and a platform code, never a platform's text.
	Failure string `json:"failure,omitempty"`

	// With are the keys of deliveries whose words go out with this one, Into is the
	// key of the one that this goes out with: they share its outcome.
	With []string `json:"with,omitempty"`
	Into string   `json:"into,omitempty"`
}

// Reminds tells whether the delivery asks units for something, so that they can answer.
func (d Delivery) Reminds() bool {
	return d.Kind == KindReminder || d.Kind == KindMilestone || d.Kind == KindNudge
}

// Withdrawn is the failure of a delivery that was taken back before it went out.
const Withdrawn = "withdrawn"

// DeliveryState is how far a delivery has come.
type DeliveryState string

// The states of deliveries.
const (
	Pending DeliveryState = "pending"
	Sent    DeliveryState = "sent"
	Failed  DeliveryState = "failed"  // given up: permanent, or out of attempts
	Expired DeliveryState = "expired" // NotAfter passed before it could go
)

// Class says what to do after a send that did not work.
type Class string

// The classes of send errors.
const (
	Transient Class = "transient" // try again with backoff
	Limited   Class = "limited"   // try again after the wait; the whole channel rests
	Auth      Class = "auth"      // credentials or permissions: an operator must act; try again rarely
	Gone      Class = "gone"      // the reply address is dead: another address may do
	Permanent Class = "permanent" // this message will never go
)

// SendError is the outcome of a send that did not work. Its text never holds a
// secret, a URL or a platform's own words.
type SendError struct {
	Class Class
	// Code is the platform's code, e.g. "45009" or "http 503".
	Code string
	// Wait is how long the channel must rest; zero: the outbox decides.
	Wait time.Duration
}

func (e *SendError) Error() string { return fmt.Sprintf("%s (%s)", e.Class, e.Code) }

// ClassOf is the class of an error; whatever is not a [SendError] is transient.
func ClassOf(err error) Class {
	var se *SendError
	if errors.As(err, &se) {
		return se.Class
	}
	return Transient
}
