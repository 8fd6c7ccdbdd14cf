package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot"
	"pufabot/messages"
	"pufabot/scheduler"
	"pufabot/store"
)

type explainCmd struct {
	As   string   `default:"coordinator" placeholder:"UNIT" help:"${as_help}"`
	At   string   `placeholder:"TIME" help:"${at_help}"`
	JSON bool     `help:"${json_help}"`
	Line []string `arg:"" optional:"" help:"${line_help}"`
}

// Run tells how lines would be understood, against an empty ledger; nothing is recorded.
func (e explainCmd) Run(a *app) error {
	c, err := a.load()
	if err != nil {
		return err
	}
	plan := c.Plan()
	at := time.Now()
	if e.At != "" {
		if at, err = parseTime(e.At, plan.Campaign.Zone); err != nil {
			return err
		}
	}
	who, ok := bot.SpeakerNamed(plan, e.As)
	if !ok {
		return usageError(messages.BadSpeaker(e.As))
	}
	handler, done, err := throwAway(c, func() time.Time { return at })
	if err != nil {
		return err
	}
	defer done()
	each := func(line string) error {
		line = strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(line)
		ex, err := handler.Explain(context.Background(), who, line)
		if err != nil {
			return err
		}
		if e.JSON {
			enc := json.NewEncoder(a.out)
			enc.SetEscapeHTML(false)
			return enc.Encode(ex)
		}
		acts := ""
		if len(ex.Acts) > 0 {
			b, err := json.Marshal(ex.Acts)
			if err != nil {
				return err
			}
			acts = string(b)
		}
		_, err = fmt.Fprintln(a.out, messages.ExplainWords(ex.Line, ex.Outcome, acts, ex.Reply))
		return err
	}
	for _, line := range e.Line {
		if err := each(line); err != nil {
			return err
		}
	}
	if len(e.Line) > 0 {
		return nil
	}
	return eachLine(a.in, each)
}

// mostExplained is how much of a line is looked at; no chat carries that much.
const mostExplained = 1 << 20

// eachLine hands on one line at a time, as soon as it is whole, so that whoever asks
// may wait for the answer before the next one.
func eachLine(r io.Reader, each func(string) error) error {
	in := bufio.NewReader(r)
	var line []byte
	for {
		part, err := in.ReadSlice('\n')
		line = append(line, part[:min(len(part), max(mostExplained-len(line), 0))]...)
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err == nil || len(line) > 0 {
			if err := each(strings.TrimSuffix(strings.TrimSuffix(string(line), "\n"), "\r")); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		line = line[:0]
	}
}

// throwAway is a handler on an empty store that is deleted afterwards.
func throwAway(c *Config, now func() time.Time) (*bot.Handler, func(), error) {
	dir, err := scratch("explain")
	if err != nil {
		return nil, nil, err
	}
	plan := c.fullPlan()
	db, err := store.Open(filepath.Join(dir, "explain.db"), store.Options{Plan: plan, Routes: c.routes(), Now: now})
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	handler := bot.New(db, bot.Options{Plan: plan, BotNames: []string{c.WeCom.BotName}, Log: zerolog.Nop(),
		Upcoming: scheduler.Upcoming, Remembered: scheduler.Remembered, Recall: scheduler.Recall})
	return handler, func() { _ = errors.Join(db.Close(), os.RemoveAll(dir)) }, nil
}

// parseTime reads RFC 3339 with seconds and zone optional, or a date.
func parseTime(s string, zone *time.Location) (time.Time, error) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, nil
		}
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, usageError(messages.BadTime(s))
}
