// Package wecomtest plays WeCom for tests, in one process: [Bot] posts to our
// callback as the platform does, and [Server] is its API with strict checks and
// failures on command.
//
// It is a second reading of the protocol, not a mirror of the first: it signs and
// encrypts with silenceper/wechat (whose output equals the official vectors),
// decrypts with code of its own, and checks every reply against the documented
// rules. Whatever WeCom would silently tolerate or silently spoil is a test
// failure here.
package wecomtest
