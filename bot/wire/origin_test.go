package wire

import "testing"

const public = "https://oapi.dingtalk.com"

func TestOwns(t *testing.T) {
	tests := []struct {
		base, raw string
		want      bool
	}{
		{"", "https://oapi.dingtalk.com/robot/sendBySession?session=x", true},
		{"", "https://OAPI.dingtalk.com:443/x", true},
		{"", "http://oapi.dingtalk.com/x", false},
		{"", "https://oapi.dingtalk.com:8443/x", false},
		{"", "https://oapi.dingtalk.com.evil.example/x", false},
		{"", "https://evil.example/https://oapi.dingtalk.com/", false},
		{"", "https://oapi.dingtalk.com@evil.example/x", false},
		{"", "https://evil.example@oapi.dingtalk.com/x", false},
		{"", `https://oapi.dingtalk.com\@evil.example/x`, false},
		{"", "https://oapi.dingtalk.com%2eevil.example/x", false},
		{"", "https://oapi.dingtalk.com./x", false},
		{"", "//oapi.dingtalk.com/x", false},
		{"", "https:oapi.dingtalk.com/x", false},
		{"", "https:///x", false},
		{"", " https://oapi.dingtalk.com/x", false},
		{"", "https://oapi.dingtalk.com/\nx", false},
		{"", "ftp://oapi.dingtalk.com/x", false},
		{"", "https://127.0.0.1/x", false},
		{"", "", false},
		{"https://ding.gov.example/base/", "https://ding.gov.example/robot/sendBySession", true},
		{"https://ding.gov.example", "https://oapi.dingtalk.com/robot/sendBySession", false},
		{"http://127.0.0.1:9000", "http://127.0.0.1:9000/x", true},
		{"http://127.0.0.1:9000", "http://127.0.0.1/x", false},
		{"http://127.0.0.1:80", "http://127.0.0.1/x", true},
		{"not a base", "not a base", false},
		{"oapi.dingtalk.com", "oapi.dingtalk.com", false},
		{"ftp://x", "ftp://x", false},
	}
	for _, tt := range tests {
		if got := ParseOrigin(tt.base, public).Owns(tt.raw); got != tt.want {
			t.Errorf("base %q owns %q = %v, want %v", tt.base, tt.raw, got, tt.want)
		}
	}
}

func TestJoined(t *testing.T) {
	for base, want := range map[string]string{
		"":                           "https://oapi.dingtalk.com/robot/send",
		"https://ding.gov.example/":  "https://ding.gov.example/robot/send",
		"https://ding.gov.example/a": "https://ding.gov.example/a/robot/send",
	} {
		if got := Joined(base, public, "/robot/send"); got != want {
			t.Errorf("Joined(%q) = %q, want %q", base, got, want)
		}
	}
}
