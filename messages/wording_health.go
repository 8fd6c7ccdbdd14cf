package messages

import (
	"strings"
	"time"
)

// ChannelName is what people call a way out.
func ChannelName(c Channel) string {
	if name, ok := channelNames[c]; ok {
		return name
	}
	return string(c)
}

var channelNames = map[Channel]string{
	ChanConsole:         "演练页面",
	ChanWeComWebhook:    "企业微信群机器人",
	ChanWeComResponse:   "企业微信智能机器人（回调）",
	ChanWeComBot:        "企业微信智能机器人（长连接）",
	ChanWeComApp:        "企业微信自建应用",
	ChanDingTalkRobot:   "钉钉自定义机器人",
	ChanDingTalkSession: "钉钉应用机器人（当场回答）",
	ChanDingTalkGroup:   "钉钉应用机器人（群）",
	ChanDingTalkUser:    "钉钉应用机器人（私聊）",
	ChanDingTalkStream:  "钉钉 Stream 长连接",
}

// ChannelLine is one line about a channel's state; see status --json for the
// states. trouble is a class and a code.
func ChannelLine(c Channel, state string, since time.Time, trouble string) string {
	line := ChannelName(c) + "："
	switch state {
	case "connected":
		return line + "已连上"
	case "ok":
		return line + "正常"
	case "idle":
		return line + "还没有发过消息"
	case "disconnected":
		line += "没有连上"
	default:
		line += "发不出去"
	}
	if trouble != "" {
		line += "（" + troubleWords.Replace(trouble) + "）"
	}
	if !since.IsZero() {
		line += "，自 " + since.Format("1月2日 15:04") + " 起"
	}
	return line + "。运行 pufabot doctor 看原因"
}

// ChannelsHeading stands above the channels' states.
func ChannelsHeading() string { return "通道" }

// troubleWords say a class in Chinese; the platform's code stays, for whoever looks
// it up.
var troubleWords = strings.NewReplacer(
	"transient (network)", "网络不通",
	"transient (timeout)", "对方没有回应",
	"auth (another instance is connected)", "另一台电脑上的机器人正连着",
	"transient (starting)", "正在连接", "starting", "正在连接",
	"transient", "暂时出错", "limited", "发得太快，正在等", "auth", "凭据或权限不对")
