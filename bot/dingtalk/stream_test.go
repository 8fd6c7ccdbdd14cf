package dingtalk

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/wire/wiretest"
	"pufabot/messages"
)

// streamBench runs a Stream against a gateway in virtual time.
type streamBench struct {
	*dingtalktest.Gateway
	t      *testing.T
	stream *Stream
	stop   func()

	mu   sync.Mutex
	took []messages.Envelope
	log  wiretest.Log
}

// streaming runs a test in a bubble; handle may be nil. The gateway must be
// without complaint in the end, and no secret in the log.
func streaming(t *testing.T, handle messages.Handle, test func(b *streamBench)) {
	synctest.Test(t, func(t *testing.T) {
		b := &streamBench{t: t, Gateway: dingtalktest.NewGateway(t, clientID, appSecret)}
		wire := dingtalktest.Serve(t, b.Gateway)
		b.stream = NewStream(StreamConfig{App: App{APIBase: "http://gateway.test", ClientID: clientID, ClientSecret: appSecret}},
			func(ctx context.Context, env messages.Envelope) (messages.Message, error) {
				if handle != nil {
					if m, err := handle(ctx, env); err != nil {
						return m, err
					}
				}
				b.mu.Lock()
				defer b.mu.Unlock()
				b.took = append(b.took, env)
				return messages.Message{}, nil
			}, zerolog.New(&b.log), time.Now)
		b.stream.client = wire.Client()
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan struct{})
		go func() {
			defer close(done)
			if err := b.stream.Run(ctx); err != nil {
				t.Errorf("Run = %v", err)
			}
		}()
		b.stop = sync.OnceFunc(func() { cancel(); <-done })
		synctest.Wait()
		test(b)
		b.stop()
		b.Drop()
		_ = wire.Close()
		synctest.Wait()
		if f := b.Faults(); len(f) > 0 {
			t.Errorf("the client %q", f)
		}
		for _, s := range []string{appSecret, "ticket", "gateway.test", "征文"} {
			if strings.Contains(b.log.String(), s) {
				t.Errorf("the log tells %q: %s", s, &b.log)
			}
		}
	})
}

// after lets virtual time pass.
func (b *streamBench) after(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

func (b *streamBench) taken() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var out []string
	for _, e := range b.took {
		out = append(out, e.Text)
	}
	return out
}

func words(i int) []byte {
	return dingtalktest.Body(fmt.Sprint("msg", i), "staff0042", fmt.Sprint("征文", i), nil)
}

func TestStreamTakesAndAcknowledges(t *testing.T) {
	streaming(t, nil, func(b *streamBench) {
		if !b.stream.State().Connected {
			t.Error("not connected")
		}
		id, _ := b.Message(words(1))
		synctest.Wait()
		if a, ok := b.Acked(id); !ok || a.Code != 200 || a.Data != `{"response":null}` {
			t.Errorf("ack %+v, %v", a, ok)
		}
		if len(b.took) != 1 || b.took[0].Key != "dingtalk/dingappkey0001/msg1" {
			t.Errorf("took %+v", b.took)
		}
	})
}

func TestStreamSystemFrames(t *testing.T) {
	tests := []struct {
		name, kind, topic, data string
		code                    int
		want                    string
	}{
		{"ping gives the same back", "SYSTEM", "ping", `{"opaque":"a<b>&\"c"}`, 200, `{"opaque":"a<b>&\"c"}`},
		{"event", "EVENT", "chat_update_title", `{}`, 200, `{"status":"SUCCESS"}`},
		{"topic that nobody asked for", "CALLBACK", "/v1.0/card/instances/callback", `{}`, 404, `{}`},
		{"malformed message", "CALLBACK", "/v1.0/im/bot/messages/get", `{"msgId":1}`, 400, `{}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			streaming(t, nil, func(b *streamBench) {
				b.Raw("not JSON") // is survived
				id, _ := b.Frame(tt.kind, tt.topic, tt.data)
				synctest.Wait()
				if a, ok := b.Acked(id); !ok || a.Code != tt.code || a.Data != tt.want {
					t.Errorf("ack %+v, %v", a, ok)
				}
				for _, quiet := range []string{"CONNECTED", "REGISTERED", "KEEPALIVE"} {
					if _, lost := b.Frame("SYSTEM", quiet, `{}`); lost {
						t.Error("connection lost")
					}
				}
				synctest.Wait()
				if n, _ := b.Opened(); n != 1 {
					t.Errorf("%d connections", n)
				}
			})
		})
	}
}

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

// TestStreamNotKept: what could not be made durable is not acknowledged, so the
// platform pushes it again, under a new frame id and with the same message id.
func TestStreamNotKept(t *testing.T) {
	for _, how := range []string{"error", "panic"} {
		t.Run(how, func(t *testing.T) {
			var failing atomic.Bool
			failing.Store(true)
			streaming(t, func(context.Context, messages.Envelope) (messages.Message, error) {
				if failing.Load() && how == "panic" {
					panic("征文")
				} else if failing.Load() {
					return messages.Message{}, errors.New("征文")
				}
				return messages.Message{}, nil
			}, func(b *streamBench) {
				first, _ := b.Message(words(1))
				synctest.Wait()
				failing.Store(false)
				again, _ := b.Message(words(1))
				synctest.Wait()
				if _, ok := b.Acked(first); ok {
					t.Error("acknowledged what was not kept")
				}
				if a, ok := b.Acked(again); !ok || a.Code != 200 || len(b.took) != 1 {
					t.Errorf("ack %+v, %v", a, ok)
				}
			})
		})
	}
}

// TestStreamFinishesWhatItTook: at the end, messages in work are acknowledged.
func TestStreamFinishesWhatItTook(t *testing.T) {
	streaming(t, func(context.Context, messages.Envelope) (messages.Message, error) {
		time.Sleep(2 * time.Second)
		return messages.Message{}, nil
	}, func(b *streamBench) {
		id, _ := b.Message(words(1))
		synctest.Wait()
		b.stop()
		synctest.Wait()
		if a, ok := b.Acked(id); !ok || a.Code != 200 {
			t.Errorf("ack %+v, %v", a, ok)
		}
		if b.Live() != 0 || b.stream.State().Connected {
			t.Error("still connected")
		}
	})
}

// TestStreamBurst: many messages at once are all acknowledged, each conversation
// in order, and no more than a few at a time are worked on.
func TestStreamBurst(t *testing.T) {
	const all = 2000
	var mu sync.Mutex
	at, most := 0, 0
	streaming(t, func(context.Context, messages.Envelope) (messages.Message, error) {
		mu.Lock()
		at++
		most = max(most, at)
		mu.Unlock()
		time.Sleep(10 * time.Millisecond)
		mu.Lock()
		at--
		mu.Unlock()
		return messages.Message{}, nil
	}, func(b *streamBench) {
		ids := make([]string, all)
		for i := range all {
			ids[i], _ = b.Message(dingtalktest.Body(fmt.Sprint("msg", i), "staff0042", fmt.Sprint(i), object{"conversationId": fmt.Sprint("cid", i%40)}))
		}
		b.after(time.Minute)
		for i, id := range ids {
			if a, ok := b.Acked(id); !ok || a.Code != 200 {
				t.Fatalf("message %d: ack %+v, %v", i, a, ok)
			}
		}
		last := map[string]int{}
		for _, e := range b.took {
			var n int
			_, _ = fmt.Sscan(e.Text, &n)
			if have, ok := last[e.Chat.ID]; ok && n <= have {
				t.Fatalf("%d after %d in %s", n, have, e.Chat.ID)
			}
			last[e.Chat.ID] = n
		}
		if most > 8 || most < 2 {
			t.Errorf("%d at once", most)
		}
		if n, _ := b.Opened(); n != 1 {
			t.Errorf("%d connections", n)
		}
	})
}
