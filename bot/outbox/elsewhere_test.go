package outbox

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"pufabot/messages"
)

// A reply whose address is dead goes on elsewhere, also after other trouble: from its
// first part where the other channel cuts differently, from where it stands where it is
// the same chat.
func TestGoneReplyGoesOn(t *testing.T) {
	group := func(d messages.Delivery) messages.Address {
		return messages.Address{Channel: messages.ChanDingTalkGroup, Target: d.Address.Target}
	}
	untied := func(d messages.Delivery) messages.Address {
		return messages.Address{Channel: d.Address.Channel, Target: d.Address.Target}
	}
	for _, tt := range []struct {
		name     string
		fallback func(messages.Delivery) messages.Address
		script   []error
		state    messages.DeliveryState
		parts    int
	}{
		{"another channel", group, []error{fails(messages.Gone, 0)}, messages.Sent, 1},
		{"another channel, after trouble", group, []error{fails(messages.Transient, 0), fails(messages.Gone, 0)}, messages.Sent, 1},
		{"the same chat", untied, []error{fails(messages.Gone, 0)}, messages.Sent, 2},
		{"the same chat, after trouble", untied, []error{fails(messages.Transient, 0), fails(messages.Gone, 0)}, messages.Sent, 3},
		{"the same chat, dead as well", untied, []error{fails(messages.Gone, 0), fails(messages.Gone, 0)}, messages.Failed, 2},
		{"nowhere to go", nil, []error{fails(messages.Gone, 0)}, messages.Failed, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newFake() // each attempt gets one part further
				f.script["r"] = tt.script
				b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanDingTalkSession: f, messages.ChanDingTalkGroup: f}, nil)
				b.out.SetFallback(func(d messages.Delivery) (messages.Address, bool) {
					if tt.fallback == nil {
						return messages.Address{}, false
					}
					return tt.fallback(d), true
				})
				b.run()
				r := to("r", messages.ChanDingTalkSession, "c")
				if strings.HasPrefix(tt.name, "the same chat") {
					r.Address.ReqID = "question"
				}
				b.enqueue(r)
				time.Sleep(time.Minute)
				synctest.Wait()
				if d := b.delivery("r"); d.State != tt.state || d.Parts != tt.parts {
					t.Errorf("%s with %d parts, want %s with %d", d.State, d.Parts, tt.state, tt.parts)
				}
				b.close()
			})
		})
	}
}

// How long each outcome is waited for.
func TestHowLongIsWaited(t *testing.T) {
	now := time.Date(2026, 12, 4, 9, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name       string
		err        error
		least, max time.Duration
	}{
		{"limited, nobody says how long", fails(messages.Limited, 0), limitedPause, limitedPause},
		{"limited, as long as the platform says", fails(messages.Limited, 10*time.Minute), 10 * time.Minute, 10 * time.Minute},
		{"never longer than this", fails(messages.Limited, 24*time.Hour), longestWait, longestWait},
		{"an operator has to act", fails(messages.Auth, 0), authPause, authPause + authPause/5},
		{"trouble", fails(messages.Transient, 0), firstPause / 2, firstPause},
		{"trouble, for as long as the platform says", fails(messages.Transient, 10*time.Minute), 10 * time.Minute, 10 * time.Minute},
	} {
		o := &Outbox{now: func() time.Time { return now }}
		d := o.settle(messages.Delivery{Created: now, State: messages.Pending}, 0, tt.err, now)
		if got := d.NextAt.Sub(now); d.State != messages.Pending || got < tt.least || got > tt.max {
			t.Errorf("%s: %s, again in %v", tt.name, d.State, got)
		}
	}
}

// What cannot be read keeps its place, and goes when it can be read again.
func TestWhatCannotBeReadWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
		healed := time.Now().Add(time.Minute)
		b.out.SetFresh(damagedUntil(healed, "a1"), nil)
		b.run()
		b.enqueue(to("a1", messages.ChanConsole, "a"), to("a2", messages.ChanConsole, "a"))
		time.Sleep(2 * longPause)
		synctest.Wait()
		if got := f.keys(); len(got) != 2 || got[0] != "a1" || got[1] != "a2" {
			t.Errorf("sent %v", got)
		}
		b.close()
	})
}
