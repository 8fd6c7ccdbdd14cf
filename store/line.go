package store

import (
	"bytes"
	"encoding/json"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// Line is one chat line in the journal: who said what, where and when, in the
// original words, and what came of it.
type Line struct {
	// Seq is given by the store, from 1 upwards without holes.
	Seq        uint64
	At, SentAt time.Time // when it was taken in; when the platform says it was sent
	Key        string    // of the message
	Chat       messages.Chat
	By         ledger.Account
	Nick       string
	Role       ledger.Role
	Unit       ledger.UnitID
	Text       string
	Quote      string
	Outcome    string
	Acts       json.RawMessage
	// Answers is the line whose question this one has answered; 0: none.
	Answers uint64
}

type storedLine struct {
	Seq     uint64          `json:"seq"`
	At      time.Time       `json:"at"`
	SentAt  time.Time       `json:"sent_at,omitzero"`
	Key     string          `json:"key,omitempty"`
	Chat    messages.Chat   `json:"chat,omitzero"`
	By      ledger.Account  `json:"by,omitzero"`
	Nick    string          `json:"nick,omitempty"`
	Role    ledger.Role     `json:"role,omitempty"`
	Unit    ledger.UnitID   `json:"unit,omitempty"`
	Text    string          `json:"text,omitempty"`
	Quote   string          `json:"quote,omitempty"`
	Outcome string          `json:"outcome,omitempty"`
	Acts    json.RawMessage `json:"acts,omitempty"`
	Answers uint64          `json:"answers,omitempty"`
}

// AppendLine adds a line to the journal and gives its number. Lines are never
// changed afterwards: each is chained to the one before by its hash, and [Verify]
// walks the chain. At defaults to the transaction's time.
func (tx *Tx) AppendLine(l Line) uint64 {
	if l.At.IsZero() {
		l.At = tx.now
	}
	c := tx.change()
	c.Lines++
	c.recordsBefore = c.Records
	l.Seq, l.At, l.SentAt = c.Lines, utc(l.At), utc(l.SentAt)
	c.LineHead = tx.putLink(kLine, l.Seq, c.LineHead, (*storedLine)(&l))
	return l.Seq
}

// Line gives one line of the journal.
func (tx *Tx) Line(seq uint64) (Line, bool) {
	var l storedLine
	if seq == 0 || seq > tx.count().Lines || !tx.getLink(kLine, seq, &l) {
		return Line{}, false
	}
	return Line(l), true
}

// Said gives the words behind a line: when it only answered a question, those of the
// line that was asked about, and the answer beside them.
func (tx *Tx) Said(seq uint64) (said, answer Line) {
	said, _ = tx.Line(seq)
	for said.Answers != 0 {
		answer = said
		said, _ = tx.Line(said.Answers)
	}
	return said, answer
}

// Lines visits lines by their numbers, which rise, until fn gives false. It must not write.
func (tx *Tx) Lines(seqs []uint64, fn func(Line) bool) {
	eachLink(tx, kLine, seqs, func(l *storedLine) bool { return fn(Line(*l)) })
}

// CountLines is the number of the last line of the journal.
func (tx *Tx) CountLines() uint64 { return tx.count().Lines }

// Head is the number and the hash of the last journal line. Written down outside
// the file (on a report, say), it proves later that no line up to it was changed.
func (tx *Tx) Head() (seq uint64, hash []byte) {
	c := tx.count()
	return c.Lines, bytes.Clone(c.LineHead)
}
