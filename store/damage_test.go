package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"go.etcd.io/bbolt"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// furnished gives the bytes of a store with one of everything, closed or as a kill
// leaves it, and all that it answers.
func furnished(t *testing.T, killed bool) (file []byte, answers string) {
	t.Helper()
	db, c := openNew(t)
	furnish(t, db, c)
	update(t, db, func(tx *Tx) {
		for i := range 30 {
			say(tx, fmt.Sprint("more", i), quiz(i))
		}
	})
	view(t, db, func(tx *Tx) { answers = everything(tx) })
	path := filepath.Join(t.TempDir(), "compact.db") // without free pages, so that most flips hit something
	if killed {
		path = db.Path()
	} else if err := db.Backup(context.Background(), path); err != nil {
		t.Fatal(err)
	}
	file, _ = pagesOf(t, path)
	return file, answers
}

// pagesOf reads the pages of a file that have been used, and its newest meta page.
func pagesOf(t testing.TB, path string) ([]byte, boltMeta) {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	meta, _, err := readMeta(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	return file[:meta.high*uint64(meta.pageSize)], meta
}

// answersOf opens a file at the time at which furnish ends.
func answersOf(path string) (answers string, warned bool, err error) {
	c := newClock()
	c.t = c.t.Add(6 * 60e9)
	db, err := Open(path, Options{Plan: testPlan(), Now: c.now, Routes: Routes{
		Groups: map[ledger.GroupID][]messages.Address{"work": {{Channel: messages.ChanWeComWebhook, Target: "work"}}}}})
	if err != nil {
		return "", false, err
	}
	defer db.Close()
	err = db.View(func(tx *Tx) error { answers = everything(tx); return nil })
	return answers, len(db.Warnings()) > 0, err
}

var flips = flag.Int("flips", 100, "bits that TestFlippedBits flips, with -short a quarter of them")

// flipped is how many bits are flipped.
func flipped() int {
	if testing.Short() {
		return *flips / 4
	}
	return *flips
}

// One flipped bit anywhere: the store is refused, or answers as before, or (a
// meta page) says aloud that a commit may be missing. Never a silent wrong answer.
func TestFlippedBits(t *testing.T) {
	t.Run("closed", func(t *testing.T) { flippedBits(t, false) })
	t.Run("killed", func(t *testing.T) { flippedBits(t, true) })
}

func flippedBits(t *testing.T, killed bool) {
	file, want := furnished(t, killed)
	path := filepath.Join(t.TempDir(), "flip.db")
	rnd := rand.New(rand.NewPCG(1, 2))
	refused, same, warned := 0, 0, 0
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	for range flipped() {
		bit := rnd.IntN(8 * len(file))
		putByte(t, path, bit/8, file[bit/8]^1<<(bit%8))
		report, verr := Verify(path, testPlan())
		got, warning, err := answersOf(path)
		switch {
		case err != nil:
			refused++
			if verr == nil && report.OK() {
				t.Errorf("bit %d: Open finds %v, Verify nothing", bit, err)
			}
			for _, known := range []error{ErrCorrupt, ErrForeign, ErrTruncated, ErrNewer} {
				if errors.Is(err, known) {
					err = nil
				}
			}
			if err != nil {
				t.Errorf("bit %d: %v", bit, err)
			}
		case warning:
			warned++
			if verr == nil && len(report.Notes) == 0 {
				t.Errorf("bit %d: Verify does not tell", bit)
			}
		case got == want:
			same++
			if verr != nil || !report.OK() {
				t.Errorf("bit %d: all answers are right, but Verify says %v %+v", bit, verr, report.Problems)
			}
		default:
			t.Errorf("bit %d: a silent wrong answer", bit)
		}
		putByte(t, path, bit/8, file[bit/8])
	}
	t.Logf("%d refused, %d in unused bytes, %d warned of", refused, same, warned)
	if refused < flipped()/3 {
		t.Error("too few flips hit anything")
	}
}

func putByte(t *testing.T, path string, at int, b byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err == nil {
		_, err = f.WriteAt([]byte{b}, int64(at))
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Damage that comes while the store is open, behind the checks of Open: reads of
// such a value fail, and so does what is decided on it.
func TestDamageWhileOpen(t *testing.T) {
	db, c := openNew(t)
	furnish(t, db, c)
	reads := map[string]struct {
		key  []byte
		read func(*Tx)
	}{
		"line":      {seqKey(kLine, 2), func(tx *Tx) { tx.Line(2) }},
		"record":    {seqKey(kRecord, 1), func(tx *Tx) { tx.Record(1) }},
		"tally":     {unitItemKey(kTally, "hengnan", "quiz"), func(tx *Tx) { tx.Gaps() }},
		"tallies":   {unitItemKey(kTally, "hengnan", "essay"), func(tx *Tx) { tx.Tallies() }},
		"index":     {byUnitKey(ledger.Record{Unit: "hengnan", Item: "quiz", Seq: 1}), func(tx *Tx) { tx.RecordsOf("hengnan", "quiz") }},
		"seen":      {hashKey(kSeen, "wecom/b/1"), func(tx *Tx) { tx.Seen("wecom/b/1") }},
		"delivery":  {seqKey(kDelivery, 3), func(tx *Tx) { tx.DueDeliveries(tx.Now(), 0) }},
		"counters":  {countersKey, func(tx *Tx) { tx.CountLines() }},
		"person":    {accountKey(kPerson, ledger.Account{Platform: ledger.DingTalk, UserID: "ly"}), func(tx *Tx) { tx.ContactsOf("leiyang") }},
		"extension": {unitItemKey(kExtension, "leiyang", "essay"), func(tx *Tx) { tx.Gaps() }},
		"paused":    {pausedKey, func(tx *Tx) { tx.Paused() }},
	}
	for name, test := range reads {
		for _, how := range []string{"flipped", "moved", "short"} {
			t.Run(name+" "+how, func(t *testing.T) {
				undo := damage(t, db, test.key, how)
				defer undo()
				if err := db.View(func(tx *Tx) error { test.read(tx); return nil }); !errors.Is(err, ErrCorrupt) {
					t.Errorf("View: %v", err)
				}
				err := db.Update(context.Background(), func(tx *Tx) error {
					test.read(tx)
					tx.SetLastTick(tx.Now().AddDate(9, 0, 0))
					return nil
				})
				if !errors.Is(err, ErrCorrupt) {
					t.Errorf("Update: %v", err)
				}
				view(t, db, func(tx *Tx) {
					if tx.LastTick().Year() > 2030 {
						t.Error("something was kept")
					}
				})
			})
		}
	}
	for name, test := range map[string]struct {
		key  []byte
		read func(*Tx)
	}{
		"lost line":     {seqKey(kLine, 2), func(tx *Tx) { tx.Line(2) }},
		"lost record":   {seqKey(kRecord, 1), func(tx *Tx) { tx.RecordsOf("hengnan", "quiz") }},
		"lost index":    {byUnitKey(ledger.Record{Unit: "hengnan", Item: "quiz", Seq: 1}), func(tx *Tx) { tx.RecordsOf("hengnan", "quiz") }},
		"lost tally":    {unitItemKey(kTally, "hengnan", "quiz"), func(tx *Tx) { tx.Gaps() }},
		"lost delivery": {seqKey(kDelivery, 3), func(tx *Tx) { tx.Deliveries(func(messages.Delivery) bool { return true }) }},
		"lost counters": {countersKey, func(tx *Tx) { tx.CountLines() }},
	} {
		t.Run(name, func(t *testing.T) {
			undo := damage(t, db, test.key, "lost")
			defer undo()
			if err := db.View(func(tx *Tx) error { test.read(tx); return nil }); !errors.Is(err, ErrCorrupt) {
				t.Errorf("View: %v", err)
			}
		})
	}
}

// damage spoils a value through bbolt itself, so that the pages stay sound.
func damage(t *testing.T, db *DB, key []byte, how string) (undo func()) {
	t.Helper()
	inPlace(t, db)
	var old []byte
	change := func(fn func(b *bbolt.Bucket) error) {
		if err := db.bolt.Update(func(tx *bbolt.Tx) error { return fn(tx.Bucket(db.name)) }); err != nil {
			t.Fatal(err)
		}
	}
	change(func(b *bbolt.Bucket) error {
		old = bytes.Clone(b.Get(key))
		if old == nil {
			return fmt.Errorf("no key %q", key)
		}
		bad := bytes.Clone(old)
		switch how {
		case "flipped":
			bad[len(bad)-1] ^= 4
		case "moved": // sound under another key
			bad = seal(db.name, append(bytes.Clone(key), 'x'), old[headLen:])
		case "short":
			bad = bad[:3]
		case "lost":
			return b.Delete(key)
		}
		return b.Put(key, bad)
	})
	return func() { change(func(b *bbolt.Bucket) error { return b.Put(key, old) }) }
}

// Somebody rewrites history with valid checksums: Verify says where.
func TestTampering(t *testing.T) {
	rewrite := func(tx *Tx, key []byte, from, to string) {
		body, ok := tx.get(key)
		if !ok || !bytes.Contains(body, []byte(from)) {
			tx.misuse("nothing to tamper with: %q", body)
			return
		}
		tx.put(key, bytes.Replace(body, []byte(from), []byte(to), 1))
	}
	for name, test := range map[string]struct {
		kind   Kind
		tamper func(*Tx)
	}{
		"words of a line":    {BadLine, func(tx *Tx) { rewrite(tx, seqKey(kLine, 2), "宣讲", "没讲") }},
		"last line":          {BadLine, func(tx *Tx) { rewrite(tx, seqKey(kLine, 7), "撤销", "宣讲") }},
		"line with its hash": {BadLine, func(tx *Tx) { rechain(tx, kLine, 2, "宣讲", "没讲") }},
		"figure of a record": {BadRecord, func(tx *Tx) { rewrite(tx, seqKey(kRecord, 1), "126", "926") }},
		"record with its hash and tally": {BadRecord, func(tx *Tx) {
			rechain(tx, kRecord, 1, "126", "926")
			rewrite(tx, unitItemKey(kTally, "hengnan", "quiz"), "126", "926")
		}},
		"tally":            {BadTally, func(tx *Tx) { rewrite(tx, unitItemKey(kTally, "hengnan", "quiz"), "126", "926") }},
		"line removed":     {BadLine, func(tx *Tx) { tx.drop(seqKey(kLine, 3)) }},
		"last line cut":    {BadLine, func(tx *Tx) { tx.drop(seqKey(kLine, 7)); tx.change().Lines-- }},
		"line added":       {BadCount, func(tx *Tx) { tx.put(seqKey(kLine, 99), make([]byte, 40)) }},
		"index by unit":    {BadIndex, func(tx *Tx) { tx.drop(byUnitKey(ledger.Record{Unit: "law", Item: "duty", Seq: 4})) }},
		"index by line":    {BadIndex, func(tx *Tx) { tx.drop(byLineKey(ledger.Record{Line: 2, Seq: 2})) }},
		"undo mark":        {BadIndex, func(tx *Tx) { tx.drop(seqKey(kUndone, 6)) }},
		"in force":         {BadIndex, func(tx *Tx) { tx.put(byAccountKey(hn, 1), []byte{0, 0, 0, 0, 0, 0, 0, 9}) }},
		"pending":          {BadCount, func(tx *Tx) { tx.change().Pending++ }},
		"delivery by key":  {BadIndex, func(tx *Tx) { tx.Enqueue(messages.Delivery{Key: "push"}); tx.drop(hashKey(kByKey, "push")) }},
		"reply":            {BadIndex, func(tx *Tx) { tx.drop(hashKey(kSeen, "wecom/b/2")) }},
		"another's reply":  {BadIndex, func(tx *Tx) { tx.markSeen("wecom/b/2", SeenReply{}, 1) }},
		"delivery by time": {BadIndex, func(tx *Tx) { d, _ := tx.delivery(3); tx.drop(dueKey(d)) }},
		"open request":     {BadIndex, func(tx *Tx) { tx.drop(seqKey(kOpen, 1)) }},
	} {
		t.Run(name, func(t *testing.T) {
			db, c := openNew(t)
			furnish(t, db, c)
			update(t, db, test.tamper)
			db.Close()
			r, err := Verify(db.Path(), testPlan())
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range r.Problems {
				if p.Kind == test.kind {
					return
				}
			}
			t.Errorf("not found: %+v", r.Problems)
		})
	}
}

// rechain rewrites one link and its own hash, as somebody would who does not know
// that the next link hangs on it.
func rechain(tx *Tx, kind byte, seq uint64, from, to string) {
	var previous []byte
	if body, ok := tx.get(seqKey(kind, seq-1)); ok && seq > 1 {
		previous = bytes.Clone(body[:sha256.Size])
	}
	body, _ := tx.get(seqKey(kind, seq))
	changed := bytes.Replace(body[sha256.Size:], []byte(from), []byte(to), 1)
	tx.put(seqKey(kind, seq), append(tx.link(kind, previous, changed), changed...))
}

// A copy made between two commits, of a store that is open, is a whole store: a
// process that dies leaves just that.
func TestCopyBetweenCommits(t *testing.T) {
	db, _ := openNew(t)
	path := filepath.Join(t.TempDir(), "copy.db")
	for i := range 30 {
		update(t, db, func(tx *Tx) { say(tx, fmt.Sprint(i), quiz(1)) })
		if err := copyFile(path, db.Path()); err != nil {
			t.Fatal(err)
		}
		if r := mustVerify(t, path); r.Lines != uint64(i+1) {
			t.Fatalf("%d lines after %d", r.Lines, i+1)
		}
		again, err := open(path)
		if err != nil {
			t.Fatal(err)
		}
		view(t, again, func(tx *Tx) {
			if n := tx.Tally("hengnan", "quiz").Value(); n != i+1 {
				t.Fatalf("%d after %d", n, i+1)
			}
		})
		again.Close()
	}
}

// A copy made while commits go on mixes moments. It is refused, or found out by
// Verify, or happens to be one moment: never is a mixture taken for the truth.
func TestCopyDuringCommits(t *testing.T) {
	db, _ := openNew(t)
	update(t, db, func(tx *Tx) {
		for i := range 300 {
			say(tx, fmt.Sprint("first", i), quiz(1))
		}
	})
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				update(t, db, func(tx *Tx) { say(tx, fmt.Sprint(i), quiz(1)) })
			}
		}
	})
	path := filepath.Join(t.TempDir(), "copy.db")
	refused, found, whole := 0, 0, 0
	for range 12 {
		slowCopy(t, path, db.Path())
		report, verr := Verify(path, testPlan())
		again, err := open(path)
		switch {
		case err != nil:
			refused++
			if verr == nil && report.OK() {
				t.Errorf("Open finds %v, Verify nothing", err)
			}
			continue
		case verr != nil || !report.OK():
			found++
		default:
			whole++
			view(t, again, func(tx *Tx) {
				if n := tx.Tally("hengnan", "quiz").Value(); uint64(n) != tx.CountRecords() || uint64(n) != tx.CountLines() {
					t.Errorf("%d of %d records and %d lines", n, tx.CountRecords(), tx.CountLines())
				}
			})
		}
		again.Close()
	}
	close(stop)
	wg.Wait()
	t.Logf("%d refused, %d found out, %d whole", refused, found, whole)
}

// slowCopy copies in small pieces, so that commits get in between.
func slowCopy(t *testing.T, to, from string) {
	t.Helper()
	src, err := os.Open(from)
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	dst, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	defer dst.Close()
	if _, err := io.CopyBuffer(struct{ io.Writer }{dst}, struct{ io.Reader }{io.LimitReader(src, 2<<20)}, make([]byte, 4096)); err != nil {
		t.Fatal(err)
	}
}

// A file cut short while it is open faults when it is read. That is an error, and
// not the end of the process.
func TestCutWhileOpen(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a mapped file cannot be cut there")
	}
	db, _ := openNew(t)
	update(t, db, func(tx *Tx) {
		for i := range 200 {
			say(tx, fmt.Sprint(i), quiz(i))
		}
	})
	if err := os.Truncate(db.Path(), 2*int64(os.Getpagesize())); err != nil {
		t.Fatal(err)
	}
	if err := db.View(func(tx *Tx) error { everything(tx); return nil }); !errors.Is(err, ErrCorrupt) {
		t.Errorf("View: %v", err)
	}
	err := db.Update(context.Background(), func(tx *Tx) error { say(tx, "k", quiz(1)); return nil })
	if !errors.Is(err, ErrCorrupt) {
		t.Errorf("Update: %v", err)
	}
	if err := db.Backup(context.Background(), db.Path()+".bak"); !errors.Is(err, ErrCorrupt) {
		t.Errorf("Backup: %v", err)
	}
}

// What is wrong is told without the words or ids of people.
func TestErrorsKeepQuiet(t *testing.T) {
	db, c := openNew(t)
	furnish(t, db, c)
	var said []string
	for _, key := range [][]byte{seqKey(kLine, 1), accountKey(kPerson, ledger.Account{Platform: ledger.DingTalk, UserID: "ly"}), textKey(kChat, "console/room")} {
		for _, body := range []string{`{"text":宣讲}`, `{"chat":"secret"}`, `[]`} {
			undo := damage(t, db, key, "flipped")
			err := db.bolt.Update(func(b *bbolt.Tx) error {
				return b.Bucket(db.name).Put(key, seal(db.name, key, append(make([]byte, sha256.Size), body...)))
			})
			if err != nil {
				t.Fatal(err)
			}
			err = db.View(func(tx *Tx) error { everything(tx); tx.GroupAddresses("work"); return nil })
			if !errors.Is(err, ErrCorrupt) {
				t.Errorf("%v", err)
			}
			said = append(said, fmt.Sprint(err))
			undo()
		}
	}
	for _, s := range said {
		for _, secret := range []string{"宣讲", "secret", "ly", "room"} {
			if strings.Contains(s, secret) {
				t.Errorf("%q tells %q", s, secret)
			}
		}
	}
}
