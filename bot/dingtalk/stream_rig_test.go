package dingtalk

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

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
