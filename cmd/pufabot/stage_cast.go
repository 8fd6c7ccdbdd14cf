package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"pufabot/bot/console"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// sample is a line that one of the sample people says at its time, when they are
// let to: the same in every rehearsal of the same plan.
type sample struct {
	at         time.Time
	id         string
	chat, from string
	text       string
}

// leads are how long before the due instant somebody reports: the early, those
// who answer a reminder, those of the last day. Whoever's turn it is at the end
// of the list forgets, so that there is something to list.
var leads = []time.Duration{6 * 24 * time.Hour, 4 * 24 * time.Hour, 50 * time.Hour, 27 * time.Hour, 3 * time.Hour, 0}

// castOf writes the lines of everybody in the console who owes something.
func castOf(p *ledger.Plan) []sample {
	chat := "" // where the group is, people report in front of the others
	if len(p.Groups) > 0 {
		chat = console.GroupChat(p.Groups[0].ID)
	}
	var out []sample
	for n, persona := range console.Personas(p) {
		u, ok := p.Unit(persona.Unit)
		if !ok || persona.Role != ledger.Contact {
			continue
		}
		for k, it := range p.ItemsOf(u) {
			lead := leads[(n+k*2)%len(leads)]
			if lead == 0 {
				continue
			}
			for e := range max(1, len(it.Events)) {
				text := messages.SampleLine(p, it, n+k+e)
				if len(it.Events) > 0 {
					text = messages.SampleLine(p, it, e)
				}
				at := sampleTime(p, it, lead).Add(time.Duration(n*3+k+e) * time.Minute)
				s := sample{at: at, id: fmt.Sprintf("sample-%03d-%03d-%d", n, k, e), chat: chat, from: persona.Account.UserID, text: text}
				if n%4 == 3 || chat == "" { // some prefer to speak to the bot alone
					s.chat = console.PrivateChat(persona.Account)
				}
				if text != "" {
					out = append(out, s)
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b sample) int { return cmp.Compare(a.at.UnixNano(), b.at.UnixNano()) })
	return out
}

// sampleTime is a lead before the due instant, moved into a working day's hours
// and into the campaign.
func sampleTime(p *ledger.Plan, it ledger.Item, lead time.Duration) time.Time {
	zone := p.Campaign.Zone
	at := p.Deadline(it).Due.Add(-lead).In(zone)
	day := ledger.DateOf(at)
	if first := p.Campaign.Start; day.Before(first) {
		day = first
	} else if day != p.Deadline(it).Day {
		day = p.Calendar.WorkdaysBefore(day, 0)
	}
	if c := ledger.ClockOf(at); day == ledger.DateOf(at) && c.Hour >= 8 && c.Hour < 18 {
		return at
	}
	return day.At(ledger.Clock{Hour: 10, Minute: 10}, zone)
}

// prompt is the next line of the cast up to the end of the move, if it may speak.
func (p *play) prompt(now time.Time, m console.Move) (sample, bool) {
	if !m.Cast {
		return sample{}, false
	}
	i := slices.IndexFunc(p.cast, func(s sample) bool { return s.at.After(now) })
	if i < 0 || p.cast[i].at.After(m.To) {
		return sample{}, false
	}
	return p.cast[i], true
}

// recite says a line, and all others of the same instant.
func (p *play) recite(ctx context.Context, s sample) error {
	for _, o := range p.cast {
		if !o.at.Equal(s.at) {
			continue
		}
		if err := p.console.Say(ctx, o.id, o.chat, o.from, o.text); err != nil {
			return err
		}
	}
	return nil
}

// calendarDays are the campaign's days for the page: what is due or takes place.
func calendarDays(p *ledger.Plan) []console.Day {
	var out []console.Day
	for d := p.Campaign.Start; !p.Campaign.End.Before(d) && len(out) < maxCalendarDays; d = d.AddDays(1) {
		day := console.Day{Date: d, Rest: !p.Calendar.Working(d)}
		for _, m := range p.Milestones {
			if m.Day == d {
				day.Marks = append(day.Marks, m.Title)
			}
		}
		for _, it := range p.Items {
			if dl := p.Deadline(it); dl.Day == d {
				day.Marks = append(day.Marks, messages.DueMark(it))
			}
		}
		out = append(out, day)
	}
	return out
}

// maxCalendarDays keeps the page's strip of days within reason.
const maxCalendarDays = 124
