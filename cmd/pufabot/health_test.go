package main

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// scripted is a sender that answers with these errors, one after the other.
type scripted []error

func (s *scripted) Send(context.Context, messages.Delivery) (int, error) {
	err := (*s)[0]
	*s = (*s)[1:]
	return 1, err
}

func TestHealth(t *testing.T) {
	now := time.Date(2026, 12, 4, 4, 0, 0, 0, time.UTC)
	h := newHealth(func() time.Time { return now })
	link := wire.State{Since: now, Trouble: "auth (another instance is connected)"}
	h.links[messages.ChanWeComBot] = func() wire.State { return link }
	fails := func(c messages.Class, code string) error { return &messages.SendError{Class: c, Code: code} }
	s := h.watch(messages.ChanWeComWebhook, &scripted{fails(messages.Permanent, "40058"), nil, fails(messages.Auth, "93000"), fails(messages.Auth, "93000"), errors.New("secret words"), nil})
	show := func() string {
		var out []string
		for _, c := range h.channels() {
			since := ""
			if c.Since != nil {
				since = c.Since.Format("15:04")
			}
			out = append(out, strings.TrimSpace(strings.Join([]string{string(c.Channel), c.State, since, c.Trouble}, " ")))
		}
		return strings.Join(out, "\n")
	}
	bot := "wecom-bot disconnected 04:00 auth (another instance is connected)\n"
	steps := []string{
		bot + "wecom-webhook idle", bot + "wecom-webhook idle", // one message that cannot go says nothing about the channel
		bot + "wecom-webhook ok 04:02", bot + "wecom-webhook failing 04:03 auth (93000)", bot + "wecom-webhook failing 04:03 auth (93000)",
		bot + "wecom-webhook failing 04:03 transient", bot + "wecom-webhook ok 04:06",
	}
	for i, want := range steps {
		if i > 0 {
			now = now.Add(time.Minute)
			_, _ = s.Send(t.Context(), messages.Delivery{})
		}
		if diff := cmp.Diff(want, show()); diff != "" {
			t.Errorf("step %d (-want +got):\n%s", i, diff)
		}
	}
	link = wire.State{Connected: true, Since: now}
	registry := prometheus.NewRegistry()
	registry.MustRegister(h)
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	up := map[string]float64{}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			if f.GetName() == "pufabot_channel_up" {
				up[m.GetLabel()[0].GetValue()] = m.GetGauge().GetValue()
			}
		}
	}
	if diff := cmp.Diff(map[string]float64{"wecom-bot": 1, "wecom-webhook": 1}, up); diff != "" {
		t.Errorf("metrics (-want +got):\n%s", diff)
	}
}
