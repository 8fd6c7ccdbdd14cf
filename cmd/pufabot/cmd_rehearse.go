package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot"
	"pufabot/bot/console"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/scheduler"
	"pufabot/store"
)

type rehearseCmd struct {
	From   string `placeholder:"T" help:"${from_help}"`
	To     string `placeholder:"T" help:"${to_help}"`
	JSON   bool   `help:"${json_help}"`
	Script string `placeholder:"FILE" help:"${script_help}"`
}

// Run plays the campaign on a virtual clock, from an empty store.
func (r rehearseCmd) Run(a *app) error {
	c, err := a.load()
	if err != nil {
		return err
	}
	c.Console.Enabled = true // the rehearsal's own way out; nothing leaves this process
	plan := c.fullPlan()
	zone := plan.Campaign.Zone
	from := plan.Campaign.Start.At(ledger.Clock{}, zone)
	to := plan.Campaign.End.At(ledger.Clock{Hour: 23, Minute: 59, Second: 59}, zone)
	for _, flag := range []struct {
		text string
		into *time.Time
	}{{r.From, &from}, {r.To, &to}} {
		if flag.text == "" {
			continue
		}
		if *flag.into, err = parseTime(flag.text, zone); err != nil {
			return err
		}
	}
	script, err := readScript(r.Script, plan)
	if err != nil {
		return err
	}
	pushes, err := rehearse(c, plan, from, to, script)
	if err != nil {
		return err
	}
	return r.print(a, pushes)
}

// rehearse runs on a store that is deleted afterwards.
func rehearse(c *Config, plan *ledger.Plan, from, to time.Time, script []scriptLine) ([]scheduler.Push, error) {
	dir, err := os.MkdirTemp("", "pufabot-rehearse-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	clock := scheduler.NewClock(from)
	routes := store.Routes{Groups: map[ledger.GroupID][]messages.Address{}, Private: []messages.Channel{messages.ChanConsole}}
	for _, g := range c.Groups { // one way per group is enough to see what would be said
		routes.Groups[ledger.GroupID(g.ID)] = []messages.Address{{Channel: messages.ChanConsole, Target: "group/" + g.ID}}
	}
	db, err := store.Open(filepath.Join(dir, "rehearse.db"), store.Options{Plan: plan, Routes: routes, Now: clock.Now})
	if err != nil {
		return nil, err
	}
	defer db.Close()
	handler := bot.New(db, bot.Options{Plan: plan, BotNames: []string{c.WeCom.BotName}, Log: zerolog.Nop()})
	cues := make([]time.Time, len(script))
	for i, l := range script {
		cues[i] = l.at
	}
	return scheduler.Rehearse(context.Background(), db, clock, from, to, cues, func(ctx context.Context, i int) error {
		_, err := handler.Handle(ctx, script[i].envelope(i))
		return err
	})
}

// scriptLine is one line of a --script file: a time, who, and the words.
type scriptLine struct {
	at   time.Time
	who  ledger.Account
	text string
}

func (l scriptLine) envelope(i int) messages.Envelope {
	chat := messages.Chat{Platform: ledger.Console, ID: "private/" + l.who.UserID, Private: true}
	return messages.Envelope{Key: fmt.Sprintf("console/script/%d", i), Chat: chat, From: messages.Sender{Account: l.who},
		Text: l.text, At: l.at, ReplyVia: messages.Address{Channel: messages.ChanConsole, Target: chat.ID}}
}

// readScript reads lines like "2026-12-03T10:00 衡阳县: 宣讲 2场"; # starts a comment.
func readScript(path string, plan *ledger.Plan) ([]scriptLine, error) {
	if path == "" {
		return nil, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	var out []scriptLine
	in := bufio.NewScanner(file)
	for n := 1; in.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(in.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		l, ok := parseScriptLine(line, plan)
		if !ok {
			return nil, errors.New(messages.BadScript(filepath.Base(path), n))
		}
		out = append(out, l)
	}
	return out, in.Err()
}

func parseScriptLine(line string, plan *ledger.Plan) (scriptLine, bool) {
	when, rest, ok := strings.Cut(line, " ")
	at, err := parseTime(when, plan.Campaign.Zone)
	if err != nil || !ok {
		return scriptLine{}, false
	}
	who, text, ok := strings.Cut(strings.Replace(rest, "：", ":", 1), ":")
	who = strings.TrimSpace(who)
	if !ok {
		return scriptLine{}, false
	}
	text = strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(strings.TrimSpace(text))
	for _, p := range console.Personas(plan) {
		unit, _ := plan.Unit(p.Unit)
		if who == p.Account.UserID || who == p.Label || p.Role == ledger.Contact && who == unit.Name {
			return scriptLine{at: at, who: p.Account, text: text}, true
		}
	}
	return scriptLine{}, false
}

func (r rehearseCmd) print(a *app, pushes []scheduler.Push) error {
	if r.JSON {
		enc := json.NewEncoder(a.out)
		enc.SetEscapeHTML(false)
		for _, p := range pushes {
			if err := enc.Encode(p); err != nil {
				return err
			}
		}
		return nil
	}
	for _, p := range pushes {
		to := string(p.To.Group) + string(p.To.Unit) + string(p.To.Role)
		fmt.Fprintf(a.out, "%s\n%s\n\n", messages.RehearsedLine(messages.When(p.At), messages.KindName(p.Kind), to), p.Text)
	}
	if len(pushes) == 0 {
		fmt.Fprintln(a.out, messages.RehearsedNothing())
	}
	return nil
}
