package dingtalk

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"pufabot/bot/wire"
	"pufabot/messages"
)

// staleToken is the code of a request whose access token was not accepted; it is
// answered by fetching a new one, once.
const staleToken = "token"

// apiCodes is what to do about an error code of api.dingtalk.com (section 4.7 of
// the facts). Pages disagree on the beginnings of codes, so a row matches when
// its words occur in the code, without regard to case; the first match counts.
var apiCodes = []struct {
	words string
	name  string // our name of it, which goes into errors and logs
	outcome
}{
	{"permissiondenied", "permission", outcome{class: messages.Auth}},
	{"qpslimit", "qps", outcome{messages.Limited, 2 * time.Second}}, // 20 a second
	{"apicountlimit", "quota", outcome{class: messages.Auth}},       // the month's calls are used up
	{"invalidauthentication", staleToken, outcome{class: messages.Auth}},
	{"accesstoken", staleToken, outcome{class: messages.Auth}},
	{"robotcode", "robot code", outcome{class: messages.Auth}},
	{"userids", "user", outcome{class: messages.Permanent}},
	{"downloadcode", "download code", outcome{class: messages.Gone}},
	{"msgkey", "msgKey", outcome{class: messages.Permanent}},     // our fault
	{"msgparam", "msgParam", outcome{class: messages.Permanent}}, // our fault
	{"msg.unsupport", "unsupported", outcome{class: messages.Permanent}},
	{"openconversationid", "conversation", outcome{class: messages.Gone}},
	{"group.disbanded", "disbanded", outcome{class: messages.Gone}},
	{"bot.stopped", "robot stopped", outcome{class: messages.Auth}},
	{"token.notexisted", "no such token", outcome{class: messages.Auth}},
	{"unknown.send.result", "unknown result", outcome{class: messages.Transient}},
}

// apiError is for answers with another HTTP status than 200.
func apiError(a wire.Answer) *messages.SendError {
	var r struct {
		Code   looseString `json:"code"`
		Status looseInt    `json:"status"`
	}
	_ = json.Unmarshal(a.Body, &r)
	code := strings.ToLower(string(r.Code))
	for _, row := range apiCodes {
		if strings.Contains(code, row.words) {
			return &messages.SendError{Class: row.class, Code: row.name, Wait: row.wait}
		}
	}
	e := &messages.SendError{Class: messages.Transient, Code: fmt.Sprintf("http %d", a.Status)}
	switch {
	case r.Status == 1111:
		e.Class, e.Code, e.Wait = messages.Limited, "1111", ipBlocked
	case a.Status == http.StatusTooManyRequests:
		e.Class, e.Wait = messages.Limited, tooFast
	case a.Status == http.StatusUnauthorized:
		e.Class, e.Code = messages.Auth, staleToken
	case a.Status == http.StatusForbidden, a.Status == http.StatusNotFound, a.Status >= 300 && a.Status < 400:
		e.Class = messages.Auth // not the platform, or not for us
	}
	return e
}
