package bot

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/bot/policy"
)

var (
	eachFile = regexp.MustCompile(`第([一二三四五六七八九]|[1-9])[个份]`)
	digits   = []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
)

// each reads words that say of every file what it is: 第一个是署名文章，第二个是征文.
// The files count in the order in which they came, those that wait for their words
// first. Where the words do not fit the files, it gives none.
func (t *turn) each(r command.Reading) []command.Act {
	heads := eachFile.FindAllStringSubmatchIndex(r.Line, -1)
	if len(heads) < 2 || !handsIn(t.who.Role) {
		return nil
	}
	unit, files := t.unitFor(r), t.inHand()
	var acts []command.Act
	for i, h := range heads {
		end := len(r.Line)
		if i+1 < len(heads) {
			end = heads[i+1][0]
		}
		word := r.Line[h[2]:h[3]]
		place := max(slices.Index(digits, word), strings.Index("123456789", word)+1)
		items := t.named(r.Line[h[1]:end])
		if unit == "" || len(items) != 1 || place > len(files) || slices.ContainsFunc(acts, func(a command.Act) bool { return covers(a, files[place-1]) }) {
			return nil
		}
		acts = append(acts, command.Act{Verb: command.File, Unit: unit, Item: items[0], IDs: []string{strconv.FormatUint(files[place-1], 10)}})
	}
	if policy.Check(t.h.Plan, t.who, command.Reading{Outcome: command.Apply, Acts: acts}).Outcome == command.Refuse {
		return nil
	}
	return t.eachFits(acts)
}

// inHand are the files that a line may speak of, those of its own message by the
// ids that they will get.
func (t *turn) inHand() []uint64 {
	var ids []uint64
	for _, f := range t.waiting() {
		ids = append(ids, f.ID)
	}
	slices.Sort(ids)
	for i := range t.incoming {
		ids = append(ids, t.tx.LastFile()+1+uint64(i))
	}
	return ids
}

// eachFits leaves out, and tells, the files that cannot be what they were said to be.
func (t *turn) eachFits(acts []command.Act) []command.Act {
	itemOf := func(id uint64) ledger.ItemID {
		for _, a := range acts {
			if covers(a, id) {
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
