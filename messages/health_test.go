package messages

import (
	"testing"
	"time"
)

func TestChannelLine(t *testing.T) {
	at := time.Date(2026, 12, 4, 9, 5, 0, 0, time.UTC)
	for _, tt := range []struct {
		channel        Channel
		state, trouble string
		since          time.Time
		want           string
	}{
		{ChanWeComBot, "connected", "", at, "企业微信智能机器人（长连接）：已连上"},
		{ChanWeComBot, "disconnected", "auth (another instance is connected)", at,
			"企业微信智能机器人（长连接）：没有连上（另一台电脑上的机器人正连着），自 12月4日 09:05 起。运行 pufabot doctor 看原因"},
		{ChanWeComWebhook, "failing", "auth (93000)", at, "企业微信群机器人：发不出去（凭据或权限不对 (93000)），自 12月4日 09:05 起。运行 pufabot doctor 看原因"},
		{ChanDingTalkStream, "disconnected", "transient (network)", time.Time{}, "钉钉 Stream 长连接：没有连上（网络不通）。运行 pufabot doctor 看原因"},
		{ChanDingTalkRobot, "idle", "", time.Time{}, "钉钉自定义机器人：还没有发过消息"},
		{ChanDingTalkUser, "ok", "", at, "钉钉应用机器人（私聊）：正常"},
		{"new", "ok", "", at, "new：正常"},
	} {
		if got := ChannelLine(tt.channel, tt.state, tt.since, tt.trouble); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.state, got, tt.want)
		}
	}
}
