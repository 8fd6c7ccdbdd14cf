// Package messages is what pufabot hears and says: the [Envelope] that every
// way in produces, the [Message] that every way out renders, the [Delivery] that
// waits in between, and all words that people see.
//
// # Words
//
// Wording lives here and nowhere else, in the files named wording_*.go: functions
// from facts to a [Message] or to a plain sentence. They are written for somebody
// tired on a phone: what happened, what is still owed, until when, and the line
// to copy next.
//
// # Rendering
//
// A Message is a list of lines made of spans. A span is either our own words or
// somebody else's (a title, a nickname, a quoted line); only the renderers know
// how a dialect formats, and they escape other people's words so that these can
// neither mention, link nor format. See [Dialect].
//
// # Splitting
//
// Platforms limit messages in bytes. [Split] cuts at line ends, then at
// characters, never inside one, and numbers the parts.
package messages
