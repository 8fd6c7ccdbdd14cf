package dingtalk

import (
	"encoding/json"
	"net/http"
)

// The topics that are used of a Stream connection (DP stream/protocol).
const (
	typeSystem   = "SYSTEM"
	typeEvent    = "EVENT"
	typeCallback = "CALLBACK"

	topicPing       = "ping"
	topicDisconnect = "disconnect"
	topicMessage    = "/v1.0/im/bot/messages/get"
)

// frame is what the platform sends: JSON in a text frame, whose data is JSON in a
// string again (DP stream/protocol).
type frame struct {
	Type    string `json:"type"`
	Headers struct {
		MessageID string `json:"messageId"`
		Topic     string `json:"topic"`
	} `json:"headers"`
	Data json.RawMessage `json:"data"`
}

// text is the data as the string that it came in.
func (f frame) text() string {
	var s string
	if json.Unmarshal(f.Data, &s) != nil {
		return string(f.Data)
	}
	return s
}

// ack is what we answer; the code is like HTTP's (DP stream/protocol).
type ack struct {
	Code    int        `json:"code"`
	Headers ackHeaders `json:"headers"`
	Message string     `json:"message"`
	Data    string     `json:"data"`
}

type ackHeaders struct {
	MessageID   string `json:"messageId"` // the request's
	ContentType string `json:"contentType"`
}

func newAck(messageID string, code int, data string) ack {
	return ack{Code: code, Headers: ackHeaders{messageID, "application/json"}, Message: http.StatusText(code), Data: data}
}

// What an ack may carry. A reply to the person cannot (DP appbot/reply).
const (
	ackMessage = `{"response":null}`
	ackEvent   = `{"status":"SUCCESS"}`
	ackNothing = `{}`
)
