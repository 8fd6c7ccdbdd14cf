package store

import (
	"slices"
	"strconv"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// line writes a line without its words and its person. When, by which unit and
// role, and with what outcome stays.
func (e *eraser) line(from, to *Tx, seq uint64) {
	l, ok := from.Line(seq)
	if !ok {
		return
	}
	e.account(l.By)
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

func (e *eraser) account(a ledger.Account) {
	if a != (ledger.Account{}) {
		e.accounts[a] = true
	}
}

func (e *eraser) number(name string) string {
	if e.names[name] == 0 {
		e.names[name] = len(e.names) + 1
	}
	return strconv.Itoa(e.names[name])
}
