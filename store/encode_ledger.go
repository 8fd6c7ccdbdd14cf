package store

import (
	"pufabot/bot/ledger"
	"pufabot/bot/plainjson"
)

func encodeRecord(w *plainjson.Writer, r *ledger.Record) {
	w.Open()
	w.Uint("seq", r.Seq)
	w.Uint("line", r.Line)
	w.Time("at", r.At)
	encodeAccount(w, "by", r.By)
	w.Text("role", string(r.Role))
	w.Text("unit", string(r.Unit))
	w.Text("item", string(r.Item))
	w.Text("verb", string(r.Verb))
	w.SomeText("op", string(r.Op))
	w.Int("value", r.Value)
	w.True("approx", r.Approx)
	w.SomeText("measure", r.Measure)
	w.SomeText("scope", r.Scope)
	w.SomeText("date", r.Date.String())
	w.SomeText("place", r.Place)
	w.SomeInt("people", r.People)
	plainjson.SomeTexts(w, "titles", r.Titles)
	w.SomeText("author", r.Author)
	plainjson.SomeTexts(w, "authors", r.Authors)
	w.SomeText("type", r.Type)
	w.SomeText("stage", string(r.Stage))
	w.SomeText("media", r.Media)
	plainjson.SomeTexts(w, "names", r.Names)
	w.SomeText("event", string(r.Event))
	w.SomeText("text", r.Text)
	w.SomeText("state", r.State)
	w.SomeUint("file", r.File)
	w.SomeText("format", r.Format)
	w.SomeUint("replaces", r.Replaces)
	if len(r.Pieces) > 0 {
		w.Other("pieces", r.Pieces)
	}
	w.SomeText("verdict", string(r.Verdict))
	w.SomeText("query", r.Query)
	w.SomeUint("moved", r.Moved)
	w.SomeUint("undoes", r.Undoes)
	w.Close()
}

func encodeTally(w *plainjson.Writer, st *storedTally) {
	w.Open()
	w.Text("unit", string(st.Unit))
	w.Text("item", string(st.Item))
	w.Int("records", st.Records)
	w.Name("tally")
	t := &st.Tally
	w.Open()
	w.True("answered", t.Answered)
	plainjson.SomeFigures(w, "parts", t.Parts)
	w.True("approx", t.Approx)
	w.SomeText("measure", t.Measure)
	plainjson.SomeList(w, "pieces", t.Pieces, encodePiece)
	plainjson.SomeList(w, "events", t.Events, encodeEvent)
	if len(t.Names) > 0 {
		w.Other("names", t.Names)
	}
	plainjson.SomeTexts(w, "texts", t.Texts)
	if len(t.Files) > 0 {
		w.Other("files", t.Files)
	}
	w.True("sent", t.Sent)
	w.True("received", t.Received)
	plainjson.SomeFigures(w, "told", t.Told)
	if t.Leap != nil {
		w.Other("leap", t.Leap)
	}
	if len(t.Explained) > 0 {
		w.Other("explained", t.Explained)
	}
	w.SomeTime("at", t.At)
	w.SomeTime("done_at", t.DoneAt)
	w.SomeTime("done_before", t.DoneBefore)
	w.SomeUint("last", t.Last)
	w.Close()
	w.Close()
}

func encodePiece(w *plainjson.Writer, p *ledger.Piece) {
	w.Open()
	w.Uint("seq", p.Seq)
	w.SomeText("title", p.Title)
	w.SomeText("author", p.Author)
	w.SomeText("type", p.Type)
	w.SomeText("media", p.Media)
	w.SomeText("date", p.Date.String())
	w.True("written", p.Written)
	w.True("published", p.Published)
	w.True("submitted", p.Submitted)
	w.SomeText("verdict", string(p.Verdict))
	w.SomeText("reason", p.Reason)
	w.SomeUint("reviewed", p.Reviewed)
	w.SomeInt("returns", p.Returns)
	w.SomeUint("revised", p.Revised)
	w.Close()
}

func encodeEvent(w *plainjson.Writer, e *ledger.Event) {
	w.Open()
	w.Uint("seq", e.Seq)
	w.SomeText("date", e.Date.String())
	w.SomeText("place", e.Place)
	w.SomeInt("people", e.People)
	w.True("approx", e.Approx)
	w.Close()
}
