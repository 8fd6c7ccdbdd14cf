package dingtalk

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/dingtalk/dingtalktest"
)

// What encoding/json makes of a message, to which fields.go is held.

type plainString string

func (s *plainString) UnmarshalJSON(b []byte) error {
	var v string
	switch {
	case json.Unmarshal(b, &v) == nil:
		*s = plainString(v)
	case b[0] == '-' || b[0] >= '0' && b[0] <= '9':
		*s = plainString(b)
	}
	return nil
}

type plainInt int64

func (n *plainInt) UnmarshalJSON(b []byte) error {
	if v, err := strconv.ParseInt(strings.Trim(string(b), `"`), 10, 64); err == nil {
		*n = plainInt(v)
	}
	return nil
}

type plainBool bool

func (v *plainBool) UnmarshalJSON(b []byte) error {
	s := strings.Trim(string(b), `"`)
	*v = s == "true" || s == "1"
	return nil
}

type plainBody struct {
	ConversationID    string          `json:"conversationId"`
	ConversationType  plainString     `json:"conversationType"`
	ConversationTitle string          `json:"conversationTitle"`
	MsgID             string          `json:"msgId"`
	MsgType           string          `json:"msgtype"`
	Text              json.RawMessage `json:"text"`
	Content           json.RawMessage `json:"content"`
	CreateAt          plainInt        `json:"createAt"`
	SenderID          string          `json:"senderId"`
	SenderStaffID     string          `json:"senderStaffId"`
	SenderNick        string          `json:"senderNick"`
	IsInAtList        plainBool       `json:"isInAtList"`
	AtUsers           []struct{}      `json:"atUsers"`
	ChatbotUserID     string          `json:"chatbotUserId"`
	ChatbotCorpID     string          `json:"chatbotCorpId"`
	RobotCode         string          `json:"robotCode"`
	SessionWebhook    string          `json:"sessionWebhook"`
	SessionExpires    plainInt        `json:"sessionWebhookExpiredTime"`
	OriginalMsgID     string          `json:"originalMsgId"`
}

// read gives the body, if it is one at all.
func (p plainBody) read(data []byte) (body, bool) {
	var odd *json.UnmarshalTypeError
	if err := json.Unmarshal(exact(data), &p); err != nil && !errors.As(err, &odd) {
		return body{}, false
	}
	return body{p.ConversationID, looseString(p.ConversationType), p.ConversationTitle, p.MsgID, p.MsgType, value(p.Text), value(p.Content),
		looseInt(p.CreateAt), p.SenderID, p.SenderStaffID, p.SenderNick, looseBool(p.IsInAtList), len(p.AtUsers), p.ChatbotUserID,
		p.ChatbotCorpID, p.RobotCode, p.SessionWebhook, looseInt(p.SessionExpires), p.OriginalMsgID}, true
}

type plainContent struct {
	Content             string          `json:"content"`
	Text                string          `json:"text"`
	RichText            []richItem      `json:"richText"`
	DownloadCode        string          `json:"downloadCode"`
	PictureDownloadCode string          `json:"pictureDownloadCode"`
	FileName            string          `json:"fileName"`
	Recognition         string          `json:"recognition"`
	IsReplyMsg          plainBool       `json:"isReplyMsg"`
	RepliedMsg          json.RawMessage `json:"repliedMsg"`
}

func (p plainContent) read(raw value) content {
	if raw = plainObject(raw); raw != "" {
		_ = json.Unmarshal(exact([]byte(raw)), &p)
	}
	return content{p.Content, p.Text, p.RichText, p.DownloadCode, p.PictureDownloadCode, p.FileName, p.Recognition, looseBool(p.IsReplyMsg), value(p.RepliedMsg)}
}

func plainObject(raw value) value {
	var s string
	if json.Unmarshal([]byte(raw), &s) == nil && raw[0] == '"' {
		raw = strings.TrimSpace(s)
	}
	if !strings.HasPrefix(raw, "{") || !json.Valid([]byte(raw)) {
		return ""
	}
	return raw
}

// plainReply is what a quoted message is and where its content stands.
func plainReply(raw value) (string, value) {
	var r struct {
		MsgType string          `json:"msgType"`
		Content json.RawMessage `json:"content"`
		Text    json.RawMessage `json:"text"`
	}
	_ = json.Unmarshal(exact([]byte(raw)), &r)
	if plainObject(value(r.Content)) == "" {
		return r.MsgType, value(r.Text)
	}
	return r.MsgType, value(r.Content)
}

// names are those of fields that are read.
var names = strings.Fields(`conversationId conversationType conversationTitle msgId msgtype msgType text content createAt
	senderId senderStaffId senderNick isInAtList atUsers chatbotUserId chatbotCorpId robotCode sessionWebhook
	sessionWebhookExpiredTime originalMsgId richText downloadCode pictureDownloadCode fileName recognition isReplyMsg repliedMsg`)

// exact is an object with those fields alone, since encoding/json would also take fields
// whose names differ in their case.
func exact(object []byte) []byte {
	d := json.NewDecoder(bytes.NewReader(object))
	if first, err := d.Token(); err != nil || first != json.Delim('{') || !json.Valid(object) {
		return object
	}
	var out []string
	for d.More() {
		var v json.RawMessage
		name, err := d.Token()
		if err = errors.Join(err, d.Decode(&v)); err != nil {
			panic(err)
		}
		if slices.Contains(names, name.(string)) {
			out = append(out, strconv.Quote(name.(string))+":"+string(v))
		}
	}
	return []byte("{" + strings.Join(out, ",") + "}")
}

// FuzzFields: whatever comes, the fields are those that encoding/json finds.
func FuzzFields(f *testing.F) {
	f.Add(string(dingtalktest.Body("msg1==", "staff0042", "征文1篇", nil)))
	for _, s := range []string{
		`{"msgId":"a","msgId":"b","MSGID":"c","msgid":null,"msgId":7,"msg\u0049d":"e"}`,
		`{"m\u017fgId":"a","senderNic` + "\u212a" + `":"c","MSGTYPE":"x","msgTyp\u0065":"y"}`,
		` { "text" : { "content" : "a" , "content" : [ ] } , "text" : null } ` + "\n",
		`{"conversationType":1,"conversationType":null,"createAt":"+7","createAt":{},"isInAtList":"1","isInAtList":null}`,
		`{"conversationType":"\u0031","conversationType":[1],"createAt":1e3,"createAt":1.5,"isInAtList":true,"conversationType":-0.5e-7}`,
		`{"atUsers":[1,"x",{},[[]],null],"atUsers":7}`, `{"atUsers":[{"a":[1,2]},{}],"atUsers":null}`, `{"atUsers":[ ]}`, `{"atUsers":[1],"atUsers":{"a":1}}`,
		`{"content":{"richText":[{"text":"a"},{"text":"b"}],"richText":[{"type":"picture"}],"richText":[{},{},{}],"RICHTEXT":7}}`,
		`{"content":"{\"richText\":[{\"text\":7,\"type\":\"at\"}]}"}`, `{"content":" \u00a0{\"text\":\"x\"}\u2003 "}`, `{"content":"{\"text\":\"x\"} y"}`,
		`{"senderNick":"\ud800","senderId":"` + "a\xffb" + `","msgId":"\ud83d\ude00\/\"\\","robotCode":"\u0000"}`,
		`{"text":{"repliedMsg":{"msgtype":"text","msgType":"file","content":"x","text":{"text":"y"}}},"msgtype":"text"}`,
		`{"text":{"repliedMsg":"{\"msgType\":\"text\",\"content\":\"{\\\"content\\\":\\\"a\\\"}\"}","isReplyMsg":"true"}}`,
		`[]`, `"x"`, `null`, ` 7 `, `{}`, `{`, `{"a"}`, `{"a":}`, `{"a":1,}`, `{a:1}`, `{"a":01}`, `{"a":1.}`, `{"a":.5}`, `{"a":-}`, `{"a":1e}`, `{"a":+1}`, `{"a":nul}`, `{"a":truee}`,
		`{"a":"\x"}`, `{"a":"\u12g4"}`, "{\"a\":\"\n\"}", `{"a":1}{}`, `{"a":[1 2]}`, `{"a":{"b":1]}`, "{\"a\":1}\x00", "\ufeff{}", `{"a":"b`, `{"a":tru`, `{"":"","":1}`,
	} {
		f.Add(s)
	}
	f.Fuzz(asPlain)
}

// TestDeep: what is nested too deep is no message, and what is not is.
func TestDeep(t *testing.T) {
	deep := func(open, in, end string, n int) string { return strings.Repeat(open, n) + in + strings.Repeat(end, n) }
	for n, ok := range map[int]bool{9999: true, 10000: false} {
		asPlain(t, `{"a":`+deep("[", "", "]", n)+`}`)
		asPlain(t, deep(`{"text":`, "1", "}", n+1))
		asPlain(t, `{"text":"`+deep("[", "", "]", n)+`"}`)
		if got := new(body).read([]byte(deep(`{"content":`, "{}", "}", n))); got != ok {
			t.Errorf("%d deep: %v, want %v", n+1, got, ok)
		}
	}
}

// asPlain reads a message either way.
func asPlain(t *testing.T, data string) {
	t.Helper()
	var got body
	want, ok := plainBody{}.read([]byte(data))
	if read := got.read([]byte(data)); read != ok {
		t.Fatalf("read: %v, want %v", read, ok)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("body (-want +got):\n%s", diff)
	}
	for _, v := range []value{got.Text, got.Content} {
		c, plain := parseContent(unwrapped(v)), plainContent{}.read(v)
		if diff := cmp.Diff(plain, c); diff != "" {
			t.Fatalf("content (-want +got):\n%s", diff)
		}
		raw := unwrapped(c.RepliedMsg)
		if diff := cmp.Diff(plainObject(plain.RepliedMsg), raw); diff != "" {
			t.Fatalf("quote (-want +got):\n%s", diff)
		}
		if raw == "" {
			continue
		}
		msgtype, inner := plainReply(raw)
		plain = plainContent{}.read(inner)
		text, files := plain.words(msgtype, 0)
		q := c.quote("")
		if q.Text != text || cmp.Diff(files, q.Files) != "" {
			t.Fatalf("quote %+v, want %q %v", q, text, files)
		}
	}
}
