package wecom

import (
	"errors"
	"testing"
	"time"

	"pufabot/bot/wire"
	"pufabot/messages"
)

func TestErrcodes(t *testing.T) {
	want := map[int64]messages.Class{
		-1: messages.Transient, 6000: messages.Transient, 846601: messages.Transient, 846602: messages.Transient, 846609: messages.Transient,
		45009: messages.Limited, 45033: messages.Limited,
		40001: messages.Auth, 40014: messages.Auth, 42001: messages.Auth, 40013: messages.Auth, 40091: messages.Auth, 48002: messages.Auth,
		60020: messages.Auth, 86008: messages.Auth, 93000: messages.Auth, 93004: messages.Auth, 93008: messages.Auth, 93019: messages.Auth,
		301002: messages.Auth, 853000: messages.Auth,
		81013: messages.Gone, 86001: messages.Gone, 86003: messages.Gone, 93001: messages.Gone, 93006: messages.Gone, 846605: messages.Gone, 846608: messages.Gone,
		40004: messages.Permanent, 40007: messages.Permanent, 40008: messages.Permanent, 40009: messages.Permanent, 40033: messages.Permanent,
		40058: messages.Permanent, 40201: messages.Permanent, 44001: messages.Permanent, 44004: messages.Permanent, 93017: messages.Permanent, 93018: messages.Permanent,
	}
	seen := map[int64]bool{}
	for _, e := range errcodes {
		if seen[e.code] {
			t.Errorf("%d stands twice", e.code)
		}
		seen[e.code] = true
		class, ok := want[e.code]
		if !ok {
			t.Errorf("%d has no row in this test", e.code)
			continue
		}
		var se *messages.SendError
		if !errors.As(codeError(e.code), &se) || se.Class != class {
			t.Errorf("%d (%s): %v, want %s", e.code, e.why, codeError(e.code), class)
			continue
		}
		if limited := class == messages.Limited; limited != (se.Wait == time.Minute) {
			t.Errorf("%d waits %v", e.code, se.Wait)
		}
	}
	if len(seen) != len(want) {
		t.Errorf("%d codes, want %d", len(seen), len(want))
	}
	if codeError(0) != nil {
		t.Error("0 is no error")
	}
	if messages.ClassOf(codeError(123456789)) != messages.Transient {
		t.Error("an unknown code is transient")
	}
}

func TestStatusErrors(t *testing.T) {
	for _, tt := range []struct {
		status int
		after  string
		class  messages.Class
		wait   time.Duration
	}{
		{301, "", messages.Auth, 0},
		{401, "", messages.Auth, 0},
		{404, "", messages.Auth, 0},
		{408, "", messages.Transient, 0},
		{413, "", messages.Permanent, 0},
		{429, "", messages.Limited, time.Minute},
		{429, "7", messages.Limited, 7 * time.Second},
		{429, "999999", messages.Limited, time.Minute},
		{429, "-1", messages.Limited, time.Minute},
		{500, "", messages.Transient, 0},
		{503, "", messages.Transient, 0},
	} {
		var se *messages.SendError
		if err := statusError(tt.status, tt.after); !errors.As(err, &se) || se.Class != tt.class || se.Wait != tt.wait {
			t.Errorf("%d %q: %v, wait %v", tt.status, tt.after, se, se.Wait)
		}
	}
}

// A success in the words of a failed answer is none.
func TestStatusGoesBeforeErrcode(t *testing.T) {
	for status, want := range map[int]messages.Class{502: messages.Transient, 429: messages.Limited} {
		if err := answered(wire.Answer{Status: status, Body: []byte(`{"errcode":0}`)}, nil); messages.ClassOf(err) != want {
			t.Errorf("%d: %v", status, err)
		}
	}
	if err := answered(wire.Answer{Status: 200, Body: []byte(`{"errcode":0}`)}, nil); err != nil {
		t.Errorf("a success: %v", err)
	}
}
