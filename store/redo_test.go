package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.etcd.io/bbolt"
	"pgregory.net/rapid"

	"pufabot/bot/ledger"
)

// asKilled copies the file of an open store as a kill would leave it.
func asKilled(t testing.TB, db *DB) (path string) {
	t.Helper()
	file, err := os.ReadFile(db.Path())
	path = filepath.Join(t.TempDir(), "killed.db")
	if err = errors.Join(err, os.WriteFile(path, file, 0o600)); err != nil {
		t.Fatal(err)
	}
	return path
}

// entries are all keys of the campaign and their bodies.
func entries(tx *Tx, prefix string) map[string]string {
	out := map[string]string{}
	tx.scan([]byte(prefix), func(k, body []byte) bool { out[string(k)] = string(body); return true })
	return out
}

// bothKinds are the keys of a test that are held back and those that are not.
func bothKinds(tx *Tx) map[string]string {
	out := entries(tx, "z")
	maps.Copy(out, entries(tx, "s"))
	return out
}

// Whatever was committed is there after a kill, after a close, and in a backup,
// however much of it has been put in its place; a commit that failed is not.
func TestRecentIsNeverLost(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		db, c := openNew(t)
		db.bolt.NoSync = true
		most := rapid.SampledFrom([]int{1, 900, 5000, 0}).Draw(rt, "recent")
		db.options.recent = most
		held := rapid.SampledFrom([]int{1, 3, 0}).Draw(rt, "held")
		db.options.held = held
		want, n := map[string]string{}, 0
		for range rapid.IntRange(1, 12).Draw(rt, "commits") {
			next := maps.Clone(want)
			fails := rapid.IntRange(0, 4).Draw(rt, "fails") == 0
			db.options.commit = nil
			if fails {
				db.options.commit = func(func() error) error { return errDisk }
			}
			err := db.Update(t.Context(), func(tx *Tx) error {
				for range rapid.IntRange(1, 8).Draw(rt, "keys") {
					k := rapid.SampledFrom([]string{"s", "z"}).Draw(rt, "kind") + fmt.Sprint(rapid.IntRange(0, 9).Draw(rt, "key"))
					if rapid.Bool().Draw(rt, "drop") {
						tx.drop([]byte(k))
						delete(next, k)
						continue
					}
					n++
					body := fmt.Sprintf(`{"line":%d%*s}`, n, rapid.SampledFrom([]int{0, 60, 986, 6000}).Draw(rt, "room"), "")
					tx.put([]byte(k), []byte(body))
					next[k] = body
				}
				return nil
			})
			if fails != errors.Is(err, errDisk) {
				rt.Fatal(err)
			}
			if !fails {
				want = next
			}
			if rapid.IntRange(0, 5).Draw(rt, "restart") == 0 {
				db.options.commit = nil
				path := asKilled(t, db)
				if rapid.Bool().Draw(rt, "in order") {
					path = db.Path()
					if err := db.Close(); err != nil {
						rt.Fatal(err)
					}
				}
				db = openAt(t, path, c)
				db.bolt.NoSync = true
				db.options.recent, db.options.held = most, held
			}
			if v := db.recent.last(); v != nil && v.Len() > v.size {
				rt.Fatalf("%d keys in %d bytes: what is in its place still lies over it", v.Len(), v.size)
			}
			view(t, db, func(tx *Tx) {
				if diff := cmp.Diff(want, bothKinds(tx)); diff != "" {
					rt.Fatal(diff)
				}
			})
		}
		db.options.commit = nil
		backup := filepath.Join(t.TempDir(), "backup.db")
		if err := db.Backup(t.Context(), backup); err != nil {
			rt.Fatal(err)
		}
		killed := asKilled(t, db)
		db.Close()
		for _, path := range []string{backup, killed, db.Path()} {
			mustVerify(t, path)
			if has := dump(t, path); path != killed && (strings.Contains(has, `"w/`) || strings.Contains(has, `"h/`)) {
				rt.Errorf("%s has a redo log", path)
			}
			again := openAt(t, path, c)
			view(t, again, func(tx *Tx) {
				if diff := cmp.Diff(want, bothKinds(tx)); diff != "" {
					rt.Fatal(diff)
				}
			})
			again.Close()
		}
	})
}

// Who reads sees whole commits, also while they are put in their place.
func TestViewsSeeWholeCommits(t *testing.T) {
	db, _ := openNew(t)
	db.bolt.NoSync = true
	db.options.recent = 2000
	const commits, keys = 300, 6
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			last := uint64(0)
			for {
				view(t, db, func(tx *Tx) {
					first, n := uint64(0), 0
					for _, body := range entries(tx, "z") {
						v := binary.BigEndian.Uint64([]byte(body))
						if n++; n > 1 && v != first {
							t.Errorf("%d beside %d", v, first)
						}
						first = v
					}
					if n != 0 && n != keys || first < last {
						t.Errorf("%d keys; %d after %d", n, first, last)
					}
					last = first
				})
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	for n := range uint64(commits) {
		update(t, db, func(tx *Tx) {
			for k := range keys {
				tx.put(fmt.Append(nil, "z", k), binary.BigEndian.AppendUint64(nil, n+1))
			}
		})
	}
	close(done)
	readers.Wait()
}

// A campaign that nobody opens keeps its redo log, and has it when it is opened; a new
// drawing finds everything in its place.
func TestRedoLogsOfOtherCampaigns(t *testing.T) {
	db, c := openNew(t)
	update(t, db, func(tx *Tx) { say(tx, "wecom/b/1", quiz(7)) })
	path := asKilled(t, db)
	plan := testPlan()
	plan.Campaign.ID = "2027-12"
	other, err := Open(path, Options{Plan: plan, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	update(t, other, func(tx *Tx) { say(tx, "wecom/b/1", quiz(30)) })
	inPlace(t, other)
	other.options.recent = 1
	update(t, other, func(tx *Tx) { say(tx, "wecom/b/2", quiz(4)) })
	other.options.recent = 0
	update(t, other, func(tx *Tx) { say(tx, "wecom/b/3", quiz(1)) })
	if rowsOf(t, other, heldBucket(other.name)) != 1 || rowsOf(t, other, redoBucket(other.name)) != 1 {
		t.Error("not both logs have a row")
	}
	both := asKilled(t, other)
	if err := other.Close(); err != nil {
		t.Fatal(err)
	}
	mustVerify(t, path)
	again := openAt(t, path, c)
	view(t, again, func(tx *Tx) {
		if n := tx.Tally("hengnan", "quiz").Value(); n != 7 {
			t.Errorf("%d", n)
		}
	})
	b, err := openBolt(both, false)
	if err != nil {
		t.Fatal(err)
	}
	looked := false
	step := func(tx *bbolt.Tx) error {
		looked = true
		for _, id := range []ledger.CampaignID{"2026-12", "2027-12"} {
			name := campaignBucket(id)
			last := map[ledger.CampaignID]string{"2026-12": "wecom/b/1", "2027-12": "wecom/b/2"}[id]
			if tx.Bucket(redoBucket(name)) != nil || tx.Bucket(heldBucket(name)) != nil ||
				tx.Bucket(name).Get(seqKey(kLine, 1)) == nil || tx.Bucket(name).Get(hashKey(kSeen, last)) == nil {
				t.Errorf("%s is not in its place", id)
			}
		}
		return nil
	}
	if err := errors.Join(migrate(b, 1, []migration{step}), b.Close()); err != nil || !looked {
		t.Error(err)
	}
}

// A redo log that is not whole is refused, by who opens the file and by who verifies it.
func TestDamagedRedoLog(t *testing.T) {
	for name, spoil := range map[string]func(log *bbolt.Bucket, bucket []byte) error{
		"row lost":   func(log *bbolt.Bucket, _ []byte) error { return log.Delete(redoKey(1, 0)) },
		"piece lost": func(log *bbolt.Bucket, _ []byte) error { return log.Delete(redoKey(3, 1)) },
		"end lost":   func(log *bbolt.Bucket, _ []byte) error { k, _ := log.Cursor().Last(); return log.Delete(k) },
		"piece twice": func(log *bbolt.Bucket, b []byte) error {
			k := redoKey(3, 9)
			return log.Put(k, seal(b, k, []byte("x")))
		},
		"empty row": func(log *bbolt.Bucket, b []byte) error { k := redoKey(2, 0); return log.Put(k, seal(b, k)) },
		"long row": func(log *bbolt.Bucket, b []byte) error {
			k := redoKey(4, 0)
			return log.Put(k, seal(b, k, []byte{200, 1}))
		},
		"no key": func(log *bbolt.Bucket, b []byte) error {
			k := redoKey(4, 0)
			return log.Put(k, seal(b, k, []byte{2, 0, 0}))
		},
		"long key": func(log *bbolt.Bucket, b []byte) error {
			k := redoKey(4, 0)
			return log.Put(k, seal(b, k, []byte{2, 9, 'z'}))
		},
		"long value": func(log *bbolt.Bucket, b []byte) error {
			k := redoKey(4, 0)
			return log.Put(k, seal(b, k, []byte{3, 1, 'z', 9}))
		},
		"no checksum": func(log *bbolt.Bucket, _ []byte) error { return log.Put(redoKey(2, 0), []byte{1, 2}) },
	} {
		t.Run(name, func(t *testing.T) {
			db, c := openNew(t)
			for n := range 3 {
				update(t, db, func(tx *Tx) { tx.put([]byte("z"), bytes.Repeat([]byte{'x'}, 1000*n)) })
			}
			path := asKilled(t, db)
			b, err := openBolt(path, false)
			if err != nil {
				t.Fatal(err)
			}
			err = b.Update(func(tx *bbolt.Tx) error {
				log := redoBucket(db.name)
				return spoil(tx.Bucket(log), log)
			})
			if err = errors.Join(err, b.Close()); err != nil {
				t.Fatal(err)
			}
			if r, err := Verify(path, testPlan()); err != nil || r.OK() {
				t.Errorf("Verify: %v %+v", err, r.Problems)
			}
			if _, err := Open(path, Options{Plan: testPlan(), Now: c.now}); !errors.Is(err, ErrCorrupt) {
				t.Errorf("Open: %v", err)
			}
		})
	}
}

// Restoring over a file that was killed counts what its redo log has, and purging it
// erases that, too.
func TestRecentCountsForRestoreAndPurge(t *testing.T) {
	db, c := openNew(t)
	update(t, db, func(tx *Tx) { say(tx, "wecom/b/1", quiz(7)) })
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := db.Backup(context.Background(), backup); err != nil {
		t.Fatal(err)
	}
	update(t, db, func(tx *Tx) { say(tx, "wecom/b/2", quiz(5)) })
	killed := asKilled(t, db)
	if _, err := Restore(backup, killed, false); !errors.Is(err, ErrOverNewer) {
		t.Errorf("restored over what is newer: %v", err)
	}
	did, err := Purge(killed, Options{Plan: testPlan(), Now: c.now})
	if err != nil || did.Lines != 2 {
		t.Errorf("%+v %v", did, err)
	}
	file, err := os.ReadFile(killed)
	if err != nil || bytes.Contains(file, []byte("三塘社区 六十")) || bytes.Contains(file, []byte("secret.example")) {
		t.Errorf("words are left (%v)", err)
	}
	view(t, openAt(t, killed, c), func(tx *Tx) {
		if n := tx.Tally("hengnan", "quiz").Value(); n != 12 {
			t.Errorf("%d", n)
		}
	})
}

// FuzzRow: no bytes make a row that is read past its end, and what is read is written
// the same way.
func FuzzRow(f *testing.F) {
	f.Add([]byte{1, 'z', 0, 1, 's', 3, 'a', 'b'})
	f.Add([]byte{2, 'z'})
	f.Add([]byte{1, 'z', 9, 'a'})
	f.Fuzz(func(t *testing.T, row []byte) {
		var l, again layer
		if err := l.takeEntries(bytes.Clone(row)); err != nil {
			if !errors.Is(err, ErrCorrupt) {
				t.Error(err)
			}
			return
		}
		out := new(redoRow).of(&l, "")
		n, width := binary.Uvarint(out)
		if int(n) != len(out)-width {
			t.Fatalf("a row of %d bytes says %d", len(out)-width, n)
		}
		if err := again.takeEntries(out[width:]); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(all(&l), all(&again)); diff != "" {
			t.Error(diff)
		}
	})
}

func all(l *layer) map[string][]byte {
	out := map[string][]byte{}
	l.Scan(func(k string, raw []byte) bool { out[k] = raw; return true })
	return out
}
