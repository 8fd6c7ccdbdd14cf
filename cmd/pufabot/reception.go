package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"

	"pufabot/bot"
	"pufabot/bot/dingtalk"
	"pufabot/bot/ledger"
	"pufabot/bot/outbox"
	"pufabot/bot/wecom"
	"pufabot/messages"
	"pufabot/store"
)

// filesDir is where the contents of files lie.
func (c *Config) filesDir() string { return filepath.Join(c.DataDir, "files") }

// reception lets people send files, by the ways in that are configured. The
// senders share their access tokens with it.
func (s *service) reception(senders map[messages.Channel]outbox.Sender) (bot.Reception, error) {
	c := s.config
	blobs, err := store.OpenBlobs(c.filesDir())
	if err != nil {
		return bot.Reception{}, errors.New(messages.StoreTrouble(osReason(errors.Unwrap(err)), c.filesDir()))
	}
	r := bot.Reception{Blobs: blobs, Limit: int64(c.Files.MaxMB) << 20, Fetchers: map[ledger.Platform]bot.Fetcher{}}
	app, _ := senders[messages.ChanWeComApp].(*wecom.App)
	if c.WeCom.Receive != "off" || app != nil {
		r.Fetchers[ledger.WeCom] = wecom.NewFiles(wecom.FilesConfig{APIBase: c.WeCom.APIBase, AESKey: c.WeCom.EncodingAESKey.Reveal(),
			App: app, Hosts: c.WeCom.FileHosts})
	}
	if api, ok := senders[messages.ChanDingTalkUser].(*dingtalk.OpenAPI); ok {
		r.Fetchers[ledger.DingTalk] = dingtalk.NewFiles(api, c.DingTalk.FileHosts...)
	}
	if c.Console.Enabled {
		r.Fetchers[ledger.Console] = s.console
	}
	return r, nil
}

// checkFiles checks what people may send, and from where it may be fetched.
func checkFiles(d *decoder, c *Config) {
	d.between("files.max_mb", c.Files.MaxMB, 1, 2000)
	d.hosts("wecom.file_hosts", c.WeCom.FileHosts)
	d.hosts("dingtalk.file_hosts", c.DingTalk.FileHosts)
}

var hostForm = regexp.MustCompile(`^\.?[a-z0-9-]+(\.[a-z0-9-]+)*$`)

// hosts checks names of hosts, without scheme, port or path.
func (d *decoder) hosts(path string, list []string) {
	for i, h := range list {
		if !hostForm.MatchString(h) {
			d.bad(fmt.Sprintf("%s[%d]", path, i+1), messages.FaultHost())
		}
	}
}
