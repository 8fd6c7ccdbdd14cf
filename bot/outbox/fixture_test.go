package outbox

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

func plan() *ledger.Plan {
	return &ledger.Plan{Campaign: ledger.Campaign{ID: "2026-12", Zone: time.UTC}, Calendar: ledger.NewCalendar(nil, nil)}
}

func open(t testing.TB, path string) *store.DB {
	t.Helper()
	db, err := store.Open(path, store.Options{Plan: plan(), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// sent is one call of a sender.
type sent struct {
	Key   string
	After time.Duration // since the start of the test
}

// fake is a sender whose answers are scripted by key; without a script it works.
type fake struct {
	mu     sync.Mutex
	start  time.Time
	calls  []sent
	script map[string][]error
	takes  time.Duration
	parts  int
	words  []string // of the calls that worked
}

func newFake() *fake { return &fake{start: time.Now(), script: map[string][]error{}} }

func (f *fake) Send(ctx context.Context, d messages.Delivery) (int, error) {
	if f.takes > 0 {
		select {
		case <-time.After(f.takes):
		case <-ctx.Done():
			return d.Parts, &messages.SendError{Class: messages.Transient, Code: "timeout"}
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, sent{d.Key, time.Since(f.start)})
	if list := f.script[d.Key]; len(list) > 0 {
		err := list[0]
		f.script[d.Key] = list[1:]
		if errors.Is(err, errAbort) {
			panic("sender is broken")
		}
		if err != nil {
			return d.Parts + 1, err
		}
	}
	f.words = append(f.words, messages.Render(d.Message, messages.DialectText))
	return d.Parts + 1 + f.parts, nil
}

func (f *fake) keys() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out []string
	for _, c := range f.calls {
		out = append(out, c.Key)
	}
	return out
}

// keeps fails when more calls than the limit allows lie within any of its windows.
func (f *fake) keeps(t *testing.T, limit Limit) {
	t.Helper()
	for i := range f.calls {
		if j := i + limit.Burst; j < len(f.calls) && f.calls[j].After-f.calls[i].After < limit.Per {
			t.Fatalf("messages %d to %d within %v, want at most %d in %v", i, j, f.calls[j].After-f.calls[i].After, limit.Burst, limit.Per)
		}
	}
}

var errAbort = errors.New("panic, please")

func fails(class messages.Class, wait time.Duration) error {
	return &messages.SendError{Class: class, Code: "test", Wait: wait}
}

// bench is an outbox at work inside a synctest bubble.
type bench struct {
	t    *testing.T
	db   *store.DB
	out  *Outbox
	stop context.CancelFunc
	over chan struct{}
}

func start(t *testing.T, path string, senders map[messages.Channel]Sender, limits map[messages.Channel]Limit) *bench {
	b := &bench{t: t, db: open(t, path), over: make(chan struct{})}
	b.out = New(b.db, senders, limits, zerolog.Nop(), time.Now)
	return b
}

func (b *bench) run() {
	ctx, cancel := context.WithCancel(context.Background())
	b.stop = cancel
	go func() {
		defer close(b.over)
		if err := b.out.Run(ctx); err != nil {
			b.t.Error(err)
		}
	}()
}

func (b *bench) close() {
	b.t.Helper()
	b.stop()
	<-b.over
	if err := b.db.Close(); err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) enqueue(list ...messages.Delivery) {
	b.t.Helper()
	err := b.db.Update(context.Background(), func(tx *store.Tx) error {
		for _, d := range list {
			tx.Enqueue(d)
		}
		return nil
	})
	if err != nil {
		b.t.Fatal(err)
	}
	b.out.Wake()
}

func (b *bench) delivery(key string) messages.Delivery {
	b.t.Helper()
	var d messages.Delivery
	if err := b.db.View(func(tx *store.Tx) error { d, _ = tx.DeliveryByKey(key); return nil }); err != nil {
		b.t.Fatal(err)
	}
	return d
}

func to(key string, c messages.Channel, target string) messages.Delivery {
	return messages.Delivery{Key: key, Kind: messages.KindReply, Address: messages.Address{Channel: c, Target: target}}
}

// long is too long to share a message.
var long = strings.Repeat("长", mergeBytes/3)

func saying(d messages.Delivery, words string) messages.Delivery {
	d.Message.Say(messages.T(words))
	return d
}

func dbPath(t *testing.T) string { return filepath.Join(t.TempDir(), "test.db") }

// kept reads a delivery of a closed store.
func kept(t *testing.T, path, key string) messages.Delivery {
	t.Helper()
	b := &bench{t: t, db: open(t, path)}
	defer func() { _ = b.db.Close() }()
	return b.delivery(key)
}

// damagedUntil is a look at the store that fails over one delivery until an instant.
func damagedUntil(healed time.Time, key string) Fresh {
	return func(tx *store.Tx) func(messages.Delivery) messages.Delivery {
		return func(d messages.Delivery) messages.Delivery {
			if d.Key == key && time.Now().Before(healed) {
				tx.Enqueue(messages.Delivery{}) // fails, and so does the whole look
			}
			return d
		}
	}
}
