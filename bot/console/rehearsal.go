package console

import (
	"context"
	"encoding/json"
	"errors"
	"mime"
	"net/http"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// Rehearsal is a campaign that is played on a clock of its own. The console
// declares what its page needs of it; whoever wires the bot provides it.
type Rehearsal interface {
	// Clock tells where the rehearsal stands.
	Clock() (Clock, error)
	// Play moves the clock forward, saying on the way what falls due, in order. It
	// gives, one sentence each, what was planned for the time and not said.
	Play(ctx context.Context, m Move) (unsaid []string, err error)
	// Restart begins again at the start, with nothing kept.
	Restart(ctx context.Context) error
}

// Clock is where a rehearsal stands, all in the campaign's zone.
type Clock struct {
	Now time.Time `json:"now"`
	// Next is the next moment of the plan; zero: nothing is left.
	Next time.Time `json:"next,omitzero"`
	// Last is as far as the clock can go.
	Last time.Time `json:"last"`
}

// Move is how far to play.
type Move struct {
	// To is where the clock shall stand at the end.
	To time.Time
	// Next stops at the first moment at which something was pushed.
	Next bool
	// Cast lets the sample people report on the way, as people would.
	Cast bool
}

// Day is one day of the campaign on the page's calendar.
type Day struct {
	Date  ledger.Date `json:"date"`
	Rest  bool        `json:"rest,omitempty"`
	Marks []string    `json:"marks,omitempty"` // what is due or takes place
}

// morning is when the clock stands after a jump to a day: before anything of the day.
var morning = ledger.Clock{Hour: 8}

// moveFor bounds one move; the longest is a whole campaign.
const moveFor = 2 * time.Minute

// Rehearse shows the clock and its buttons on the page. Call it before the first request.
func (c *Console) Rehearse(r Rehearsal, days []Day) {
	c.rehearsal, c.days = r, days
	c.page = renderPage(c.cfg.Title, true)
}

// Say makes somebody of the console say a line, as the page would. id names the
// line for ever, see line.ID.
func (c *Console) Say(ctx context.Context, id, chat, from, text string) error {
	l := line{ID: id, Chat: chat, From: from, Text: text}
	if status, code := c.check(l); status != 0 {
		return errors.New(code)
	}
	_, _, err := c.speak(ctx, l)
	return err
}

// GroupChat is the chat of a work group.
func GroupChat(g ledger.GroupID) string { return groupChat(g) }

// PrivateChat is the chat of a person with the bot.
func PrivateChat(a ledger.Account) string { return privateChat(a.UserID) }

// move is what the page posts.
type move struct {
	Do   string `json:"do"`   // next | hour | day | to | restart
	Date string `json:"date"` // with to: YYYY-MM-DD
	Cast bool   `json:"cast"`
}

// pushed is a message of the bot's own accord that a move has brought.
type pushed struct {
	Chat string        `json:"chat"`
	Kind messages.Kind `json:"kind"`
}

// serveClock tells where the clock stands, or moves it. Without a rehearsal there
// is nothing here.
func (c *Console) serveClock(w http.ResponseWriter, r *http.Request) {
	switch {
	case c.rehearsal == nil:
		http.NotFound(w, r)
	case r.Method == http.MethodGet || r.Method == http.MethodHead:
		c.tellClock(w)
	case r.Method == http.MethodPost:
		c.moveClock(w, r)
	default:
		w.Header().Set("Allow", "GET, HEAD, POST")
		http.Error(w, "method not allowed", http.StatusMethodNotAllowed)
	}
}

func (c *Console) tellClock(w http.ResponseWriter) {
	now, err := c.rehearsal.Clock()
	if err != nil {
		c.clockFailed(w, err)
		return
	}
	reply(w, http.StatusOK, map[string]any{"clock": now, "days": c.days})
}

func (c *Console) clockFailed(w http.ResponseWriter, err error) {
	c.log.Error().Err(err).Msg("rehearsal clock failed")
	fail(w, http.StatusServiceUnavailable, "clock")
}

// moveClock plays on. The answer tells where the clock stands, what was pushed
// and what was not.
func (c *Console) moveClock(w http.ResponseWriter, r *http.Request) {
	if t, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || t != "application/json" {
		fail(w, http.StatusUnsupportedMediaType, "other")
		return
	}
	var m move
	dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<10))
	dec.DisallowUnknownFields()
	if dec.Decode(&m) != nil || dec.More() {
		fail(w, http.StatusBadRequest, "other")
		return
	}
	// A page that is closed meanwhile does not stop what it has begun.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), moveFor)
	defer cancel()
	if m.Do == "restart" {
		if err := c.rehearsal.Restart(ctx); err != nil {
			c.clockFailed(w, err)
			return
		}
		reply(w, http.StatusOK, map[string]any{})
		return
	}
	now, err := c.rehearsal.Clock()
	if err != nil {
		c.clockFailed(w, err)
		return
	}
	to, code := m.target(now)
	if code != "" {
		fail(w, http.StatusBadRequest, code)
		return
	}
	_, before := c.hall.history("")
	unsaid, err := c.rehearsal.Play(ctx, Move{To: to, Next: m.Do == "next", Cast: m.Cast})
	if err != nil {
		c.clockFailed(w, err)
		return
	}
	if now, err = c.rehearsal.Clock(); err != nil {
		c.clockFailed(w, err)
		return
	}
	c.hall.stir()
	reply(w, http.StatusOK, map[string]any{"clock": now, "pushed": c.pushedSince(before), "unsaid": unsaid})
}

// target is the instant that a move leads to, or the code of a refusal.
func (m move) target(now Clock) (time.Time, string) {
	var to time.Time
	switch m.Do {
	case "next":
		to = now.Last
	case "hour":
		to = now.Now.Add(time.Hour)
	case "day":
		to = now.Now.AddDate(0, 0, 1)
	case "to":
		d, err := ledger.ParseDate(m.Date)
		if err != nil {
			return to, "other"
		}
		to = d.At(morning, now.Now.Location())
	default:
		return to, "other"
	}
	switch {
	case m.Do == "next" && now.Next.IsZero():
		return to, "clock-end"
	case to.After(now.Last):
		return to, "clock-end"
	case to.Before(now.Now):
		return to, "clock-past"
	}
	return to, ""
}

// pushedSince lists, in order, the pushes after the event with an id, each chat
// and kind once.
func (c *Console) pushedSince(id string) []pushed {
	out := []pushed{}
	after, _ := c.hall.parse(id)
	seen := map[pushed]bool{}
	all, _ := c.hall.history("") // not since: a month may be more than is kept
	for _, e := range all {
		p := pushed{e.Chat, e.Kind}
		if e.Seq > after && e.From == "" && e.Kind != messages.KindReply && !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	return out
}
