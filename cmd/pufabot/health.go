package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"pufabot/bot/outbox"
	"pufabot/bot/wire"
	"pufabot/messages"
)

// channelState is how one channel is doing, as status, /metrics and /readyz tell it.
type channelState struct {
	Channel messages.Channel `json:"channel"`
	// State: connected, disconnected (long connections); ok, failing, idle (nothing
	// sent yet) for all others.
	State string     `json:"state"`
	Since *time.Time `json:"since,omitempty"`
	// Trouble is a class and a code, never a platform's words.
	Trouble string `json:"trouble,omitempty"`
}

// up tells whether nothing is known to be wrong.
func (c channelState) up() bool { return c.State != "disconnected" && c.State != "failing" }

// health keeps what became of the last send of each channel, and asks the long
// connections how they are.
type health struct {
	now  func() time.Time
	sent *prometheus.CounterVec

	mu    sync.Mutex
	last  map[messages.Channel]channelState
	links map[messages.Channel]func() wire.State
}

func newHealth(now func() time.Time) *health {
	return &health{now: now, last: map[messages.Channel]channelState{}, links: map[messages.Channel]func() wire.State{},
		sent: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "pufabot_sends_total", Help: "Attempts to send a message, by channel and result."}, []string{"channel", "result"})}
}

// watch lets the sender's outcomes be seen.
func (h *health) watch(c messages.Channel, s outbox.Sender) outbox.Sender {
	h.last[c] = channelState{Channel: c, State: "idle"}
	return watched{s, c, h}
}

type watched struct {
	outbox.Sender
	channel messages.Channel
	health  *health
}

// Send implements outbox.Sender.
func (w watched) Send(ctx context.Context, d messages.Delivery) (int, error) {
	n, err := w.Sender.Send(ctx, d)
	w.health.note(w.channel, err)
	return n, err
}

// note keeps an outcome. What is wrong with one message or one address is not the
// channel's fault.
func (h *health) note(c messages.Channel, err error) {
	result, state := "sent", channelState{Channel: c, State: "ok"}
	if err != nil {
		class := messages.ClassOf(err)
		result = string(class)
		if class == messages.Permanent || class == messages.Gone {
			h.sent.WithLabelValues(string(c), result).Inc()
			return
		}
		state.State, state.Trouble = "failing", result
		var se *messages.SendError
		if errors.As(err, &se) {
			state.Trouble = se.Error()
		}
	}
	h.sent.WithLabelValues(string(c), result).Inc()
	h.mu.Lock()
	defer h.mu.Unlock()
	at := h.now()
	if old := h.last[c]; old.State == state.State && old.Since != nil {
		at = *old.Since
	}
	state.Since = &at
	h.last[c] = state
}

// channels tells of all, in the order of their names.
func (h *health) channels() []channelState {
	h.mu.Lock()
	defer h.mu.Unlock()
	out := []channelState{}
	for c, s := range h.last {
		if h.links[c] == nil {
			out = append(out, s)
		}
	}
	for c, link := range h.links {
		s := link()
		state := channelState{Channel: c, State: "disconnected", Since: &s.Since, Trouble: s.Trouble}
		if s.Connected {
			state.State, state.Trouble = "connected", ""
		}
		out = append(out, state)
	}
	slices.SortFunc(out, func(a, b channelState) int { return strings.Compare(string(a.Channel), string(b.Channel)) })
	return out
}

// Describe and Collect make health a prometheus collector.
func (h *health) Describe(ch chan<- *prometheus.Desc) { h.sent.Describe(ch); ch <- channelUp }

var channelUp = prometheus.NewDesc("pufabot_channel_up", "1: nothing is known to be wrong with the channel.", []string{"channel"}, nil)

// Collect implements prometheus.Collector.
func (h *health) Collect(ch chan<- prometheus.Metric) {
	h.sent.Collect(ch)
	for _, c := range h.channels() {
		up := 0.0
		if c.up() {
			up = 1
		}
		ch <- prometheus.MustNewConstMetric(channelUp, prometheus.GaugeValue, up, string(c.Channel))
	}
}
