package bot

import (
	"context"
	"slices"
	"strconv"
	"time"

	"golang.org/x/sync/errgroup"

	"pufabot/bot/command"
	"pufabot/messages"
	"pufabot/store"
)

// lookEvery is how often Run looks without being woken: a moved clock wakes nobody.
const lookEvery = 30 * time.Second

// Run looks after the files: it takes in messages that a crash has left behind,
// fetches what could not be fetched at once, and asks about files that nobody has
// explained. It returns nil when ctx ends; what was not done stays in the store.
func (h *Handler) Run(ctx context.Context) error {
	h.resume(ctx)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-h.due:
		case <-timer.C:
		}
		wait, err := h.Collect(ctx)
		if err != nil && ctx.Err() == nil {
			h.Log.Error().Err(err).Msg("files cannot be looked after")
		}
		timer.Reset(wait)
	}
}

func (h *Handler) wakeRun() {
	select {
	case h.due <- struct{}{}:
	default: // it will look anyway
	}
}

// resume takes in the messages whose files were being fetched when the process
// ended a moment ago. What is older has been sent again in the meantime, as people
// do who get no answer: to take it in now could count twice.
func (h *Handler) resume(ctx context.Context) {
	busy := h.flying.all()
	var left []messages.Envelope
	var now time.Time
	err := h.db.View(func(tx *store.Tx) error { left, now = tx.Intakes(), tx.Now(); return nil })
	if err != nil {
		h.Log.Error().Err(err).Msg("messages left behind cannot be read")
	}
	slices.SortFunc(left, func(a, b messages.Envelope) int { return a.At.Compare(b.At) })
	for _, env := range left {
		switch {
		case busy[env.Key] > 0:
		case now.Sub(env.At) > fetchUntil:
			h.Log.Warn().Msg("a message left behind is too old")
			h.dropIntake(ctx, env.Key)
		default:
			if _, err := h.Handle(ctx, env); err == nil { // it logs; one that was seen or may not hand in keeps its intake
				h.dropIntake(ctx, env.Key)
			}
		}
	}
}

// dropIntake forgets a message that is not going to be taken in. Should that fail,
// its age will see to it.
func (h *Handler) dropIntake(ctx context.Context, key string) {
	_ = h.db.Update(ctx, func(tx *store.Tx) error { tx.DropIntake(key); return nil })
}

// Collect does what is due with files, once, and tells how long until the next.
func (h *Handler) Collect(ctx context.Context) (next time.Duration, err error) {
	var due []store.File
	err = h.db.View(func(tx *store.Tx) error {
		for _, f := range tx.OpenFiles() {
			if !f.Due.After(tx.Now()) {
				due = append(due, f)
			}
		}
		return nil
	})
	if err != nil {
		return lookEvery, err
	}
	var group errgroup.Group
	group.SetLimit(filesAtOnce)
	for _, f := range due {
		if f.State == store.FileComing {
			group.Go(func() error { return h.again(ctx, f) })
		}
	}
	err = group.Wait()
	if err == nil && slices.ContainsFunc(due, func(f store.File) bool { return f.State != store.FileComing }) {
		err = h.db.Update(ctx, func(tx *store.Tx) error { h.ask(tx); return nil })
	}
	h.Wake()
	if err != nil {
		return lookEvery, err
	}
	next = lookEvery
	err = h.db.View(func(tx *store.Tx) error {
		if open := tx.OpenFiles(); len(open) > 0 {
			next = max(0, min(next, open[0].Due.Sub(tx.Now())))
		}
		return nil
	})
	return max(next, 100*time.Millisecond), err
}

// again fetches one file outside any transaction, then notes what became of it.
func (h *Handler) again(ctx context.Context, f store.File) error {
	fetching, cancel := context.WithTimeout(ctx, fetchFor)
	defer cancel()
	got := f
	lost := h.fetch(fetching, f.Chat.Platform, &got)
	if ctx.Err() != nil && got.State == store.FileComing { // stopping says nothing about the file
		return nil
	}
	return h.db.Update(ctx, func(tx *store.Tx) error {
		now, ok := tx.File(f.ID)
		if !ok || now.State != store.FileComing { // taken back meanwhile
			return nil
		}
		t := h.turnOf(tx, now)
		now.Attempts, now.State, now.Hash, now.Size, now.Format, now.Ext = got.Attempts, got.State, got.Hash, got.Size, got.Format, got.Ext
		now.Inside, now.Unstamped, now.Source.Name = got.Inside, got.Unstamped, got.Source.Name
		if now.State == store.FileKept && now.Item != "" && !t.pieceOf(now.Item, now) {
			now.State, lost = store.FileLost, lostKind
		}
		if now.State == store.FileComing && !t.now.Before(now.Until) {
			now.State, lost = store.FileLost, "late"
		}
		if now.State != store.FileComing && now.Waiting { // the words may come yet, counted from now
			now.At = t.now
		}
		t.plan(&now)
		tx.PutFile(now)
		t.late(now, lost)
		return nil
	})
}

// turnOf continues the turn with which a file came.
func (h *Handler) turnOf(tx *store.Tx, f store.File) *turn {
	t := h.turn(tx, messages.Envelope{Key: "file", Chat: f.Chat, At: f.At, ReplyVia: f.Via,
		From: messages.Sender{Account: f.By, Nick: f.Nick}})
	t.line = f.Line
	return t
}

// late goes on with a file that has come at last, or was lost, and tells its sender.
func (t *turn) late(f store.File, lost string) {
	switch {
	case lost != "":
		t.speak(f, "lost", t.notTaken(f, lost, f.Item))
	case f.State == store.FileKept && !f.Waiting && f.Item != "" && !t.askAnother(f):
		t.fileOne(f, command.Act{})
		t.countShown(f.Unit, f.Item)
		t.nameShown(f.Unit, f.Item)
		m := messages.FilesLate(t.unit(f.Unit), messages.FilesKept(t.pairing(f.Unit, f.Item), t.filed))
		m.Append(t.sayReopened())
		t.speak(f, "late", m)
	}
}

// speak says something about a file to its sender, by the way on which it came
// while that lives, else by any other.
func (t *turn) speak(f store.File, what string, m messages.Message) {
	key := "file/" + what + "/" + strconv.FormatUint(f.ID, 10)
	via, ok := f.Via.Later()
	if !ok {
		t.tell(f.Chat, f.By, key, m)
		return
	}
	if !f.Chat.Private {
		m.Mentions = append(m.Mentions, messages.Mention{Account: f.By, Name: f.Nick})
	}
	t.enqueue(key, messages.KindReply, messages.To{}, via, m)
}

// ask asks about the files that have waited long enough, one question for each
// person and chat, and puts aside those that nobody has explained.
func (h *Handler) ask(tx *store.Tx) {
	now := tx.Now()
	asked := map[string]bool{}
	for _, f := range tx.OpenFiles() {
		f, _ = tx.File(f.ID) // a question before this one may have covered it
		if !f.Waiting || f.State != store.FileKept || f.Due.After(now) {
			continue
		}
		t := h.turnOf(tx, f)
		if f.Asked {
			f.Waiting = false
			t.plan(&f)
			tx.PutFile(f)
			continue
		}
		key := f.By.UserID + "\x00" + f.Chat.Key()
		waiting := t.waiting()
		for i := range waiting {
			waiting[i].Asked = true
			t.plan(&waiting[i])
			tx.PutFile(waiting[i])
			t.incoming = append(t.incoming, arrival{file: waiting[i]})
		}
		if !asked[key] && handsIn(t.who.Role) {
			asked[key] = true
			t.askAgain(f)
		}
	}
}

func (t *turn) askAgain(f store.File) {
	t.askWhich(nil)
	var names []string
	for _, o := range t.options {
		names = append(names, o.Label)
	}
	t.keepQuestion(f.Until)
	t.speak(f, "which", messages.FilesStill(t.arrived(), names))
}
