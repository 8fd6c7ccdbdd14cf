package main

import (
	"testing"

	"pufabot/bot/command/commandtest"
	"pufabot/messages"
	"pufabot/messages/dossiertest"
)

// Visits that were told for people are called so.
func TestStatusTellsTheMeasure(t *testing.T) {
	d := dossiertest.Supplemented(commandtest.Plan())
	g, _ := d.Of("qidong", "quiz")
	if s := unitItem(g, d.Plan.Campaign.Zone, nil); s.Measure != "" {
		t.Errorf("people are called %q", s.Measure)
	}
	g.Tally.Measure = "人次"
	if s := unitItem(g, d.Plan.Campaign.Zone, nil); s.Measure != "人次" {
		t.Errorf("visits are called %q", s.Measure)
	}
}

// The figure stays the live one; the frozen one and the supplements stand beside it,
// and a unit that had said nothing by then was not frozen at zero.
func TestStatusTellsFrozenFigures(t *testing.T) {
	d := dossiertest.Supplemented(commandtest.Plan())
	zone := d.Plan.Campaign.Zone
	first, _ := d.Of("hengyang-xian", "quiz")
	if s := unitItem(first, zone, byKey(d.Frozen)); s.Value != 95 || s.Frozen == nil || *s.Frozen != 90 || len(s.Supplements) != 1 || s.Supplements[0].Value != 95 {
		t.Errorf("%+v", s)
	}
	silent, _ := d.Of("qidong", "quiz")
	if s := unitItem(silent, zone, byKey(d.Frozen)); s.Value != 40 || s.Frozen != nil || len(s.Supplements) != 1 {
		t.Errorf("%+v", s)
	}
	if n := frozenSum(messages.Summary{Item: first.Item, Value: 135}, d.Frozen); n == nil || *n != 90 {
		t.Error(n)
	}
}
