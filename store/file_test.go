package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

func TestFiles(t *testing.T) {
	db, c := openNew(t)
	chat := messages.Chat{Platform: ledger.WeCom, ID: "hn", Private: true}
	update(t, db, func(tx *Tx) {
		for i := range 3 {
			tx.AddFile(File{By: hn, Chat: chat, State: FileComing, Source: messages.File{Ref: "secret", Key: "secret"},
				Via: messages.Address{URL: "secret", ReqID: "secret"}, Due: tx.Now().Add(time.Duration(3-i) * time.Minute)})
		}
	})
	view(t, db, func(tx *Tx) {
		open := tx.OpenFiles()
		if len(open) != 3 || open[0].ID != 3 || open[2].ID != 1 || open[0].Source.Ref != "secret" {
			t.Errorf("%+v", open)
		}
	})
	c.forward(time.Hour)
	update(t, db, func(tx *Tx) {
		f, _ := tx.File(3)
		f.State, f.Due = FileLost, time.Time{}
		tx.PutFile(f)
		f, _ = tx.File(2)
		f.State, f.Due, f.Hash = FileKept, tx.Now().Add(time.Minute), "aa"
		tx.PutFile(f)
	})
	view(t, db, func(tx *Tx) {
		lost, _ := tx.File(3)
		kept, _ := tx.File(2)
		if lost.Source.Ref+lost.Source.Key+lost.Via.URL+lost.Via.ReqID+kept.Source.Ref+kept.Source.Key != "" {
			t.Errorf("secrets stay: %+v %+v", lost, kept)
		}
		if kept.Via.ReqID != "secret" { // it will be answered yet
			t.Error("the way to answer is gone")
		}
		if open := tx.OpenFiles(); len(open) != 2 || open[0].ID != 1 || open[1].ID != 2 {
			t.Errorf("%+v", open)
		}
	})
	db.Close()
	mustVerify(t, db.Path())
}

func TestIntakes(t *testing.T) {
	db, _ := openNew(t)
	env := messages.Envelope{Key: "wecom/b/1", Text: "署名文章", Files: []messages.File{{Ref: "u", Key: "k", Picture: true}}, Quote: &messages.Quote{Text: "q"}}
	update(t, db, func(tx *Tx) { tx.PutIntake(env); tx.PutIntake(env) })
	view(t, db, func(tx *Tx) {
		if all := tx.Intakes(); len(all) != 1 || all[0].Text != env.Text || all[0].Files[0] != env.Files[0] || all[0].Quote.Text != "q" {
			t.Errorf("%+v", all)
		}
	})
	update(t, db, func(tx *Tx) { tx.DropIntake(env.Key); tx.DropIntake("never") })
	view(t, db, func(tx *Tx) {
		if len(tx.Intakes()) != 0 {
			t.Error("still there")
		}
	})
}

func TestBlobs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "files")
	b, err := OpenBlobs(dir)
	if err != nil {
		t.Fatal(err)
	}
	put := func(s string, limit int64) (Blob, error) {
		return b.Put(limit, func(w io.Writer) error { _, err := io.Copy(w, strings.NewReader(s)); return err })
	}
	one, err := put("内容", 100)
	if err != nil {
		t.Fatal(err)
	}
	two, err := put("内容", 100)
	if err != nil || one != two {
		t.Errorf("%v %v %v", one, two, err)
	}
	f, err := b.Open(one.Hash)
	if err != nil {
		t.Fatal(err)
	}
	got, _ := io.ReadAll(f)
	f.Close()
	if string(got) != "内容" || one.Size != int64(len(got)) {
		t.Errorf("%q %d", got, one.Size)
	}
	oops := errors.New("cut")
	for name, try := range map[string]func() error{
		"too large": func() error { _, err := put(strings.Repeat("x", 101), 100); return want(err, ErrTooLarge) },
		"empty":     func() error { _, err := put("", 100); return want(err, ErrEmpty) },
		"cut": func() error {
			_, err := b.Put(100, func(w io.Writer) error { _, _ = w.Write([]byte("half")); return oops })
			return want(err, oops)
		},
		"path":  func() error { _, err := b.Open("../../etc/passwd"); return want(err, fs.ErrNotExist) },
		"upper": func() error { _, err := b.Open(strings.ToUpper(one.Hash)); return want(err, fs.ErrNotExist) },
		"none":  func() error { _, err := b.Open(strings.Repeat("0", 64)); return want(err, fs.ErrNotExist) },
	} {
		if err := try(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.part")); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
	// What a crash leaves goes away; blobs stay.
	if err := os.WriteFile(filepath.Join(dir, "X.part"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if b, err = OpenBlobs(dir); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*.part")); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
	if f, err = b.Open(one.Hash); err != nil {
		t.Fatal(err)
	}
	f.Close()
	if info, err := os.Stat(b.path(one.Hash)); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("%v %v", info.Mode(), err)
	}
}

func want(got, want error) error {
	if errors.Is(got, want) {
		return nil
	}
	return fmt.Errorf("got %v, want %w", got, want)
}
