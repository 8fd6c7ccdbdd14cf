package wecom

import "encoding/json"

// frame is one text message of the connection, either way (D101463).
type frame struct {
	Cmd     string          `json:"cmd,omitempty"`
	Headers frameHeaders    `json:"headers"`
	Body    json.RawMessage `json:"body,omitempty"`
	ErrCode *int64          `json:"errcode,omitempty"`
}

type frameHeaders struct {
	ReqID string `json:"req_id"`
}

// conversation is where a frame belongs; what cannot be read is refused later.
func conversation(f frame) string {
	var who struct {
		ChatID string `json:"chatid"`
		From   struct {
			UserID string `json:"userid"`
		} `json:"from"`
	}
	_ = json.Unmarshal(f.Body, &who)
	if who.ChatID == "" {
		return who.From.UserID
	}
	return who.ChatID
}

// replaced tells whether another connection of this bot took over (D101463).
func replaced(f frame) bool {
	var body struct {
		Event struct {
			Type string `json:"eventtype"`
		} `json:"event"`
	}
	return f.Cmd == "aibot_event_callback" && json.Unmarshal(f.Body, &body) == nil && body.Event.Type == "disconnected_event"
}
