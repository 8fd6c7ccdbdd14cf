package main

import (
	"pufabot/bot/ledger"
)

// Plan is the campaign as the rest of the bot knows it. Each call makes a new one.
func (c *Config) Plan() *ledger.Plan {
	p := &ledger.Plan{
		Campaign: ledger.Campaign{
			ID:           ledger.CampaignID(c.Campaign.ID),
			Title:        c.Campaign.Title,
			Zone:         c.Campaign.Zone,
			Start:        c.Campaign.Start,
			End:          c.Campaign.End,
			StrictBefore: c.Campaign.StrictBefore,
			NudgesPerDay: c.Campaign.NudgesPerDay,
		},
		Calendar: ledger.NewCalendar(c.Campaign.RestDays, c.Campaign.WorkDays),
	}
	if q := c.Campaign.QuietHours; len(q) == 2 {
		p.Campaign.QuietFrom, p.Campaign.QuietUntil = q[0], q[1]
	}
	for _, u := range c.Units {
		p.Units = append(p.Units, ledger.Unit{
			ID: ledger.UnitID(u.ID), Name: u.Name, Kind: ledger.UnitKind(u.Kind), Aliases: u.Aliases, Typos: u.Typos,
		})
	}
	for _, it := range c.Items {
		p.Items = append(p.Items, it.item())
	}
	for _, m := range c.Milestones {
		p.Milestones = append(p.Milestones, m.milestone())
	}
	for _, g := range c.Groups {
		p.Groups = append(p.Groups, ledger.Group{ID: ledger.GroupID(g.ID), Title: g.Title, Push: g.Push})
	}
	for _, person := range c.People {
		p.People = append(p.People, person.person())
	}
	return p
}

func (it ItemConfig) item() ledger.Item {
	out := ledger.Item{
		ID: ledger.ItemID(it.ID), Name: it.Name, Aliases: it.Aliases, Clause: it.Clause,
		Kind: ledger.ItemKind(it.Kind), Measure: it.Measure, OwedBy: it.OwedBy, Min: it.Min, Max: it.Max,
		Due: it.Due.Day, DueTime: it.Due.Time, HasTime: it.Due.HasTime, Soft: it.Soft,
		Files: it.Files, Types: it.Types, Remind: it.Remind, Note: it.Note,
	}
	for _, e := range it.Events {
		out.Events = append(out.Events, ledger.MilestoneID(e))
	}
	return out
}

// milestone gives one that names nobody to everybody.
func (m MilestoneConfig) milestone() ledger.Milestone {
	units := m.Units
	if len(units) == 0 {
		units = unitKinds
	}
	return ledger.Milestone{
		ID: ledger.MilestoneID(m.ID), Title: m.Title, Aliases: m.Aliases,
		Day: m.At.Day, Time: m.At.Time, HasTime: m.At.HasTime,
		Text: m.Text, Units: units, Remind: m.Remind,
	}
}

func (p PersonConfig) person() ledger.Person {
	out := ledger.Person{Role: ledger.Role(p.Role), Unit: ledger.UnitID(p.Unit), Name: p.Name, Mobile: p.Mobile}
	if p.WeComUserID != "" {
		out.Accounts = append(out.Accounts, ledger.Account{Platform: ledger.WeCom, UserID: p.WeComUserID})
	}
	if p.DingTalkUserID != "" {
		out.Accounts = append(out.Accounts, ledger.Account{Platform: ledger.DingTalk, UserID: p.DingTalkUserID})
	}
	return out
}
