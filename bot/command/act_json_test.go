package command

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"

	"pufabot/bot/ledger"
	"pufabot/bot/plainjson/plainjsontest"
)

// Acts are written as encoding/json writes the shape of the contract.
func TestActsAsByJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		acts := plainjsontest.Any[[]Act](t)
		if len(acts) > 0 && rapid.Bool().Draw(t, "known") {
			acts[0].Verb = rapid.SampledFrom([]Verb{Answer, Approve}).Draw(t, "verb")
		}
		var shapes []actJSON
		if acts != nil {
			shapes = []actJSON{}
		}
		for _, a := range acts {
			shapes = append(shapes, shape(a))
		}
		want, refused := json.Marshal(shapes)
		one, errOne := json.Marshal(acts)
		all, errAll := JSON(acts)
		if (errAll != nil) != (refused != nil) || (errOne != nil) != (refused != nil) {
			t.Fatalf("%v, %v, encoding/json: %v", errAll, errOne, refused)
		}
		if refused == nil && (string(all) != string(want) || string(one) != string(want)) {
			t.Fatalf("encoded as\n%s\nand one by one\n%s\nencoding/json has\n%s", all, one, want)
		}
	})
}

// actJSON is the shape of the contract, in its order.
type actJSON struct {
	Verb    Verb               `json:"verb"`
	Unit    ledger.UnitID      `json:"unit,omitempty"`
	Item    ledger.ItemID      `json:"item,omitempty"`
	Op      ledger.Op          `json:"op,omitempty"`
	Value   any                `json:"value,omitempty"`
	Date    ledger.Date        `json:"date,omitzero"`
	Place   string             `json:"place,omitempty"`
	People  int                `json:"people,omitempty"`
	Approx  bool               `json:"approx,omitempty"`
	Measure string             `json:"measure,omitempty"`
	Scope   string             `json:"scope,omitempty"`
	Titles  []string           `json:"titles,omitempty"`
	Author  string             `json:"author,omitempty"`
	Authors []string           `json:"authors,omitempty"`
	Type    string             `json:"type,omitempty"`
	Stage   ledger.Stage       `json:"stage,omitempty"`
	Media   string             `json:"media,omitempty"`
	Names   []string           `json:"names,omitempty"`
	Person  string             `json:"person,omitempty"`
	Event   ledger.MilestoneID `json:"event,omitempty"`
	Text    string             `json:"text,omitempty"`
	State   string             `json:"state,omitempty"`
	Units   []ledger.UnitID    `json:"units,omitempty"`
	Except  []ledger.UnitID    `json:"except,omitempty"`
	ID      string             `json:"id,omitempty"`
	IDs     []string           `json:"ids,omitempty"`
	Leave   *Pick              `json:"leave,omitempty"`
	Verdict string             `json:"verdict,omitempty"`
	Reason  string             `json:"reason,omitempty"`
	Due     *time.Time         `json:"due,omitempty"`
	Until   *time.Time         `json:"until,omitempty"`
	At      *time.Time         `json:"at,omitempty"`
	Format  string             `json:"format,omitempty"`
	Kind    string             `json:"kind,omitempty"`
	From    ledger.UnitID      `json:"from,omitempty"`
	To      ledger.UnitID      `json:"to,omitempty"`
	Group   ledger.GroupID     `json:"group,omitempty"`
}

func shape(a Act) actJSON {
	j := actJSON{Verb: a.Verb, Unit: a.Unit, Item: a.Item, Op: a.Op, Date: a.Date, Place: a.Place,
		People: a.People, Approx: a.Approx, Measure: a.Measure, Scope: a.Scope, Titles: a.Titles,
		Author: a.Author, Authors: a.Authors, Type: a.Type, Stage: a.Stage, Media: a.Media, Names: a.Names, Person: a.Person,
		Event: a.Event, Text: a.Text, State: a.State, Units: a.Units, Except: a.Except, Verdict: a.Verdict,
		Reason: a.Reason, Format: a.Format, Kind: a.Kind, From: a.From, To: a.To, Group: a.Group,
		Due: instant(a.Due), Until: instant(a.Until), At: instant(a.At)}
	switch {
	case a.Verb == Answer:
		j.Value = a.Reply
	case a.HasValue:
		j.Value = a.Value
	}
	if a.Leave.Some() {
		j.Leave = &a.Leave
	}
	if a.Verb == Approve && len(a.IDs) == 1 {
		j.ID = a.IDs[0]
	} else {
		j.IDs = a.IDs
	}
	return j
}

func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
