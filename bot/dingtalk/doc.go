// Package dingtalk is pufabot on DingTalk (钉钉): how messages come in and how they
// go out. It knows the wire and nothing else; what a message means is decided
// behind the [pufabot/messages.Handle] that it is given.
//
// # In
//
// [NewCallback] serves the HTTP callback of an app robot (企业内部应用机器人). In a
// group only messages that mention the robot arrive; in a single chat all of
// them. The header sign covers only the timestamp, the body is not
// authenticated: therefore nothing in it is trusted beyond saying something in
// somebody's name, and an address in it is called only on the configured host.
// decodeBody turns a body into an [pufabot/messages.Envelope], leniently: clients
// disagree on types, and new fields come without notice. A header pair that was used
// may carry repeats, and no message that was never seen under it (pairs.go).
//
// [Stream] receives the same bodies over a connection that we open, without a
// public address. The protocol is spoken directly: one reader, one writer, one
// pinger per connection; a bounded number of messages in work, in order within a
// conversation; an acknowledgement only after the message is durable; the next
// connection opened before the old one ends.
//
// # Out
//
// [Session] answers a message through its sessionWebhook while that lives (about
// an hour and a half), [Robots] pushes to groups through custom robots. Both send
// markdown in parts and can really alert people: the "@id" stands in the text and
// the id in the at list of the same part. [OpenAPI] reaches groups and single
// people without any message before, and can alert nobody: it writes names. The
// same words to several people within a moment are one call (crowd.go).
//
// [Files] fetches what people send, by the code in the message.
//
// [Media] uploads: pictures are shown in Markdown by their media id, files as files
// by the OpenAPI only; what a way out cannot carry is named in words.
//
// # Errors
//
// errcodes.go is the one table of what the platform answers and what to do about
// it. HTTP 200 means nothing, and an answer without an errcode is no success.
// Errors hold a class and a code, never an address, a token or the platform's
// own words.
//
// # Secrets
//
// Tokens and secrets are of type [Secret], which prints as stars. The adapter
// has its own HTTP client: timeouts everywhere, no redirects, and no error of
// net/http leaves it, because those quote addresses.
//
// The in-process double of the platform is package dingtalktest.
package dingtalk
