package dingtalk

import (
	"context"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// StreamConfig is what receiving by Stream mode needs.
type StreamConfig struct {
	App
	// OAPIBase is the only scheme and host that a sessionWebhook may have; empty: [DefaultOAPIBase].
	OAPIBase string
}

const (
	// lifetime is when we replace a connection ourselves.
	lifetime   = 4 * time.Hour
	stable     = time.Minute // how long a connection must last to count as good
	firstDelay = time.Second
	lastDelay  = time.Minute
	// refusedDelay is between attempts with credentials that were refused: only an
	// operator can help, and soon enough.
	refusedDelay = 5 * time.Minute
)

// Stream receives messages over a connection that we open, so that no public
// address is needed (DP stream/protocol). Messages that arrive while there is no
// connection may be lost by the platform (SOIMY PR 308, GO issue 16); therefore
// an old connection is kept until its successor is open.
type Stream struct {
	cfg    StreamConfig
	own    wire.Origin
	handle messages.Handle
	log    zerolog.Logger
	now    func() time.Time
	client *http.Client
	lanes  *wire.Lanes[job] // shared by all connections, so that a conversation stays in order across their change

	mu    sync.Mutex
	live  int // open connections: two while one replaces the other
	state wire.State
}

// NewStream makes a receiver; [Stream.Run] lets it receive.
func NewStream(cfg StreamConfig, handle messages.Handle, log zerolog.Logger, now func() time.Time) *Stream {
	return &Stream{cfg: cfg, own: wire.ParseOrigin(cfg.OAPIBase, DefaultOAPIBase), handle: handle, log: log, now: now, client: wire.NewClient(),
		state: wire.State{Since: now(), Trouble: "starting"}}
}

// State tells how the connection is doing now.
func (s *Stream) State() wire.State {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state
}

// note counts connections that opened or ended, and what the last attempt died of.
func (s *Stream) note(links int, trouble string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.live += links
	if s.live > 0 {
		trouble = ""
	}
	s.state = s.state.Note(s.live > 0, trouble, s.now())
}

// Run receives until ctx ends; then the messages in work are finished and
// acknowledged. It may be called once. It returns nil: whatever goes wrong with a
// connection is a reason for the next one, never for giving up.
func (s *Stream) Run(ctx context.Context) error {
	s.lanes = wire.NewLanes(laneDepth, s.work)
	defer s.lanes.Stop()
	var links sync.WaitGroup
	defer links.Wait()

	var prev *link
	delay := firstDelay
	for {
		l, err := s.open(ctx)
		if ctx.Err() != nil {
			if l != nil {
				_ = l.ws.CloseNow()
			}
			return nil
		}
		if err != nil {
			if !s.pause(ctx, err, &delay) {
				return nil
			}
			continue
		}
		opened := time.Now()
		s.log.Info().Msg("dingtalk stream connected")
		s.note(1, "")
		links.Go(func() {
			defer s.note(-1, "connection ended")
			l.run(ctx, jitter(lifetime))
		})
		if prev != nil {
			prev.retired.set()
		}
		select {
		case <-l.wanted.c():
		case <-ctx.Done():
			return nil
		}
		s.log.Info().Dur("age", time.Since(opened).Round(time.Second)).Msg("dingtalk stream needs a new connection")
		if time.Since(opened) >= stable {
			delay = firstDelay
		} else if !wait(ctx, &delay) { // no storm, should each connection be closed at once
			return nil
		}
		prev = l
	}
}

// pause tells the log why there is no connection, and waits.
func (s *Stream) pause(ctx context.Context, err error, delay *time.Duration) bool {
	s.note(0, err.Error())
	if messages.ClassOf(err) != messages.Auth {
		s.log.Warn().Err(err).Msg("dingtalk stream not connected")
		return wait(ctx, delay)
	}
	s.log.Error().Err(err).Msg("dingtalk stream refused: check client_id, client_secret, that the app is published and that its robot is in Stream mode")
	*delay = firstDelay
	return sleep(ctx, jitter(refusedDelay))
}

// wait sleeps for a random time up to *delay, and doubles it. Random, because
// after an outage everybody comes back at once.
func wait(ctx context.Context, delay *time.Duration) bool {
	d := rand.N(*delay)
	*delay = min(*delay*2, lastDelay)
	return sleep(ctx, d)
}

func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// jitter is d, a tenth more or less.
func jitter(d time.Duration) time.Duration { return d - d/10 + rand.N(d/5) }
