package bot

import (
	"pufabot/bot/document"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// pieceOf tells whether a file can be handed in as an item. Only pieces are of some
// kind; beside figures, events and words anything may be kept.
func (t *turn) pieceOf(item ledger.ItemID, f store.File) bool {
	it := t.item(item)
	return it.Kind != ledger.Entry || f.State != store.FileKept || document.Piece(it, f.Format, f.Ext)
}

// refuseKinds refuses the files, of this message and waiting, that cannot be handed in
// as the item that they are for. It gives those that go on waiting.
func (t *turn) refuseKinds(item ledger.ItemID) []store.File {
	for i, a := range t.incoming {
		if a.lost == "" && !t.pieceOf(item, a.file) {
			t.refuseArrival(i, item)
		}
	}
	var left []store.File
	for _, f := range t.waiting() {
		if t.pieceOf(item, f) {
			left = append(left, f)
			continue
		}
		t.refuseWaiting(f, item)
	}
	return left
}

func (t *turn) refuseArrival(i int, item ledger.ItemID) {
	t.incoming[i].lost, t.incoming[i].not, t.incoming[i].file.State = lostKind, item, store.FileLost
}

func (t *turn) refuseWaiting(f store.File, item ledger.ItemID) {
	f.State, f.Item = store.FileLost, item
	t.plan(&f)
	t.refused = append(t.refused, f)
}

// notTaken tells why a file was not taken in.
func (t *turn) notTaken(f store.File, lost string, item ledger.ItemID) messages.Message {
	switch lost {
	case lostProgram:
		return messages.FileProgram(f.Source.Name)
	case lostBroken:
		return messages.FileBroken(f.Source.Name)
	case lostKind:
		return messages.FileKind(f.Source.Name, f.Ext, t.item(item))
	}
	return messages.FileNotCome(lost, t.h.Files.Limit, 1)
}
