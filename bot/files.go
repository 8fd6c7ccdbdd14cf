package bot

import (
	"context"
	"errors"
	"io"
	"maps"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"pufabot/bot/document"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/sheet"
	"pufabot/store"
)

// Fetcher gets what a platform holds of a file. It writes the content, decrypted,
// and gives the name that the platform knows, if any. Its errors are of the class
// [messages.Gone] when nobody will ever get that file, [messages.Auth] when the
// robot lacks a right; they name no address and no secret.
type Fetcher interface {
	Fetch(ctx context.Context, f messages.File, to io.Writer) (name string, err error)
}

// Reception is what a handler needs in order to take in files; without it, people are
// asked to send them another way.
type Reception struct {
	Fetchers map[ledger.Platform]Fetcher
	Blobs    *store.Blobs
	// Limit is the largest file that is taken, in bytes.
	Limit int64
}

const (
	// promptly is how long a message may wait for its files, so that one reply tells
	// all: WeCom wants its answer within five seconds (D101031).
	promptly = 3 * time.Second
	// fetchFor bounds one later attempt.
	fetchFor = 2 * time.Minute
	// fetchUntil is for how long a file is tried. WeCom's addresses live five
	// minutes (D100719); how long DingTalk's codes live is not documented.
	fetchUntil = 10 * time.Minute
	// filesAtOnce is how many files are fetched at the same time.
	filesAtOnce = 4
	// filesPerMessage is how many files of one message are looked at.
	filesPerMessage = 30
)

// Why a file was lost, beside the classes of errors.
const (
	lostTooLarge = "large"
	lostEmpty    = "empty"
	lostRight    = "right"
	lostGone     = "gone"
	lostProgram  = string(document.Program)
	lostBroken   = string(document.Broken)
	lostKind     = "kind" // nothing that its item is handed in as
)

// arrival is a file of the message in hand, fetched, on its way or lost.
type arrival struct {
	file store.File
	lost string
	not  ledger.ItemID // which item it cannot be a piece of, see lostKind
	// pages are those of a coordinator's workbook; listed are the rows that are taken as
	// a pasted list, so that nobody has to say what the file is for.
	pages  []sheet.Page
	listed string
}

// inFlight are the messages whose files are being fetched right now.
type inFlight struct {
	mu   sync.Mutex
	keys map[string]int
}

func (f *inFlight) add(key string, by int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.keys == nil {
		f.keys = map[string]int{}
	}
	if f.keys[key] += by; f.keys[key] == 0 {
		delete(f.keys, key)
	}
}

func (f *inFlight) all() map[string]int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return maps.Clone(f.keys)
}

// filesOf are the files of a message and of what it quotes.
func filesOf(env messages.Envelope) []messages.File {
	files := slices.Clone(env.Files)
	if env.Quote != nil {
		files = append(files, env.Quote.Files...)
	}
	return files[:min(len(files), filesPerMessage)]
}

// prefetch keeps a message that brings files, so that it survives a crash, and
// fetches them as far as that goes promptly. What is not here by then is fetched
// later: see collect.go. Nothing is fetched for people who may not hand in.
func (h *Handler) prefetch(ctx context.Context, env messages.Envelope) ([]arrival, error) {
	files := filesOf(env)
	if len(files) == 0 {
		return nil, nil
	}
	may, chief := false, false
	err := h.db.View(func(tx *store.Tx) error {
		_, seen := tx.Seen(env.Key)
		p, _ := tx.Person(env.From.Account)
		may, chief = !seen && handsIn(p.Role), p.Role == ledger.Coordinator
		return nil
	})
	if err != nil || !may {
		return nil, err
	}
	if err := h.db.Update(ctx, func(tx *store.Tx) error { tx.PutIntake(env); return nil }); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, promptly)
	defer cancel()
	out := make([]arrival, len(files))
	var group errgroup.Group
	group.SetLimit(filesAtOnce)
	for i, f := range files {
		out[i].file = store.File{Source: f, State: store.FileComing}
		group.Go(func() error {
			out[i].lost = h.fetch(ctx, env.Chat.Platform, &out[i].file)
			return nil
		})
	}
	err = group.Wait()
	if chief {
		h.readSheet(out)
	}
	return out, err
}

// handsIn tells whether people of a role may hand in files.
func handsIn(r ledger.Role) bool { return r == ledger.Contact || r == ledger.Coordinator }

// fetch gets one file and looks into it. It leaves the file kept, lost (and says
// why), or as it was, to be tried again.
func (h *Handler) fetch(ctx context.Context, from ledger.Platform, f *store.File) (lost string) {
	fetcher := h.Files.Fetchers[from]
	if fetcher == nil || h.Files.Blobs == nil {
		f.State = store.FileLost
		return lostRight
	}
	f.Attempts++
	name := ""
	blob, err := h.Files.Blobs.Put(h.Files.Limit, func(w io.Writer) (err error) {
		name, err = fetcher.Fetch(ctx, f.Source, w)
		return err
	})
	if err == nil {
		f.State, f.Hash, f.Size = store.FileKept, blob.Hash, blob.Size
		if f.Source.Name == "" {
			f.Source.Name = name
		}
		if lost = h.inspect(f); lost != "" {
			f.State = store.FileLost
		}
		return lost
	}
	switch {
	case errors.Is(err, store.ErrTooLarge):
		lost = lostTooLarge
	case errors.Is(err, store.ErrEmpty):
		lost = lostEmpty
	case messages.ClassOf(err) == messages.Auth:
		lost = lostRight
	case messages.ClassOf(err) == messages.Gone, messages.ClassOf(err) == messages.Permanent:
		lost = lostGone
	}
	if lost != "" {
		f.State = store.FileLost
	}
	h.Log.Warn().Err(err).Str("platform", string(from)).Int("attempt", f.Attempts).Bool("lost", lost != "").Msg("file not fetched")
	return lost
}

// inspect fills in what the content says, and tells what is wrong with it.
func (h *Handler) inspect(f *store.File) (lost string) {
	r, err := h.Files.Blobs.Open(f.Hash)
	if err != nil { // it was there a moment ago; without a look inside it is still a file
		f.Format, f.Ext = ledger.Other, ".bin"
		return ""
	}
	defer func() { _ = r.Close() }()
	facts, trouble := document.Named(document.Inspect(r, f.Size), f.Source.Name)
	f.Format, f.Ext, f.Inside, f.Unstamped = facts.Format, facts.Ext, facts.Title, facts.Unstamped
	return string(trouble)
}
