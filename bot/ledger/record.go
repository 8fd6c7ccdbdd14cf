package ledger

import "time"

// Verb tells what a record states.
type Verb string

// The verbs of records.
const (
	Counted  Verb = "count"
	Held     Verb = "session"
	Handed   Verb = "entry"
	SignedUp Verb = "signup"
	Told     Verb = "text"
	Mailed   Verb = "mail"
	Filed    Verb = "file"
	// Reviewed is the city's verdict on pieces, Explained somebody's word on a query
	// of the audit; neither states a figure.
	Reviewed  Verb = "review"
	Explained Verb = "explain"
	Undone    Verb = "undo"
)

// Op tells what a record does to a total.
type Op string

// The operations. Detail names pieces or sessions that the total already holds.
const (
	Set    Op = "set"
	Add    Op = "add"
	Sub    Op = "sub"
	Detail Op = "detail"
)

// Stage is how far an article has come.
type Stage string

// The stages, in their usual order; none requires the one before it.
const (
	Written   Stage = "written"
	Published Stage = "published"
	Submitted Stage = "submitted"
)

// The two boxes of a head count, and the two states of a mail.
const (
	ScopeOwn      = "own"
	ScopeOthers   = "others"
	StateSent     = "sent"
	StateReceived = "received"
)

// Record is one fact about one unit and one item. The store gives it a Seq and
// keeps it for ever.
type Record struct {
	Seq  uint64    `json:"seq"`
	Line uint64    `json:"line"` // the journal entry; all records of one chat line share it
	At   time.Time `json:"at"`
	By   Account   `json:"by"`
	Role Role      `json:"role"`

	Unit  UnitID `json:"unit"`
	Item  ItemID `json:"item"`
	Verb  Verb   `json:"verb"`
	Op    Op     `json:"op,omitempty"`
	Value int    `json:"value"`

	Approx  bool        `json:"approx,omitempty"`
	Measure string      `json:"measure,omitempty"`
	Scope   string      `json:"scope,omitempty"`
	Date    Date        `json:"date,omitzero"`
	Place   string      `json:"place,omitempty"`
	People  int         `json:"people,omitempty"`
	Titles  []string    `json:"titles,omitempty"`
	Author  string      `json:"author,omitempty"`
	Authors []string    `json:"authors,omitempty"` // of the titles, one for each, where they differ
	Type    string      `json:"type,omitempty"`
	Stage   Stage       `json:"stage,omitempty"`
	Media   string      `json:"media,omitempty"`
	Names   []string    `json:"names,omitempty"`
	Event   MilestoneID `json:"event,omitempty"`
	Text    string      `json:"text,omitempty"`
	State   string      `json:"state,omitempty"`

	// File is the file that the record files under the item, Format what it is, and
	// Replaces the file of an older version.
	File     uint64 `json:"file,omitempty"`
	Format   string `json:"format,omitempty"`
	Replaces uint64 `json:"replaces,omitempty"`

	// Pieces are the places of [Tally.Entries] that a verdict is about, or that are
	// handed in again after a return. The reason of a verdict is its Text.
	Pieces  []int   `json:"pieces,omitempty"`
	Verdict Verdict `json:"verdict,omitempty"`
	// Query is the key of the finding that an explanation settles.
	Query string `json:"query,omitempty"`

	// Moved is the Seq of the record that this one repeats under another unit.
	Moved uint64 `json:"moved,omitempty"`

	// Undoes is the Seq of the record that an undo takes back.
	Undoes uint64 `json:"undoes,omitempty"`
}

// States tells whether the record says what a unit did; verdicts, explanations and
// undos speak about other records.
func (r Record) States() bool {
	return r.Verb != Reviewed && r.Verb != Explained && r.Verb != Undone
}

// authorOf is who wrote the record's ith title.
func (r Record) authorOf(i int) string {
	if i < len(r.Authors) {
		return r.Authors[i]
	}
	return r.Author
}

// Box is the part of a total that the record speaks of: a scope or a type; empty is the whole.
func (r Record) Box() string {
	if r.Scope != "" {
		return r.Scope
	}
	return r.Type
}
