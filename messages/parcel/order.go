package parcel

import (
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/docx"
	"pufabot/messages/dossier"
	"pufabot/messages/picture"
	"pufabot/messages/sheet"
)

// Order is one document that is wanted.
type Order struct {
	// Format is xlsx, csv, png, docx or zip.
	Format string
	// Unit of a docx: that unit's report in the place of the city's.
	Unit ledger.UnitID
	// Item of a docx: the cover note to the province for its pieces. Of a zip: only
	// the files of that item.
	Item ledger.ItemID
	// Part of a zip: only what goes to the province, or only the counties' reports.
	Part string
	// Page of a png, from 1 upwards; 0 is the first.
	Page int
	// Figures leaves out people and their words: an xlsx for everybody.
	Figures bool
}

// The parts of everything that can be had alone.
const (
	PartProvince = "province"
	PartCounties = "counties"
)

// Formats are the formats of orders.
var Formats = []string{"xlsx", "csv", "png", "docx", "zip"}

// The errors of orders that cannot be carried out.
var (
	ErrFormat = errors.New("parcel: no such format")
	ErrUnit   = errors.New("parcel: no such unit")
	ErrItem   = errors.New("parcel: no such item, or none of which pieces go to the province")
	ErrPage   = errors.New("parcel: no such page")
)

const refPrefix = "make:"

// Ref is the order as a short text.
func (o Order) Ref() string { return refPrefix + o.Query().Encode() }

// ParseRef reads a reference; ok is false for what is none.
func ParseRef(ref string) (o Order, ok bool) {
	rest, ok := strings.CutPrefix(ref, refPrefix)
	if !ok {
		return o, false
	}
	q, err := url.ParseQuery(rest)
	if err != nil {
		return o, false
	}
	o, err = FromQuery(q)
	return o, err == nil
}

// Query is the order as parameters of an address.
func (o Order) Query() url.Values {
	q := url.Values{"format": {o.Format}}
	set := func(key, v string) {
		if v != "" {
			q.Set(key, v)
		}
	}
	set("unit", string(o.Unit))
	set("item", string(o.Item))
	set("part", o.Part)
	if o.Page > 1 {
		set("page", strconv.Itoa(o.Page))
	}
	if o.Figures {
		set("figures", "1")
	}
	return q
}

// FromQuery reads the parameters of an address.
func FromQuery(q url.Values) (Order, error) {
	o := Order{Format: q.Get("format"), Unit: ledger.UnitID(q.Get("unit")), Item: ledger.ItemID(q.Get("item")), Part: q.Get("part"), Figures: q.Has("figures")}
	if !slices.Contains(Formats, o.Format) {
		return o, ErrFormat
	}
	if s := q.Get("page"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return o, ErrPage
		}
		o.Page = n
	}
	return o, nil
}

// Check tells whether the plan knows what the order names.
func (o Order) Check(p *ledger.Plan) error {
	if !slices.Contains(Formats, o.Format) || !slices.Contains([]string{"", PartProvince, PartCounties}, o.Part) {
		return ErrFormat
	}
	if _, ok := p.Unit(o.Unit); o.Unit != "" && !ok {
		return ErrUnit
	}
	if it, ok := p.Item(o.Item); o.Item != "" && (!ok || o.Format == "docx" && it.Kind != ledger.Entry) {
		return ErrItem
	}
	return nil
}

// Title is what the document is called.
func (o Order) Title(p *ledger.Plan) string {
	var unit *ledger.Unit
	var item *ledger.Item
	if u, ok := p.Unit(o.Unit); ok {
		unit = &u
	}
	if it, ok := p.Item(o.Item); ok {
		item = &it
	}
	switch o.Part {
	case PartProvince:
		return messages.ProvinceTitle(p, item)
	case PartCounties:
		return messages.CountiesTitle(p)
	}
	return messages.DocumentTitle(p, o.Format, unit, item)
}

// NeedsAll tells whether the order needs more of a dossier than the standing.
func (o Order) NeedsAll() bool { return o.Format != "png" && o.Format != "csv" && !o.Figures }

// Render makes the document. Files are needed for a zip only.
func Render(w io.Writer, d dossier.Dossier, files []File, o Order) error {
	if err := o.Check(d.Plan); err != nil {
		return err
	}
	switch o.Format {
	case "xlsx":
		if o.Figures {
			return sheet.WriteFigures(w, d)
		}
		return sheet.Write(w, d)
	case "csv":
		return sheet.WriteCSV(w, d)
	case "png":
		return png(w, d, max(o.Page, 1))
	case "docx":
		return report(d, o).Write(w, d.At)
	case "zip":
		switch o.Part {
		case PartProvince:
			return Province(w, d, files, o.Item)
		case PartCounties:
			return Counties(w, d)
		}
		if o.Item != "" {
			return Pack(w, d, slices.DeleteFunc(slices.Clone(files), func(f File) bool { return f.Item.ID != o.Item }))
		}
		return Whole(w, d, files)
	}
	return fmt.Errorf("%w: %s", ErrFormat, o.Format)
}

func png(w io.Writer, d dossier.Dossier, page int) error {
	data, err := picture.Page(d, page)
	if err != nil {
		return err
	}
	if data == nil {
		return ErrPage
	}
	_, err = w.Write(data)
	return err
}

func report(d dossier.Dossier, o Order) *docx.Document {
	if u, ok := d.Plan.Unit(o.Unit); ok {
		return docx.County(d, u)
	}
	if it, ok := d.Plan.Item(o.Item); ok {
		return docx.Province(d, it)
	}
	return docx.City(d)
}
