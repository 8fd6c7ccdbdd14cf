package dingtalk

import (
	"testing"

	"pufabot/messages"
)

// TestRefusalsComeWithAdvice holds doctor to the tables: what only a person can
// mend is told with what to click.
func TestRefusalsComeWithAdvice(t *testing.T) {
	advised := func(err error) {
		t.Helper()
		if _, known := messages.DoctorAdvice(messages.DoctorDingTalk, err); !known {
			t.Errorf("doctor has no advice for %v", err)
		}
	}
	for code, row := range oapiCodes {
		if row.class != messages.Auth {
			continue
		}
		if code != 310000 {
			advised(oapiError(robotSend, code, ""))
			continue
		}
		for _, setting := range []string{"keywords not in content", "invalid timestamp", "sign not match", "ip 192.0.2.1 not in whitelist"} {
			advised(oapiError(robotSend, code, setting))
		}
	}
	for _, row := range apiCodes {
		if row.class == messages.Auth {
			advised(&messages.SendError{Class: row.class, Code: row.name})
		}
	}
	advised(&messages.SendError{Class: messages.Auth, Code: "http 400"}) // a stream that may not connect
}
