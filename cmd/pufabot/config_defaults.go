package main

import (
	"time"

	"pufabot/bot/ledger"
)

// defaults is what an empty file means. Lists that have a default must not be
// appended to while decoding.
func defaults() Config {
	shanghai, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		shanghai = time.FixedZone("Asia/Shanghai", 8*3600) // no zone data on this machine; no summer time there since 1991
	}
	return Config{
		DataDir: "data",
		HTTP:    HTTPConfig{Listen: "127.0.0.1:8080"},
		Log:     LogConfig{Level: "info", Format: "text"},
		Backup:  BackupConfig{Keep: 14},
		Files:   FilesConfig{MaxMB: 100},
		Campaign: CampaignConfig{
			Zone:         shanghai,
			QuietHours:   []ledger.Clock{{Hour: 20}, {Hour: 8}},
			NudgesPerDay: 1,
		},
		WeCom: WeComConfig{
			Receive:      "off",
			APIBase:      "https://qyapi.weixin.qq.com",
			WebsocketURL: "wss://openws.work.weixin.qq.com",
		},
		DingTalk: DingTalkConfig{
			Receive:         "off",
			CallbackMinutes: 60,
			APIBase:         "https://api.dingtalk.com",
			OAPIBase:        "https://oapi.dingtalk.com",
		},
	}
}
