package dingtalk_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"pufabot/bot/dingtalk"
	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/messages"
)

func TestFetchFiles(t *testing.T) {
	now := time.Date(2026, 12, 3, 10, 0, 0, 0, time.UTC)
	clock := func() time.Time { return now }
	s := dingtalktest.New(t, clock)
	s.AddApp("app", "secret", "robot", nil, nil)
	api := dingtalk.NewOpenAPI(dingtalk.App{APIBase: s.URL, ClientID: "app", ClientSecret: "secret", RobotCode: "robot"}, clock)
	f := dingtalk.NewFiles(api)
	fetch := func(code string) (string, error) {
		var b bytes.Buffer
		_, err := f.Fetch(context.Background(), messages.File{Ref: code}, &b)
		return b.String(), err
	}
	content := strings.Repeat("内容", 5000)
	code := s.AddFile("征文.docx", []byte(content))
	for range 2 {
		if got, err := fetch(code); err != nil || got != content {
			t.Fatalf("%d bytes, %v", len(got), err)
		}
	}
	s.ForgetTokens()
	if _, err := fetch(code); err != nil {
		t.Errorf("after the token died: %v", err)
	}
	permission := `{"code":"Forbidden.AccessDenied.AccessTokenPermissionDenied","message":"secret words"}`
	for name, c := range map[string]struct {
		code    string
		trouble []dingtalktest.Trouble
		want    messages.Class
	}{
		"unknown code":      {"nobody", nil, messages.Gone},
		"no permission":     {code, []dingtalktest.Trouble{{Status: 403, Body: permission}}, messages.Auth},
		"gateway":           {code, []dingtalktest.Trouble{{Status: 504, Body: "{}"}}, messages.Transient},
		"no address":        {code, []dingtalktest.Trouble{{Status: 200, Body: `{}`}}, messages.Transient},
		"foreign address":   {code, []dingtalktest.Trouble{{Status: 200, Body: `{"downloadUrl":"https://169.254.169.254/latest"}`}}, messages.Gone},
		"plain, by number":  {code, []dingtalktest.Trouble{{Status: 200, Body: `{"downloadUrl":"http://10.0.0.1:8080/x"}`}}, messages.Gone},
		"lookalike":         {code, []dingtalktest.Trouble{{Status: 200, Body: `{"downloadUrl":"https://aliyuncs.com.example.org/x"}`}}, messages.Gone},
		"sporadic 502":      {code, []dingtalktest.Trouble{{}, {Status: 502, Body: "x"}}, messages.Transient},
		"redirect far away": {code, []dingtalktest.Trouble{{}, {To: "http://127.0.0.1:1/x"}}, messages.Gone},
	} {
		s.FailNext(c.trouble...)
		_, err := fetch(c.code)
		var se *messages.SendError
		if !errors.As(err, &se) || se.Class != c.want {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.ContainsAny(err.Error(), "/") {
			t.Errorf("%s: the error tells an address: %v", name, err)
		}
	}
}
