package main

import (
	"time"

	"pufabot/bot/dingtalk"
	"pufabot/bot/ledger"
	"pufabot/bot/outbox"
	"pufabot/bot/wecom"
	"pufabot/messages"
)

// senders are the ways out that are configured, and the long connections, which
// are ways in as well.
func (s *service) senders(handle messages.Handle) (map[messages.Channel]outbox.Sender, error) {
	out := map[messages.Channel]outbox.Sender{}
	if s.config.Console.Enabled {
		out[messages.ChanConsole] = s.console
	}
	if err := s.wecomSenders(out, handle); err != nil {
		return nil, err
	}
	s.dingtalkSenders(out, handle)
	return out, nil
}

func (s *service) wecomSenders(out map[messages.Channel]outbox.Sender, handle messages.Handle) error {
	c := s.config.WeCom
	hooks := wecom.WebhookConfig{APIBase: c.APIBase, Keys: map[ledger.GroupID]string{}}
	for _, g := range s.config.Groups {
		if g.WeComWebhookKey.Set() {
			hooks.Keys[ledger.GroupID(g.ID)] = g.WeComWebhookKey.Reveal()
		}
	}
	if len(hooks.Keys) > 0 {
		w, err := wecom.NewWebhook(hooks)
		if err != nil {
			return err
		}
		out[messages.ChanWeComWebhook] = w
	}
	if c.Receive == "websocket" {
		long, err := wecom.NewLong(wecom.LongConfig{URL: c.WebsocketURL, BotID: c.BotID, Secret: c.Secret.Reveal(),
			BotName: c.BotName}, handle, s.log, s.now)
		if err != nil {
			return err
		}
		s.wecomLong, out[messages.ChanWeComBot] = long, long
	}
	if c.AppEnabled() {
		app, err := wecom.NewApp(wecom.AppConfig{APIBase: c.APIBase, CorpID: c.CorpID, AgentID: c.AgentID,
			Secret: c.AppSecret.Reveal()}, s.now)
		if err != nil {
			return err
		}
		out[messages.ChanWeComApp] = app
	}
	return nil
}

func (s *service) dingtalkSenders(out map[messages.Channel]outbox.Sender, handle messages.Handle) {
	c := s.config.DingTalk
	robots := dingtalk.RobotConfig{OAPIBase: c.OAPIBase, Robots: map[ledger.GroupID]dingtalk.Robot{}}
	for _, g := range s.config.Groups {
		if g.DingTalkWebhookToken.Set() {
			robots.Robots[ledger.GroupID(g.ID)] = dingtalk.Robot{
				Token:  dingtalk.Secret(g.DingTalkWebhookToken.Reveal()),
				Secret: dingtalk.Secret(g.DingTalkWebhookSecret.Reveal())}
		}
	}
	if len(robots.Robots) > 0 {
		out[messages.ChanDingTalkRobot] = dingtalk.NewRobots(robots, s.now)
	}
	if c.Receive == "off" {
		return
	}
	out[messages.ChanDingTalkSession] = dingtalk.NewSession(c.OAPIBase, s.now)
	app := dingtalk.App{APIBase: c.APIBase, ClientID: c.ClientID, ClientSecret: dingtalk.Secret(c.ClientSecret.Reveal()), RobotCode: c.RobotCode}
	if c.ClientID != "" {
		api := dingtalk.NewOpenAPI(app, s.now)
		out[messages.ChanDingTalkGroup], out[messages.ChanDingTalkUser] = api, api
	}
	if c.Receive == "stream" {
		s.dingLong = dingtalk.NewStream(dingtalk.StreamConfig{App: app, OAPIBase: c.OAPIBase}, handle, s.log, s.now)
	}
}

// limits keep below what the platforms allow for one address: 20 a minute for a
// group robot on both (WeCom D99110, DingTalk CUSTOM), 30 a minute for a
// conversation of WeCom's smart bot (D101463), counting what the connection says itself.
func limits() map[messages.Channel]outbox.Limit {
	robot := outbox.Limit{Per: time.Minute, Burst: 18}
	return map[messages.Channel]outbox.Limit{
		messages.ChanWeComWebhook: robot, messages.ChanDingTalkRobot: robot, messages.ChanDingTalkSession: robot,
		messages.ChanDingTalkGroup: robot, messages.ChanWeComBot: {Per: time.Minute, Burst: 25},
	}
}
