package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"pufabot/bot/dingtalk/dingtalktest"
	"pufabot/bot/wecom/wecomtest"
)

// doctor runs the command on a configuration in which the named places of the
// example are replaced.
func doctor(t *testing.T, change []string, args ...string) (out string, code int) {
	t.Helper()
	path := exampleWith(t, t.TempDir(), change...)
	var stdout, stderr bytes.Buffer
	code = run(append([]string{"doctor", "-c", path}, args...), strings.NewReader(""), &stdout, &stderr)
	if s := stderr.String(); s != "" {
		t.Logf("stderr: %s", s)
	}
	return stdout.String(), code
}

// holds wants each of the words in the report.
func holds(t *testing.T, out string, words ...string) {
	t.Helper()
	for _, w := range words {
		if !strings.Contains(out, w) {
			t.Errorf("no %q in:\n%s", w, out)
		}
	}
}

func TestDoctorOfTheExampleSaysHowToConnect(t *testing.T) {
	out, code := doctor(t, nil)
	if code != 0 {
		t.Errorf("exit code %d:\n%s", code, out)
	}
	holds(t, out, "[通过] 配置文件", "[注意] 机器人：两个平台都还没有接", "智能机器人 → 创建", "Stream 模式")
}

func TestDoctorSendsATestMessageToEveryGroup(t *testing.T) {
	const key, token, secret = "key-of-the-work-group", "token-of-the-work-group", "SEC-of-the-work-group"
	we, ding := wecomtest.NewServer(t, time.Now, key), dingtalktest.New(t, time.Now)
	ding.AddRobot(token, secret, "")
	t.Setenv("PUFABOT_WECOM_WEBHOOK_KEY", key)
	t.Setenv("PUFABOT_DINGTALK_WEBHOOK_TOKEN", token)
	t.Setenv("PUFABOT_DINGTALK_WEBHOOK_SECRET", secret)
	bases := []string{`"https://qyapi.weixin.qq.com"`, `"` + we.URL + `"`, `"https://oapi.dingtalk.com"`, `"` + ding.URL + `"`}

	out, code := doctor(t, bases)
	if code != 0 {
		t.Errorf("exit code %d:\n%s", code, out)
	}
	holds(t, out, "[通过] 网络", "[通过] 时钟", "[通过] 企业微信群机器人", "[通过] 钉钉自定义机器人", "全部通过")
	if n := len(we.Posts(key)); n != 1 {
		t.Errorf("the WeCom group saw %d messages", n)
	}
	if n := len(ding.Sent()); n != 1 {
		t.Errorf("the DingTalk group saw %d messages", n)
	}

	if out, _ := doctor(t, bases, "--no-message"); len(we.Posts(key)) != 1 || len(ding.Sent()) != 1 {
		t.Errorf("--no-message sent one:\n%s", out)
	}
}

func TestDoctorSaysWhatToClick(t *testing.T) {
	const appSecret = "secret-that-must-not-show"
	we, ding := wecomtest.NewServer(t, time.Now, "another-key"), dingtalktest.New(t, time.Now)
	we.Serve(wecomtest.Application{CorpID: "ww0001", Secret: "right", AgentID: 1000002})
	ding.AddRobot("robot-token", "", "宪法日")
	ding.AddApp("dingappkey0001", "right", "dingappkey0001", nil, nil)
	t.Setenv("PUFABOT_WECOM_WEBHOOK_KEY", "removed-key")
	t.Setenv("PUFABOT_DINGTALK_WEBHOOK_TOKEN", "robot-token")
	t.Setenv("PUFABOT_WECOM_APP_SECRET", appSecret)
	t.Setenv("PUFABOT_DINGTALK_CLIENT_SECRET", appSecret)
	out, code := doctor(t, []string{
		`"https://qyapi.weixin.qq.com"`, `"` + we.URL + `"`, `"https://oapi.dingtalk.com"`, `"` + ding.URL + `"`,
		`"https://api.dingtalk.com"`, `"` + ding.URL + `"`, `receive       = "off"`, `receive = "stream"`,
		`client_id     = ""`, `client_id = "dingappkey0001"`, `corp_id          = ""`, `corp_id = "ww0001"`,
		`agent_id         = 0`, `agent_id = 1000002`,
	})
	if code != 1 {
		t.Errorf("exit code %d", code)
	}
	holds(t, out, "[不行] 企业微信群机器人", "93000", "复制 Webhook 地址", "[不行] 企业微信自建应用：Secret 不对",
		"[不行] 钉钉自定义机器人", "自定义关键词", "[不行] 钉钉应用凭证", "核对 Client ID", "有 4 项不行")
	for _, secret := range []string{appSecret, "removed-key", "robot-token"} {
		if strings.Contains(out, secret) {
			t.Errorf("the report shows %q", secret)
		}
	}
}

func TestDoctorNamesAnUnreachableHost(t *testing.T) {
	t.Setenv("PUFABOT_WECOM_WEBHOOK_KEY", "key")
	out, code := doctor(t, []string{`"https://qyapi.weixin.qq.com"`, `"http://127.0.0.1:1"`})
	if code != 1 {
		t.Errorf("exit code %d", code)
	}
	holds(t, out, "[不行] 网络“127.0.0.1:1”：连不上", "443 出站")
}

func TestDoctorSpeaksOverTheLongConnection(t *testing.T) {
	long := wecomtest.NewLong(t, "aibTEST", "s3cret")
	address := long.Listen()
	heard := make(chan wecomtest.Frame, 8)
	long.Heard(func(f wecomtest.Frame) { heard <- f })
	long.Meet("wrWORK")
	t.Setenv("PUFABOT_WECOM_SECRET", "s3cret")
	change := []string{`receive          = "off"`, `receive = "websocket"`, `"wss://openws.work.weixin.qq.com"`, `"` + address + `"`,
		`bot_id           = ""`, `bot_id = "aibTEST"`, `wecom_chat_id            = ""`, `wecom_chat_id = "wrWORK"`}
	out, code := doctor(t, change)
	if code != 0 {
		t.Errorf("exit code %d", code)
	}
	holds(t, out, "[通过] 企业微信智能机器人（长连接）", "[通过] 企业微信智能机器人发群消息")
	if f := <-heard; f.ChatID != "wrWORK" || !strings.Contains(f.Text, "接通测试") {
		t.Errorf("the group saw %+v", f)
	}
	t.Setenv("PUFABOT_WECOM_SECRET", "another")
	out, code = doctor(t, change)
	if code != 1 {
		t.Errorf("exit code %d", code)
	}
	holds(t, out, "[不行] 企业微信智能机器人（长连接）")
}
