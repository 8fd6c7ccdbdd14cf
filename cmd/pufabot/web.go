package main

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"pufabot/bot/dingtalk"
	"pufabot/bot/wecom"
	"pufabot/messages"
	"pufabot/store"
)

// routes mounts the HTTP paths of the contract. What is switched off is not mounted.
func (s *service) routes(handle messages.Handle) error {
	s.mux = http.NewServeMux()
	if s.config.WeCom.Receive == "callback" {
		cb, err := wecom.NewCallback(wecom.CallbackConfig{Token: s.config.WeCom.Token.Reveal(),
			AESKey: s.config.WeCom.EncodingAESKey.Reveal(), BotName: s.config.WeCom.BotName,
			APIBase: s.config.WeCom.APIBase, Open: s.config.attached}, handle, s.log, s.now)
		if err != nil {
			return err
		}
		s.mux.Handle("/wecom/callback", cb)
	}
	if s.config.WeCom.AppEnabled() && s.config.WeCom.EncodingAESKey.Set() && s.config.WeCom.Token.Set() {
		cb, err := wecom.NewAppCallback(wecom.CallbackConfig{Token: s.config.WeCom.Token.Reveal(),
			AESKey: s.config.WeCom.EncodingAESKey.Reveal(), ReceiveID: s.config.WeCom.CorpID}, handle, s.log, s.now)
		if err != nil {
			return err
		}
		s.mux.Handle("/wecom/app/callback", cb)
	}
	if s.config.DingTalk.Receive == "callback" {
		robot := s.config.DingTalk.RobotCode
		if robot == s.config.DingTalk.ClientID { // not configured on its own: often the same, but not always
			robot = ""
		}
		s.mux.Handle("/dingtalk/callback", dingtalk.NewCallback(dingtalk.CallbackConfig{
			ClientSecret: dingtalk.Secret(s.config.DingTalk.ClientSecret.Reveal()), RobotCode: robot,
			CorpID: s.config.DingTalk.CorpID, MaxSkew: time.Duration(s.config.DingTalk.CallbackMinutes) * time.Minute,
			OAPIBase: s.config.DingTalk.OAPIBase}, handle, s.log, s.now))
	}
	if s.config.Console.Enabled {
		page := s.console.Handler() // not for "/", which would answer what others have for another method
		s.mux.Handle("GET /{$}", page)
		s.mux.Handle("/console/", page)
	}
	if err := s.views(); err != nil {
		return err
	}
	s.mux.Handle("GET /metrics", promhttp.HandlerFor(s.meters.registry, promhttp.HandlerOpts{}))
	s.mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok") })
	s.mux.HandleFunc("GET /readyz", s.ready)
	s.admin()
	return nil
}

// readyWithin is how long the store may take to have a turn for a probe.
const readyWithin = 5 * time.Second

// writable has a turn of the writer, as every line has: a commit that does not come
// back is noticed, too. Nothing is written unless the disk has refused a commit
// lately; it may be well again, and only a commit can tell.
func (s *service) writable(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	done := make(chan error, 1)
	go func() { // a turn that has begun cannot be given up
		done <- s.db.Update(ctx, func(tx *store.Tx) error {
			if s.db.Refused() {
				tx.SetLastTick(tx.LastTick())
			}
			return nil
		})
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// ready says whether the store can be written and every long connection is up. A
// channel that fails to send is told and does not count: a restart would not help it.
func (s *service) ready(w http.ResponseWriter, r *http.Request) {
	if err := s.writable(r.Context()); err != nil || s.db.Refused() {
		plain(w, http.StatusServiceUnavailable, "store not writable")
		return
	}
	code, body := http.StatusOK, "ready"
	if s.db.Proving() { // it answers all the same: what a line needs is checked first
		body += "\nledger still being read through"
	}
	for _, c := range s.health.channels() {
		if c.State == "disconnected" {
			code = http.StatusServiceUnavailable
		}
		body += "\n" + strings.TrimSpace(string(c.Channel)+" "+c.State+" "+c.Trouble)
	}
	if code != http.StatusOK {
		body = "channel not connected" + strings.TrimPrefix(body, "ready")
	}
	plain(w, code, body)
}

func plain(w http.ResponseWriter, code int, body string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(code)
	_, _ = w.Write([]byte(body + "\n"))
}
