package store

import (
	"bytes"
	"context"
	"slices"
	"strconv"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// tellingLine is how long a line must be, in bytes, to be nobody else's.
const tellingLine = 12

// person counts who was bound in chat; nothing of it is kept.
func (e *eraser) person(from *Tx, key, body []byte) bool {
	var p storedPerson
	if !from.decode(key, body, &p) {
		return false
	}
	e.did.People++
	e.account(p.Account)
	e.words[p.Name], e.words[p.Mobile] = true, true
	return true
}

// line writes a line without its words and its person. When, by which unit and
// role, and with what outcome stays.
func (e *eraser) line(from, to *Tx, seq uint64) {
	l, ok := from.Line(seq)
	if !ok {
		return
	}
	e.account(l.By)
	e.words[l.Nick] = true
	for _, said := range []string{l.Text, l.Quote} {
		if len(said) >= tellingLine {
			e.words[said] = true
		}
	}
	to.AppendLine(Line{At: l.At, SentAt: l.SentAt, Chat: messages.Chat{Platform: l.Chat.Platform, Private: l.Chat.Private},
		Role: l.Role, Unit: l.Unit, Outcome: l.Outcome, Answers: l.Answers})
}

// record writes a record without its person. Names become numbers, one for each,
// so that signing on twice or off again still adds up; whatever else was said of
// people or in free words is marked as erased, so that what counted as known still
// does.
func (e *eraser) record(from, to *Tx, seq uint64) {
	r, ok := from.Record(seq)
	if !ok {
		return
	}
	e.account(r.By)
	r.By = ledger.Account{}
	names := make([]string, len(r.Names))
	for i, n := range r.Names {
		names[i] = messages.ErasedName(e.number(n))
	}
	if r.Names = names; len(names) == 0 {
		r.Names = nil
	}
	words := []*string{&r.Author, &r.Text}
	r.Authors = slices.Clone(r.Authors)
	for i := range r.Authors {
		words = append(words, &r.Authors[i])
	}
	for _, w := range words {
		if *w != "" {
			e.words[*w] = true
			*w = messages.Erased()
		}
	}
	to.Append(r)
}

// file writes what a file was: when, what for, and the hash that proves which one
// was erased.
func (e *eraser) file(from, to *Tx, id uint64) {
	f, ok := from.File(id)
	if !ok {
		return
	}
	e.account(f.By)
	e.did.Files++
	to.AddFile(File{Line: f.Line, At: f.At, State: FileErased, Hash: f.Hash, Size: f.Size, Format: f.Format, Ext: f.Ext,
		Title: f.Title, Unit: f.Unit, Item: f.Item, Replace: f.Replace})
}

// seen keeps of each message only that it has come: neither what it said, its line and
// its reply, nor when, which would lead to its line.
func (e *eraser) seen(from *Tx, to *DB) error {
	var keys [][]byte
	from.scan([]byte{kSeen}, func(key, _ []byte) bool { keys = append(keys, bytes.Clone(key)); return true })
	e.did.Seen = len(keys)
	for some := range slices.Chunk(keys, purgeBatch) {
		err := to.Update(context.Background(), func(tx *Tx) error {
			for _, key := range some {
				tx.putJSON(key, storedSeen{})
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return from.err
}

func (e *eraser) account(a ledger.Account) {
	if a != (ledger.Account{}) {
		e.accounts[a] = true
		if a.Platform != ledger.Console {
			e.words[a.UserID] = true
		}
	}
}

func (e *eraser) number(name string) string {
	e.words[name] = true
	if e.names[name] == 0 {
		e.names[name] = len(e.names) + 1
	}
	return strconv.Itoa(e.names[name])
}
