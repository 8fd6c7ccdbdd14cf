package store

import (
	"encoding/binary"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// FileState is how far a file has come.
type FileState string

// The states of files.
const (
	FileComing  FileState = "coming"  // the platform still has it; to be fetched
	FileKept    FileState = "kept"    // its content is among the blobs
	FileLost    FileState = "lost"    // it could not be fetched, or is nothing that can be handed in
	FileDropped FileState = "dropped" // its line was taken back before it came
	FileErased  FileState = "erased"  // its content was erased after the campaign, see [Purge]
)

// File is one file that somebody sent, and what is known of its content. Files
// are never forgotten: whether one counts is said by the ledger's records.
type File struct {
	ID   uint64 // given by the store, from 1 upwards
	Line uint64 // the journal line that it came with
	At   time.Time
	By   ledger.Account
	Nick string
	Chat messages.Chat
	// Via is how its sender can be answered, Source how it can be fetched; their
	// secrets are wiped as soon as they have done their service.
	Via    messages.Address
	Source messages.File

	State    FileState
	Attempts int
	// Due is when something is to be done next (fetch, ask); zero: nothing.
	Due time.Time
	// Until is when fetching, or waiting for words, ends.
	Until time.Time

	// What the content says.
	Hash   string // SHA-256 in hex: the name of the blob
	Size   int64
	Format string // ledger.Word and so on
	Ext    string // with its dot, as the content says
	// Inside is the title read from the content, Title the one that it is called by.
	Inside    string
	Title     string
	Unstamped bool // a PDF in which no red seal was seen

	// Unit and Item are what it is for, as far as that is known. Waiting says that
	// its sender has not said so yet.
	Unit    ledger.UnitID
	Item    ledger.ItemID
	Replace bool // the words said that it takes the place of an older version
	Waiting bool
	Asked   bool
}

type storedFile struct {
	ID        uint64           `json:"id"`
	Line      uint64           `json:"line,omitempty"`
	At        time.Time        `json:"at"`
	By        ledger.Account   `json:"by"`
	Nick      string           `json:"nick,omitempty"`
	Chat      messages.Chat    `json:"chat,omitzero"`
	Via       messages.Address `json:"via,omitzero"`
	Source    messages.File    `json:"source,omitzero"`
	State     FileState        `json:"state"`
	Attempts  int              `json:"attempts,omitempty"`
	Due       time.Time        `json:"due,omitzero"`
	Until     time.Time        `json:"until,omitzero"`
	Hash      string           `json:"hash,omitempty"`
	Size      int64            `json:"size,omitempty"`
	Format    string           `json:"format,omitempty"`
	Ext       string           `json:"ext,omitempty"`
	Inside    string           `json:"inside,omitempty"`
	Title     string           `json:"title,omitempty"`
	Unstamped bool             `json:"unstamped,omitempty"`
	Unit      ledger.UnitID    `json:"unit,omitempty"`
	Item      ledger.ItemID    `json:"item,omitempty"`
	Replace   bool             `json:"replace,omitempty"`
	Waiting   bool             `json:"waiting,omitempty"`
	Asked     bool             `json:"asked,omitempty"`
}

// AddFile keeps a new file and gives its id. At defaults to the transaction's time.
func (tx *Tx) AddFile(f File) uint64 {
	if f.At.IsZero() {
		f.At = tx.now
	}
	c := tx.change()
	c.Files++
	f.ID = c.Files
	tx.putFile(f)
	return f.ID
}

// File gives one file.
func (tx *Tx) File(id uint64) (File, bool) {
	if id == 0 || id > tx.count().Files {
		return File{}, false
	}
	var f storedFile
	if !tx.getJSON(seqKey(kFile, id), &f) {
		tx.corrupt("file %d is missing", id)
		return File{}, false
	}
	return File(f), true
}

// PutFile keeps what has become of a file that exists.
func (tx *Tx) PutFile(f File) {
	old, ok := tx.File(f.ID)
	if !ok {
		tx.misuse("no file %d", f.ID)
		return
	}
	if !old.Due.IsZero() {
		tx.drop(fileDueKey(old))
	}
	tx.putFile(f)
}

func (tx *Tx) putFile(f File) {
	f.At, f.Due, f.Until, f.Via.Expires = utc(f.At), utc(f.Due), utc(f.Until), utc(f.Via.Expires)
	if f.State != FileComing { // secrets that have done their service
		f.Source.Ref, f.Source.Key = "", ""
	}
	if f.Due.IsZero() {
		f.Via.URL, f.Via.ReqID = "", ""
	} else {
		tx.put(fileDueKey(f), nil)
	}
	tx.putJSON(seqKey(kFile, f.ID), storedFile(f))
}

func fileDueKey(f File) []byte {
	return binary.BigEndian.AppendUint64(append([]byte{kFileDue}, timePart(f.Due)...), f.ID)
}

// OpenFiles gives the files for which something is still to be done, the most
// urgent first.
func (tx *Tx) OpenFiles() []File {
	var out []File
	tx.scan([]byte{kFileDue}, func(key, _ []byte) bool {
		f, ok := tx.File(seqAt(key))
		out = append(out, f)
		return ok
	})
	if tx.err != nil {
		return nil
	}
	return out
}

// LastFile is the id of the newest file; 0: there is none.
func (tx *Tx) LastFile() uint64 { return tx.count().Files }

// PutIntake keeps a message whose files are being fetched before it is taken in,
// so that it is not lost when the process ends meanwhile.
func (tx *Tx) PutIntake(env messages.Envelope) {
	env.At = utc(env.At)
	tx.putJSON(hashKey(kIntake, env.Key), env)
}

// DropIntake forgets a message that has been taken in.
func (tx *Tx) DropIntake(key string) {
	if _, ok := tx.get(hashKey(kIntake, key)); ok {
		tx.drop(hashKey(kIntake, key))
	}
}

// Intakes gives the messages that were kept and not taken in, in no order that means anything.
func (tx *Tx) Intakes() []messages.Envelope {
	var out []messages.Envelope
	tx.scan([]byte{kIntake}, func(key, body []byte) bool {
		var env messages.Envelope
		out = append(out, env)
		return tx.decode(key, body, &out[len(out)-1])
	})
	if tx.err != nil {
		return nil
	}
	return out
}

// Subject is what somebody spoke of last in a chat: files that follow without
// words belong to it.
type Subject struct {
	Unit ledger.UnitID
	Item ledger.ItemID
	At   time.Time
}

type storedSubject struct {
	Unit ledger.UnitID `json:"unit,omitempty"`
	Item ledger.ItemID `json:"item"`
	At   time.Time     `json:"at"`
}

func subjectKey(a ledger.Account, chat messages.Chat) []byte {
	return addPart(accountKey(kSubject, a), chat.Key())
}

// Subject gives what this person spoke of last in this chat.
func (tx *Tx) Subject(a ledger.Account, chat messages.Chat) (Subject, bool) {
	var s storedSubject
	ok := tx.getJSON(subjectKey(a, chat), &s)
	return Subject(s), ok
}

// PutSubject keeps what this person speaks of in this chat; one without an item forgets it.
func (tx *Tx) PutSubject(a ledger.Account, chat messages.Chat, s Subject) {
	key := subjectKey(a, chat)
	if s.Item != "" {
		s.At = utc(s.At)
		tx.putJSON(key, (*storedSubject)(&s))
	} else if _, ok := tx.get(key); ok {
		tx.drop(key)
	}
}
