package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
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
	if arrivals[0].pages, err = sheet.Rows(r); err != nil {
		h.Log.Info().Msg("workbook not read as a list")
	}
}

// sheetAsPaste takes a coordinator's workbook as if the rows of its first page that is
// a list of units had been pasted. It says false when there is none.
func (t *turn) sheetAsPaste() bool {
	if t.who.Role != ledger.Coordinator || len(t.incoming) != 1 {
		return false
	}
	readings := make([]command.Reading, len(t.incoming[0].pages))
	for i, page := range t.incoming[0].pages {
		readings[i] = t.h.read(page.Rows, t.who, t.now)
	}
	at := slices.IndexFunc(readings, func(r command.Reading) bool { return r.Outcome == command.Confirm && pasted(r.Acts) })
	if at < 0 { // a table all the same, of which it is told what is wrong
		at = slices.IndexFunc(readings, func(r command.Reading) bool { return r.Table && r.Outcome == command.Ask })
	}
	if at < 0 {
		return false
	}
	r := readings[at]
	for i, page := range t.incoming[0].pages {
		if i != at {
			r.Unread = append(r.Unread, messages.PageNotRead(page.Name))
		}
	}
	t.incoming[0].listed = t.incoming[0].pages[at].Rows
	t.adopt(r)
	return true
}

// tells tells whether words say something that is to be kept by themselves.
func tells(r command.Reading) bool {
	return r.Outcome == command.Refuse || slices.ContainsFunc(r.Acts, command.Act.Storing)
}
