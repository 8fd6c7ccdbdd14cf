package messages

import (
	"errors"
	"slices"
)

// Platforms of the table below.
const (
	DoctorWeCom    = "wecom"
	DoctorDingTalk = "dingtalk"
)

// Advice is what a refusal means and what to do about it.
type Advice struct {
	Platform, Code string
	Words          string
	Advice         []string
}

// DoctorAdvice is the table's row for the refusal, if there is one.
func DoctorAdvice(platform string, err error) (Advice, bool) {
	var se *SendError
	if !errors.As(err, &se) {
		return Advice{}, false
	}
	i := slices.IndexFunc(doctorAdvice, func(a Advice) bool { return a.Platform == platform && a.Code == se.Code })
	if i < 0 {
		return Advice{}, false
	}
	return doctorAdvice[i], true
}

// doctorAdvice has a row a code. Pages are named as the platforms' own consoles
// name them.
var doctorAdvice = []Advice{
	{DoctorWeCom, "93000", "Webhook 地址无效", []string{
		"群聊右上角 ··· → 群机器人 → 点这个机器人，复制 Webhook 地址，key= 后面的部分就是 wecom_webhook_key。", "机器人被删过的话，重新添加一个，key 会变。"}},
	{DoctorWeCom, "93004", "群机器人被停用", []string{"请企业微信管理员在 管理后台 → 安全与管理 → 群机器人 里启用。"}},
	{DoctorWeCom, "93008", "机器人不在群里", []string{"群聊右上角 ··· → 群机器人 → 添加，再换上新的 key。"}},
	{DoctorWeCom, "40001", "Secret 不对", []string{"管理后台 → 应用管理 → 这个应用 → Secret → 查看，重新复制到 app_secret（智能机器人的 Secret 在它自己的页面，填 secret，两个不通用）。"}},
	{DoctorWeCom, "40091", "Secret 不对", []string{"管理后台 → 应用管理 → 这个应用 → Secret → 查看，重新复制到 app_secret。"}},
	{DoctorWeCom, "40013", "corp_id 或 bot_id 不对", []string{
		"corp_id：管理后台 → 我的企业 → 企业信息 最下面的企业 ID，以 ww 开头。", "bot_id：智能机器人页面 → API 模式 → 使用长连接。"}},
	{DoctorWeCom, "93019", "bot_id 不对", []string{"智能机器人页面 → API 模式 → 使用长连接，重新复制 Bot ID。"}},
	{DoctorWeCom, "853000", "智能机器人的 Secret 不对", []string{"智能机器人页面 → API 模式 → 使用长连接，重新获取 Secret（旧的会失效）。"}},
	{DoctorWeCom, "48002", "应用没有这个权限", []string{"管理后台 → 应用管理 → 这个应用，检查可见范围和接口权限。"}},
	{DoctorWeCom, "60020", "这台电脑的出口 IP 不在可信名单", []string{
		"管理后台 → 应用管理 → 这个应用 → 企业可信 IP → 配置，加上本单位的出口 IP（浏览器里搜“本机 IP”可以看到），约一分钟生效。",
		"页面要求先设可信域名或接收消息服务器 URL 的话，先设它。没有固定出口 IP 就不用自建应用，私聊用智能机器人。"}},
	{DoctorWeCom, "301002", "agent_id 和 Secret 不是同一个应用", []string{"管理后台 → 应用管理 → 这个应用，AgentId 和 Secret 要从同一页复制。"}},
	{DoctorWeCom, "81013", "收信人不在应用的可见范围", []string{"管理后台 → 应用管理 → 这个应用 → 可见范围，加上各单位联系人和协调员。"}},
	{DoctorWeCom, "invalid user", "收信人不存在或不在可见范围", []string{
		"[[people]] 的 wecom_userid 是 管理后台 → 通讯录 里的“账号”，不是姓名。", "应用 → 可见范围 里要有这个人。"}},
	{DoctorWeCom, "unlicensed user", "收信人没有激活许可", []string{"请企业微信管理员给这个人分配“基础账号”许可。"}},
	{DoctorWeCom, "another instance is connected", "另一台电脑上的机器人正连着", []string{"一个智能机器人只能有一条长连接。关掉另一台上的 pufabot，或各用各的机器人。"}},
	{DoctorWeCom, "45009", "发得太快", []string{"每个群机器人每分钟最多 20 条，等一分钟再试。"}},

	{DoctorDingTalk, "310000 keyword", "消息里没有自定义关键词", []string{"群设置 → 机器人 → 这个机器人 → 安全设置，改选“加签”，把 SEC 开头的密钥填进 dingtalk_webhook_secret。"}},
	{DoctorDingTalk, "310000 sign", "加签密钥不对", []string{"群设置 → 机器人 → 这个机器人 → 安全设置 → 加签，重新复制 SEC 开头的整串到 dingtalk_webhook_secret。"}},
	{DoctorDingTalk, "310000 timestamp", "时间差超过一小时", []string{"先把这台电脑的时钟对准，见上面“时钟”。"}},
	{DoctorDingTalk, "310000 ip", "这台电脑的出口 IP 不在机器人的地址段里", []string{"群设置 → 机器人 → 这个机器人 → 安全设置，加上本单位的出口 IP，或改选“加签”。"}},
	{DoctorDingTalk, "40014", "访问令牌失效", []string{"程序会自己换新的令牌。一直这样，请核对 client_id 和 Client Secret。"}},
	{DoctorDingTalk, "42001", "访问令牌过期", []string{"程序会自己换新的令牌。一直这样，请核对这台电脑的时钟。"}},
	{DoctorDingTalk, "300001", "Webhook 地址无效", []string{"群设置 → 机器人 → 这个机器人，复制 Webhook，access_token= 后面的部分是 dingtalk_webhook_token。"}},
	{DoctorDingTalk, "300005", "Webhook 地址无效", []string{"群设置 → 机器人 → 这个机器人，复制 Webhook，access_token= 后面的部分是 dingtalk_webhook_token。"}},
	{DoctorDingTalk, "400101", "Webhook 地址无效", []string{"群设置 → 机器人 → 这个机器人，重新复制 Webhook。"}},
	{DoctorDingTalk, "400102", "机器人被停用", []string{"群设置 → 机器人 → 这个机器人，重新启用。"}},
	{DoctorDingTalk, "400106", "机器人不存在", []string{"群设置 → 机器人 → 添加机器人 → 自定义，再换上新的地址和密钥。"}},
	{DoctorDingTalk, "400013", "群已解散", []string{"在现在的工作群里重新添加机器人。"}},
	{DoctorDingTalk, "410100", "发得太快", []string{"钉钉每个机器人每分钟最多 20 条，超了会停十分钟。等十分钟再试。"}},
	{DoctorDingTalk, "130101", "发得太快", []string{"钉钉每个机器人每分钟最多 20 条，超了会停十分钟。等十分钟再试。"}},
	{DoctorDingTalk, "90030", "本月的接口次数用完了", []string{"请钉钉管理员在开放平台 → 资源包里购买，或等下月。群里的提醒改用自定义机器人，不占次数。"}},
	{DoctorDingTalk, "quota", "本月的接口次数用完了", []string{"请钉钉管理员在开放平台 → 资源包里购买，或等下月。群里的提醒改用自定义机器人，不占次数。"}},
	{DoctorDingTalk, "no such token", "Webhook 地址无效", []string{"群设置 → 机器人 → 这个机器人，重新复制 Webhook。"}},
	{DoctorDingTalk, "token", "Client ID 或 Client Secret 不对", []string{"开放平台 → 应用 → 凭证与基础信息，重新复制 Client ID 和 Client Secret。"}},
	{DoctorDingTalk, "http 400", "平台不让连", []string{
		"开放平台 → 应用 → 凭证与基础信息：核对 Client ID 和 Client Secret。", "机器人 → 消息接收模式选 Stream 模式，再到 版本管理与发布 里发布。",
		"安全设置里如果填了服务器出口 IP，要包含本单位的出口 IP。"}},
	{DoctorDingTalk, "permission", "应用没有发消息的权限", []string{"开放平台 → 应用 → 权限管理，申请“企业内机器人发送消息权限”，再发布一次。"}},
	{DoctorDingTalk, "robot code", "robot_code 不对", []string{"开放平台 → 应用 → 机器人，复制 RobotCode；多数应用它等于 Client ID，可以留空。"}},
	{DoctorDingTalk, "robot stopped", "机器人没有发布或被停用", []string{"开放平台 → 应用 → 版本管理与发布，发布机器人。"}},
	{DoctorDingTalk, "conversation", "群会话编号不对", []string{"在工作群里 @机器人 发“绑定群”，由它自己记下编号；dingtalk_conversation_id 留空即可。"}},
	{DoctorDingTalk, "user", "收信人不在应用的可见范围", []string{"开放平台 → 应用 → 版本管理与发布 → 可见范围，加上各单位联系人；dingtalk_userid 是通讯录里的员工 UserID。"}},
}
