package main

import (
	"bytes"
	"context"
	"encoding/json"
	"iter"
	"os"
	"slices"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/dingtalk"
	"pufabot/bot/ledger"
	"pufabot/bot/wecom"
	"pufabot/messages"
)

// checkup walks an operator through connecting: one finding a step, in the order
// in which they can be mended. It reads no ledger and writes none.
type checkup struct {
	config *Config
	now    func() time.Time
	// silent leaves the test messages out.
	silent bool

	running *statusReport // of the bot that holds the ledger; nil: none runs
	report  func(messages.Finding) bool
	stopped bool
}

// findings runs the steps; whoever ranges over them sees each as it ends.
func (k *checkup) findings(ctx context.Context) iter.Seq[messages.Finding] {
	return func(yield func(messages.Finding) bool) {
		k.report = yield
		for _, step := range []func(context.Context){k.machine, k.network, k.wecom, k.dingtalk} {
			if step(ctx); k.stopped || ctx.Err() != nil {
				return
			}
		}
	}
}

func (k *checkup) say(mark messages.FindingMark, step, detail, words string, advice ...string) {
	if !k.stopped {
		k.stopped = !k.report(messages.Finding{Mark: mark, Name: messages.DoctorStep(step, detail), Words: words, Advice: advice})
	}
}

// outcome reports a step that succeeded with those words, or was refused.
func (k *checkup) outcome(platform, step, detail, words string, err error) {
	if err == nil {
		k.say(messages.Passed, step, detail, words)
		return
	}
	words, advice := messages.DoctorTrouble(platform, err)
	k.say(messages.Refused, step, detail, words, advice...)
}

// machine looks at what is on this computer.
func (k *checkup) machine(ctx context.Context) {
	k.say(messages.Passed, "config", "", messages.DoctorConfigGood)
	if !k.config.connected() {
		words, advice := messages.DoctorNothingOn()
		k.say(messages.Noticed, "running", "", words, advice...)
	}
	if err := writable(k.config.DataDir); err != nil {
		words, advice := messages.DoctorFolderBad(k.config.DataDir, osReason(err))
		k.say(messages.Refused, "folder", "", words, advice...)
	} else {
		k.say(messages.Passed, "folder", "", messages.DoctorFolderGood)
	}
	var body bytes.Buffer
	var report statusReport
	if k.config.askRunning(ctx, "GET", "status", &body) == nil && json.Unmarshal(body.Bytes(), &report) == nil {
		k.running = &report
		k.say(messages.Passed, "running", "", messages.DoctorIsRunning)
		return
	}
	k.say(messages.Passed, "running", "", messages.DoctorNotRunning)
}

func writable(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, "doctor-*.tmp")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if _, err := f.Write(make([]byte, 64<<10)); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}

// connected tells whether any platform is.
func (c *Config) connected() bool {
	return c.WeCom.Receive != "off" || c.DingTalk.Receive != "off" || c.WeCom.AppEnabled() ||
		slices.ContainsFunc(c.Groups, func(g GroupConfig) bool { return g.WeComWebhookKey.Set() || g.DingTalkWebhookToken.Set() })
}

func (k *checkup) wecom(ctx context.Context) {
	c := k.config
	if hooks, err := c.wecomWebhook(); err == nil && hooks != nil {
		for _, g := range c.Groups {
			if g.WeComWebhookKey.Set() {
				k.test(ctx, messages.DoctorWeCom, "wecom-webhook", g.Title, hooks, messages.Address{Channel: messages.ChanWeComWebhook, Target: g.ID})
			}
		}
	}
	switch c.WeCom.Receive {
	case "websocket":
		k.wecomLong(ctx)
	case "callback":
		k.callback("wecom-callback", "/wecom/callback", messages.PageWeComBot)
	}
	app, err := c.wecomApp(k.now)
	if err != nil || app == nil {
		return
	}
	if err := app.Probe(ctx); err != nil {
		k.outcome(messages.DoctorWeCom, "wecom-app", "", "", err)
		return
	}
	k.say(messages.Passed, "wecom-app", "", messages.DoctorRightSecret)
	k.testPerson(ctx, messages.DoctorWeCom, "wecom-app-message", app, messages.ChanWeComApp, ledger.WeCom)
}

// wecomLong connects, unless a running bot would lose its connection by that.
func (k *checkup) wecomLong(ctx context.Context) {
	if k.running != nil {
		k.say(messages.Skipped, "wecom-long", "", messages.DoctorLeftAlone)
		return
	}
	long, err := wecom.NewLong(k.config.wecomLong(), nil, zerolog.Nop(), k.now)
	if err == nil {
		err = long.Probe(ctx, func(ctx context.Context) {
			k.outcome(messages.DoctorWeCom, "wecom-long", "", messages.DoctorConnected, nil)
			for _, g := range k.config.Groups {
				if g.WeComChatID != "" && !g.WeComWebhookKey.Set() {
					k.test(ctx, messages.DoctorWeCom, "wecom-bot", g.Title, long, messages.Address{Channel: messages.ChanWeComBot, Target: g.WeComChatID})
				}
			}
		})
	}
	if err != nil {
		k.outcome(messages.DoctorWeCom, "wecom-long", "", "", err)
	}
}

func (k *checkup) dingtalk(ctx context.Context) {
	c := k.config
	if robots := c.dingtalkRobots(nil, k.now); robots != nil {
		for _, g := range c.Groups {
			if g.DingTalkWebhookToken.Set() {
				k.test(ctx, messages.DoctorDingTalk, "dingtalk-robot", g.Title, robots, messages.Address{Channel: messages.ChanDingTalkRobot, Target: g.ID})
			}
		}
	}
	if c.DingTalk.Receive == "callback" {
		k.callback("dingtalk-callback", "/dingtalk/callback", messages.PageDingTalk)
	}
	if c.DingTalk.Receive == "off" || c.DingTalk.ClientID == "" {
		return
	}
	api := dingtalk.NewOpenAPI(c.dingtalkApp(), k.now)
	err := api.Probe(ctx)
	k.outcome(messages.DoctorDingTalk, "dingtalk-app", "", messages.DoctorRightSecret, err)
	if err != nil {
		return
	}
	if c.DingTalk.Receive == "stream" {
		err := dingtalk.NewStream(c.dingtalkStream(), nil, zerolog.Nop(), k.now).Probe(ctx)
		k.outcome(messages.DoctorDingTalk, "dingtalk-stream", "", messages.DoctorConnected, err)
	}
	for _, g := range c.Groups {
		if g.DingTalkConversationID != "" && !g.DingTalkWebhookToken.Set() {
			k.test(ctx, messages.DoctorDingTalk, "dingtalk-group", g.Title, api,
				messages.Address{Channel: messages.ChanDingTalkGroup, Target: g.DingTalkConversationID})
		}
	}
	k.testPerson(ctx, messages.DoctorDingTalk, "dingtalk-user", api, messages.ChanDingTalkUser, ledger.DingTalk)
}

// callback cannot be tried from inside: it tells what to enter where.
func (k *checkup) callback(step, path, page string) {
	mark := messages.Passed
	if k.config.HTTP.PublicURL == "" {
		mark = messages.Noticed
	}
	k.say(mark, step, "", "", messages.DoctorHookUp(k.config.HTTP.PublicURL, path, page)...)
}
