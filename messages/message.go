package messages

import "pufabot/bot/ledger"

// Message is something to say, independent of the platform.
type Message struct {
	// Title is what a notification shows; empty: the first line.
	Title string `json:"title,omitempty"`
	Lines []Line `json:"lines"`
	// Columns are the headings of the table that lines with Cells make, where a way
	// out shows tables.
	Columns []string `json:"cols,omitempty"`
	// Mentions are the people to alert. Renderers put them where the dialect wants them.
	Mentions []Mention `json:"mentions,omitempty"`
	// Attachments go out after the words. A way out that cannot carry one says in
	// words that it is missing, see [WithoutAttachments].
	Attachments []Attachment `json:"attachments,omitempty"`
}

// LineKind says how a line looks.
type LineKind int

// The kinds of lines.
const (
	Plain   LineKind = iota
	Heading          // a short title
	Bullet           // one of a list
	Copy             // a line for the reader to copy and send
	Quiet            // small print
)

// Line is one line of a message.
type Line struct {
	Kind  LineKind `json:"k,omitempty"`
	Spans []Span   `json:"s"`
	// Cells say the same as Spans, one for each of the message's Columns.
	Cells []Span `json:"c,omitempty"`
}

// Span is a run of words of one origin.
type Span struct {
	Text string `json:"t"`
	// Theirs marks other people's words: renderers escape them.
	Theirs bool `json:"u,omitempty"`
	Bold   bool `json:"b,omitempty"`
}

// Mention is a person to alert: the account on the platform that the message goes
// to, and a name to show where the platform cannot mention.
type Mention struct {
	Account ledger.Account `json:"account"`
	Mobile  string         `json:"mobile,omitempty"`
	Name    string         `json:"name,omitempty"`
}

// T is a span of our own words.
func T(s string) Span { return Span{Text: s} }

// B is a bold span of our own words.
func B(s string) Span { return Span{Text: s, Bold: true} }

// U is a span of somebody else's words.
func U(s string) Span { return Span{Text: s, Theirs: true} }

// Say adds a plain line.
func (m *Message) Say(spans ...Span) { m.add(Plain, spans) }

// Head adds a heading.
func (m *Message) Head(spans ...Span) { m.add(Heading, spans) }

// Item adds a list entry.
func (m *Message) Item(spans ...Span) { m.add(Bullet, spans) }

// Row adds a list entry that is a row of a table, where a way out shows tables.
func (m *Message) Row(cells []Span, spans ...Span) {
	m.Lines = append(m.Lines, Line{Kind: Bullet, Spans: spans, Cells: cells})
}

// Copy adds a line to copy.
func (m *Message) Copy(s string) { m.add(Copy, []Span{T(s)}) }

// Note adds small print.
func (m *Message) Note(spans ...Span) { m.add(Quiet, spans) }

func (m *Message) add(k LineKind, spans []Span) {
	m.Lines = append(m.Lines, Line{Kind: k, Spans: spans})
}

// Attach adds a file or picture.
func (m *Message) Attach(a Attachment) { m.Attachments = append(m.Attachments, a) }

// Append adds the lines, mentions and attachments of another message.
func (m *Message) Append(o Message) {
	m.Lines = append(m.Lines, o.Lines...)
	m.Mentions = append(m.Mentions, o.Mentions...)
	m.Attachments = append(m.Attachments, o.Attachments...)
}

// Empty tells whether there is nothing to say.
func (m Message) Empty() bool { return len(m.Lines)+len(m.Attachments) == 0 }
