package main

import (
	"context"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"pufabot/messages"
	"pufabot/store"
)

// meters are the metrics of /metrics. Labels are platforms and results, never
// people, chats or words.
type meters struct {
	registry *prometheus.Registry
	lines    *prometheus.CounterVec
}

func newMeters(db *store.DB, k *keeper, h *health) *meters {
	m := &meters{registry: prometheus.NewRegistry(), lines: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "pufabot_lines_total", Help: "Chat lines taken in, by platform and result."}, []string{"platform", "result"})}
	m.registry.MustRegister(m.lines, h, collectors.NewGoCollector(), prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "pufabot_deliveries_pending", Help: "Messages that wait to be sent."}, func() float64 {
		n := 0
		_ = db.View(func(tx *store.Tx) error { n = tx.CountPending(); return nil })
		return float64(n)
	}), prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "pufabot_last_backup_timestamp_seconds", Help: "When the newest daily backup was made; 0: none yet."},
		func() float64 { return float64(k.last.Load()) }))
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "pufabot_ledger_writable", Help: "0: the disk refused the last commit; it may be full or read-only."}, func() float64 {
		if db.Refused() {
			return 0
		}
		return 1
	}))
	if _, known := clockSynchronised(); known {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "pufabot_clock_synchronised", Help: "Whether the system keeps the clock right; deadlines and signatures look at it."}, func() float64 {
			if is, _ := clockSynchronised(); is {
				return 1
			}
			return 0
		}))
	}
	return m
}

// count wraps the way in.
func (m *meters) count(next messages.Handle) messages.Handle {
	return func(ctx context.Context, env messages.Envelope) (messages.Message, error) {
		reply, err := next(ctx, env)
		result := "kept"
		if err != nil {
			result = "failed"
		}
		m.lines.WithLabelValues(string(env.Chat.Platform), result).Inc()
		return reply, err
	}
}
