package sheet

import (
	"io"
	"time"

	"pufabot/messages"
	"pufabot/messages/dossier"
)

// Enclosed is one file of a package, as its contents sheet lists it.
type Enclosed struct {
	Unit, Item, Title string
	// Name is what the file is called in the package; empty: it could not be read.
	Name string
	Size int64
	At   time.Time // when it came
	By   string
}

// WriteContents writes the contents sheet of a package of files.
func WriteContents(w io.Writer, d dossier.Dossier, files []Enclosed) error {
	name := messages.ContentsSheet()
	l := list{name: name, title: messages.SheetTitle(d.Plan, name), columns: messages.ContentsColumns(), widths: []float64{7, 14, 14, 36, 60, 11, 18, 14}}
	var rows [][]any
	for i, f := range files {
		file := f.Name
		if file == "" {
			file = messages.FileLost()
		}
		rows = append(rows, []any{i + 1, f.Unit, f.Item, f.Title, file, int((f.Size + 1023) / 1024), f.At, f.By})
	}
	l.of(rows)
	return write(w, d, func(b *book) error { return b.list(l) })
}
