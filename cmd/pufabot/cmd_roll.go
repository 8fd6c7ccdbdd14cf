package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"pufabot/messages"
)

type rollCmd struct {
	Year   int    `required:"" placeholder:"Y" help:"${year_help}"`
	Output string `required:"" short:"o" placeholder:"FILE" help:"${output_help}"`
	Force  bool   `help:"${overwrite_help}"`
}

// Run writes next year's configuration and tells what has changed, what somebody
// must look at, and how this year went.
func (r rollCmd) Run(a *app) error {
	c, err := a.load()
	if err != nil {
		return err
	}
	if r.Year < 2000 || r.Year > 2099 || r.Year == c.Campaign.Start.Year {
		return usageError(messages.RollBadYear(r.Year, c.Campaign.Start.Year))
	}
	if err := r.mayWrite(c); err != nil {
		return err
	}
	data, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	past, pastErr := c.past()
	next, told := rollText(data, c, r.Year, past)
	rolled, faults := parseConfig(r.Output, next)
	for _, f := range faults {
		fmt.Fprintln(a.err, f.String())
	}
	if len(faults) > 0 || !told.complete(c, rolled, r.Year) {
		return errors.New(messages.RollNotRolled())
	}
	if err := replaceFile(r.Output, next); err != nil {
		return err
	}
	report := told.words(c, rolled, past, pastErr == nil)
	if filepath.Dir(filepath.Clean(r.Output)) != filepath.Dir(filepath.Clean(c.File)) && usesFiles(data) {
		report.Notes = append(report.Notes, messages.RollElsewhere())
	}
	fmt.Fprintln(a.out, messages.Wrote(r.Output))
	fmt.Fprintln(a.out, messages.Render(messages.Rolled(report), messages.DialectText))
	return nil
}

// mayWrite refuses to write over what is there, and over this year's file always.
func (r rollCmd) mayWrite(c *Config) error {
	to, err := os.Stat(r.Output)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if from, err := os.Stat(c.File); err == nil && os.SameFile(from, to) {
		return errors.New(messages.RollSameFile())
	}
	if sameFile(r.Output, c.storePath()) {
		return errors.New(messages.NotOver(r.Output))
	}
	if to.IsDir() || !r.Force {
		return errors.New(messages.RollExists(r.Output))
	}
	return nil
}

// replaceFile writes a file whole or not at all, for its owner's eyes: a
// configuration may hold secrets.
func replaceFile(path string, data []byte) error {
	file, err := os.CreateTemp(filepath.Dir(path), ".pufabot-*.toml")
	if err != nil { // about the file that was asked for
		return &os.PathError{Op: "create", Path: path, Err: err}
	}
	defer os.Remove(file.Name())
	_, err = file.Write(data)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
