package bot_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"

	"pufabot/messages/dossier"
	"pufabot/messages/parcel"
)

// decemberOut is where to lay the month's documents for somebody to look at:
// go test ./bot -run December -december.out /tmp/december
var decemberOut = flag.String("december.out", "", "folder for the documents of the played December")

// handOn makes every document of the month. Their figures are held to a dossier's
// where they are written; here they must be made from a month that was lived.
func (d *december) handOn(all dossier.Dossier, seed uint64) {
	for _, format := range parcel.Formats {
		var b bytes.Buffer
		if err := parcel.Render(&b, all, nil, parcel.Order{Format: format}); err != nil {
			d.t.Errorf("%s: %v", format, err)
			continue
		}
		if b.Len() == 0 {
			d.t.Errorf("%s is empty", format)
		}
		if *decemberOut == "" || seed != 1 {
			continue
		}
		if err := os.MkdirAll(*decemberOut, 0o700); err != nil {
			d.t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(*decemberOut, "december."+format), b.Bytes(), 0o600); err != nil {
			d.t.Fatal(err)
		}
	}
	if *decemberOut == "" || seed != 1 {
		return
	}
	var b bytes.Buffer
	if err := parcel.Render(&b, all, nil, parcel.Order{Format: "docx", Unit: d.plan.Units[5].ID}); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(*decemberOut, "county.docx"), b.Bytes(), 0o600); err != nil {
		d.t.Fatal(err)
	}
}
