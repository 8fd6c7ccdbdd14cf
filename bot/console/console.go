package console

import (
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// The bounds of the console.
const (
	keepEvents = 500       // per chat
	maxStreams = 32        // browser tabs at once
	maxAtWork  = 64        // lines being handled at once
	maxBody    = 256 << 10 // bytes of a posted line with everything around it
	maxText    = 20000     // characters of a line
)

// Config is who can be heard in the console.
type Config struct {
	// Title is the campaign's; it stands above the chats.
	Title  string
	Groups []ledger.Group
	People []Persona
	// Zone is the zone in which times are shown; nil: the clock's own.
	Zone *time.Location
}

// Console is the rehearsal chat: an adapter, and the outbox's Sender of
// messages.ChanConsole. It is safe for concurrent use.
type Console struct {
	cfg    Config
	handle messages.Handle
	log    zerolog.Logger
	now    func() time.Time

	page   []byte
	people map[string]Persona // by user id
	hall   *hall
	open   messages.Open // nil: no attachments

	uploads uploads

	// A rehearsal's clock and calendar; nil where time is real.
	rehearsal Rehearsal
	days      []Day

	streams, atWork chan struct{} // counting semaphores
	beat            time.Duration // between two signs of life on a stream
	done            chan struct{}
	closing         sync.Once
}

// New makes a console. Every line that is posted goes to handle; now is the
// clock of the whole bot, which may be virtual.
func New(cfg Config, handle messages.Handle, log zerolog.Logger, now func() time.Time) *Console {
	epoch := make([]byte, 4)
	_, _ = rand.Read(epoch) // never fails (crypto/rand)
	c := &Console{
		cfg: cfg, handle: handle, log: log, now: now,
		page:    renderPage(cfg.Title, false),
		people:  make(map[string]Persona, len(cfg.People)),
		hall:    newHall(hex.EncodeToString(epoch), keepEvents),
		streams: make(chan struct{}, maxStreams),
		atWork:  make(chan struct{}, maxAtWork),
		beat:    15 * time.Second,
		done:    make(chan struct{}),
	}
	for _, g := range cfg.Groups {
		c.hall.open(groupChat(g.ID))
	}
	for _, p := range cfg.People {
		c.people[p.Account.UserID] = p
		c.hall.open(privateChat(p.Account.UserID))
	}
	return c
}

// Handler serves / and /console/*. Mount it for both; it answers everything else
// with 404.
func (c *Console) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/{$}", get(c.servePage))
	mux.HandleFunc("/console/web/{file}", get(serveAsset))
	mux.HandleFunc("/console/people", get(c.servePeople))
	mux.HandleFunc("/console/history", get(c.serveHistory))
	mux.HandleFunc("/console/file", get(c.serveFile))
	mux.HandleFunc("/console/events", get(c.serveEvents))
	mux.HandleFunc("/console/say", c.serveSay)
	mux.HandleFunc("/console/upload", c.serveUpload)
	mux.HandleFunc("/console/clock", c.serveClock)
	return c.guard(mux)
}

// Close ends all streams, so that a graceful stop of the HTTP server need not
// wait for open pages. What has been said stays readable.
func (c *Console) Close() {
	c.closing.Do(func() {
		close(c.done)
		c.uploads.clear()
	})
}

// get lets only GET and HEAD through.
func get(h http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
			return
		}
		h(w, r)
	}
}

func groupChat(g ledger.GroupID) string { return "group/" + string(g) }

func privateChat(user string) string { return "private/" + user }

func (c *Console) time() time.Time {
	if c.cfg.Zone != nil {
		return c.now().In(c.cfg.Zone)
	}
	return c.now()
}
