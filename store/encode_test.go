package store

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"pufabot/bot/ledger"
	"pufabot/bot/plainjson"
	"pufabot/bot/plainjson/plainjsontest"
	"pufabot/messages"
)

// What is written field by field has the bytes that encoding/json gives, and is refused
// where it refuses. A field that is forgotten in the one fails here.
func TestEncodedAsByJSON(t *testing.T) {
	t.Run("counters", asByJSON(func(v counters) any { return &v }))
	t.Run("line", asByJSON(func(v storedLine) any { return &v }))
	t.Run("record", asByJSON(func(v ledger.Record) any { return &v }))
	t.Run("tally", asByJSON(func(v storedTally) any { return &v }))
	t.Run("subject", asByJSON(func(v storedSubject) any { return &v }))
	t.Run("seen", asByJSON(func(v storedSeen) any { return v }))
	t.Run("delivery", asByJSON(func(v messages.Delivery) any { return &v }))
}

func asByJSON[T any](given func(T) any) func(*testing.T) {
	return func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			v := plainjsontest.Any[T](t)
			want, refused := json.Marshal(v)
			var w plainjson.Writer
			if can := encode(&w, given(v)); can != (refused == nil) {
				t.Fatalf("%v, encoding/json: %v", w.Err, refused)
			}
			if refused == nil && string(w.Out) != string(want) {
				t.Fatalf("encoded as\n%s\nencoding/json has\n%s", w.Out, want)
			}
		})
	}
}
