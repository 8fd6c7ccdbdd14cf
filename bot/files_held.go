package bot

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"pufabot/bot/command"
	"pufabot/bot/document"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// held is a file that a line may speak of; one of its own message has the id that it will
// get.
type held struct {
	id   uint64
	file store.File
}

// hand are the files that a line may speak of, in the order in which they came.
func (t *turn) hand() []held {
	var out []held
	for _, f := range t.waiting() {
		out = append(out, held{f.ID, f})
	}
	slices.SortFunc(out, func(a, b held) int { return int(a.id) - int(b.id) })
	for i, a := range t.incoming {
		if a.file.ID == 0 {
			out = append(out, held{t.tx.LastFile() + 1 + uint64(i), a.file})
		}
	}
	return out
}

// piecesInHand are these files, those of one piece together: they have one title or name.
func (t *turn) piecesInHand() (out [][]held) {
	stem := func(f store.File) string { return strings.TrimSuffix(f.Source.Name, path.Ext(f.Source.Name)) }
	for _, h := range t.hand() {
		if h.file.State == store.FileLost {
			continue
		}
		i := slices.IndexFunc(out, func(piece []held) bool {
			return slices.ContainsFunc(piece, func(o held) bool {
				titles := h.file.Inside != "" && o.file.Inside != "" && document.SameTitle(h.file.Inside, o.file.Inside)
				return titles || stem(h.file) != "" && stem(h.file) == stem(o.file)
			}) && !slices.ContainsFunc(piece, func(o held) bool { return o.file.Format == h.file.Format })
		})
		if i < 0 {
			out = append(out, []held{h})
		} else {
			out[i] = append(out[i], h)
		}
	}
	return out
}

func idsOf(piece []held) (ids []uint64) {
	for _, h := range piece {
		ids = append(ids, h.id)
	}
	return ids
}

// thisOne are words that point at one file.
var thisOne = regexp.MustCompile(`(?:这|刚才那|刚才这)[个份篇件张]`)

// oneOfSeveral asks which piece is meant where a line points at one and several wait.
func (t *turn) oneOfSeveral(r command.Reading, item ledger.ItemID) bool {
	unknown := t.env.Quote != nil && t.narrow == nil && t.quotation() == "" // a reply to we do not know what
	if len(t.incoming) > 0 || !onlyNames(r) || t.who.Role != ledger.Contact || !unknown && !thisOne.MatchString(r.Line) {
		return false
	}
	pieces := t.piecesInHand()
	if len(pieces) < 2 {
		return false
	}
	t.options = nil
	var all []uint64
	var shown [][]messages.Filed
	for _, piece := range pieces {
		t.options = append(t.options, option{Acts: saved(chosen(fileAs(nil, t.who.Unit, item, idsOf(piece)...)))})
		all, shown = append(all, idsOf(piece)...), append(shown, filedOf(piece))
	}
	t.options = append(t.options, option{Acts: saved(chosen(fileAs(nil, t.who.Unit, item, all...)))})
	t.outcome, t.said = command.Ask, messages.FilesWhichOne(shown, t.item(item))
	t.chosenBy(messages.FilesWhichOneWords(len(pieces))...)
	return true
}

// onlyQuoted leaves of the waiting files those that the line replies to: 这个是署名文章.
func (t *turn) onlyQuoted() {
	if !t.quotes() || t.narrow != nil {
		return
	}
	var meant []uint64
	own := len(t.env.Files)
	for i := len(t.incoming) - 1; i >= own; i-- {
		for _, f := range t.waiting() {
			if f.Hash != "" && f.Hash == t.incoming[i].file.Hash {
				meant = append(meant, f.ID)
				t.incoming = slices.Delete(t.incoming, i, i+1)
				break
			}
		}
	}
	words := t.letters(t.quotation())
	for _, f := range t.waiting() {
		if l, ok := t.tx.Line(f.Line); ok && words != "" && t.isQuoted(l, words) {
			meant = append(meant, f.ID)
		}
	}
	if len(meant) > 0 || t.env.Quote != nil && len(t.env.Quote.Files) > 0 {
		t.narrow = func(id uint64) bool { return slices.Contains(meant, id) }
	}
}
