package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/parcel"
)

type exportCmd struct {
	Format string `required:"" enum:"xlsx,csv,json,zip,docx,png" help:"${format_help}"`
	Unit   string `placeholder:"UNIT" help:"${export_unit_help}"`
	Item   string `placeholder:"ITEM" help:"${export_item_help}"`
	Page   int    `placeholder:"N" help:"${export_page_help}"`
	Output string `short:"o" placeholder:"FILE" help:"${output_help}"`
}

// Validate refuses flags that the format would ignore.
func (e exportCmd) Validate() error {
	for _, f := range []struct {
		flag    string
		given   bool
		formats []string
	}{{"--unit", e.Unit != "", []string{"docx"}}, {"--item", e.Item != "", []string{"docx", "zip"}}, {"--page", e.Page != 0, []string{"png"}}} {
		if f.given && !slices.Contains(f.formats, e.Format) {
			return errors.New(messages.OnlyWith(f.flag, strings.Join(f.formats, "、")))
		}
	}
	if e.Unit != "" && e.Item != "" {
		return errors.New(messages.NotTogether("--unit", "--item"))
	}
	return nil
}

// Run writes the ledger in the wanted format. Text goes to the standard output
// when no file is named, everything else to a file with a speaking name; "-" is
// always the standard output.
func (e exportCmd) Run(a *app) error {
	c, err := a.load()
	if err != nil {
		return err
	}
	if e.Format == "json" {
		report, err := c.status()
		if err != nil {
			return err
		}
		return e.write(a, c, "", func(w io.Writer) error {
			enc := json.NewEncoder(w)
			enc.SetIndent("", "  ")
			return enc.Encode(report)
		})
	}
	plan := c.Plan()
	o, err := e.order(plan)
	if err != nil {
		return err
	}
	name := ""
	if e.Format != "csv" {
		name = messages.DocumentName(o.Title(plan), o.Format, time.Now().In(plan.Campaign.Zone))
	}
	return e.write(a, c, name, func(w io.Writer) error {
		err := c.askRunning(context.Background(), "GET", "export?"+o.Query().Encode(), w)
		if errors.Is(err, errNotRunning) {
			err = c.export(c.withStore, w, o)
		}
		switch {
		case errors.Is(err, parcel.ErrPage):
			return errors.New(messages.NoSuchPage())
		case errors.Is(err, errNoneForProvince):
			return errors.New(messages.NoneForProvince(plan.ItemName(o.Item)))
		}
		return err
	})
}

// order reads the flags; units and items may be named by id or by name.
func (e exportCmd) order(p *ledger.Plan) (parcel.Order, error) {
	o := parcel.Order{Format: e.Format, Page: e.Page}
	for _, u := range p.Units {
		if e.Unit == string(u.ID) || e.Unit == u.Name {
			o.Unit = u.ID
		}
	}
	for _, it := range p.Items {
		if e.Item == string(it.ID) || e.Item == it.Name {
			o.Item = it.ID
		}
	}
	if e.Unit != "" && o.Unit == "" {
		return o, usageError(messages.NoSuchUnit(e.Unit))
	}
	if e.Item != "" && o.Item == "" {
		return o, usageError(messages.NoSuchItem(e.Item))
	}
	if o.Check(p) != nil { // names are known, hence the item is none for a letter
		return o, errors.New(messages.NotForProvince(p.ItemName(o.Item)))
	}
	return o, nil
}

// write writes to the file that was asked for, else to the one with the given
// name, else to the standard output. A file appears only when it is whole.
func (e exportCmd) write(a *app, c *Config, name string, write func(io.Writer) error) error {
	if e.Output != "" {
		name = e.Output
	}
	if name == "" || name == "-" {
		return write(a.out)
	}
	if err := c.writeFile(name, write); err != nil {
		return err
	}
	fmt.Fprintln(a.out, messages.Wrote(name))
	return nil
}
