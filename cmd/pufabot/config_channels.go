package main

import (
	"fmt"
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"pufabot/messages"
)

// checkChannels checks everything that touches the network. A secret that leads
// nowhere is a fault only where a channel that is on needs it.
func checkChannels(d *decoder, c *Config) {
	d.need("data_dir", c.DataDir != "")
	d.choice("log.level", c.Log.Level, []string{"debug", "info", "warn", "error"})
	d.choice("log.format", c.Log.Format, []string{"text", "json"})
	checkHTTP(d, c)
	checkBackup(d, c)
	checkFiles(d, c)
	checkGroups(d, c)
	checkWeCom(d, &c.WeCom)
	checkDingTalk(d, &c.DingTalk)
}

func checkHTTP(d *decoder, c *Config) {
	host, port, err := net.SplitHostPort(c.HTTP.Listen)
	n, numErr := strconv.Atoi(port)
	switch {
	case err != nil || numErr != nil || n < 0 || n > 65535 || strings.ContainsAny(host, " /"):
		d.bad("http.listen", messages.FaultListen())
	case c.Console.Enabled && !onlyThisMachine(host):
		d.bad("http.listen", messages.FaultConsoleBeyondLoopback())
	}
	if c.HTTP.PublicURL != "" {
		d.address("http.public_url", &c.HTTP.PublicURL, "https", "http")
	}
}

// onlyThisMachine tells whether nobody else can reach the host.
func onlyThisMachine(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func checkGroups(d *decoder, c *Config) {
	ids, chats := taken{}, taken{}
	for i, g := range c.Groups {
		path := fmt.Sprintf("groups[%d]", i+1)
		d.id(path+".id", g.ID)
		d.once(ids, path+".id", g.ID)
		d.onceAs(chats, path+".wecom_chat_id", "wecom/"+g.WeComChatID, g.WeComChatID)
		d.onceAs(chats, path+".dingtalk_conversation_id", "dingtalk/"+g.DingTalkConversationID, g.DingTalkConversationID)
		d.webhook(path+".wecom_webhook_key", g.WeComWebhookKey, "key")
		d.webhook(path+".dingtalk_webhook_token", g.DingTalkWebhookToken, "access_token")
		d.reachable(path+".dingtalk_webhook_secret", g.DingTalkWebhookSecret)
		if g.DingTalkWebhookSecret.Set() && !g.DingTalkWebhookToken.Set() {
			d.bad(path+".dingtalk_webhook_secret", messages.FaultConversation())
		}
	}
}

var webhookForm = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// webhook checks the key part of a webhook address. Unset switches the way out off.
func (d *decoder) webhook(path string, s Secret, part string) {
	d.reachable(path, s)
	if s.Set() && !webhookForm.MatchString(s.Reveal()) {
		d.bad(path, messages.FaultWebhook(part))
	}
}

// reachable reports a secret file that gives nothing; an unset variable is how
// a webhook is left off.
func (d *decoder) reachable(path string, s Secret) {
	if s.missing != "" && !s.absent {
		d.bad(path, messages.FaultSecretUnavailable(s.missing))
	}
}

var aesKeyForm = regexp.MustCompile(`^[A-Za-z0-9]{43}$`)

func checkWeCom(d *decoder, w *WeComConfig) {
	receive := []string{"off", "callback", "websocket"}
	d.choice("wecom.receive", w.Receive, receive)
	d.address("wecom.api_base", &w.APIBase, "https", "http")
	d.address("wecom.websocket_url", &w.WebsocketURL, "wss", "ws")
	d.between("wecom.agent_id", w.AgentID, 0, 1<<31-1)
	switch w.Receive {
	case "callback":
		d.secret("wecom.token", `receive = "callback"`, w.Token)
		d.secret("wecom.encoding_aes_key", `receive = "callback"`, w.EncodingAESKey)
	case "websocket":
		d.setting("wecom.bot_id", `receive = "websocket"`, w.BotID)
		d.secret("wecom.secret", `receive = "websocket"`, w.Secret)
	}
	if w.AppEnabled() {
		d.secret("wecom.app_secret", messages.WordApp, w.AppSecret)
		if w.AgentID == 0 {
			d.setting("wecom.agent_id", messages.WordApp, "")
		}
	}
	used := w.Receive == "callback" || w.AppEnabled()
	if used && w.EncodingAESKey.Set() && !aesKeyForm.MatchString(w.EncodingAESKey.Reveal()) {
		d.bad("wecom.encoding_aes_key", messages.FaultAESKey())
	}
}

func checkDingTalk(d *decoder, t *DingTalkConfig) {
	d.choice("dingtalk.receive", t.Receive, []string{"off", "callback", "stream"})
	d.address("dingtalk.api_base", &t.APIBase, "https", "http")
	d.address("dingtalk.oapi_base", &t.OAPIBase, "https", "http")
	d.between("dingtalk.callback_minutes", t.CallbackMinutes, 1, 60)
	if t.RobotCode == "" {
		t.RobotCode = t.ClientID // in practice the same string (PY, CONN, B57)
	}
	switch t.Receive {
	case "callback":
		d.secret("dingtalk.client_secret", `receive = "callback"`, t.ClientSecret)
	case "stream":
		d.setting("dingtalk.client_id", `receive = "stream"`, t.ClientID)
		d.secret("dingtalk.client_secret", `receive = "stream"`, t.ClientSecret)
	}
}

// secret reports one that a channel needs and does not have.
func (d *decoder) secret(path, channel string, s Secret) {
	if !s.Set() {
		d.bad(path, messages.FaultChannelNeeds(channel, s.missing))
	}
}

// setting is secret for what is not one.
func (d *decoder) setting(path, channel, value string) {
	if value == "" {
		d.bad(path, messages.FaultChannelNeeds(channel, ""))
	}
}

// address checks a base address and takes its final slash off.
func (d *decoder) address(path string, to *string, schemes ...string) {
	u, err := url.Parse(*to)
	if err != nil || !slices.Contains(schemes, u.Scheme) || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Opaque != "" {
		for i := range schemes {
			schemes[i] += "://"
		}
		d.bad(path, messages.FaultURL(schemes...))
		return
	}
	*to = strings.TrimRight(*to, "/")
}
