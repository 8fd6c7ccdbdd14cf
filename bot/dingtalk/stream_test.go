package dingtalk

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/messages"
)

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
	streaming(t, func(ctx context.Context, _ messages.Envelope) (messages.Message, error) {
		time.Sleep(2 * time.Second)
		return messages.Message{}, ctx.Err()
	}, func(b *streamBench) {
		b.Message(words(1))
		b.after(3 * time.Second)
		id, _ := b.Message(words(2))
		synctest.Wait()
		began := time.Now()
		b.stop()
		if took := time.Since(began); took < 2*time.Second || took >= drain {
			t.Errorf("the end took %v", took)
		}
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
