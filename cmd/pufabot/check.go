package main

import (
	"net/url"
	"slices"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/scheduler"
)

// checkReport tells what the configuration plans: units, items, deadlines with
// weekday, every reminder with its date, and what somebody should look at again.
func checkReport(c *Config) messages.Message {
	p := c.Plan()
	return messages.CheckReport(p, checkSlots(p), c.channels(), checkWarnings(c, p))
}

// checkSlots are all reminders of the plan, as the scheduler will take them.
func checkSlots(p *ledger.Plan) []messages.CheckSlot {
	var out []messages.CheckSlot
	for _, s := range scheduler.Slots(p) {
		c := messages.CheckSlot{At: s.At, Kind: s.Kind, Opening: s.Opening}
		c.Item, _ = p.Item(s.Item)
		c.Milestone, _ = p.Milestone(s.Milestone)
		if at := scheduler.Effective(p.Campaign, s); !at.Equal(s.At) {
			c.Held = at
		}
		out = append(out, c)
	}
	return out
}

// checkWarnings are what is allowed and yet worth a look.
func checkWarnings(c *Config, p *ledger.Plan) []string {
	w := warnDates(p)
	if !slices.ContainsFunc(p.Groups, func(g ledger.Group) bool { return g.Push }) {
		w = append(w, messages.WarnNoPush())
	}
	live := c.WeCom.Receive != "off" || c.DingTalk.Receive != "off"
	if live && !slices.ContainsFunc(p.People, func(q ledger.Person) bool { return q.Role == ledger.Coordinator }) {
		w = append(w, messages.WarnNoCoordinator())
	}
	for _, g := range c.Groups {
		if g.DingTalkWebhookToken.Set() && !g.DingTalkWebhookSecret.Set() {
			w = append(w, messages.WarnUnsigned(g.Title))
		}
	}
	for _, a := range []struct{ key, address string }{
		{"wecom.api_base", c.WeCom.APIBase}, {"wecom.websocket_url", c.WeCom.WebsocketURL},
		{"dingtalk.api_base", c.DingTalk.APIBase}, {"dingtalk.oapi_base", c.DingTalk.OAPIBase},
	} {
		u, err := url.Parse(a.address)
		if err == nil && (u.Scheme == "http" || u.Scheme == "ws") && !onlyThisMachine(u.Hostname()) {
			w = append(w, messages.WarnPlainHTTP(a.key))
		}
	}
	return w
}

// warnDates looks at the plan's days.
func warnDates(p *ledger.Plan) []string {
	var w []string
	first, last := p.Campaign.Start, p.Campaign.End
	outside := func(name string, day ledger.Date) {
		if day.Before(p.Campaign.Start) || p.Campaign.End.Before(day) {
			w = append(w, messages.WarnOutside(name, day))
		}
		if day.Before(first) {
			first = day
		}
		if last.Before(day) {
			last = day
		}
	}
	for _, it := range p.Items {
		d := p.Deadline(it)
		outside(it.Name, it.Due)
		if !p.Calendar.Working(d.Day) {
			w = append(w, messages.WarnRestDay(it, d))
		}
		if len(p.Debtors(it)) == 0 {
			w = append(w, messages.WarnNobodyOwes(it))
		}
		if len(it.Remind) == 0 && it.Min > 0 {
			w = append(w, messages.WarnNoReminder(it))
		}
		for _, o := range it.Remind {
			if !o.From(d.Day, d.Due, p.Calendar, p.Campaign.Zone).Before(d.Due) {
				w = append(w, messages.WarnLateReminder(it.Name, o.String()))
			}
		}
	}
	for _, m := range p.Milestones {
		outside(m.Title, m.Day)
		if !p.Calendar.Working(m.Day) {
			w = append(w, messages.WarnMilestoneRestDay(m))
		}
		for _, o := range m.Remind {
			if m.HasTime && !o.From(m.Day, p.MilestoneAt(m), p.Calendar, p.Campaign.Zone).Before(p.MilestoneAt(m)) {
				w = append(w, messages.WarnLateReminder(m.Title, o.String()))
			}
		}
	}
	for _, year := range p.Calendar.MissingYears(first, last) {
		w = append(w, messages.WarnYear(year))
	}
	return w
}

// channels are all ways in and out, on or off.
func (c *Config) channels() []messages.CheckChannel {
	var wecom, dingtalk bool
	for _, g := range c.Groups {
		wecom = wecom || g.WeComWebhookKey.Set()
		dingtalk = dingtalk || g.DingTalkWebhookToken.Set()
	}
	return []messages.CheckChannel{
		{Name: messages.ChannelConsole, On: c.Console.Enabled},
		{Name: messages.ChannelWeComIn, On: c.WeCom.Receive != "off"},
		{Name: messages.ChannelWeComApp, On: c.WeCom.AppEnabled()},
		{Name: messages.ChannelWeComWebhook, On: wecom},
		{Name: messages.ChannelDingTalkIn, On: c.DingTalk.Receive != "off"},
		{Name: messages.ChannelDingTalkRobot, On: dingtalk},
	}
}
