package dingtalk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// endpoint is which call answered: one code means two things on two of them.
type endpoint int

const (
	robotSend endpoint = iota // oapi /robot/send, the custom robot
	sessionSend
	mediaUpload // oapi /media/upload
)

const (
	muted     = 10 * time.Minute // what the platform itself does to a robot beyond 20 a minute (CUSTOM)
	ipBlocked = 5 * time.Minute  // an egress address beyond its limit (FREQ)
	tooFast   = time.Minute
)

// outcome is a row of the table.
type outcome struct {
	class messages.Class
	wait  time.Duration
}

// oapiCodes is what to do about an errcode of oapi.dingtalk.com (CUSTOM error
// table and section 3.5 of the facts). The HTTP status is 200 for all of them.
var oapiCodes = map[int64]outcome{
	-1:     {class: messages.Transient},              // system busy
	40004:  {class: messages.Permanent},              // media type: our fault
	40014:  {class: messages.Auth},                   // access token not valid: a new one may be
	42001:  {class: messages.Auth},                   // access token expired: likewise
	40035:  {class: messages.Permanent},              // parameter missing or invalid: our fault
	43002:  {class: messages.Permanent},              // POST needed: our fault
	43004:  {class: messages.Permanent},              // wrong Content-Type: our fault
	300001: {class: messages.Auth},                   // token unusable; on a session: see below
	300005: {class: messages.Auth},                   // token does not exist
	310000: {class: messages.Auth},                   // security setting: keyword, timestamp, sign, address
	400013: {class: messages.Gone},                   // group disbanded: only another address can help
	400101: {class: messages.Auth},                   // no such token
	400102: {class: messages.Auth},                   // robot stopped
	400105: {class: messages.Permanent},              // msgtype unsupported: our fault
	400106: {class: messages.Auth},                   // no such robot
	410100: {class: messages.Limited, wait: muted},   // sending too fast
	130101: {class: messages.Limited, wait: muted},   // more than 20 a minute
	302033: {class: messages.Limited, wait: tooFast}, // too fast (single source)
	430101: {class: messages.Permanent},              // unsafe link
	430102: {class: messages.Permanent},              // unsuitable text
	430103: {class: messages.Permanent},              // unsuitable image
	430104: {class: messages.Permanent},              // unsuitable content
	460101: {class: messages.Permanent},              // longer than 20 000 bytes, in spite of splitting
	101002: {class: messages.Permanent},              // too long (2019 report)
	90030:  {class: messages.Auth},                   // monthly quota used up: the owner must act
	90018:  {class: messages.Limited, wait: tooFast}, // 20 a second of one application
	90002:  {class: messages.Limited, wait: tooFast}, // global limit of one call
}

// sessionCodes differ from oapiCodes on sendBySession: 300001 is "session 不存在",
// the reply address has expired (QwenPaw#2221).
var sessionCodes = map[int64]outcome{300001: {class: messages.Gone}}

// oapiOutcome turns an answer of oapi into nil or a [messages.SendError]. Only
// an explicit errcode of 0 is success: throttling answers in other shapes and
// without one.
func oapiOutcome(e endpoint, a wire.Answer) error {
	if a.Status != http.StatusOK {
		return httpOutcome(a)
	}
	var r struct {
		ErrCode *json.Number `json:"errcode"`
		ErrMsg  string       `json:"errmsg"`
		Status  looseInt     `json:"status"`
	}
	if json.Unmarshal(a.Body, &r) != nil {
		return oddShape(a.Body)
	}
	if r.ErrCode == nil {
		if r.Status == 1111 {
			return &messages.SendError{Class: messages.Limited, Code: "1111", Wait: ipBlocked}
		}
		return &messages.SendError{Class: messages.Transient, Code: "no errcode"}
	}
	n, err := r.ErrCode.Int64()
	if err != nil {
		return &messages.SendError{Class: messages.Transient, Code: "no errcode"}
	}
	if n == 0 {
		return nil
	}
	return oapiError(e, n, r.ErrMsg)
}

func oapiError(e endpoint, n int64, msg string) error {
	row, known := oapiCodes[n]
	if own, ok := sessionCodes[n]; ok && e == sessionSend {
		row = own
	} else if !known { // the outbox bounds the attempts
		row = outcome{class: messages.Transient}
	}
	code := strconv.FormatInt(n, 10)
	if n == 310000 {
		code += securitySetting(msg)
	}
	return &messages.SendError{Class: row.class, Code: code, Wait: row.wait}
}

// securitySetting tells which of a robot's security settings refused. Our word
// for it, never the platform's text: that one quotes addresses and links.
func securitySetting(msg string) string {
	switch {
	case strings.Contains(msg, "keyword"):
		return " keyword"
	case strings.Contains(msg, "timestamp"):
		return " timestamp"
	case strings.Contains(msg, "sign"):
		return " sign"
	case strings.Contains(msg, "whitelist"):
		return " ip"
	}
	return ""
}

// httpOutcome is for answers that never reached the platform's own code.
func httpOutcome(a wire.Answer) error {
	e := &messages.SendError{Class: messages.Transient, Code: fmt.Sprintf("http %d", a.Status)}
	switch {
	case a.Status == http.StatusTooManyRequests, a.Status == http.StatusForbidden:
		e.Class, e.Wait = messages.Limited, ipBlocked
	case a.Status >= 300 && a.Status < 400, a.Status == http.StatusNotFound, a.Status == http.StatusUnauthorized:
		e.Class = messages.Auth // the configured base address is not the platform's
	}
	return e
}

// oddShape is for a 200 that is not JSON: the throttle's HTML page, or a proxy's.
func oddShape(body []byte) error {
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("<")) {
		return &messages.SendError{Class: messages.Limited, Code: "html", Wait: ipBlocked}
	}
	return &messages.SendError{Class: messages.Transient, Code: "no errcode"}
}

// tokenRefused tells whether a new access token may help.
func tokenRefused(err error) bool {
	var se *messages.SendError
	return errors.As(err, &se) && (se.Code == "40014" || se.Code == "42001")
}
