package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/scheduler"
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
	from, to, err := r.span(c)
	if err != nil {
		return err
	}
	script, err := readScript(r.Script, c.Plan())
	if err != nil {
		return err
	}
	outside := 0
	for _, l := range script {
		if l.at.Before(from) || l.at.After(to) {
			outside++
		}
	}
	if outside > 0 {
		fmt.Fprintln(a.err, messages.ScriptOutside(outside))
	}
	ctx, stop := untilStopped()
	defer stop()
	pushes, spoken, err := rehearse(ctx, c, from, to, script)
	if ctx.Err() != nil {
		return errors.New(messages.RehearsalBroken())
	}
	if err != nil {
		return err
	}
	if r.JSON {
		return printJSON(a, pushes)
	}
	return printPlayed(a, c.Plan(), pushes, spoken)
}

// span is the time to play: the whole campaign unless told otherwise. A day
// without a time is meant as a whole.
func (r rehearseCmd) span(c *Config) (from, to time.Time, err error) {
	zone := c.Campaign.Zone
	endOfDay := ledger.Clock{Hour: 23, Minute: 59, Second: 59}
	from, to = c.Campaign.Start.At(ledger.Clock{}, zone), c.Campaign.End.At(endOfDay, zone)
	if r.From != "" {
		if from, err = parseTime(r.From, zone); err != nil {
			return from, to, err
		}
	}
	if r.To != "" {
		if to, err = parseTime(r.To, zone); err != nil {
			return from, to, err
		}
		if day, err := ledger.ParseDate(r.To); err == nil {
			to = day.At(endOfDay, zone)
		}
	}
	if to.Before(from) {
		return from, to, usageError(messages.BackwardSpan())
	}
	return from, to, nil
}

// spokenLine is a line of the script and what the bot answered.
type spokenLine struct {
	scriptLine
	reply messages.Message
}

// rehearse runs on a store that is deleted afterwards.
func rehearse(ctx context.Context, c *Config, from, to time.Time, script []scriptLine) (pushes []scheduler.Push, spoken []spokenLine, err error) {
	dir, err := scratch("rehearse")
	if err != nil {
		return nil, nil, err
	}
	defer os.RemoveAll(dir)
	c = c.onStage(dir)
	clock := scheduler.NewClock(from)
	db, err := c.openStore(clock.Now)
	if err != nil {
		return nil, nil, err
	}
	defer db.Close()
	handler := bot.New(db, bot.Options{Plan: c.fullPlan(), BotNames: []string{c.WeCom.BotName}, Log: zerolog.Nop(),
		Upcoming: scheduler.Upcoming, Remembered: scheduler.Remembered, Recall: scheduler.Recall})
	cues := make([]time.Time, len(script))
	for i, l := range script {
		cues[i] = l.at
	}
	pushes, err = scheduler.Rehearse(ctx, db, clock, from, to, cues, func(ctx context.Context, i int) error {
		reply, err := handler.Handle(ctx, script[i].envelope(i))
		spoken = append(spoken, spokenLine{script[i], reply})
		return err
	})
	return pushes, spoken, err
}

func printJSON(a *app, pushes []scheduler.Push) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	for _, p := range pushes {
		if err := enc.Encode(p); err != nil {
			return err
		}
	}
	return nil
}

// printPlayed prints what was pushed, and between it what the script's people said
// and were answered, in the order of time.
func printPlayed(a *app, plan *ledger.Plan, pushes []scheduler.Push, spoken []spokenLine) error {
	type part struct {
		at   time.Time
		text string
	}
	var parts []part
	for _, l := range spoken { // before what is pushed at the same moment
		at := l.at.In(plan.Campaign.Zone)
		parts = append(parts, part{at, messages.RehearsedTalk(messages.When(at), l.who.Label, l.text,
			messages.Render(l.reply, messages.DialectText))})
	}
	for i := 0; i < len(pushes); {
		p, to := pushes[i], []messages.To{pushes[i].To}
		for i++; i < len(pushes) && together(p, pushes[i]); i++ { // the same words to many, each privately
			to = append(to, pushes[i].To)
		}
		parts = append(parts, part{p.At, messages.RehearsedLine(messages.When(p.At), messages.KindName(p.Kind), messages.Recipients(plan, to)) + "\n" + p.Text})
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(a.at.UnixNano(), b.at.UnixNano()) })
	for _, p := range parts {
		fmt.Fprintf(a.out, "%s\n\n", p.text)
	}
	if len(pushes) == 0 {
		fmt.Fprintln(a.out, messages.RehearsedNothing())
	}
	return nil
}

// together tells whether two pushes say the same to two units, each alone.
func together(a, b scheduler.Push) bool {
	return a.To.Unit != "" && b.To.Unit != "" && a.At.Equal(b.At) && a.Text == b.Text
}
