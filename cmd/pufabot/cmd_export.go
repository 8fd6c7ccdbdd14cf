package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

type exportCmd struct {
	Format string `required:"" enum:"xlsx,csv,json,zip,docx" help:"${format_help}"`
	Output string `short:"o" placeholder:"FILE" help:"${output_help}"`
}

// Run writes the ledger in the wanted format.
func (e exportCmd) Run(a *app) error {
	if e.Format != "csv" && e.Format != "json" {
		return errors.New(messages.FormatLater(e.Format))
	}
	c, err := a.load()
	if err != nil {
		return err
	}
	report, err := c.status()
	if err != nil {
		return err
	}
	write := func(w io.Writer) error { return writeCSV(w, c.Plan(), report) }
	if e.Format == "json" {
		write = func(w io.Writer) error {
			enc := json.NewEncoder(w)
			enc.SetIndent("", "  ")
			return enc.Encode(report)
		}
	}
	if e.Output == "" || e.Output == "-" {
		return write(a.out)
	}
	file, err := os.OpenFile(e.Output, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	if err := errors.Join(write(file), file.Sync(), file.Close()); err != nil {
		return err
	}
	fmt.Fprintln(a.out, messages.Wrote(e.Output))
	return nil
}

// writeCSV writes one row per unit and item, with a byte order mark so that
// spreadsheets read the Chinese, and without cells that a spreadsheet would run.
func writeCSV(out io.Writer, p *ledger.Plan, r statusReport) error {
	if _, err := io.WriteString(out, "\ufeff"); err != nil {
		return err
	}
	w := csv.NewWriter(out)
	w.UseCRLF = true
	if err := w.Write(messages.TableHeader()); err != nil {
		return err
	}
	for _, u := range r.Units {
		for _, s := range u.Items {
			if err := w.Write(row(p, u, s)); err != nil {
				return err
			}
		}
	}
	w.Flush()
	return w.Error()
}

func row(p *ledger.Plan, u unitStatus, s unitItemStatus) []string {
	it, _ := p.Item(s.Item)
	approx := ""
	if s.Approx {
		approx = "约"
	}
	at := ""
	if s.At != nil {
		at = s.At.Format("2006-01-02 15:04")
	}
	cells := []string{u.Name, it.Name, it.Clause, fmt.Sprint(s.Value), it.Measure, approx, messages.StateName(string(s.State)),
		at, s.Due.In(p.Campaign.Zone).Format(time.DateTime)[:16], strings.Join(s.Titles, "；")}
	for i := range cells {
		cells[i] = inert(cells[i])
	}
	return cells
}

// inert takes away what would make a spreadsheet run a cell (CSV injection).
func inert(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
