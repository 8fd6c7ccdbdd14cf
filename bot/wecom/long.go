package wecom

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// DefaultSocket is the long connection's address in the public cloud (D101463).
const DefaultSocket = "wss://openws.work.weixin.qq.com"

// LongConfig is the smart bot over a long connection: no public address and no
// encryption, but one connection only.
type LongConfig struct {
	URL    string // ws or wss; empty: [DefaultSocket]
	BotID  string
	Secret string // of the long connection; secret
	// BotName is the display name that mentions carry.
	BotName string
	// Open gives the attachments of messages; nil: there are none.
	Open messages.Open
	// Client dials; nil: net/http's default.
	Client *http.Client
}

// Format keeps the secret out of every log and error.
func (c LongConfig) Format(f fmt.State, _ rune) {
	fmt.Fprintf(f, "wecom long connection of %q", c.BotName)
}

// Waits between connections.
const (
	firstWait = time.Second
	lastWait  = 30 * time.Second
	// operatorWait follows what only a person can mend: a wrong secret, or another
	// instance that took the connection over. Coming back at once would make two
	// instances throw each other out for ever.
	operatorWait = 5 * time.Minute
	// steady is how long a connection must have lasted for the waits to start
	// anew: subscribing too often is throttled (D101463).
	steady = time.Minute
)

// Long is the smart bot's long connection: way in, and sender of
// messages.ChanWeComBot. It is safe for concurrent use.
type Long struct {
	url     string
	botID   string
	secret  secret
	botName string
	client  *http.Client
	handle  messages.Handle
	log     zerolog.Logger
	now     func() time.Time

	attached messages.Open

	mu      sync.Mutex
	session *session // nil while there is no connection
	state   wire.State
}

// NewLong checks the configuration; [Long.Run] connects.
func NewLong(cfg LongConfig, handle messages.Handle, log zerolog.Logger, now func() time.Time) (*Long, error) {
	if cfg.BotID == "" || cfg.Secret == "" {
		return nil, errors.New("wecom: long connection needs bot_id and secret")
	}
	if cfg.URL == "" {
		cfg.URL = DefaultSocket
	}
	u, err := url.Parse(cfg.URL)
	if err != nil || u.Host == "" || (u.Scheme != "wss" && u.Scheme != "ws") {
		return nil, errors.New("wecom: websocket_url must be a ws(s) address")
	}
	return &Long{url: cfg.URL, botID: cfg.BotID, secret: newSecret(cfg.Secret), botName: cfg.BotName,
		client: cfg.Client, attached: cfg.Open, handle: handle, log: log, now: now, state: wire.State{Since: now(), Trouble: "starting"}}, nil
}

// State tells how the connection is doing now.
func (l *Long) State() wire.State {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.state
}

// errReplaced ends a session that another connection of the same bot took over.
var errReplaced = &messages.SendError{Class: messages.Auth, Code: "another instance is connected"}

// Run keeps the connection until ctx ends; then it returns nil, after the
// messages that were being handled are done.
func (l *Long) Run(ctx context.Context) error {
	wait := firstWait
	for {
		lasted, err := l.connect(ctx)
		if ctx.Err() != nil {
			l.setState(nil, "stopped")
			return nil
		}
		if lasted >= steady {
			wait = firstWait
		}
		pause := wait/2 + rand.N(wait/2+1) // jitter: many bots lose the same server at once
		wait = min(2*wait, lastWait)
		var se *messages.SendError
		if !errors.As(err, &se) {
			se = &messages.SendError{Class: messages.Transient, Code: "network"}
		}
		if se.Class == messages.Auth {
			pause = operatorWait
			l.log.Error().Str("trouble", se.Error()).Dur("wait", pause).Msg("wecom long connection refused: somebody must look after it")
		} else {
			pause = max(pause, se.Wait)
			l.log.Warn().Str("trouble", se.Error()).Dur("wait", pause).Msg("wecom long connection lost")
		}
		l.setState(nil, se.Error())
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(pause):
		}
	}
}

func (l *Long) setState(s *session, trouble string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.session, l.state = s, l.state.Note(s != nil, trouble, l.now())
}

// current is the live session, or nil.
func (l *Long) current() *session {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.session
}
