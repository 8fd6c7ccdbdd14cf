// Package policy says who may do what: one table of verbs and roles, and
// [Check], which turns a reading into a refusal or a question where the speaker
// may not. It is pure.
package policy
