package console

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"pufabot/messages"
)

// Event is one thing that was said, as the page gets it.
type Event struct {
	// Seq orders the events of one process; an event that changes gets a new one.
	Seq  uint64 `json:"-"`
	ID   string `json:"id"` // epoch and Seq: what a reconnecting page sends back
	Chat string `json:"chat"`
	// Key is the same for all versions of the event: the page replaces by it.
	Key string    `json:"key"`
	At  time.Time `json:"at"`
	// From is the user id of the person who spoke; empty: the bot.
	From string `json:"from,omitempty"`
	Name string `json:"name,omitempty"`
	// Text is the line as typed, or the bot's message as Markdown.
	Text  string          `json:"text"`
	Lines []messages.Line `json:"lines,omitempty"`
	Quote string          `json:"quote,omitempty"`
	// Mentions are the people whom the bot alerts.
	Mentions []Mentioned   `json:"mentions,omitempty"`
	Kind     messages.Kind `json:"kind,omitempty"`
	// Failed marks a person's line that was not kept.
	Failed bool `json:"failed,omitempty"`

	// Files are what the bot enclosed, or somebody sent.
	Files []Enclosed `json:"files,omitempty"`

	attachments []messages.Attachment
	kept        bool
}

// Mentioned is somebody alerted by a message.
type Mentioned struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"name"`
}

// hall keeps what has been said in all chats, bounded, and lets any number of
// readers follow it: each has a cursor of its own and asks for what is newer, so
// that a slow reader costs nothing and can block nobody.
type hall struct {
	epoch string
	keep  int

	mu      sync.Mutex
	seq     uint64
	rooms   map[string]*room
	changed chan struct{} // closed and replaced at every change
}

type room struct {
	events  []Event
	dropped uint64 // Seq of the newest event that is no longer kept
}

func newHall(epoch string, keep int) *hall {
	return &hall{epoch: epoch, keep: keep, rooms: map[string]*room{}, changed: make(chan struct{})}
}

func (h *hall) open(chat string) { h.rooms[chat] = &room{} }

// has tells whether there is such a chat; the set of chats never changes after New.
func (h *hall) has(chat string) bool { return h.rooms[chat] != nil }

// add keeps an event, unless one with its key is in the chat already: then that
// one is returned and nothing changes.
func (h *hall) add(e Event) (Event, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.rooms[e.Chat]
	if i := r.find(e.Key); i >= 0 {
		return r.events[i], false
	}
	return h.put(r, e), true
}

// settle notes whether a person's line was kept. Once kept it stays so: a late
// failure of a repeated post does not take it back.
func (h *hall) settle(chat, key string, kept bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.rooms[chat]
	i := r.find(key)
	if i < 0 || r.events[i].kept {
		return
	}
	e := &r.events[i]
	e.kept = kept
	if e.Failed == !kept {
		return
	}
	moved := *e
	moved.Failed = !kept
	r.events = slices.Delete(r.events, i, i+1)
	h.put(r, moved)
}

// put appends under the lock.
func (h *hall) put(r *room, e Event) Event {
	h.seq++
	e.Seq, e.ID = h.seq, h.id(h.seq)
	r.events = append(r.events, e)
	if n := len(r.events) - h.keep; n > 0 {
		r.dropped = r.events[n-1].Seq
		r.events = slices.Delete(r.events, 0, n)
	}
	h.wake()
	return e
}

// stir wakes the readers though nothing was said: the clock was moved.
func (h *hall) stir() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.wake()
}

// wake tells all readers under the lock.
func (h *hall) wake() {
	close(h.changed)
	h.changed = make(chan struct{})
}

func (r *room) find(key string) int {
	for i := len(r.events) - 1; i >= 0; i-- {
		if r.events[i].Key == key {
			return i
		}
	}
	return -1
}

// event finds an event by its id.
func (h *hall) event(chat, id string) (Event, bool) {
	seq, ok := h.parse(id)
	if !ok || !h.has(chat) {
		return Event{}, false
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, e := range h.rooms[chat].events {
		if e.Seq == seq {
			return e, true
		}
	}
	return Event{}, false
}

// since gives what was said after a Seq, in order, the Seq up to which that is
// everything, and a channel that closes at the next change. It is not ok when
// something after that Seq is no longer kept.
func (h *hall) since(after uint64) (events []Event, last uint64, changed <-chan struct{}, ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if after > h.seq {
		return nil, h.seq, h.changed, false
	}
	for _, r := range h.rooms {
		if r.dropped > after {
			return nil, h.seq, h.changed, false
		}
		i, _ := slices.BinarySearchFunc(r.events, after+1, func(e Event, s uint64) int { return cmp.Compare(e.Seq, s) })
		events = append(events, r.events[i:]...)
	}
	slices.SortFunc(events, func(a, b Event) int { return cmp.Compare(a.Seq, b.Seq) })
	return events, h.seq, h.changed, true
}

// history is what is kept of one chat, or of all when chat is empty, and the id
// up to which that is everything.
func (h *hall) history(chat string) ([]Event, string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	events := []Event{}
	for name, r := range h.rooms {
		if chat == "" || chat == name {
			events = append(events, r.events...)
		}
	}
	slices.SortFunc(events, func(a, b Event) int { return cmp.Compare(a.Seq, b.Seq) })
	return events, h.id(h.seq)
}

func (h *hall) id(seq uint64) string { return h.epoch + "-" + strconv.FormatUint(seq, 10) }

// parse reads an id of this process; ids of an earlier one are not ok.
func (h *hall) parse(id string) (uint64, bool) {
	epoch, n, _ := strings.Cut(id, "-")
	seq, err := strconv.ParseUint(n, 10, 64)
	return seq, err == nil && epoch == h.epoch
}
