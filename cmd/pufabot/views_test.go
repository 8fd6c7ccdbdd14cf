package main

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// A unit's calendar follows what is said in the chat: what was reported rings no
// more, a moved deadline moves.
func TestCalendarFollowsTheChat(t *testing.T) {
	th := curtain(t)
	feed := func(query string) (body, etag string) {
		resp, err := http.Get(th.url + "/calendar.ics" + query)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		data, err := io.ReadAll(resp.Body)
		if err != nil || resp.StatusCode != 200 {
			t.Fatalf("status %d, %v", resp.StatusCode, err)
		}
		return strings.ReplaceAll(string(data), "\r\n ", ""), resp.Header.Get("ETag")
	}
	before, tag := feed("?unit=changning")
	if !strings.Contains(before, "DTSTART;VALUE=DATE:20261220\r\n") || !strings.Contains(before, "SUMMARY:普法宣讲截止\r\n") {
		t.Error(before)
	}
	th.say("calendar-1", "group/work", "changning", "宣讲2场")
	th.say("calendar-2", "private/coordinator", "coordinator", "常宁征文延到22号中午")
	after, changed := feed("?unit=changning")
	if !strings.Contains(after, "DTEND:20261222T040000Z\r\n") || !strings.Contains(after, "SUMMARY:✓ 普法宣讲（已报）\r\n") || tag == changed {
		t.Error(after)
	}
	if all, _ := feed(""); strings.Contains(all, "已报") || !strings.Contains(all, "DTSTART;VALUE=DATE:20261220\r\n") {
		t.Error("one unit's standing shows in everybody's calendar")
	}
}
