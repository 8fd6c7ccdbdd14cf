package main

import (
	"time"

	"pufabot/bot/ledger"
)

// HTTPConfig says where the one HTTP server listens.
type HTTPConfig struct {
	Listen    string `toml:"listen"`     // host:port; port 0 lets the system choose
	PublicURL string `toml:"public_url"` // without a final slash; empty: no links
}

// LogConfig says how loud and in which shape the log is.
type LogConfig struct {
	Level  string `toml:"level"`  // debug | info | warn | error
	Format string `toml:"format"` // text | json
	File   string `toml:"file"`   // addition: where to write it instead of standard error
}

// BackupConfig is an addition: where the daily copies of the ledger go, and how
// many are kept.
type BackupConfig struct {
	Dir  string `toml:"dir"`  // empty: backups below the data folder
	Keep int    `toml:"keep"` // 0: no daily copies
}

// FilesConfig is an addition: what people may send.
type FilesConfig struct {
	MaxMB int `toml:"max_mb"` // the largest file that is taken
}

// CampaignConfig is the frame of the campaign.
type CampaignConfig struct {
	ID           string         `toml:"id"`
	Title        string         `toml:"title"`
	Zone         *time.Location `toml:"timezone"`
	Start        ledger.Date    `toml:"start"`
	End          ledger.Date    `toml:"end"`
	StrictBefore bool           `toml:"strict_before"`
	QuietHours   []ledger.Clock `toml:"quiet_hours"` // two, or none
	NudgesPerDay int            `toml:"nudges_per_unit_per_day"`
	RestDays     []ledger.Date  `toml:"rest_days"`
	WorkDays     []ledger.Date  `toml:"work_days"`
}

// UnitConfig is one unit that takes part.
type UnitConfig struct {
	ID      string   `toml:"id"`
	Name    string   `toml:"name"`
	Kind    string   `toml:"kind"`
	Aliases []string `toml:"aliases"`
	Typos   []string `toml:"typos"`
}

// ItemConfig is something that is owed or asked for.
type ItemConfig struct {
	ID      string          `toml:"id"`
	Name    string          `toml:"name"`
	Aliases []string        `toml:"aliases"`
	Clause  string          `toml:"clause"`
	Kind    string          `toml:"kind"`
	Measure string          `toml:"measure"`
	OwedBy  []string        `toml:"owed_by"`
	Min     int             `toml:"min"`
	Max     int             `toml:"max"` // addition: plausible maximum of one unit; 0: the parser's own
	Due     When            `toml:"due"`
	Soft    bool            `toml:"soft"`   // addition: the notice names no date
	Files   []string        `toml:"files"`  // formats that each entry must have
	Types   []string        `toml:"types"`  // sorts of entries; naming one names the item
	Events  []string        `toml:"events"` // addition: milestones that a sign-up is for
	Note    string          `toml:"note"`   // addition: what the notice says
	Remind  []ledger.Offset `toml:"remind"`
}

// MilestoneConfig is a dated event of the campaign.
type MilestoneConfig struct {
	ID      string          `toml:"id"`
	Title   string          `toml:"title"`
	Aliases []string        `toml:"aliases"` // addition
	At      When            `toml:"at"`
	Text    string          `toml:"text"`
	Units   []string        `toml:"units"` // kinds or ids; none given: everybody
	Remind  []ledger.Offset `toml:"remind"`
}

// GroupConfig is a work group and its static ways in and out.
type GroupConfig struct {
	ID                     string `toml:"id"`
	Title                  string `toml:"title"`
	WeComChatID            string `toml:"wecom_chat_id"`
	WeComWebhookKey        Secret `toml:"wecom_webhook_key"`
	DingTalkConversationID string `toml:"dingtalk_conversation_id"`
	DingTalkWebhookToken   Secret `toml:"dingtalk_webhook_token"`
	DingTalkWebhookSecret  Secret `toml:"dingtalk_webhook_secret"`
	Push                   bool   `toml:"push"`
}

// PersonConfig binds somebody from the start.
type PersonConfig struct {
	Role           string `toml:"role"`
	Unit           string `toml:"unit"`
	Name           string `toml:"name"`
	WeComUserID    string `toml:"wecom_userid"`
	DingTalkUserID string `toml:"dingtalk_userid"`
	Mobile         string `toml:"mobile"`
}

// ConsoleConfig switches the rehearsal chat in the browser.
type ConsoleConfig struct {
	Enabled bool `toml:"enabled"`
}

// WeComConfig connects the smart bot and, optionally, a self-built application.
type WeComConfig struct {
	Receive        string `toml:"receive"` // off | callback | websocket
	BotName        string `toml:"bot_name"`
	Token          Secret `toml:"token"`
	EncodingAESKey Secret `toml:"encoding_aes_key"`
	BotID          string `toml:"bot_id"`
	Secret         Secret `toml:"secret"`
	CorpID         string `toml:"corp_id"`
	AgentID        int    `toml:"agent_id"`
	AppSecret      Secret `toml:"app_secret"`
	APIBase        string `toml:"api_base"`      // no final slash
	WebsocketURL   string `toml:"websocket_url"` // no final slash
	// FileHosts are an addition: further hosts that files may come from. A name that
	// begins with a dot stands for everything below it.
	FileHosts []string `toml:"file_hosts"`
}

// AppEnabled tells whether the self-built application is configured.
func (w WeComConfig) AppEnabled() bool { return w.CorpID != "" }

// DingTalkConfig connects the robot of an in-house application.
type DingTalkConfig struct {
	Receive      string `toml:"receive"` // off | callback | stream
	ClientID     string `toml:"client_id"`
	ClientSecret Secret `toml:"client_secret"`
	RobotCode    string `toml:"robot_code"` // empty in the file: the same as ClientID
	// CorpID and CallbackMinutes narrow the callback, whose body is not signed: the
	// organisation it must name (empty: any), and how far its timestamp may be off.
	CorpID          string `toml:"corp_id"`
	CallbackMinutes int    `toml:"callback_minutes"`
	APIBase         string `toml:"api_base"`  // no final slash
	OAPIBase        string `toml:"oapi_base"` // no final slash
	// FileHosts are as in [WeComConfig].
	FileHosts []string `toml:"file_hosts"`
}

// When is a day, or a day with a time, in the campaign's zone.
type When struct {
	Day     ledger.Date
	Time    ledger.Clock
	HasTime bool
}
