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
	c := s.config
	if hooks, err := c.wecomWebhook(); err != nil {
		return err
	} else if hooks != nil {
		out[messages.ChanWeComWebhook] = hooks
	}
	if c.WeCom.Receive == "websocket" {
		long, err := wecom.NewLong(c.wecomLong(), handle, s.log, s.now)
		if err != nil {
			return err
		}
		s.wecomLong, out[messages.ChanWeComBot] = long, long
		s.health.links[messages.ChanWeComBot] = long.State
	}
	if c.WeCom.Receive == "callback" {
		out[messages.ChanWeComResponse] = wecom.NewResponse(c.WeCom.APIBase, s.now)
	}
	if app, err := c.wecomApp(s.now); err != nil {
		return err
	} else if app != nil {
		out[messages.ChanWeComApp] = app
	}
	return nil
}

func (s *service) dingtalkSenders(out map[messages.Channel]outbox.Sender, handle messages.Handle) {
	c := s.config
	on := c.DingTalk.Receive != "off"
	var api *dingtalk.OpenAPI
	var media *dingtalk.Media
	if on && c.DingTalk.ClientID != "" {
		api = dingtalk.NewOpenAPI(c.dingtalkApp(), s.now)
		media = api.Carry(c.DingTalk.OAPIBase, c.attached)
		out[messages.ChanDingTalkGroup], out[messages.ChanDingTalkUser] = api, api
	}
	if robots := c.dingtalkRobots(media, s.now); robots != nil {
		out[messages.ChanDingTalkRobot] = robots
	}
	if on {
		out[messages.ChanDingTalkSession] = dingtalk.NewSession(c.DingTalk.OAPIBase, api, s.now)
	}
	if c.DingTalk.Receive == "stream" {
		s.dingLong = dingtalk.NewStream(c.dingtalkStream(), handle, s.log, s.now)
		s.health.links[messages.ChanDingTalkStream] = s.dingLong.State
	}
}

// wecomWebhook posts to the groups that have a webhook; nil when none has.
func (c *Config) wecomWebhook() (*wecom.Webhook, error) {
	keys := map[ledger.GroupID]string{}
	for _, g := range c.Groups {
		if g.WeComWebhookKey.Set() {
			keys[ledger.GroupID(g.ID)] = g.WeComWebhookKey.Reveal()
		}
	}
	if len(keys) == 0 {
		return nil, nil
	}
	return wecom.NewWebhook(wecom.WebhookConfig{APIBase: c.WeCom.APIBase, Keys: keys, Open: c.attached})
}

// wecomLong is the smart bot's long connection as configured.
func (c *Config) wecomLong() wecom.LongConfig {
	w := c.WeCom
	return wecom.LongConfig{URL: w.WebsocketURL, BotID: w.BotID, Secret: w.Secret.Reveal(), BotName: w.BotName, Open: c.attached}
}

// wecomApp is the self-built application; nil when there is none.
func (c *Config) wecomApp(now func() time.Time) (*wecom.App, error) {
	w := c.WeCom
	if !w.AppEnabled() {
		return nil, nil
	}
	return wecom.NewApp(wecom.AppConfig{APIBase: w.APIBase, CorpID: w.CorpID, AgentID: w.AgentID, Secret: w.AppSecret.Reveal(),
		Open: c.attached}, now)
}

// dingtalkRobots pushes to the groups that have a custom robot; nil when none has.
// media uploads their pictures; it may be nil.
func (c *Config) dingtalkRobots(media *dingtalk.Media, now func() time.Time) *dingtalk.Robots {
	all := map[ledger.GroupID]dingtalk.Robot{}
	for _, g := range c.Groups {
		if g.DingTalkWebhookToken.Set() {
			all[ledger.GroupID(g.ID)] = dingtalk.Robot{Token: dingtalk.Secret(g.DingTalkWebhookToken.Reveal()),
				Secret: dingtalk.Secret(g.DingTalkWebhookSecret.Reveal())}
		}
	}
	if len(all) == 0 {
		return nil
	}
	return dingtalk.NewRobots(dingtalk.RobotConfig{OAPIBase: c.DingTalk.OAPIBase, Robots: all, Media: media}, now)
}

// dingtalkApp is the application behind stream, callback and OpenAPI.
func (c *Config) dingtalkApp() dingtalk.App {
	d := c.DingTalk
	return dingtalk.App{APIBase: d.APIBase, ClientID: d.ClientID, ClientSecret: dingtalk.Secret(d.ClientSecret.Reveal()), RobotCode: d.RobotCode}
}

// dingtalkStream is how messages come in without a public address.
func (c *Config) dingtalkStream() dingtalk.StreamConfig {
	return dingtalk.StreamConfig{App: c.dingtalkApp(), OAPIBase: c.DingTalk.OAPIBase}
}

// limits keep below what the platforms allow for one address: 20 a minute for a
// group robot on both (WeCom D99110, DingTalk CUSTOM); 30 a minute and 1000 an hour
// for a conversation of WeCom's smart bot, counting what the connection says itself
// (D101463), and for a member that an application writes to (D90236).
func limits() map[messages.Channel]outbox.Limit {
	robot, hourly := outbox.Limit{Per: time.Minute, Burst: 18}, outbox.Limit{Per: time.Minute, Burst: 16}
	return map[messages.Channel]outbox.Limit{
		messages.ChanWeComWebhook: robot, messages.ChanDingTalkRobot: robot, messages.ChanDingTalkSession: robot,
		messages.ChanDingTalkGroup: robot, messages.ChanWeComBot: hourly, messages.ChanWeComApp: hourly,
	}
}

// fallback finds another address for a reply whose own is dead.
func fallback(d messages.Delivery) (messages.Address, bool) {
	if messages.PlatformOf(d.Address.Channel) == ledger.WeCom {
		return wecom.Fallback(d)
	}
	return dingtalk.Fallback(d)
}
