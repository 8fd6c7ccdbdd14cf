package parcel

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"pufabot/bot/document"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/docx"
	"pufabot/messages/dossier"
	"pufabot/messages/picture"
	"pufabot/messages/sheet"
)

// File is one handed-in file.
type File struct {
	Unit  ledger.Unit
	Item  ledger.Item
	Title string
	Ext   string // with its dot
	At    time.Time
	By    string
	// Forward says that it goes to the province.
	Forward bool
	// Open gives the content. A file that cannot be read is left out and listed as such.
	Open func() (io.ReadCloser, error)
}

// box is a zip in the making. Everything is stored as it is: office files and
// pictures are compressed already.
type box struct {
	*zip.Writer
	at   time.Time
	used map[string]bool
}

func newBox(w io.Writer, at time.Time) *box {
	return &box{Writer: zip.NewWriter(w), at: at, used: map[string]bool{}}
}

// create adds an entry. Names that differ only in case count as the same, as
// they do on Windows and macOS: the later one gets a number.
func (b *box) create(name string) (io.Writer, string, error) {
	ext := path.Ext(name)
	unique := name
	for n := 2; b.used[strings.ToLower(unique)]; n++ {
		unique = fmt.Sprintf("%s（%d）%s", strings.TrimSuffix(name, ext), n, ext)
	}
	b.used[strings.ToLower(unique)] = true
	w, err := b.CreateHeader(&zip.FileHeader{Name: unique, Method: zip.Store, Modified: b.at})
	return w, unique, err
}

func (b *box) add(name string, write func(io.Writer) error) error {
	w, _, err := b.create(name)
	if err != nil {
		return err
	}
	return write(w)
}

// Pack writes files, renamed by pattern, in a folder for each item, and a contents sheet.
func Pack(w io.Writer, d dossier.Dossier, files []File) error {
	b := newBox(w, d.At)
	if err := b.files("", d, files); err != nil {
		return err
	}
	return b.Close()
}

// files adds files and their contents sheet below a folder.
func (b *box) files(folder string, d dossier.Dossier, files []File) error {
	var listed []sheet.Enclosed
	for _, f := range files {
		e := sheet.Enclosed{Unit: f.Unit.Name, Item: f.Item.Name, Title: f.Title, At: f.At.In(d.At.Location()), By: f.By}
		if err := b.file(path.Join(folder, document.FileName("", f.Item.Name, "", "")), f, &e); err != nil {
			return err
		}
		listed = append(listed, e)
	}
	return b.add(path.Join(folder, messages.Parcel().Contents), func(w io.Writer) error { return sheet.WriteContents(w, d, listed) })
}

// file copies one file. One that cannot be opened has no entry; one that fails on
// the way fails the package, because half a file must not be handed on.
func (b *box) file(folder string, f File, e *sheet.Enclosed) error {
	content, err := f.Open()
	if err != nil {
		return nil
	}
	defer content.Close()
	w, unique, err := b.create(path.Join(folder, document.FileName(f.Unit.Name, f.Item.Name, f.Title, f.Ext)))
	if err != nil {
		return err
	}
	e.Name = unique
	e.Size, err = io.Copy(w, content)
	return err
}

// Whole writes everything: workbook, picture, the city's report, each county's
// draft, what goes to the province, and all files.
func Whole(w io.Writer, d dossier.Dossier, files []File) error {
	names := messages.Parcel()
	b := newBox(w, d.At)
	if err := b.add(names.Workbook, func(w io.Writer) error { return sheet.Write(w, d) }); err != nil {
		return err
	}
	pages, err := picture.Render(d)
	if err != nil {
		return err
	}
	for _, p := range pages { // several pages get numbers
		if err := b.add(names.Picture+".png", func(w io.Writer) error { _, err := io.Copy(w, bytes.NewReader(p)); return err }); err != nil {
			return err
		}
	}
	if err := b.document(names.City, d, docx.City(d)); err != nil {
		return err
	}
	if err := b.counties(names.Counties, d); err != nil {
		return err
	}
	if err := b.provinces(d, files, ""); err != nil {
		return err
	}
	if err := b.files(names.Files, d, files); err != nil {
		return err
	}
	return b.Close()
}

// Province writes what goes to the province: of one item, or of all.
func Province(w io.Writer, d dossier.Dossier, files []File, only ledger.ItemID) error {
	b := newBox(w, d.At)
	if err := b.provinces(d, files, only); err != nil {
		return err
	}
	return b.Close()
}

// Counties writes every county's report.
func Counties(w io.Writer, d dossier.Dossier) error {
	b := newBox(w, d.At)
	if err := b.counties("", d); err != nil {
		return err
	}
	return b.Close()
}

func (b *box) counties(folder string, d dossier.Dossier) error {
	for _, u := range d.Plan.Units {
		if u.Kind != ledger.County {
			continue
		}
		name := document.FileName("", messages.DocumentTitle(d.Plan, "docx", &u, nil), "", ".docx")
		if err := b.document(path.Join(folder, name), d, docx.County(d, u)); err != nil {
			return err
		}
	}
	return nil
}

// provinces adds a numbered folder for each item of which anything is forwarded.
func (b *box) provinces(d dossier.Dossier, files []File, only ledger.ItemID) error {
	n := 0
	for _, it := range d.Plan.Items {
		if only != "" && it.ID != only || len(dossier.Forwarded(d, it)) == 0 {
			continue
		}
		n++
		if err := b.province(d, n, it, files); err != nil {
			return err
		}
	}
	return nil
}

func (b *box) document(name string, d dossier.Dossier, doc *docx.Document) error {
	return b.add(name, func(w io.Writer) error { return doc.Write(w, d.At) })
}

// province is the package for one item: the cover note with its list, and the
// files that go along.
func (b *box) province(d dossier.Dossier, n int, it ledger.Item, files []File) error {
	folder := document.FileName("", messages.ParcelProvince(n, it), "", "")
	if err := b.document(path.Join(folder, messages.CoverNote()), d, docx.Province(d, it)); err != nil {
		return err
	}
	for _, f := range files {
		if f.Item.ID == it.ID && f.Forward {
			if err := b.file(folder, f, &sheet.Enclosed{}); err != nil {
				return err
			}
		}
	}
	return nil
}
