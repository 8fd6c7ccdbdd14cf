package bot

import (
	"fmt"

	"pufabot/bot/document"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// readAgain lets a piece that the city has taken wait for its verdict again when its unit
// puts another file in the place of the one that was read, and tells the coordinators:
// nothing unread goes to the province.
func (t *turn) readAgain(r ledger.Record) {
	if r.Replaces == 0 || t.who.Role != ledger.Contact {
		return
	}
	old, _ := t.tx.File(r.Replaces)
	tally := t.tx.Tally(r.Unit, r.Item)
	entries := tally.Entries()
	place, all := 0, 0
	for i, p := range entries {
		if p.Passed() && old.Title != "" && p.Title != "" && document.SameTitle(p.Title, old.Title) {
			place = i + 1
		}
		if p.Submitted {
			all++
		}
	}
	if place == 0 && all == 1 { // the only one, whatever it is called
		for i, p := range entries {
			if p.Passed() {
				place = i + 1
			}
		}
	}
	if place == 0 {
		return
	}
	piece := entries[place-1]
	again := ledger.Record{Line: t.line, At: t.now, By: t.env.From.Account, Role: t.who.Role, Unit: r.Unit, Item: r.Item,
		Verb: ledger.Handed, Op: ledger.Detail, Stage: ledger.Submitted, Pieces: []int{place}}
	if len(r.Titles) == 1 && piece.Title != "" && !document.SameTitle(piece.Title, r.Titles[0]) {
		again.Titles = r.Titles
	}
	t.tx.Append(again)
	ruling := messages.Ruling{Unit: t.unit(r.Unit), Item: t.item(r.Item), Place: place, Of: len(entries), Piece: piece, Verdict: piece.Verdict}
	t.reopened = append(t.reopened, ruling)
	t.tellCoordinators(fmt.Sprintf("reopened/%d/%s/%s/%d", t.line, r.Unit, r.Item, place), messages.ReopenedDesk(ruling))
}

// sayReopened tells its sender that a new version is read again.
func (t *turn) sayReopened() (m messages.Message) {
	for _, r := range t.reopened {
		m.Append(messages.Reopened(r))
	}
	return m
}
