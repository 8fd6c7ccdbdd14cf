package bot

import (
	"slices"
	"strconv"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/bot/policy"
)

// each reads words that say of some files what they are: 第一个是署名文章，第二个是征文;
// 前两个是署名文章; 另一个是征文. The files count in the order in which they came, those that
// wait for their words first. Where the words point at files that are not there, or at
// several for one, it says unfit and gives none.
func (t *turn) each(r command.Reading) (acts []command.Act, unfit bool) {
	t.onlyQuoted()
	hand := t.hand()
	if !handsIn(t.who.Role) || len(hand) == 0 {
		return nil, false
	}
	marks := t.marksOf(r.Line, hand)
	if !slices.ContainsFunc(marks, func(m mark) bool { return m.item == "" }) || !slices.ContainsFunc(marks, func(m mark) bool { return m.item != "" }) {
		return nil, false
	}
	unit := t.unitFor(r)
	for _, p := range pairs(marks) {
		for _, id := range p.ids {
			if slices.ContainsFunc(acts, func(a command.Act) bool { return covers(a, id) }) {
				return nil, true
			}
		}
		acts = fileAs(acts, unit, p.item, p.ids...)
	}
	if len(acts) == 0 || unit == "" {
		return nil, true
	}
	if policy.Check(t.h.Plan, t.who, command.Reading{Outcome: command.Apply, Acts: acts}).Outcome == command.Refuse {
		return nil, false
	}
	return t.eachFits(acts), false
}

// fileAs adds that files are of an item.
func fileAs(acts []command.Act, unit ledger.UnitID, item ledger.ItemID, ids ...uint64) []command.Act {
	i := slices.IndexFunc(acts, func(a command.Act) bool { return a.Item == item && a.Unit == unit })
	if i < 0 {
		acts, i = append(acts, command.Act{Verb: command.File, Unit: unit, Item: item}), len(acts)
	}
	for _, id := range ids {
		acts[i].IDs = append(acts[i].IDs, strconv.FormatUint(id, 10))
	}
	return acts
}

// mark is a word of a line that names an item or points at files; without ids and without
// an item it points at files that are not there.
type mark struct {
	at, end int
	item    ledger.ItemID
	ids     []uint64
}

// pairs are the items with the files that are pointed at, each with its own, before it or
// behind it all along the line. Where the marks do not stand so, there are none.
func pairs(marks []mark) []mark {
	var out []mark
	var ids []uint64
	first := marks[0].item != "" // the items stand before their files
	for i, m := range marks {
		switch {
		case m.item == "" && len(m.ids) == 0:
			return nil
		case m.item == "":
			ids = append(ids, m.ids...)
			if last := i+1 == len(marks) || marks[i+1].item != ""; first && last {
				out[len(out)-1].ids, ids = ids, nil
			}
		case first && len(out) > 0 && len(out[len(out)-1].ids) == 0, !first && len(ids) == 0:
			return nil // an item of which no file is told
		case first:
			out = append(out, mark{item: m.item})
		default:
			out, ids = append(out, mark{item: m.item, ids: ids}), nil
		}
	}
	if len(ids) > 0 || first && len(out[len(out)-1].ids) == 0 {
		return nil
	}
	return out
}

// eachFits leaves out, and tells, the files that cannot be what they were said to be.
func (t *turn) eachFits(acts []command.Act) []command.Act {
	itemOf := func(id uint64) ledger.ItemID {
		for _, a := range acts {
			if a.Verb == command.File && covers(a, id) {
				return a.Item
			}
		}
		return ""
	}
	for i, a := range t.incoming {
		if item := itemOf(t.tx.LastFile() + 1 + uint64(i)); item != "" && a.lost == "" && !t.pieceOf(item, a.file) {
			t.refuseArrival(i, item)
		}
	}
	for _, f := range t.waiting() {
		if item := itemOf(f.ID); item != "" && !t.pieceOf(item, f) {
			t.refuseWaiting(f, item)
		}
	}
	return acts
}
