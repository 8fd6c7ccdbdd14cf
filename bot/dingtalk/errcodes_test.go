package dingtalk

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// TestErrcodes has a row for every row of the table; a code without one fails.
func TestErrcodes(t *testing.T) {
	const ten = 10 * time.Minute
	tests := []struct {
		code  int64
		on    endpoint
		class messages.Class
		wait  time.Duration
	}{
		{-1, robotSend, messages.Transient, 0},
		{40004, mediaUpload, messages.Permanent, 0},
		{40014, mediaUpload, messages.Auth, 0},
		{42001, mediaUpload, messages.Auth, 0},
		{40035, robotSend, messages.Permanent, 0},
		{43002, robotSend, messages.Permanent, 0},
		{43004, robotSend, messages.Permanent, 0},
		{300001, robotSend, messages.Auth, 0},
		{300001, sessionSend, messages.Gone, 0},
		{300005, robotSend, messages.Auth, 0},
		{310000, robotSend, messages.Auth, 0},
		{400013, robotSend, messages.Gone, 0},
		{400101, robotSend, messages.Auth, 0},
		{400102, robotSend, messages.Auth, 0},
		{400105, robotSend, messages.Permanent, 0},
		{400106, robotSend, messages.Auth, 0},
		{410100, robotSend, messages.Limited, ten},
		{130101, robotSend, messages.Limited, ten},
		{130101, sessionSend, messages.Limited, ten},
		{302033, robotSend, messages.Limited, time.Minute},
		{430101, robotSend, messages.Permanent, 0},
		{430102, robotSend, messages.Permanent, 0},
		{430103, robotSend, messages.Permanent, 0},
		{430104, robotSend, messages.Permanent, 0},
		{460101, robotSend, messages.Permanent, 0},
		{101002, robotSend, messages.Permanent, 0},
		{90030, robotSend, messages.Auth, 0},
		{90018, robotSend, messages.Limited, time.Minute},
		{90002, robotSend, messages.Limited, time.Minute},
		{987654, robotSend, messages.Transient, 0}, // unknown: the outbox bounds the attempts
	}
	seen := map[int64]bool{}
	for _, tt := range tests {
		seen[tt.code] = true
		err := oapiOutcome(tt.on, wire.Answer{Status: 200, Body: fmt.Appendf(nil, `{"errcode":%d,"errmsg":"a secret text"}`, tt.code)})
		var se *messages.SendError
		if !errors.As(err, &se) {
			t.Errorf("%d: error = %v", tt.code, err)
			continue
		}
		if want := (messages.SendError{Class: tt.class, Code: fmt.Sprint(tt.code), Wait: tt.wait}); *se != want {
			t.Errorf("%d: %+v, want %+v", tt.code, *se, want)
		}
	}
	for code := range oapiCodes {
		if !seen[code] {
			t.Errorf("errcode %d has no test", code)
		}
	}
	for code := range sessionCodes {
		if !seen[code] {
			t.Errorf("errcode %d has no test", code)
		}
	}
}

func TestSecuritySettings(t *testing.T) {
	for msg, want := range map[string]string{
		"keywords not in content, more: [https://x]": "310000 keyword",
		"invalid timestamp, more: [https://x]":       "310000 timestamp",
		"sign not match, more: [https://x]":          "310000 sign",
		"ip 10.0.0.1 not in whitelist":               "310000 ip",
		"something new":                              "310000",
	} {
		var se *messages.SendError
		if err := oapiError(robotSend, 310000, msg); !errors.As(err, &se) || se.Code != want || se.Class != messages.Auth {
			t.Errorf("%q: %v, want %q", msg, err, want)
		}
	}
}

func TestAnswersOfOtherShapes(t *testing.T) {
	const five = 5 * time.Minute
	tests := []struct {
		name   string
		status int
		body   string
		want   *messages.SendError // nil: success
	}{
		{"success", 200, `{"errcode":0,"errmsg":"ok"}`, nil},
		{"success, code as a string", 200, `{"errcode":"0"}`, nil},
		{"throttled address", 200, `{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"u"}`, &messages.SendError{Class: messages.Limited, Code: "1111", Wait: five}},
		{"HTML with 200", 200, " <!doctype html><html>", &messages.SendError{Class: messages.Limited, Code: "html", Wait: five}},
		{"no errcode", 200, `{"errmsg":"ok"}`, &messages.SendError{Class: messages.Transient, Code: "no errcode"}},
		{"errcode null", 200, `{"errcode":null}`, &messages.SendError{Class: messages.Transient, Code: "no errcode"}},
		{"errcode a fraction", 200, `{"errcode":0.5}`, &messages.SendError{Class: messages.Transient, Code: "no errcode"}},
		{"JSON null", 200, `null`, &messages.SendError{Class: messages.Transient, Code: "no errcode"}},
		{"empty", 200, ``, &messages.SendError{Class: messages.Transient, Code: "no errcode"}},
		{"words", 200, `ok`, &messages.SendError{Class: messages.Transient, Code: "no errcode"}},
		{"cut", 200, `{"errcode":0`, &messages.SendError{Class: messages.Transient, Code: "no errcode"}},
		{"429", 429, ``, &messages.SendError{Class: messages.Limited, Code: "http 429", Wait: five}},
		{"403", 403, `<html>`, &messages.SendError{Class: messages.Limited, Code: "http 403", Wait: five}},
		{"500", 500, `{"errcode":0}`, &messages.SendError{Class: messages.Transient, Code: "http 500"}},
		{"503", 503, `<html>`, &messages.SendError{Class: messages.Transient, Code: "http 503"}},
		{"302", 302, ``, &messages.SendError{Class: messages.Auth, Code: "http 302"}},
		{"404", 404, ``, &messages.SendError{Class: messages.Auth, Code: "http 404"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := oapiOutcome(robotSend, wire.Answer{Status: tt.status, Body: []byte(tt.body)})
			if tt.want == nil {
				if err != nil {
					t.Errorf("error = %v", err)
				}
				return
			}
			var se *messages.SendError
			if !errors.As(err, &se) || *se != *tt.want {
				t.Errorf("error = %+v, want %+v", err, tt.want)
			}
		})
	}
}
