package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// The reasons for which a file is not opened.
var (
	ErrLocked    = errors.New("store: another process has the file open")
	ErrForeign   = errors.New("store: not a pufabot store")
	ErrTruncated = errors.New("store: the file is empty or cut short")
	ErrNewer     = errors.New("store: the file was written by a newer version")
	ErrCorrupt   = errors.New("store: a stored value is damaged")
)

var errTodo = errors.New("store: being written")

type Options struct {
	Plan   *ledger.Plan
	Routes Routes
	Now    func() time.Time
}

type Routes struct {
	Groups  map[ledger.GroupID][]messages.Address
	Private []messages.Channel
}

type DB struct{}

type Tx struct{}

type Report struct {
	Lines, Records, Deliveries int
	Problems                   []string
}

type TallyKey struct {
	Unit ledger.UnitID
	Item ledger.ItemID
}

type SeenReply struct {
	Line  uint64
	Reply messages.Message
	At    time.Time
}

type Line struct {
	Seq        uint64
	At, SentAt time.Time
	Key        string
	Chat       messages.Chat
	By         ledger.Account
	Nick       string
	Role       ledger.Role
	Unit       ledger.UnitID
	Text       string
	Quote      string
	Outcome    string
	Acts       json.RawMessage
}

type Request struct {
	ID         uint64
	At         time.Time
	By         ledger.Account
	Nick, Name string
	Unit       ledger.UnitID
	Kind       string
	Item       ledger.ItemID
	Until      time.Time
	Text       string
	Chat       messages.Chat
	State      string
	Settled    time.Time
}

type Pending struct {
	Line    uint64
	At      time.Time
	Expires time.Time
	Data    json.RawMessage
}

type Firing struct {
	Key   string
	At    time.Time
	Units []ledger.UnitID
	Why   string
}

type Silence struct {
	Units []ledger.UnitID
	Until time.Time
	Line  uint64
}

func Open(path string, o Options) (*DB, error)                                            { return nil, errTodo }
func (db *DB) Update(ctx context.Context, fn func(*Tx) error) error                       { return errTodo }
func (db *DB) View(fn func(*Tx) error) error                                              { return errTodo }
func (db *DB) DryRun(fn func(*Tx) error) error                                            { return errTodo }
func (db *DB) Backup(ctx context.Context, path string) error                              { return errTodo }
func (db *DB) Close() error                                                               { return errTodo }
func Verify(path string, plan *ledger.Plan) (Report, error)                               { return Report{}, errTodo }
func Restore(from, to string, force bool) error                                           { return errTodo }
func (tx *Tx) Now() time.Time                                                             { return time.Time{} }
func (tx *Tx) Plan() *ledger.Plan                                                         { return nil }
func (tx *Tx) Seen(key string) (SeenReply, bool)                                          { return SeenReply{}, false }
func (tx *Tx) MarkSeen(key string, r SeenReply)                                           {}
func (tx *Tx) PruneSeen(before time.Time) int                                             { return 0 }
func (tx *Tx) AppendLine(l Line) uint64                                                   { return 0 }
func (tx *Tx) Line(seq uint64) (Line, bool)                                               { return Line{}, false }
func (tx *Tx) Lines(from uint64, fn func(Line) bool)                                      {}
func (tx *Tx) Append(r ledger.Record) (rec ledger.Record, before, after ledger.Tally)     { return }
func (tx *Tx) Record(seq uint64) (ledger.Record, bool)                                    { return ledger.Record{}, false }
func (tx *Tx) RecordsOf(u ledger.UnitID, it ledger.ItemID) []ledger.Record                { return nil }
func (tx *Tx) RecordsOfLine(line uint64) []ledger.Record                                  { return nil }
func (tx *Tx) LastLineBy(a ledger.Account) (line uint64, ok bool)                         { return 0, false }
func (tx *Tx) Tally(u ledger.UnitID, it ledger.ItemID) ledger.Tally                       { return ledger.Tally{} }
func (tx *Tx) Tallies() map[TallyKey]ledger.Tally                                         { return nil }
func (tx *Tx) Deadline(u ledger.UnitID, it ledger.Item) ledger.Deadline                   { return ledger.Deadline{} }
func (tx *Tx) SetExtension(u ledger.UnitID, it ledger.ItemID, due time.Time, line uint64) {}
func (tx *Tx) Gaps() []ledger.Gap                                                         { return nil }
func (tx *Tx) GapsOf(u ledger.Unit) []ledger.Gap                                          { return nil }
func (tx *Tx) Person(a ledger.Account) (ledger.Person, bool)                              { return ledger.Person{}, false }
func (tx *Tx) BindPerson(a ledger.Account, p ledger.Person)                               {}
func (tx *Tx) UnbindPerson(a ledger.Account) bool                                         { return false }
func (tx *Tx) ContactsOf(u ledger.UnitID) []ledger.Person                                 { return nil }
func (tx *Tx) PeopleWith(r ledger.Role) []ledger.Person                                   { return nil }
func (tx *Tx) AddRequest(r Request) uint64                                                { return 0 }
func (tx *Tx) Request(id uint64) (Request, bool)                                          { return Request{}, false }
func (tx *Tx) PutRequest(r Request)                                                       {}
func (tx *Tx) OpenRequests() []Request                                                    { return nil }
func (tx *Tx) Pending(a ledger.Account, chat messages.Chat) (Pending, bool)               { return Pending{}, false }
func (tx *Tx) PutPending(a ledger.Account, chat messages.Chat, p Pending)                 {}
func (tx *Tx) DropPending(a ledger.Account, chat messages.Chat)                           {}
func (tx *Tx) BindChat(g ledger.GroupID, c messages.Chat)                                 {}
func (tx *Tx) GroupOf(c messages.Chat) (ledger.GroupID, bool)                             { return "", false }
func (tx *Tx) GroupAddresses(g ledger.GroupID) []messages.Address                         { return nil }
func (tx *Tx) PersonAddress(p ledger.Person) (messages.Address, bool) {
	return messages.Address{}, false
}
func (tx *Tx) Enqueue(d messages.Delivery) (seq uint64, fresh bool)       { return 0, false }
func (tx *Tx) DueDeliveries(now time.Time, limit int) []messages.Delivery { return nil }
func (tx *Tx) NextDeliveryAt() (time.Time, bool)                          { return time.Time{}, false }
func (tx *Tx) PutDelivery(d messages.Delivery)                            {}
func (tx *Tx) DeliveryByKey(key string) (messages.Delivery, bool)         { return messages.Delivery{}, false }
func (tx *Tx) Deliveries(fn func(messages.Delivery) bool)                 {}
func (tx *Tx) CountPending() int                                          { return 0 }
func (tx *Tx) Fired(key string) bool                                      { return false }
func (tx *Tx) PutFired(f Firing)                                          {}
func (tx *Tx) Firings(fn func(Firing) bool)                               {}
func (tx *Tx) LastTick() time.Time                                        { return time.Time{} }
func (tx *Tx) SetLastTick(t time.Time)                                    {}
func (tx *Tx) NudgesOn(u ledger.UnitID, d ledger.Date) int                { return 0 }
func (tx *Tx) CountNudge(u ledger.UnitID, d ledger.Date)                  {}
func (tx *Tx) Acked(u ledger.UnitID) time.Time                            { return time.Time{} }
func (tx *Tx) Ack(u ledger.UnitID, at time.Time)                          {}
func (tx *Tx) Silences(now time.Time) []Silence                           { return nil }
func (tx *Tx) AddSilence(s Silence)                                       {}
func (tx *Tx) Paused() bool                                               { return false }
func (tx *Tx) SetPaused(p bool)                                           {}
