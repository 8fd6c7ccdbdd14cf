package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/rs/zerolog"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// Options are what a handler needs beside the store.
type Options struct {
	Plan *ledger.Plan
	// BotNames are display names of the bot, to be taken out of lines.
	BotNames []string
	// Wake tells the outbox that something was enqueued. It must not block.
	Wake func()
	// Upcoming words the next reminders, Remembered the latest (of one unit or, with
	// an empty id, of all) and what came of them; nil: none are known.
	Upcoming   func(tx *store.Tx) messages.Message
	Remembered func(tx *store.Tx, unit ledger.UnitID) messages.Message
	// Recall tells when a unit that has just said 收到 is called again; nil: not known.
	Recall func(tx *store.Tx, unit ledger.UnitID) messages.Recall
	Files  Reception
	// Board is the board's address with its token, for the phone of a leader; empty:
	// it can be seen on this computer only.
	Board string
	Log   zerolog.Logger
}

// Handler turns chat lines into facts and replies. It is safe for concurrent use.
type Handler struct {
	Options
	db      *store.DB
	grammar *command.Grammar

	flying inFlight
	due    chan struct{} // something may be due for [Handler.Run]
}

// New makes a handler on an open store.
func New(db *store.DB, o Options) *Handler {
	if o.Wake == nil {
		o.Wake = func() {}
	}
	if o.Upcoming == nil {
		o.Upcoming = func(*store.Tx) messages.Message { return messages.NextReminders(nil, false, false, nil) }
	}
	if o.Remembered == nil {
		o.Remembered = func(*store.Tx, ledger.UnitID) messages.Message { return messages.Reminders(nil, 0) }
	}
	if o.Recall == nil {
		o.Recall = func(*store.Tx, ledger.UnitID) messages.Recall { return messages.Recall{} }
	}
	return &Handler{Options: o, db: db, grammar: command.Compile(o.Plan), due: make(chan struct{}, 1)}
}

// Handle is the one path of a chat line; see [messages.Handle] for its promises.
func (h *Handler) Handle(ctx context.Context, env messages.Envelope) (messages.Message, error) {
	var reply messages.Message
	var outcome command.Outcome
	h.flying.add(env.Key, +1)
	defer h.flying.add(env.Key, -1)
	arrivals, err := h.prefetch(ctx, env)
	if err != nil {
		return reply, h.notKept(env, err)
	}
	ahead := h.readAhead(env)
	err = h.update(ctx, func(tx *store.Tx) error {
		if len(arrivals) > 0 {
			tx.DropIntake(env.Key)
		}
		if seen, ok := tx.Seen(env.Key); ok {
			reply, outcome = firstReply(tx, env.Key, seen), "repeated"
			return nil
		}
		t := h.turn(tx, env)
		t.ahead = ahead
		t.incoming = slices.Clone(arrivals)
		t.decide()
		t.journal()
		t.keepArrivals()
		t.carryOut()
		t.sayFiles()
		t.sayDropped()
		t.send()
		reply, outcome = t.reply, t.outcome
		return nil
	})
	if err != nil {
		if len(arrivals) > 0 { // its sender is asked to send it again, which will be another message
			h.dropIntake(context.WithoutCancel(ctx), env.Key)
		}
		return messages.Message{}, h.notKept(env, err)
	}
	h.Log.Info().Str("platform", string(env.Chat.Platform)).Str("outcome", string(outcome)).Msg("line handled")
	h.Wake()
	if len(arrivals) > 0 {
		h.wakeRun()
	}
	return reply, nil
}

// errFault says that our own code failed on a line.
var errFault = errors.New("a fault of the program")

// update is one line's transaction. A fault in how we read one line must not end
// the bot for everybody: it fails that line, and the log says where it happened.
func (h *Handler) update(ctx context.Context, fn func(*store.Tx) error) (err error) {
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		fault, ok := r.(*store.Panic)
		if !ok {
			panic(r)
		}
		h.Log.Error().Bytes("stack", fault.Stack).Msg("a line met a fault of the program")
		err = errFault
	}()
	return h.db.Update(ctx, fn)
}

func (h *Handler) notKept(env messages.Envelope, err error) error {
	h.Log.Error().Err(err).Str("platform", string(env.Chat.Platform)).Msg("line not kept")
	return fmt.Errorf("bot: line not kept: %w", err)
}

// journal keeps the line with its original words and what was made of it.
func (t *turn) journal() {
	acts, err := command.JSON(t.acts)
	if err != nil { // acts are plain data
		panic(err)
	}
	l := store.Line{At: t.now, SentAt: t.env.At, Key: t.env.Key, Chat: t.env.Chat, By: t.env.From.Account,
		Nick: t.env.From.Nick, Role: t.who.Role, Unit: t.who.Unit, Text: t.env.Text, Outcome: string(t.outcome), Acts: acts}
	l.Answers = t.answers
	for _, a := range t.incoming {
		if a.listed != "" { // the words that the figures come from
			l.Quote = a.listed
		}
	}
	if t.env.Quote != nil {
		l.Quote = t.env.Quote.Text
	}
	t.line = t.tx.AppendLine(l)
}
