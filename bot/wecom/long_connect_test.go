package wecom

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"

	"pufabot/messages"
)

func TestReconnects(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		for range 100 {
			c := r.server.Up()
			synctest.Wait()
			if !r.State().Connected {
				t.Fatal("not connected")
			}
			time.Sleep(2 * time.Minute)
			c.Callback("aibot_msg_callback", "q", textBody("m", "wrA", "lisi", "@普法小助手 x"))
			if _, err := r.Send(t.Context(), reply(messages.Address{Target: "wrA"}, "x")); err != nil {
				t.Fatal(err)
			}
			r.server.Drop()
			synctest.Wait()
			if s := r.State(); s.Connected || s.Trouble == "" {
				t.Fatalf("state after a drop: %+v", s)
			}
			if _, err := r.Send(t.Context(), reply(messages.Address{Target: "wrA"}, "x")); messages.ClassOf(err) != messages.Transient {
				t.Fatalf("while down: %v", err)
			}
		}
		subs := r.server.Subscribed()
		for i := 1; i < len(subs); i++ {
			if gap := subs[i].Sub(subs[i-1]); gap > 2*time.Minute+2*time.Second {
				t.Errorf("reconnect %d took %v", i, gap-2*time.Minute)
			}
		}
	})
}

func TestBackoffGrowsWhileConnectionsDoNotLast(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		r.server.Up()
		subs := r.server.Subscribed()
		if len(subs) != 11 {
			t.Fatalf("%d subscriptions", len(subs))
		}
		for i := 1; i < len(subs); i++ {
			low := min(firstWait<<(i-1), lastWait) / 2
			if gap := subs[i].Sub(subs[i-1]); gap < low || gap > 2*low+time.Second {
				t.Errorf("wait %d is %v, want %v to %v", i, gap, low, 2*low)
			}
		}
	}, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1)
}

func TestADeadLinkIsNoticed(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		r.server.Up()
		time.Sleep(10 * time.Minute)
		if n := len(r.server.Subscribed()); n != 1 {
			t.Fatalf("%d connections while all was well", n)
		}
		r.server.Deafen(true)
		time.Sleep(pingEvery*deadAfter + 2*ackWait)
		r.server.Deafen(false)
		r.server.Up()
		if !strings.Contains(r.log.String(), "pings unanswered") {
			t.Errorf("log: %s", r.log)
		}
	})
}

func TestRefusedCredentialsWaitForAPerson(t *testing.T) {
	for _, code := range []int64{40001, 40013, 853000, 93019} {
		play(t, func(t *testing.T, r *longRig) {
			r.server.Up()
			subs := r.server.Subscribed()
			if gap := subs[1].Sub(subs[0]); gap != operatorWait {
				t.Errorf("%d: came back after %v", code, gap)
			}
			if log := r.log.String(); !strings.Contains(log, `"error"`) || !strings.Contains(log, fmt.Sprint(code)) {
				t.Errorf("log: %s", log)
			}
		}, code)
	}
}

// Two instances with one bot: the loser says so and stays away for minutes, or
// they would throw each other out for ever.
func TestAnotherInstanceTakesOver(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		r.server.Up()
		other, err := NewLong(LongConfig{URL: r.server.URL(), BotID: "aibTEST", Secret: "s3cret", Client: r.server.Client()}, r.take, zerolog.Nop(), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- other.Run(ctx) }()
		r.server.Up()
		time.Sleep(operatorWait - time.Second)
		if s := r.State(); s.Connected || !strings.Contains(s.Trouble, "another instance") {
			t.Errorf("state: %+v", s)
		}
		if !other.State().Connected {
			t.Error("the winner was thrown out")
		}
		if n := len(r.server.Subscribed()); n != 2 {
			t.Errorf("%d subscriptions in five minutes", n)
		}
		if log := r.log.String(); !strings.Contains(log, `"error"`) {
			t.Errorf("not said loudly: %s", log)
		}
		cancel()
		<-done
	})
}

func TestForgottenSubscriptionIsRenewed(t *testing.T) {
	play(t, func(t *testing.T, r *longRig) {
		c := r.server.Up()
		c.Callback("aibot_msg_callback", "q", textBody("m", "wrA", "lisi", "@普法小助手 x"))
		r.taken()
		r.server.Fail(846609)
		if _, err := r.Send(t.Context(), reply(messages.Address{Target: "wrA"}, "x")); messages.ClassOf(err) != messages.Transient {
			t.Fatalf("got %v", err)
		}
		r.server.Up()
		synctest.Wait()
		if _, err := r.Send(t.Context(), reply(messages.Address{Target: "wrA"}, "x")); err != nil {
			t.Error(err)
		}
	})
}

func TestLongConfig(t *testing.T) {
	for _, bad := range []LongConfig{{}, {BotID: "b"}, {Secret: "s"}, {BotID: "b", Secret: "s", URL: "https://example.com"}, {BotID: "b", Secret: "s", URL: "wss://"}} {
		if _, err := NewLong(bad, nil, zerolog.Nop(), time.Now); err == nil {
			t.Errorf("accepted %+v", bad)
		}
	}
	cfg := LongConfig{BotID: "b", Secret: "s3cret"}
	l, err := NewLong(cfg, nil, zerolog.Nop(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	for _, verb := range []string{"%v", "%+v", "%#v"} {
		if s := fmt.Sprintf(verb, cfg) + fmt.Sprintf(verb, l.secret); strings.Contains(s, "s3cret") {
			t.Errorf("%s: %s", verb, s)
		}
	}
}
