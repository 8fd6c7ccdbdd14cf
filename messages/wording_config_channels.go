package messages

import (
	"fmt"
	"strings"
)

// FaultListen says that the listen address is none.
func FaultListen() string {
	return `请写“主机:端口”，如 "127.0.0.1:8080"；端口在 0 到 65535 之间。`
}

// FaultConsoleBeyondLoopback says that the console would be open to others.
func FaultConsoleBeyondLoopback() string {
	return `打开了演练页面（console.enabled = true），就只能监听本机，请写 "127.0.0.1:8080"；要对外监听，请先把 console.enabled 改成 false。`
}

// FaultURL says that an address is none of the kinds wanted.
func FaultURL(schemes ...string) string {
	return fmt.Sprintf("请写以 %s 开头的完整地址，不要带用户名、问号和井号。", strings.Join(schemes, " 或 "))
}

// FaultChannelNeeds says why a channel that is on cannot work.
func FaultChannelNeeds(channel, why string) string {
	if why == "" {
		why = "这一项还是空的"
	}
	return fmt.Sprintf("%s 需要它：%s。请补上，或者先把对应的通道关掉。", channel, why)
}

// FaultAESKey says that the key has the wrong shape.
func FaultAESKey() string {
	return "EncodingAESKey 应是 43 位的英文字母和数字，请到企业微信后台整段重新复制。"
}

// FaultWebhook says that more or less than the key was pasted.
func FaultWebhook(part string) string {
	return fmt.Sprintf("只填机器人地址里 %s= 后面的那一段，不要整条地址，也不要有空格。", part)
}

// FaultConversation says that a DingTalk secret stands without its token.
func FaultConversation() string {
	return "填了加签密钥却没有 dingtalk_webhook_token，请一并填上机器人地址里 access_token= 后面的那一段。"
}

// WordApp names the self-built application as a channel.
const WordApp = "自建应用（填了 corp_id）"

// FaultHost says that a name of a host is not one.
func FaultHost() string {
	return "这里写主机名，不带 https:// 和路径，例如 \"files.example.gov.cn\"；以点开头表示它下面的所有主机，例如 \".example.gov.cn\""
}
