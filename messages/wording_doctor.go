package messages

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Finding is the outcome of one step of doctor.
type Finding struct {
	Mark   FindingMark
	Name   string
	Words  string   // one clause; may be empty
	Advice []string // what to do, step by step
}

// FindingMark says how a step went.
type FindingMark string

// The marks, as they are printed.
const (
	Passed  FindingMark = "[通过]"
	Noticed FindingMark = "[注意]"
	Refused FindingMark = "[不行]"
	Skipped FindingMark = "[跳过]"
)

// String is the finding as lines for a terminal.
func (f Finding) String() string {
	line := string(f.Mark) + " " + f.Name
	if f.Words != "" {
		line += "：" + f.Words
	}
	for _, a := range f.Advice {
		line += "\n       → " + a
	}
	return line
}

// DoctorBegin opens the report of doctor.
func DoctorBegin() string { return "接通检查：一项一项试，不改动台账。" }

// DoctorEnd closes it.
func DoctorEnd(refused, noticed int) string {
	switch {
	case refused > 0:
		return fmt.Sprintf("有 %d 项不行。照箭头后面的办法改好，再运行一次 pufabot doctor。", refused)
	case noticed > 0:
		return fmt.Sprintf("能用，有 %d 项请留意。", noticed)
	}
	return "全部通过。运行 pufabot serve 就可以用了。"
}

// DoctorStep names a step; detail is a host or a group.
func DoctorStep(step, detail string) string {
	name := map[string]string{
		"config": "配置文件", "folder": "数据目录", "running": "机器人", "clock": "时钟", "reach": "网络",
		"public": "公网地址", "wecom-webhook": "企业微信群机器人", "wecom-long": "企业微信智能机器人（长连接）",
		"wecom-callback": "企业微信智能机器人（回调）", "wecom-bot": "企业微信智能机器人发群消息", "wecom-app": "企业微信自建应用", "wecom-app-message": "企业微信自建应用发单聊",
		"dingtalk-robot": "钉钉自定义机器人", "dingtalk-app": "钉钉应用凭证", "dingtalk-stream": "钉钉 Stream 模式",
		"dingtalk-callback": "钉钉回调", "dingtalk-group": "钉钉应用机器人发群消息", "dingtalk-user": "钉钉应用机器人发单聊",
	}[step]
	if detail == "" {
		return name
	}
	return name + "“" + detail + "”"
}

// DoctorTestMessage is what the groups and the coordinator see.
func DoctorTestMessage(now time.Time) Message {
	m := Message{Title: "普法小助手接通测试"}
	m.Say(T("普法小助手接通测试（" + now.Format("15:04") + "）：看到这条，就说明提醒能发到这里。不用回复。"))
	return m
}

// The clauses of findings.
const (
	DoctorConfigGood    = "没有错误"
	DoctorFolderGood    = "可以写入"
	DoctorNotRunning    = "没有在运行，长连接由这里试"
	DoctorIsRunning     = "正在运行"
	DoctorSent          = "测试消息已发出，请到手机上看一眼"
	DoctorConnected     = "连上了"
	DoctorRightSecret   = "凭证有效"
	DoctorReached       = "通"
	DoctorNoMessage     = "按 --no-message 没有发测试消息"
	DoctorNobodyToWrite = "没有可以试发的协调员，密钥以外的设置（可信 IP、可见范围）没有试"
	DoctorLeftAlone     = "机器人正用着这条连接，不另外去连，免得把它挤下线"
	DoctorNotConnected  = "机器人正在运行，但还没有连上"
)

// DoctorSteps are the sentences of advice that belong to no refusal.
func DoctorNothingOn() (words string, advice []string) {
	return "两个平台都还没有接，只有浏览器里的试用聊天能用", []string{
		"企业微信：管理后台 → 安全与管理 → 管理工具 → 智能机器人 → 创建（API 模式，选“使用长连接”），把 Bot ID 和 Secret 填进 [wecom]，receive = \"websocket\"。",
		"钉钉：开放平台 → 应用开发 → 企业内部应用 → 添加机器人能力，消息接收选 Stream 模式并发布，把 Client ID 和 Client Secret 填进 [dingtalk]，receive = \"stream\"。",
		"要能 @ 到人：群设置里加一个群机器人（钉钉叫自定义机器人，安全设置选“加签”），把地址里的 key 填进 [[groups]]。"}
}

// DoctorClockWords tells how far the clock is from the platform's.
func DoctorClockWords(skew time.Duration) string {
	if skew.Abs() < 2*time.Second {
		return "和平台一致"
	}
	ahead := "快"
	if skew < 0 {
		ahead = "慢"
	}
	return fmt.Sprintf("这台电脑比平台%s %s", ahead, spokenLength(skew.Abs()))
}

// DoctorClockAlone tells, where no platform's time was seen, whether the system keeps the clock right.
func DoctorClockAlone(kept bool) string {
	if kept {
		return "系统在自动校时（没有平台的时间可比）"
	}
	return "系统没有在自动校时，也没有平台的时间可比"
}

// DoctorClockAdvice says how to set the clock.
func DoctorClockAdvice() []string {
	return []string{"签名和提醒都靠时钟。Windows：设置 → 时间和语言 → 自动设置时间 → 立即同步；Linux：timedatectl set-ntp true。"}
}

// DoctorHookUp says what to enter on the platform's page for a callback.
func DoctorHookUp(publicURL, path, page string) []string {
	if publicURL == "" {
		return []string{"回调要有公网地址：请把它填进 http.public_url。没有公网地址就改用长连接（企业微信 receive = \"websocket\"，钉钉 receive = \"stream\"）。"}
	}
	return []string{"在" + page + "把地址填成 " + strings.TrimRight(publicURL, "/") + path + " ，保存时 pufabot serve 要正在运行。"}
}

// The pages on which a callback's address is entered.
const (
	PageWeComBot = "企业微信智能机器人的“接收消息”设置里"
	PageWeComApp = "自建应用的“接收消息 → 设置 API 接收”里"
	PageDingTalk = "钉钉开放平台的“机器人 → 消息接收模式（HTTP）”里"
)

func spokenLength(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf("%d 秒", int(d.Seconds()))
	case d < 2*time.Hour:
		return fmt.Sprintf("%d 分钟", int(d.Minutes()))
	}
	return fmt.Sprintf("%d 小时", int(d.Hours()))
}

// DoctorFolderBad tells that the data folder cannot be written.
func DoctorFolderBad(dir, why string) (string, []string) {
	return "写不进 " + dir + "（" + why + "）", []string{"检查目录的权限和磁盘空间，或把 data_dir 改到能写的地方。"}
}

// DoctorTrouble words a refusal and says what to click where.
func DoctorTrouble(platform string, err error) (words string, advice []string) {
	var se *SendError
	if !errors.As(err, &se) {
		return "没有成功", nil
	}
	if row, known := DoctorAdvice(platform, err); known {
		return row.Words + "（" + se.Code + "）", row.Advice
	}
	switch {
	case se.Class == Transient && (se.Code == "timeout" || se.Code == "network" || se.Code == "websocket" || se.Code == "no ack"):
		return "连不上或没有回音", []string{"先看上面“网络”那几项；单位防火墙要放行 443 出站。"}
	case strings.HasPrefix(se.Code, "http ") || se.Code == "html" || se.Code == "no errcode":
		return "回答的不像是平台（" + se.Code + "）", []string{"检查 api_base、oapi_base、websocket_url 是否写对；单位的代理或上网认证也会这样。"}
	case se.Class == Limited:
		return "发得太快，被平台限流（" + se.Code + "）", []string{"等十分钟再试。"}
	}
	return "平台拒绝了（" + se.Code + "）", []string{"把这个代码发给平台管理员，或在平台的错误码查询页里查。"}
}

// DoctorUnreached words why a host was not reached.
func DoctorUnreached(reason string) (words string, advice []string) {
	switch reason {
	case "dns":
		return "找不到这个域名", []string{"检查网线、上网认证和 DNS 设置；内网专用地址请核对 config.toml 里的写法。"}
	case "certificate":
		return "证书不受信任", []string{"多半是单位的上网安全设备换了证书：请网管放行这个域名不解密，或把单位的根证书装进系统。电脑日期错了也会这样。"}
	case "timeout":
		return "等了很久没有回音", []string{"请网管放行这台电脑到这个域名的 443 出站；要走代理的话，设置环境变量 HTTPS_PROXY。"}
	}
	return "连不上", []string{"请网管放行这台电脑到这个域名的 443 出站；要走代理的话，设置环境变量 HTTPS_PROXY。"}
}
