package store

import (
	"pufabot/bot/plainjson"
	"pufabot/messages"
)

func encodeDelivery(w *plainjson.Writer, d *messages.Delivery) {
	w.Open()
	w.Uint("seq", d.Seq)
	w.Text("key", d.Key)
	w.Text("kind", string(d.Kind))
	if d.To != (messages.To{}) {
		w.Other("to", d.To)
	}
	w.Name("address")
	encodeAddress(w, &d.Address)
	w.Name("message")
	encodeMessage(w, &d.Message)
	w.Time("created", d.Created)
	w.SomeTime("not_after", d.NotAfter)
	plainjson.SomeTexts(w, "about", d.About)
	plainjson.SomeTexts(w, "marks", d.Marks)
	plainjson.SomeTexts(w, "units", d.Units)
	plainjson.SomeTexts(w, "named", d.Named)
	plainjson.SomeTexts(w, "slots", d.Slots)
	w.Text("state", string(d.State))
	w.SomeInt("attempts", d.Attempts)
	w.SomeTime("next_at", d.NextAt)
	w.SomeTime("sent_at", d.SentAt)
	w.SomeInt("parts", d.Parts)
	w.SomeText("failure", d.Failure)
	plainjson.SomeTexts(w, "with", d.With)
	w.SomeText("into", d.Into)
	w.Close()
}

func encodeAddress(w *plainjson.Writer, a *messages.Address) {
	w.Open()
	w.Text("channel", string(a.Channel))
	w.Text("target", a.Target)
	w.SomeText("url", a.URL)
	w.SomeText("req_id", a.ReqID)
	w.SomeText("user_id", a.UserID)
	w.SomeTime("expires", a.Expires)
	w.Close()
}

func encodeMessage(w *plainjson.Writer, m *messages.Message) {
	w.Open()
	w.SomeText("title", m.Title)
	plainjson.List(w, "lines", m.Lines, encodeSaid)
	plainjson.SomeTexts(w, "cols", m.Columns)
	plainjson.SomeList(w, "mentions", m.Mentions, encodeMention)
	if len(m.Attachments) > 0 {
		w.Other("attachments", m.Attachments)
	}
	w.Close()
}

// encodeSaid writes a line of a message.
func encodeSaid(w *plainjson.Writer, l *messages.Line) {
	w.Open()
	w.SomeInt("k", int(l.Kind))
	plainjson.List(w, "s", l.Spans, encodeSpan)
	plainjson.SomeList(w, "c", l.Cells, encodeSpan)
	w.Close()
}

func encodeSpan(w *plainjson.Writer, s *messages.Span) {
	w.Open()
	w.Text("t", s.Text)
	w.True("u", s.Theirs)
	w.True("b", s.Bold)
	w.Close()
}

func encodeMention(w *plainjson.Writer, m *messages.Mention) {
	w.Open()
	encodeAccount(w, "account", m.Account)
	w.SomeText("mobile", m.Mobile)
	w.SomeText("name", m.Name)
	w.Close()
}
