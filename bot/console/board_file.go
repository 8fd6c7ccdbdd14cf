package console

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"pufabot/messages"
	"pufabot/messages/parcel"
)

// serveDocument gives the board as a picture or as a workbook of figures. Neither
// has people or their words in it, as the board has not.
func (b *board) serveDocument(o parcel.Order, kind, disposition string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		d, err := b.snapshot()
		if err != nil {
			b.log.Error().Err(err).Msg("board not read")
			http.Error(w, "unavailable", http.StatusServiceUnavailable)
			return
		}
		o := o
		if page := r.URL.Query().Get("page"); page != "" {
			if o.Page, err = strconv.Atoi(page); err != nil || o.Page < 1 {
				http.NotFound(w, r)
				return
			}
		}
		var body bytes.Buffer
		switch err := parcel.Render(&body, d, nil, o); {
		case errors.Is(err, parcel.ErrPage):
			http.NotFound(w, r)
			return
		case err != nil:
			b.log.Error().Err(err).Msg("board not rendered")
			http.Error(w, "unavailable", http.StatusInternalServerError)
			return
		}
		name := messages.DocumentName(o.Title(d.Plan), o.Format, d.At)
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Content-Disposition", disposition+"; filename*=UTF-8''"+url.PathEscape(name))
		_, _ = w.Write(body.Bytes())
	}
}
