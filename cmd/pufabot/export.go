package main

import (
	"bytes"
	"errors"
	"io"
	"net/http"

	"pufabot/bot"
	"pufabot/messages/dossier"
	"pufabot/messages/parcel"
	"pufabot/store"
)

// errNoneForProvince says that a letter to the province would have nothing to list.
var errNoneForProvince = errors.New("nothing goes to the province")

// export makes a document from one look at the ledger: the standing is copied out in
// the transaction, and the history up to it is read while the document is made. One
// is made at a time: beside the lines that come in there is room for no more.
func (c *Config) export(view func(func(*store.Tx) error) error, w io.Writer, o parcel.Order) error {
	if c.making != nil {
		c.making.Lock()
		defer c.making.Unlock()
	}
	var d dossier.Dossier
	var files []parcel.File
	var err error
	if o.NeedsAll() {
		d, err = bot.Gather(view)
	} else {
		err = view(func(tx *store.Tx) error { d = bot.Glance(tx); return nil })
	}
	if err == nil && o.Format == "docx" && o.Item != "" {
		if it, _ := d.Plan.Item(o.Item); len(dossier.Forwarded(d, it)) == 0 {
			err = errNoneForProvince
		}
	}
	if err == nil && o.Format == "zip" {
		err = view(func(tx *store.Tx) error { files = bot.Files(tx, d, c.kept); return nil })
	}
	if err != nil {
		return err
	}
	return parcel.Render(w, d, files, o)
}

// serveExport answers the command line.
func (s *service) serveExport(w http.ResponseWriter, r *http.Request) error {
	o, err := parcel.FromQuery(r.URL.Query())
	if err == nil {
		err = o.Check(s.plan)
	}
	if err != nil {
		plain(w, http.StatusBadRequest, "bad order")
		return nil
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	err = s.config.export(s.db.View, w, o)
	switch { // nothing has been written yet
	case errors.Is(err, parcel.ErrPage):
		plain(w, http.StatusRequestedRangeNotSatisfiable, "no such page")
	case errors.Is(err, errNoneForProvince):
		plain(w, http.StatusConflict, "nothing goes to the province")
	default:
		return err
	}
	return nil
}

// made makes the document of an outgoing message.
func (s *service) made(o parcel.Order) ([]byte, error) {
	var b bytes.Buffer
	err := s.config.export(s.db.View, &b, o)
	return b.Bytes(), err
}
