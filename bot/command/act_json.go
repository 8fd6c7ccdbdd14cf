package command

import (
	"encoding/json"

	"pufabot/bot/plainjson"
)

// MarshalJSON writes the shape of explain --json. It is one way only: stored
// questions keep acts in another form.
func (a Act) MarshalJSON() ([]byte, error) {
	var w plainjson.Writer
	encode(&w, &a)
	return w.Out, w.Err
}

// JSON is what encoding/json makes of a list of acts.
func JSON(acts []Act) (json.RawMessage, error) {
	w := plainjson.Writer{Out: make([]byte, 0, 256)}
	plainjson.Values(&w, acts, encode)
	return w.Out, w.Err
}

// encode writes the shape of the contract, in its order.
func encode(w *plainjson.Writer, a *Act) {
	w.Open()
	w.Text("verb", string(a.Verb))
	w.SomeText("unit", string(a.Unit))
	w.SomeText("item", string(a.Item))
	w.SomeText("op", string(a.Op))
	switch {
	case a.Verb == Answer:
		w.Text("value", a.Reply)
	case a.HasValue:
		w.Int("value", a.Value)
	}
	w.SomeText("date", a.Date.String())
	w.SomeText("place", a.Place)
	w.SomeInt("people", a.People)
	w.True("approx", a.Approx)
	w.SomeText("measure", a.Measure)
	w.SomeText("scope", a.Scope)
	plainjson.SomeTexts(w, "titles", a.Titles)
	w.SomeText("author", a.Author)
	plainjson.SomeTexts(w, "authors", a.Authors)
	w.SomeText("type", a.Type)
	w.SomeText("stage", string(a.Stage))
	w.SomeText("media", a.Media)
	plainjson.SomeTexts(w, "names", a.Names)
	w.SomeText("person", a.Person)
	w.SomeText("event", string(a.Event))
	w.SomeText("text", a.Text)
	w.SomeText("state", a.State)
	plainjson.SomeTexts(w, "units", a.Units)
	plainjson.SomeTexts(w, "except", a.Except)
	if a.Verb == Approve && len(a.IDs) == 1 {
		w.SomeText("id", a.IDs[0])
	} else {
		plainjson.SomeTexts(w, "ids", a.IDs)
	}
	if a.Leave.Some() {
		w.Other("leave", a.Leave)
	}
	w.SomeText("verdict", a.Verdict)
	w.SomeText("reason", a.Reason)
	w.SomeTime("due", a.Due)
	w.SomeTime("until", a.Until)
	w.SomeTime("at", a.At)
	w.SomeText("format", a.Format)
	w.SomeText("kind", a.Kind)
	w.SomeText("from", string(a.From))
	w.SomeText("to", string(a.To))
	w.SomeText("group", string(a.Group))
	w.Close()
}
