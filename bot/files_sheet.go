package bot

import (
	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages/sheet"
	"pufabot/store"
)

// largestSheet is how large a workbook may be that is read as a list.
const largestSheet = 1 << 20

// readSheet reads the rows of the one workbook that a coordinator has sent, outside
// any transaction. What cannot be read stays a file.
func (h *Handler) readSheet(arrivals []arrival) {
	if len(arrivals) != 1 {
		return
	}
	f := arrivals[0].file
	if f.State != store.FileKept || f.Format != ledger.Excel || f.Size > largestSheet {
		return
	}
	r, err := h.Files.Blobs.Open(f.Hash)
	if err != nil {
		return
	}
	defer func() { _ = r.Close() }()
	if arrivals[0].rows, err = sheet.Rows(r); err != nil {
		h.Log.Info().Msg("workbook not read as a list")
	}
}

// sheetAsPaste takes a workbook without words as if its rows had been pasted. It
// says false when they are no list of units.
func (t *turn) sheetAsPaste() bool {
	if t.who.Role != ledger.Coordinator || len(t.incoming) != 1 || t.incoming[0].rows == "" {
		return false
	}
	r := t.h.read(t.incoming[0].rows, t.who, t.now)
	if r.Outcome != command.Confirm || !pasted(r.Acts) {
		return false
	}
	t.incoming[0].listed = true
	t.take(r)
	return true
}
