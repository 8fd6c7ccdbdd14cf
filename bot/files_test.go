package bot_test

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// platform plays where files lie.
type platform func(ctx context.Context, f messages.File, to io.Writer) (string, error)

func (p platform) Fetch(ctx context.Context, f messages.File, to io.Writer) (string, error) {
	return p(ctx, f, to)
}

type desk struct {
	t    *testing.T
	plan *ledger.Plan
	dir  string
	db   *store.DB
	h    *bot.Handler
}

// newDesk starts a bot whose files come from p, on the store in dir.
func newDesk(t *testing.T, dir string, p platform) *desk {
	t.Helper()
	plan := commandtest.Plan()
	plan.People = append(plan.People, person(ledger.Contact, "hengyang-xian", "衡阳县"))
	routes := store.Routes{Private: []messages.Channel{messages.ChanConsole}}
	db, err := store.Open(filepath.Join(dir, "bot.db"), store.Options{Plan: plan, Routes: routes, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	blobs, err := store.OpenBlobs(filepath.Join(dir, "files"))
	if err != nil {
		t.Fatal(err)
	}
	return &desk{t: t, plan: plan, dir: dir, db: db, h: bot.New(db, bot.Options{Plan: plan, Log: zerolog.Nop(),
		Files: bot.Reception{Fetchers: map[ledger.Platform]bot.Fetcher{ledger.Console: p}, Blobs: blobs, Limit: 1 << 10}})}
}

func sent(key, text string, files ...string) messages.Envelope {
	env := messages.Envelope{Key: key, Text: text, At: time.Now(), Chat: messages.Chat{Platform: ledger.Console, ID: "private/衡阳县", Private: true},
		From:     messages.Sender{Account: ledger.Account{Platform: ledger.Console, UserID: "衡阳县"}, Nick: "衡阳县"},
		ReplyVia: messages.Address{Channel: messages.ChanConsole, Target: "private/衡阳县"}}
	for _, ref := range files {
		env.Files = append(env.Files, messages.File{Ref: ref, Name: ref + ".docx"})
	}
	return env
}

func (d *desk) say(env messages.Envelope) string {
	d.t.Helper()
	m, err := d.h.Handle(context.Background(), env)
	if err != nil {
		d.t.Fatal(err)
	}
	return messages.Render(m, messages.DialectText)
}

// said gives everything that was enqueued, in order.
func (d *desk) said() string {
	var out []string
	err := d.db.View(func(tx *store.Tx) error {
		tx.Deliveries(func(v messages.Delivery) bool {
			out = append(out, messages.Render(v.Message, messages.DialectText))
			return true
		})
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return strings.Join(out, "\n---\n")
}

func (d *desk) close() {
	d.t.Helper()
	if err := d.db.Close(); err != nil {
		d.t.Fatal(err)
	}
	r, err := store.Verify(d.db.Path(), d.plan)
	if err != nil || !r.OK() {
		d.t.Errorf("%v %+v", err, r.Problems)
	}
}

func whole(_ context.Context, f messages.File, to io.Writer) (string, error) {
	_, err := to.Write(content("docx", "题目"+f.Ref, false))
	return "", err
}

// The process ends while a file is being fetched: the next one takes the message
// in, once, although the platform repeats nothing.
func TestACrashWhileFetchingLosesNothing(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		line := sent("console/1", "署名文章发你了", "甲")
		d := newDesk(t, dir, whole)
		// This is all that the first process got to do.
		if err := d.db.Update(t.Context(), func(tx *store.Tx) error { tx.PutIntake(line); return nil }); err != nil {
			t.Fatal(err)
		}
		d.close()

		d = newDesk(t, dir, whole)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- d.h.Run(ctx) }()
		time.Sleep(time.Second)
		if said := d.said(); !strings.Contains(said, "《题目甲》") {
			t.Error(said)
		}
		if again := d.say(line); !strings.Contains(again, "《题目甲》") { // the platform repeats after all
			t.Error(again)
		}
		cancel()
		<-done
		err := d.db.View(func(tx *store.Tx) error {
			if n := tx.Tally("hengyang-xian", "article"); n.Value() != 1 || len(n.Files) != 1 || len(tx.Intakes()) != 0 || tx.LastFile() != 1 {
				t.Errorf("%+v, %d intakes, %d files", n, len(tx.Intakes()), tx.LastFile())
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		d.close()
	})
}

// What was left behind long ago has been sent again: it must not count twice.
func TestAnOldIntakeIsDropped(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		d := newDesk(t, dir, whole)
		line := sent("console/1", "又有一篇征文", "甲")
		if err := d.db.Update(t.Context(), func(tx *store.Tx) error { tx.PutIntake(line); return nil }); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- d.h.Run(ctx) }()
		time.Sleep(time.Second)
		cancel()
		<-done
		err := d.db.View(func(tx *store.Tx) error {
			if len(tx.Intakes()) != 0 || tx.Tally("hengyang-xian", "essay").Answered {
				t.Error("taken in")
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		d.close()
	})
}

// A storage that hangs costs a message three seconds, and the file is fetched later.
func TestAHangingStorage(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		hang := true
		d := newDesk(t, dir, func(ctx context.Context, f messages.File, to io.Writer) (string, error) {
			if hang {
				<-ctx.Done()
				return "", &messages.SendError{Class: messages.Transient, Code: "timeout"}
			}
			return whole(ctx, f, to)
		})
		began := time.Now()
		if reply := d.say(sent("console/1", "署名文章发你了", "甲")); !strings.Contains(reply, "正在下载") {
			t.Error(reply)
		}
		if took := time.Since(began); took != 3*time.Second {
			t.Errorf("%v", took)
		}
		hang = false
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- d.h.Run(ctx) }()
		time.Sleep(time.Second)
		if said := d.said(); !strings.Contains(said, "下载好了") || !strings.Contains(said, "《题目甲》") {
			t.Error(said)
		}
		cancel()
		<-done
		d.close()
	})
}

// What never comes is given up after ten minutes, and its sender is told.
func TestAFileThatNeverComes(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		tries := 0
		d := newDesk(t, dir, func(context.Context, messages.File, io.Writer) (string, error) {
			tries++
			return "", errors.New("connection reset")
		})
		d.say(sent("console/1", "署名文章发你了", "甲"))
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- d.h.Run(ctx) }()
		time.Sleep(9 * time.Minute)
		if said := d.said(); strings.Contains(said, "没有收到") {
			t.Errorf("given up too early: %s", said)
		}
		time.Sleep(3 * time.Minute)
		if said := d.said(); strings.Count(said, "有1个文件没有收到") != 1 {
			t.Error(said)
		}
		if tries < 8 || tries > 30 {
			t.Errorf("%d attempts", tries)
		}
		cancel()
		<-done
		err := d.db.View(func(tx *store.Tx) error {
			f, _ := tx.File(1)
			if f.State != store.FileLost || f.Source.Ref != "" || len(tx.OpenFiles()) != 0 {
				t.Errorf("%+v", f)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		d.close()
	})
}

// Files that cannot be had are told at once, and why.
func TestLostFiles(t *testing.T) {
	for name, c := range map[string]struct {
		fetch platform
		want  string
	}{
		"too large": {func(_ context.Context, _ messages.File, to io.Writer) (string, error) {
			_, err := to.Write(make([]byte, 2<<10))
			return "", err
		}, "超过了"},
		"empty": {func(context.Context, messages.File, io.Writer) (string, error) { return "", nil }, "里面是空的"},
		"no right": {func(context.Context, messages.File, io.Writer) (string, error) {
			return "", &messages.SendError{Class: messages.Auth, Code: "permission"}
		}, "没有下载文件的权限"},
		"gone": {func(context.Context, messages.File, io.Writer) (string, error) {
			return "", &messages.SendError{Class: messages.Gone, Code: "http 403"}
		}, "下载地址失效"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, t.TempDir(), c.fetch)
			if reply := d.say(sent("console/1", "署名文章发你了", "甲")); !strings.Contains(reply, c.want) {
				t.Error(reply)
			}
			if reply := d.say(sent("console/2", "", "甲")); !strings.Contains(reply, c.want) || strings.Contains(reply, "是哪一项") {
				t.Error(reply)
			}
			err := d.db.View(func(tx *store.Tx) error {
				if n := tx.Tally("hengyang-xian", "article"); n.Value() != 0 {
					t.Errorf("reported without its file: %+v", n)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			d.close()
		})
	}
}
