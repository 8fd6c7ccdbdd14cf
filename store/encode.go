package store

import (
	"encoding/base64"
	"sync"

	"pufabot/bot/ledger"
	"pufabot/bot/plainjson"
	"pufabot/messages"
)

// writers are used again when what they have written was put.
var writers = sync.Pool{New: func() any { return new(plainjson.Writer) }}

// encode writes a value as it rests: as encoding/json does, and without its help what
// every line leaves. It says false when JSON cannot say it.
func encode(w *plainjson.Writer, v any) bool {
	switch v := v.(type) {
	case *counters:
		encodeCounters(w, v)
	case *storedLine:
		encodeLine(w, v)
	case *ledger.Record:
		encodeRecord(w, v)
	case *storedTally:
		encodeTally(w, v)
	case *storedSubject:
		encodeSubject(w, v)
	case storedSeen:
		encodeSeen(w, &v)
	case *messages.Delivery:
		encodeDelivery(w, v)
	default:
		w.Value(v)
	}
	return w.Err == nil
}

func encodeCounters(w *plainjson.Writer, c *counters) {
	w.Open()
	w.Uint("lines", c.Lines)
	w.Uint("records", c.Records)
	w.Uint("deliveries", c.Deliveries)
	w.Uint("requests", c.Requests)
	w.Uint("silences", c.Silences)
	w.Int("pending", c.Pending)
	w.SomeUint("files", c.Files)
	w.SomeText("line_head", base64.StdEncoding.EncodeToString(c.LineHead))
	w.SomeText("record_head", base64.StdEncoding.EncodeToString(c.RecordHead))
	w.Close()
}

func encodeLine(w *plainjson.Writer, l *storedLine) {
	w.Open()
	w.Uint("seq", l.Seq)
	w.Time("at", l.At)
	w.SomeTime("sent_at", l.SentAt)
	w.SomeText("key", l.Key)
	if l.Chat != (messages.Chat{}) {
		w.Name("chat")
		w.Open()
		w.Text("platform", string(l.Chat.Platform))
		w.Text("id", l.Chat.ID)
		w.True("private", l.Chat.Private)
		w.SomeText("title", l.Chat.Title)
		w.Close()
	}
	if l.By != (ledger.Account{}) {
		encodeAccount(w, "by", l.By)
	}
	w.SomeText("nick", l.Nick)
	w.SomeText("role", string(l.Role))
	w.SomeText("unit", string(l.Unit))
	w.SomeText("text", l.Text)
	w.SomeText("quote", l.Quote)
	w.SomeText("outcome", l.Outcome)
	if len(l.Acts) > 0 {
		w.Other("acts", l.Acts)
	}
	w.SomeUint("answers", l.Answers)
	w.Close()
}

func encodeAccount(w *plainjson.Writer, name string, a ledger.Account) {
	w.Name(name)
	w.Open()
	w.Text("platform", string(a.Platform))
	w.Text("user_id", a.UserID)
	w.Close()
}

func encodeSubject(w *plainjson.Writer, s *storedSubject) {
	w.Open()
	w.SomeText("unit", string(s.Unit))
	w.Text("item", string(s.Item))
	w.Time("at", s.At)
	w.Close()
}

func encodeSeen(w *plainjson.Writer, s *storedSeen) {
	w.Open()
	w.SomeUint("line", s.Line)
	if m := &s.Reply; m.Title != "" || m.Lines != nil || m.Columns != nil || m.Mentions != nil || m.Attachments != nil {
		w.Name("reply")
		encodeMessage(w, m)
	}
	w.Time("at", s.At)
	w.SomeUint("delivery", s.Delivery)
	w.Close()
}
