// Package wecom is the edge to WeCom (企业微信): what comes in becomes a
// messages.Envelope, what goes out is a messages.Delivery. It knows neither the
// store nor the bot. Facts about the protocol carry their source as in the
// project's fact sheet: "D100719" is that page of developer.work.weixin.qq.com,
// CRYPTO, SDK and PLUGIN are the platform's own packages.
//
// # Ways in
//
// [NewCallback] is the smart bot (智能机器人) with a public address: signed and
// encrypted JSON, answered in the response with a stream that is finished at
// once; only when the bot is slower than WeCom waits does it say "wait", and answers
// the polls that follow (recent.go). In groups only messages that mention
// the bot arrive, and the mention is literal text: see mention.go for what is
// taken out and what must stay.
//
// [Long] is the same bot without a public address: one websocket, one connection
// a bot. Nothing is acknowledged and nothing is repeated there, so what has
// arrived is handled even after the connection has gone, in order within a chat,
// and what could not be stored is asked for again in words.
//
// [NewAppCallback] is the self-built application's private chat: the same
// encryption, in XML, with the corp id as receiver. Groups never reach it.
//
// [Files] fetches what people send: addresses that live five minutes, encrypted
// content that is decrypted as it comes, media of the application.
//
// # Ways out
//
// [App] writes to one member at a time, with an access token that is fetched once
// for all senders and replaced when it dies early.
//
// [Long] is also a way out: it answers a message for a day, and speaks to every
// chat from which somebody has spoken before, but alerts nobody.
//
// [Response] speaks once more, within the hour, to the chat of a callback's message.
//
// Files and pictures go by upload (media.go, long_upload.go) or inside the message
// (picture.go); what a way out cannot carry is named in words.
//
// [Webhook] posts to a group's webhook, which is the only way to alert people by
// mention. Every answer is HTTP 200; only an errcode of 0 is success. What a code
// means for a delivery stands in one table, errcodes.go.
//
// # The library
//
// silenceper/wechat makes the outgoing requests. Its global client, its missing
// timeouts and contexts, its talkative errors and its belief in success are
// contained in library.go, and each of these has a test in silenceper_test.go.
// Decryption is our own (crypto.go): the library cannot open a smart bot's
// messages.
//
// # Secrets
//
// Tokens, keys and webhook keys are held in a type that does not print, errors
// are classes and codes without the platform's words or any URL, and log lines
// never hold content.
package wecom
