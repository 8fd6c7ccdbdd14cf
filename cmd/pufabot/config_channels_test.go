package main

import (
	"strings"
	"testing"
)

const goodAESKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"

// TestChannelsAskOnlyForWhatTheyNeed adds lines to a faultless plan; want are
// the paths that must be named, and no others.
func TestChannelsAskOnlyForWhatTheyNeed(t *testing.T) {
	t.Setenv("PUFABOT_TEST_UNSET", "")
	t.Setenv("PUFABOT_TEST_AES", goodAESKey)
	for _, tc := range []struct{ name, add, want string }{
		{"all off, everything unset", `
[wecom]
token = "env:PUFABOT_TEST_UNSET"
encoding_aes_key = "env:PUFABOT_TEST_UNSET"
secret = "file:none.txt"
app_secret = "env:PUFABOT_TEST_UNSET"
[dingtalk]
client_secret = "env:PUFABOT_TEST_UNSET"
[[groups]]
id = "work"
wecom_webhook_key = "env:PUFABOT_TEST_UNSET"
dingtalk_webhook_token = "env:PUFABOT_TEST_UNSET"
dingtalk_webhook_secret = "env:PUFABOT_TEST_UNSET"`, ""},
		{"wecom callback", "[wecom]\nreceive = \"callback\"\ntoken = \"t\"\nencoding_aes_key = \"env:PUFABOT_TEST_AES\"", ""},
		{"wecom callback without", "[wecom]\nreceive = \"callback\"\ntoken = \"env:PUFABOT_TEST_UNSET\"", "wecom.token wecom.encoding_aes_key"},
		{"wecom key too short", "[wecom]\nreceive = \"callback\"\ntoken = \"t\"\nencoding_aes_key = \"abc\"", "wecom.encoding_aes_key"},
		{"wecom websocket", "[wecom]\nreceive = \"websocket\"\nbot_id = \"b\"\nsecret = \"s\"", ""},
		{"wecom websocket without", "[wecom]\nreceive = \"websocket\"", "wecom.bot_id wecom.secret"},
		{"wecom app", "[wecom]\ncorp_id = \"c\"\nagent_id = 1000002\napp_secret = \"s\"", ""},
		{"wecom app without", "[wecom]\ncorp_id = \"c\"", "wecom.agent_id wecom.app_secret"},
		{"dingtalk callback", "[dingtalk]\nreceive = \"callback\"\nclient_secret = \"s\"", ""},
		{"dingtalk stream", "[dingtalk]\nreceive = \"stream\"\nclient_id = \"c\"\nclient_secret = \"s\"", ""},
		{"dingtalk stream without", "[dingtalk]\nreceive = \"stream\"\nclient_secret = \"file:none.txt\"", "dingtalk.client_id dingtalk.client_secret"},
		{"unknown way of receiving", "[dingtalk]\nreceive = \"steam\"", "dingtalk.receive"},
		{"local doubles", "[wecom]\napi_base = \"http://127.0.0.1:9/\"\nwebsocket_url = \"ws://127.0.0.1:9\"", ""},
		{"not an address", "[wecom]\napi_base = \"qyapi\"\nwebsocket_url = \"https://x\"", "wecom.api_base wecom.websocket_url"},
		{"chat of two groups", "[[groups]]\nid = \"a\"\nwecom_chat_id = \"wr1\"\n[[groups]]\nid = \"b\"\nwecom_chat_id = \"wr1\"", "groups[2].wecom_chat_id"},
		{"listen on everything", "[http]\nlisten = \":8080\"", ""},
		{"console and everything", "[http]\nlisten = \":8080\"\n[console]\nenabled = true", "http.listen"},
		{"console and the network", "[http]\nlisten = \"192.168.1.2:80\"\n[console]\nenabled = true", "http.listen"},
		{"console and localhost", "[http]\nlisten = \"localhost:0\"\n[console]\nenabled = true", ""},
		{"console and ipv6", "[http]\nlisten = \"[::1]:8080\"\n[console]\nenabled = true", ""},
		{"no port", "[http]\nlisten = \"127.0.0.1\"", "http.listen"},
		{"port too high", "[http]\nlisten = \"127.0.0.1:70000\"", "http.listen"},
		{"public address with a query", "[http]\npublic_url = \"https://a.cn/?x=1\"", "http.public_url"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, faults := parseConfig("x.toml", []byte(minimal+tc.add+"\n"))
			var got []string
			for _, f := range faults {
				got = append(got, f.Path)
				if f.Line < 17 {
					t.Errorf("told on line %d: %v", f.Line, f)
				}
			}
			want := strings.Fields(tc.want)
			if len(got) != len(want) || len(want) > 0 && !sameWords(got, want) {
				t.Errorf("got %v, want %v", faults, want)
			}
			if (c != nil) != (len(want) == 0) {
				t.Errorf("config given: %v", c != nil)
			}
		})
	}
}

func sameWords(a, b []string) bool {
	for _, w := range a {
		if !strings.Contains(" "+strings.Join(b, " ")+" ", " "+w+" ") {
			return false
		}
	}
	return true
}

func TestUnsetWebhooksAreOff(t *testing.T) {
	t.Setenv("PUFABOT_TEST_UNSET", "")
	c, faults := parseConfig("x.toml", []byte(minimal+"[[groups]]\nid = \"w\"\nwecom_webhook_key = \"env:PUFABOT_TEST_UNSET\"\ndingtalk_webhook_token = \"abc\"\n"))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if c.Groups[0].WeComWebhookKey.Set() || !c.Groups[0].DingTalkWebhookToken.Set() {
		t.Error("wrong ways out")
	}
}

func TestRobotCodeIsTheClientIDUnlessGiven(t *testing.T) {
	for add, want := range map[string]string{"client_id = \"c\"": "c", "client_id = \"c\"\nrobot_code = \"r\"": "r"} {
		c, faults := parseConfig("x.toml", []byte(minimal+"[dingtalk]\n"+add+"\n"))
		if len(faults) > 0 || c.DingTalk.RobotCode != want {
			t.Errorf("%s: %v", add, faults)
		}
	}
}
