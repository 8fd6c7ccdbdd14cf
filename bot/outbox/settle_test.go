package outbox

import (
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"pufabot/messages"
)

func TestOutcomes(t *testing.T) {
	soon := 90 * time.Second
	tests := []struct {
		name   string
		script []error
		change func(*messages.Delivery)
		state  messages.DeliveryState
		calls  int
	}{
		{name: "works", state: messages.Sent, calls: 1},
		{name: "transient", script: []error{fails(messages.Transient, 0)}, state: messages.Sent, calls: 2},
		{name: "unclassified", script: []error{errors.New("x")}, state: messages.Sent, calls: 2},
		{name: "permanent", script: []error{fails(messages.Permanent, 0)}, state: messages.Failed, calls: 1},
		{name: "gone without another way", script: []error{fails(messages.Gone, 0)}, state: messages.Failed, calls: 1},
		{name: "limited waits", script: []error{fails(messages.Limited, 10*time.Minute)}, state: messages.Pending, calls: 1},
		{name: "auth waits long", script: []error{fails(messages.Auth, 0)}, state: messages.Pending, calls: 1},
		{name: "panic", script: []error{errAbort}, state: messages.Sent, calls: 2},
		{name: "panics for ever", script: []error{errAbort, errAbort, errAbort, errAbort, errAbort, errAbort}, state: messages.Failed, calls: maxPanics},
		{name: "no longer worth it", state: messages.Expired,
			change: func(d *messages.Delivery) { d.NotAfter = time.Now().Add(-time.Second) }},
		{name: "not worth another attempt", script: []error{fails(messages.Limited, time.Hour)}, state: messages.Expired, calls: 1,
			change: func(d *messages.Delivery) { d.NotAfter = time.Now().Add(time.Minute) }},
		{name: "dead reply address", state: messages.Failed,
			change: func(d *messages.Delivery) { d.Address.Expires = time.Now().Add(-time.Second) }},
		{name: "channel that is off", state: messages.Pending,
			change: func(d *messages.Delivery) { d.Address.Channel = messages.ChanWeComApp }},
		{name: "already answered", state: messages.Sent,
			change: func(d *messages.Delivery) { d.Address.Channel = messages.ChanInline }},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				f := newFake()
				f.script["k"] = test.script
				b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
				b.run()
				d := to("k", messages.ChanConsole, "a")
				if test.change != nil {
					test.change(&d)
				}
				b.enqueue(d)
				time.Sleep(soon)
				synctest.Wait()
				got := b.delivery("k")
				if got.State != test.state || len(f.calls) != test.calls {
					t.Errorf("state %s (%s) after %d sends, want %s after %d", got.State, got.Failure, len(f.calls), test.state, test.calls)
				}
				b.close()
			})
		})
	}
}

func TestGoneReplyGoesElsewhere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.script["r"] = []error{fails(messages.Gone, 0)}
		f.script["push"] = []error{fails(messages.Gone, 0)}
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanDingTalkSession: f, messages.ChanDingTalkGroup: f}, nil)
		b.out.SetFallback(func(d messages.Delivery) (messages.Address, bool) {
			return messages.Address{Channel: messages.ChanDingTalkGroup, Target: d.Address.Target}, true
		})
		b.run()
		push := to("push", messages.ChanDingTalkSession, "c")
		push.Kind = messages.KindReminder
		b.enqueue(to("r", messages.ChanDingTalkSession, "c"), push)
		time.Sleep(time.Minute)
		synctest.Wait()
		if d := b.delivery("r"); d.State != messages.Sent || d.Address.Channel != messages.ChanDingTalkGroup {
			t.Errorf("reply: %s through %s", d.State, d.Address.Channel)
		}
		if d := b.delivery("push"); d.State != messages.Failed {
			t.Errorf("push: %s, want failed", d.State)
		}
		b.close()
	})
}

func TestGoneEverywhereEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		for range 50 {
			f.script["r"] = append(f.script["r"], fails(messages.Gone, 0))
		}
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanDingTalkSession: f, messages.ChanDingTalkGroup: f}, nil)
		b.out.SetFallback(func(d messages.Delivery) (messages.Address, bool) {
			return messages.Address{Channel: messages.ChanDingTalkGroup, Target: d.Address.Target, ReqID: fmt.Sprint(d.Attempts)}, true
		})
		b.run()
		b.enqueue(to("r", messages.ChanDingTalkSession, "c"))
		time.Sleep(time.Minute)
		synctest.Wait()
		if d := b.delivery("r"); d.State != messages.Failed || d.Attempts > 3 {
			t.Errorf("%s after %d attempts", d.State, d.Attempts)
		}
		b.close()
	})
}

func TestPartsResume(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		f.script["k"] = []error{fails(messages.Transient, 0), fails(messages.Transient, 0)}
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
		b.run()
		b.enqueue(to("k", messages.ChanConsole, "a"))
		time.Sleep(time.Minute)
		synctest.Wait()
		if d := b.delivery("k"); d.Parts != 3 {
			t.Errorf("%d parts, want each attempt to go on where the last one ended", d.Parts)
		}
		b.close()
	})
}

func TestGivesUpAfterADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		f := newFake()
		for range 1000 {
			f.script["k"] = append(f.script["k"], fails(messages.Transient, 0))
		}
		b := start(t, dbPath(t), map[messages.Channel]Sender{messages.ChanConsole: f}, nil)
		b.run()
		b.enqueue(to("k", messages.ChanConsole, "a"), to("next", messages.ChanConsole, "a"))
		time.Sleep(keepTrying + time.Hour)
		synctest.Wait()
		if d := b.delivery("k"); d.State != messages.Failed || d.Failure != "transient test" {
			t.Errorf("%s %q", d.State, d.Failure)
		}
		if d := b.delivery("next"); d.State != messages.Sent {
			t.Errorf("behind it: %s", d.State)
		}
		b.close()
	})
}
