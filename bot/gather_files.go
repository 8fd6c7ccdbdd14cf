package bot

import (
	"io"

	"pufabot/messages/dossier"
	"pufabot/messages/parcel"
	"pufabot/store"
)

// Files are the handed-in files in force whose content is kept, in the order of
// the dossier's gaps. Their content is opened only when somebody reads it, which
// may be after the transaction.
func Files(tx *store.Tx, d dossier.Dossier, open func(hash string) (io.ReadCloser, error)) []parcel.File {
	var out []parcel.File
	forwards := d.Forwarder()
	for _, g := range d.Gaps {
		for _, f := range g.Tally.Files {
			kept, ok := tx.File(f.ID)
			if !ok || kept.State != store.FileKept {
				continue
			}
			hash := kept.Hash
			out = append(out, parcel.File{Unit: g.Unit, Item: g.Item, Title: f.Title, Ext: kept.Ext, At: kept.At, By: kept.Nick,
				Forward: forwards(g.Unit, g.Item.ID, f.Title), Open: func() (io.ReadCloser, error) { return open(hash) }})
		}
	}
	return out
}
