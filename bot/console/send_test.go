package console

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

func TestDeliveryIsShownOnce(t *testing.T) {
	b := newBench(t)
	var m messages.Message
	m.Head(messages.T("收到"))
	m.Item(messages.T("征文 "), messages.U("<b>*《x》*"))
	m.Mentions = []messages.Mention{
		{Account: ledger.Account{Platform: ledger.Console, UserID: "law"}},
		{Account: ledger.Account{Platform: ledger.Console, UserID: "office"}, Name: "李青"},
		{Account: ledger.Account{Platform: ledger.Console, UserID: "gone"}},
	}
	d := delivery("reply/1", "private/law", m)
	for range 2 {
		parts, err := b.Send(context.Background(), d)
		if parts != 1 || err != nil {
			t.Fatalf("Send = %d, %v", parts, err)
		}
	}
	want := []Event{{Chat: "private/law", Key: "delivery/reply/1", At: testNow, Kind: messages.KindReply,
		Text: messages.Render(m, messages.DialectConsole), Lines: m.Lines,
		Mentions: []Mentioned{{"law", "法规科联络员"}, {"office", "李青"}, {"gone", "gone"}}}}
	if d := cmp.Diff(want, b.history(t, "private/law"), cmpopts.IgnoreFields(Event{}, "ID"), cmpopts.IgnoreUnexported(Event{})); d != "" {
		t.Error(d)
	}
}

func TestDeliveriesThatCannotGo(t *testing.T) {
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	other := delivery("k", "group/work", messages.Message{})
	other.Address.Channel = messages.ChanWeComBot
	tests := []struct {
		name string
		ctx  context.Context
		d    messages.Delivery
		want messages.Class
	}{
		{"other channel", context.Background(), other, messages.Permanent},
		{"no such chat", context.Background(), delivery("k", "group/none", messages.Message{}), messages.Permanent},
		{"stopped", stopped, delivery("k", "group/work", messages.Message{}), messages.Transient},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t)
			parts, err := b.Send(tt.ctx, tt.d)
			var se *messages.SendError
			if parts != 0 || !errors.As(err, &se) || se.Class != tt.want {
				t.Errorf("Send = %d, %v, want %s", parts, err, tt.want)
			}
		})
	}
}
