package wecom

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/wecom/wecomtest"
	"pufabot/messages"
)

func TestProbeOfTheLongConnection(t *testing.T) {
	tests := []struct {
		name    string
		refused []int64
		want    string
	}{
		{"right", nil, ""},
		{"wrong secret", []int64{853000}, "853000"},
		{"busy", []int64{846601}, "846601"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := wecomtest.NewLong(t, "aibTEST", "s3cret")
				server.Refuse(tt.refused...)
				long, err := NewLong(LongConfig{URL: server.URL(), BotID: "aibTEST", Secret: "s3cret", Client: server.Client()}, nil, zerolog.Nop(), time.Now)
				if err != nil {
					t.Fatal(err)
				}
				code := ""
				var se *messages.SendError
				if err := long.Probe(t.Context(), nil); errors.As(err, &se) {
					code = se.Code
				} else if err != nil {
					t.Fatal(err)
				}
				if code != tt.want {
					t.Errorf("code %q, want %q", code, tt.want)
				}
				if n := len(server.Subscribed()); n != 1 {
					t.Errorf("%d subscriptions", n)
				}
				server.Drop()
			})
		})
	}
}
