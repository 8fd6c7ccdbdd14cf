package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
)

// WriteCSV writes one row per unit and item, the figure as it is and, where it has
// changed since it was frozen for the reports, the frozen one with the supplements, with a byte order mark so that
// spreadsheets read the Chinese, and without cells that a spreadsheet would run.
func WriteCSV(out io.Writer, d dossier.Dossier) error {
	if _, err := io.WriteString(out, "\ufeff"); err != nil {
		return err
	}
	w := csv.NewWriter(out)
	w.UseCRLF = true
	if err := w.Write(messages.TableHeader()); err != nil {
		return err
	}
	for _, g := range d.Gaps {
		if err := w.Write(record(&d, g)); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

func record(d *dossier.Dossier, g ledger.Gap) []string {
	const minute = "2006-01-02 15:04"
	zone := d.Plan.Campaign.Zone
	about, at := "", ""
	if g.Tally.Approx {
		about = messages.YesNo(true)
	}
	if !g.Tally.At.IsZero() {
		at = g.Tally.At.In(zone).Format(minute)
	}
	var titles []string
	for _, p := range g.Tally.Pieces {
		if p.Title != "" {
			titles = append(titles, p.Title)
		}
	}
	cells := []string{g.Unit.Name, g.Item.Name, g.Item.Clause, fmt.Sprint(g.Tally.Value()), g.Tally.MeasureOf(&g.Item), about,
		messages.StateName(string(g.State)), at, g.Deadline.Due.In(zone).Format(minute), strings.Join(titles, "；"), "", ""}
	if f, ok := d.Supplement(g); ok {
		frozen := ""
		if f.Frozen.Tally.Answered {
			frozen = fmt.Sprint(f.Frozen.Tally.Value())
		}
		copy(cells[len(cells)-2:], []string{frozen, f.Later()})
	}
	for i := range cells {
		cells[i] = inert(cells[i])
	}
	return cells
}

// inert takes away what would make a spreadsheet run a cell (CSV injection): the
// signs with which a formula begins, also in full width, as East Asian spreadsheets
// take them, and behind blanks and what nobody sees.
func inert(cell string) string {
	seen := strings.TrimLeftFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.C, r) })
	if first, _ := utf8.DecodeRuneInString(seen); strings.ContainsRune("=+-@＝＋－＠﹦﹢﹣﹫−", first) || cell != "" && strings.ContainsRune("\t\r\n", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
