package bot

import (
	"slices"
	"strconv"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// grants finds out what a verdict means that answers people as well as it judges
// pieces (同意衡东的): the open request of the unit; where pieces of it wait, too, it
// asks. It says false when nothing was asked for.
func (t *turn) grants() bool {
	if len(t.acts) != 1 || t.acts[0].Kind != command.KindGrant {
		return false
	}
	a := t.acts[0]
	var open []messages.RequestFacts
	var ids []string
	asked := map[ledger.UnitID]int{}
	for _, r := range t.tx.OpenRequests() {
		if slices.Contains(a.Units, r.Unit) && (a.Item == "" || r.Item == "" || r.Item == a.Item) {
			open, ids = append(open, t.requestFacts(r)), append(ids, strconv.FormatUint(r.ID, 10))
			asked[r.Unit]++
		}
	}
	if len(open) == 0 {
		if a.Verdict != "accept" || len(t.waitingPieces(a)) > 0 {
			return false
		}
		t.outcome, t.acts, t.said, t.options = command.Reply, nil, messages.NothingToGrant(t.units(a.Units)), nil
		return true
	}
	request, pieces := command.Act{Verb: command.Approve, IDs: ids, Verdict: a.Verdict, Span: a.Span}, a
	pieces.Kind = ""
	switch waiting := t.waitingPieces(a); {
	case len(waiting) > 0:
		t.pose(messages.RequestOrPieces(open, waiting, a.Verdict != "return"), []int{0}, []command.Act{request}, []command.Act{pieces})
		t.chosenBy(messages.RequestOrPiecesWords()...)
	case len(asked) < len(a.Units), len(open) > len(asked): // which of them?
		t.outcome, t.said, t.options = command.Ignore, t.openRequests(), nil
	default:
		t.outcome, t.acts, t.said, t.options = command.Apply, []command.Act{request}, messages.Message{}, nil
	}
	return true
}

// waitingPieces are the pieces without a final verdict that a verdict may be about.
func (t *turn) waitingPieces(a command.Act) []messages.Ruling {
	var out []messages.Ruling
	for g := range t.tx.EachGap() {
		if !judged(a, g) {
			continue
		}
		entries := g.Tally.Entries()
		if g.Item.Kind == ledger.Mail && g.Tally.Value() > 0 && !slices.ContainsFunc(g.Tally.Pieces, func(p ledger.Piece) bool { return !p.Waits() }) {
			entries = []ledger.Piece{{Submitted: true}}
		}
		for i, e := range entries {
			if e.Waits() {
				out = append(out, messages.Ruling{Unit: g.Unit, Item: g.Item, Place: i + 1, Of: len(entries), Piece: e})
			}
		}
	}
	return out
}
