package dingtalk

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/messages"
)

// TestStreamMakesBeforeItBreaks: over a server's disconnect no message is lost,
// and what was taken on the old connection is acknowledged there.
func TestStreamMakesBeforeItBreaks(t *testing.T) {
	streaming(t, func(context.Context, messages.Envelope) (messages.Message, error) {
		time.Sleep(3 * time.Second)
		return messages.Message{}, nil
	}, func(b *streamBench) {
		b.after(2 * time.Minute)
		before, _ := b.Message(words(1))
		synctest.Wait()
		b.Disconnect()
		synctest.Wait()
		if b.Live() != 2 {
			t.Fatalf("%d connections, want the old and the new", b.Live())
		}
		behind, lost := b.Message(words(2))
		if lost {
			t.Fatal("a message was lost")
		}
		b.after(7 * time.Second)
		for _, id := range []string{before, behind} {
			if a, ok := b.Acked(id); !ok || a.Code != 200 {
				t.Errorf("%s: ack %+v, %v", id, a, ok)
			}
		}
		b.after(10 * time.Second)
		if b.Live() != 1 || !b.stream.State().Connected {
			t.Errorf("%d connections", b.Live())
		}
		if diff := cmp.Diff([]string{"征文1", "征文2"}, b.taken()); diff != "" {
			t.Errorf("order within a conversation (-want +got):\n%s", diff)
		}
	})
}

// TestStreamRecycles: a connection is replaced after some hours, without a gap.
func TestStreamRecycles(t *testing.T) {
	streaming(t, nil, func(b *streamBench) {
		for i := range 10 * 60 {
			b.after(time.Minute)
			if _, lost := b.Message(words(i)); lost {
				t.Fatalf("minute %d: lost", i)
			}
			synctest.Wait()
		}
		if n, _ := b.Opened(); n != 3 || b.Live() != 1 || len(b.took) != 600 {
			t.Errorf("%d connections in ten hours, %d live, %d taken", n, b.Live(), len(b.took))
		}
	})
}

func TestStreamComesBack(t *testing.T) {
	streaming(t, nil, func(b *streamBench) {
		b.after(2 * time.Minute)
		b.Refuse(503, 503, 500, 429)
		b.Drop()
		synctest.Wait()
		b.after(time.Minute)
		if n, calls := b.Opened(); n != 2 || calls != 6 {
			t.Errorf("%d connections, %d calls", n, calls)
		}
		if !b.stream.State().Connected {
			t.Error("not connected")
		}
	})
}

// TestStreamRaisesNoStorm: a server that closes at once is not asked in a hurry.
func TestStreamRaisesNoStorm(t *testing.T) {
	streaming(t, nil, func(b *streamBench) {
		for range 3600 {
			b.Drop()
			b.after(time.Second)
		}
		if _, calls := b.Opened(); calls > 250 || calls < 60 {
			t.Errorf("%d calls in an hour", calls)
		}
	})
}

// TestStreamRefused: wrong credentials are tried rarely, and the log says what to do.
func TestStreamRefused(t *testing.T) {
	streaming(t, nil, func(b *streamBench) {
		b.after(2 * time.Minute)
		b.Refuse(400, 401)
		b.Drop()
		b.after(time.Minute)
		if _, calls := b.Opened(); calls != 2 || b.stream.State().Connected || !strings.Contains(b.log.String(), "check client_id") {
			t.Errorf("%d calls; log %s", calls, &b.log)
		}
		b.after(11 * time.Minute)
		if n, calls := b.Opened(); n != 2 || calls != 4 {
			t.Errorf("%d connections, %d calls", n, calls)
		}
	})
}

// TestStreamMissedPong: a peer that answers no ping is given up.
func TestStreamMissedPong(t *testing.T) {
	streaming(t, nil, func(b *streamBench) {
		b.after(5 * time.Minute)
		if n, _ := b.Opened(); n != 1 {
			t.Fatalf("%d connections while pongs came", n)
		}
		b.Freeze(true)
		b.after(75 * time.Second)
		b.Freeze(false)
		b.after(time.Minute)
		if n, _ := b.Opened(); n < 2 || !b.stream.State().Connected {
			t.Errorf("%d connections", n)
		}
	})
}
