package store

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/ledger"
)

// personal is everything in a furnished store that tells of people.
var personal = []string{"丙", "丁", "戊", "己", "13800000000", "小周", "宽限两天", "缺署名", "新增两个学校", "撤销", "code2", "https://reply", "征文.docx", "群", "wecom/b/1"}

func figures(tx *Tx) map[TallyKey]int {
	out := map[TallyKey]int{}
	for k, t := range tx.Tallies() {
		out[k] = t.Value()
	}
	return out
}

// After a purge nothing in the file tells who anybody was, every figure is what it
// was, the chains hold, and the journal names the chains before.
func TestPurge(t *testing.T) {
	db, c := openNew(t)
	furnish(t, db, c)
	blobs, err := OpenBlobs(filepath.Join(t.TempDir(), "files"))
	if err != nil {
		t.Fatal(err)
	}
	mine := keep(t, blobs, "content of this year")
	other := keep(t, blobs, "content of another year")
	update(t, db, func(tx *Tx) {
		f, _ := tx.File(2)
		f.Hash = mine
		tx.PutFile(f)
	})
	o, path := db.options, db.Path()
	next := testPlan()
	next.Campaign.ID = "2027-12"
	beside := o
	beside.Plan = next
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	twin, err := Open(path, beside)
	if err != nil {
		t.Fatal(err)
	}
	var twins string
	update(t, twin, func(tx *Tx) {
		say(tx, "twin", quiz(5))
		tx.AddFile(File{State: FileKept, Hash: other, Size: 1})
	})
	view(t, twin, func(tx *Tx) { twins = everything(tx) })
	if err := twin.Close(); err != nil {
		t.Fatal(err)
	}
	db = openAt(t, path, c)
	var want map[TallyKey]int
	var before Heads
	view(t, db, func(tx *Tx) { want, before = figures(tx), headsOf(tx.count()) })
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range personal {
		if !bytes.Contains(raw, []byte(p)) {
			t.Errorf("%q was not there in the first place", p)
		}
	}

	did, err := Purge(path, o, blobs)
	if err != nil {
		t.Fatal(err)
	}
	raw, err = os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range personal {
		if p == "群" || p == "wecom/b/1" { // the bound group stays, and the twin has its own
			continue
		}
		if bytes.Contains(raw, []byte(p)) {
			t.Errorf("%q is still in the file", p)
		}
	}
	report := mustVerify(t, path)
	if len(report.Campaigns) != 2 {
		t.Errorf("campaigns %v", report.Campaigns)
	}
	db = openAt(t, path, c)
	view(t, db, func(tx *Tx) {
		if diff := cmp.Diff(want, figures(tx)); diff != "" {
			t.Errorf("figures changed:\n%s", diff)
		}
		if did.Before != before || did.After != headsOf(tx.count()) || did.Before == did.After {
			t.Errorf("heads %+v", did)
		}
		last, _ := tx.Line(tx.CountLines())
		if !strings.Contains(last.Text, before.LineHead) || !strings.Contains(last.Text, before.RecordHead) {
			t.Errorf("the journal's last line is %q", last.Text)
		}
		for _, key := range []string{"wecom/b/1", "wecom/b/undo"} {
			if seen, ok := tx.Seen(key); !ok || !cmp.Equal(seen, SeenReply{}) {
				t.Errorf("what comes again of before is not known as such, or too much is: %s %v %+v", key, ok, seen)
			}
			if _, ok := tx.DeliveryByKey(ReplyKey(key)); ok {
				t.Errorf("the answer to %s is still there", key)
			}
		}
		if len(tx.Silences(tx.Now())) != 1 || !tx.Paused() || tx.Deadline("leiyang", ledger.Item{ID: "essay"}).Due.IsZero() {
			t.Error("what has nobody in it is gone, too")
		}
	})
	update(t, db, func(tx *Tx) { say(tx, "later", quiz(7)) }) // it is still a store
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if did.Contents != 1 || did.Files != 2 || did.Names != 2 || did.Tallies != len(want) || did.Lines == 0 || did.People == 0 || did.Accounts == 0 || did.Seen != 7 {
		t.Errorf("did %+v", did)
	}
	for _, w := range []string{"丙", "丁", "戊", "13800000000", "缺署名"} {
		if !slices.Contains(did.Words, w) {
			t.Errorf("%s is not among the words to look for: %q", w, did.Words)
		}
	}
	if _, err := blobs.Open(mine); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the content is still there: %v", err)
	}
	if f, err := blobs.Open(other); err != nil {
		t.Errorf("another campaign's content is gone: %v", err)
	} else {
		_ = f.Close()
	}
	twin, err = Open(path, beside)
	if err != nil {
		t.Fatal(err)
	}
	view(t, twin, func(tx *Tx) {
		if diff := cmp.Diff(twins, everything(tx)); diff != "" {
			t.Errorf("another campaign changed:\n%s", diff)
		}
	})
	if err := twin.Close(); err != nil {
		t.Fatal(err)
	}
	if again, err := Purge(path, o, blobs); err != nil || again.Before != did.After && again.Before.Lines != did.After.Lines+1 || again.Seen != 8 {
		t.Errorf("purged again: %+v, %v", again, err)
	}
}

func TestPurgeRefuses(t *testing.T) {
	db, c := openNew(t)
	furnish(t, db, c)
	if _, err := Purge(db.Path(), db.options); !errors.Is(err, ErrLocked) {
		t.Errorf("while it is open: %v", err)
	}
	damage(t, db, seqKey(kLine, 2), "flipped")
	path, o := db.Path(), db.options
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Purge(path, o); !errors.Is(err, ErrCorrupt) {
		t.Errorf("a damaged file: %v", err)
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".pufabot-new-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left over: %v %v", left, err)
	}
}

func keep(t *testing.T, b *Blobs, content string) string {
	t.Helper()
	blob, err := b.Put(1<<20, func(w io.Writer) error { _, err := io.WriteString(w, content); return err })
	if err != nil {
		t.Fatal(err)
	}
	return blob.Hash
}
