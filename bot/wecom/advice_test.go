package wecom

import (
	"testing"

	"pufabot/messages"
)

// TestRefusalsComeWithAdvice holds doctor to the table: what only a person can
// mend is told with what to click. Chats that we never choose in doctor are left out.
func TestRefusalsComeWithAdvice(t *testing.T) {
	chosenByThePlatform := map[int64]bool{86008: true}
	cured := map[int64]bool{40014: true, 42001: true} // by a fresh token, before anybody hears of it
	for _, e := range errcodes {
		if e.class != messages.Auth || chosenByThePlatform[e.code] || cured[e.code] {
			continue
		}
		if _, known := messages.DoctorAdvice(messages.DoctorWeCom, codeError(e.code)); !known {
			t.Errorf("doctor has no advice for %d (%s)", e.code, e.why)
		}
	}
	if _, known := messages.DoctorAdvice(messages.DoctorWeCom, errReplaced); !known {
		t.Error("doctor has no advice for a second instance")
	}
}
