package main

import (
	"time"

	"pufabot/bot"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// statusReport is status --json.
type statusReport struct {
	Campaign ledger.CampaignID `json:"campaign"`
	At       time.Time         `json:"at"`
	Items    []itemStatus      `json:"items"`
	Units    []unitStatus      `json:"units"`
	Outbox   outboxStatus      `json:"outbox"`
	// Channels are told by a running bot only.
	Channels []channelState `json:"channels,omitempty"`
}

type itemStatus struct {
	Item  ledger.ItemID `json:"item"`
	Name  string        `json:"name"`
	Owed  int           `json:"owed"`
	Done  int           `json:"done"`
	Value int           `json:"value"`
	// Frozen is the sum that the reports have, where it differs in any unit.
	Frozen  *int            `json:"frozen,omitempty"`
	Due     time.Time       `json:"due"`
	Missing []ledger.UnitID `json:"missing"`
	// Review counts pieces by how far they have come in the review.
	Review map[ledger.ReviewState]int `json:"review,omitempty"`
}

type unitStatus struct {
	Unit  ledger.UnitID    `json:"unit"`
	Name  string           `json:"name"`
	Items []unitItemStatus `json:"items"`
}

type unitItemStatus struct {
	Item   ledger.ItemID `json:"item"`
	Value  int           `json:"value"`
	Approx bool          `json:"approx"`
	// Measure is what was counted where it is not the item's own measure: 人次 for 人.
	Measure string       `json:"measure,omitempty"`
	State   ledger.State `json:"state"`
	At      *time.Time   `json:"at,omitempty"`
	Due     time.Time    `json:"due"`
	Titles  []string     `json:"titles,omitempty"`
	// Frozen is what the reports say where the figure has changed since; absent where
	// the unit had said nothing by then.
	Frozen      *int         `json:"frozen,omitempty"`
	Supplements []supplement `json:"supplements,omitempty"`
}

// supplement is a later report and the figure that it led to.
type supplement struct {
	At    time.Time `json:"at"`
	Value int       `json:"value"`
}

type outboxStatus struct {
	Pending int `json:"pending"`
}

// statusOf is the coordinator's summary of everything.
func statusOf(tx *store.Tx) statusReport {
	p := tx.Plan()
	r := statusReport{Campaign: p.Campaign.ID, At: tx.Now().In(p.Campaign.Zone).Truncate(time.Second), Outbox: outboxStatus{Pending: tx.CountPending()}}
	late := bot.Supplements(tx)
	for _, s := range bot.Summarise(p, tx.EachGap()) {
		r.Items = append(r.Items, itemStatus{Item: s.Item.ID, Name: s.Item.Name, Owed: s.Owed, Done: s.Done, Value: s.Value,
			Due: s.Due.Due, Missing: []ledger.UnitID{}, Review: s.Review, Frozen: frozenSum(s, late)})
	}
	for _, u := range p.Units {
		r.Units = append(r.Units, unitStatus{Unit: u.ID, Name: u.Name, Items: []unitItemStatus{}})
	}
	after := byKey(late)
	for g := range tx.EachGap() {
		unit, _ := p.UnitPlace(g.Unit.ID)
		item, _ := p.ItemPlace(g.Item.ID)
		if g.Owing() {
			r.Items[item].Missing = append(r.Items[item].Missing, g.Unit.ID)
		}
		r.Units[unit].Items = append(r.Units[unit].Items, unitItem(g, p.Campaign.Zone, after))
	}
	return r
}

func byKey(list []messages.Supplement) map[store.TallyKey]messages.Supplement {
	out := make(map[store.TallyKey]messages.Supplement, len(list))
	for _, f := range list {
		out[store.TallyKey{Unit: f.Unit.ID, Item: f.Item.ID}] = f
	}
	return out
}

func unitItem(g ledger.Gap, zone *time.Location, late map[store.TallyKey]messages.Supplement) unitItemStatus {
	s := unitItemStatus{Item: g.Item.ID, Value: g.Tally.Value(), Approx: g.Tally.Approx, Measure: g.Tally.Measure, State: g.State, Due: g.Deadline.Due}
	if !g.Tally.At.IsZero() {
		at := g.Tally.At.In(zone).Truncate(time.Second)
		s.At = &at
	}
	for _, p := range g.Tally.Pieces {
		if p.Title != "" {
			s.Titles = append(s.Titles, p.Title)
		}
	}
	f, ok := late[store.TallyKey{Unit: g.Unit.ID, Item: g.Item.ID}]
	if ok && f.Frozen.Tally.Answered {
		s.Frozen = new(f.Frozen.Tally.Value())
	}
	for _, x := range f.Frozen.Supplements {
		s.Supplements = append(s.Supplements, supplement{x.Record.At.Truncate(time.Second), x.To})
	}
	return s
}

// frozenSum is an item's sum without the supplements; nil when there are none.
func frozenSum(s messages.Summary, late []messages.Supplement) *int {
	sum, differs := s.Value, false
	for _, f := range late {
		if f.Item.ID == s.Item.ID {
			sum, differs = sum-f.Frozen.Now.Value()+f.Frozen.Tally.Value(), true
		}
	}
	if !differs {
		return nil
	}
	return &sum
}

// words is the summary for people.
func (r statusReport) words(p *ledger.Plan) string {
	var sums []messages.Summary
	for _, is := range r.Items {
		it, _ := p.Item(is.Item)
		s := messages.Summary{Item: it, Owed: is.Owed, Done: is.Done, Value: is.Value, Due: p.Deadline(it)}
		for _, id := range is.Missing {
			u, _ := p.Unit(id)
			s.Missing = append(s.Missing, u)
		}
		sums = append(sums, s)
	}
	m := messages.Overview(p, sums, r.At)
	if len(r.Channels) > 0 {
		m.Head(messages.T(messages.ChannelsHeading()))
	}
	for _, c := range r.Channels {
		var since time.Time
		if c.Since != nil {
			since = c.Since.In(p.Campaign.Zone)
		}
		m.Item(messages.T(messages.ChannelLine(c.Channel, c.State, since, c.Trouble)))
	}
	return messages.Render(m, messages.DialectText)
}
