package bot

import (
	"slices"
	"strconv"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// kindElsewhere marks files that had been filed under another item.
const kindElsewhere = "elsewhere"

// elsewhere puts what the speaker has told or sent a moment ago under another item (不对，
// 是署名文章), its files with it, after a yes that is asked for with both totals.
func (t *turn) elsewhere(r command.Reading) bool {
	if len(filesOf(t.env)) > 0 || r.Outcome == command.Reply || r.Outcome == command.Apply {
		return false
	}
	if _, waits := t.tx.Pending(t.env.From.Account, t.env.Chat); waits || len(t.waiting()) > 0 {
		return false
	}
	e, ok := t.h.grammar.Elsewhere(t.env.Text, command.Context{Speaker: t.who, Now: t.now, BotNames: t.h.BotNames})
	if !ok {
		return false
	}
	d, said, ok := t.toldOfOther(e)
	if !ok {
		return false
	}
	to := t.item(e.Is)
	if m, stays := t.fixed(d); stays {
		t.refuse(m)
		return true
	}
	acts, ok := t.asOther(d, e)
	if !ok {
		t.outcome, t.said = command.Ask, messages.NotElsewhere(said, t.item(d.records[0].Item), to)
		return true
	}
	was := d.records[0]
	undo := command.Act{Verb: command.Undo, Unit: was.Unit, Item: was.Item}
	pin(&undo, d.line)
	t.outcome, t.acts = command.Confirm, append([]command.Act{undo}, acts...)
	changes := []messages.Change{{Unit: t.unit(was.Unit), Item: t.item(was.Item), Before: t.tx.Tally(was.Unit, was.Item), After: t.withoutRecords(d.records)}}
	for _, p := range t.preview(acts) {
		changes = append(changes, p.change)
	}
	t.said = messages.ConfirmElsewhere(said, changes, slices.ContainsFunc(acts, func(a command.Act) bool { return a.Verb == command.File }))
	t.options = []option{{Acts: saved(t.acts)}}
	return true
}

// toldOfOther is what was quoted, or told last, as far as it is of the item that is put
// right: of the one that the line names, else of the only one.
func (t *turn) toldOfOther(e command.Elsewhere) (d done, said string, ok bool) {
	var deeds []done
	if t.quotes() {
		d, by, ok := t.quoted()
		if !ok || by.By != t.env.From.Account {
			return done{}, "", false
		}
		deeds = append(deeds, d)
	} else {
		for _, l := range t.lastLines() {
			deeds = append(deeds, t.deedOf(l.Seq))
		}
	}
	for _, d := range deeds {
		all := slices.DeleteFunc(d.records, func(r ledger.Record) bool { return !r.States() })
		d.orders = nil
		d.records = slices.DeleteFunc(slices.Clone(all), func(r ledger.Record) bool { return r.Item == e.Is || e.Was != "" && r.Item != e.Was })
		if len(d.records) == 0 {
			if len(all) > 0 && e.Was == "" {
				break
			}
			continue
		}
		first := d.records[0]
		line, _ := t.tx.Said(d.line)
		return d, line.Text, !slices.ContainsFunc(d.records, func(r ledger.Record) bool { return r.Item != first.Item || r.Unit != first.Unit })
	}
	return done{}, "", false
}

// asOther are acts that say of the other item what the records say of theirs. It says false
// where that cannot be said of it.
func (t *turn) asOther(d done, e command.Elsewhere) (acts []command.Act, ok bool) {
	from, to := t.item(d.records[0].Item), t.item(e.Is)
	if from.Kind != to.Kind || from.Kind != ledger.Entry && from.Kind != ledger.Count || !slices.ContainsFunc(t.h.Plan.ItemsOf(t.unit(d.records[0].Unit)), func(it ledger.Item) bool { return it.ID == to.ID }) {
		return nil, false
	}
	file := command.Act{Verb: command.File, Unit: d.records[0].Unit, Item: to.ID, Kind: kindElsewhere}
	for _, r := range d.records {
		switch {
		case r.Verb == ledger.Filed:
			f, _ := t.tx.File(r.File)
			if f.State != store.FileKept || !t.pieceOf(to.ID, f) {
				return nil, false
			}
			file.IDs = append(file.IDs, strconv.FormatUint(r.File, 10))
		case r.Op == ledger.Detail, len(r.Pieces) > 0, r.Moved != 0, r.Stage != "" && r.Stage != ledger.Submitted:
			return nil, false
		default:
			acts = append(acts, command.Act{Verb: command.Verb(r.Verb), Unit: r.Unit, Item: to.ID, Op: r.Op, OpStated: true, Value: r.Value, HasValue: true,
				Approx: r.Approx, Date: r.Date, Titles: r.Titles, Author: r.Author, Authors: r.Authors, Type: e.Type, Stage: r.Stage})
		}
	}
	for _, f := range t.tx.OpenFiles() {
		if f.Line == d.line && f.State == store.FileComing {
			return nil, false
		}
	}
	if len(file.IDs) > 0 {
		acts = append(acts, file)
	}
	return acts, len(acts) > 0
}

// withoutRecords is the tally that is left of an item without some of its records.
func (t *turn) withoutRecords(gone []ledger.Record) ledger.Tally {
	kept := slices.DeleteFunc(slices.Clone(t.tx.RecordsOf(gone[0].Unit, gone[0].Item)), func(r ledger.Record) bool {
		return slices.ContainsFunc(gone, func(g ledger.Record) bool { return g.Seq == r.Seq })
	})
	return ledger.Fold(t.item(gone[0].Item), kept)
}

// fromElsewhere are the files that had been filed under another item; they come to this one.
func (t *turn) fromElsewhere(act command.Act) (files []store.File) {
	if act.Kind != kindElsewhere {
		return nil
	}
	for _, id := range act.IDs {
		n, _ := strconv.ParseUint(id, 10, 64)
		if f, ok := t.tx.File(n); ok && f.State == store.FileKept {
			f.Unit, f.Item = act.Unit, act.Item
			t.tx.PutFile(f)
			files = append(files, f)
		}
	}
	return files
}
