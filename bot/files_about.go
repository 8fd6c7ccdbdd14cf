package bot

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
)

var quotedTitle = regexp.MustCompile(`《[^》]*》`)

// subjects are the items that a reading speaks of.
func subjects(r command.Reading) []ledger.ItemID {
	var out []ledger.ItemID
	add := func(id ledger.ItemID) {
		if id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	for _, a := range r.Acts {
		if a.Reporting() {
			add(a.Item)
		}
	}
	if r.Outcome == command.Ask && len(out) == 0 {
		add(r.Question.Item)
	}
	return out
}

func union(a, b []ledger.ItemID) []ledger.ItemID {
	for _, id := range b {
		if !slices.Contains(a, id) {
			a = append(a, id)
		}
	}
	return a
}

// named are the items whose name stands in some words, titles left out.
func (t *turn) named(words string) []ledger.ItemID {
	var out []ledger.ItemID
	words = quotedTitle.ReplaceAllString(words, "")
	for _, it := range t.h.Plan.Items {
		for _, n := range slices.Concat([]string{it.Name}, it.Aliases, command.TypeNames(it)) {
			if strings.Contains(words, n) && !slices.Contains(out, it.ID) {
				out = append(out, it.ID)
			}
		}
	}
	return out
}

// itemByName is the one item that the files' names speak of.
func (t *turn) itemByName() (ledger.ItemID, bool) {
	var items []ledger.ItemID
	for _, a := range t.incoming {
		named := t.named(a.file.Source.Name)
		if len(named) != 1 {
			return "", false
		}
		items = append(items, named[0])
	}
	items = slices.Compact(items)
	if len(items) != 1 || !t.item(items[0]).Owes(t.unit(t.who.Unit)) {
		return "", false
	}
	return items[0], true
}

// speakOfOther tells whether a file's name or the title inside it names an item, and
// not this one: such a file does not simply belong to what was spoken of last.
func (t *turn) speakOfOther(item ledger.ItemID) bool {
	return slices.ContainsFunc(t.incoming, func(a arrival) bool {
		title := slices.DeleteFunc(t.named(a.file.Inside), func(id ledger.ItemID) bool { // 做实普法宣讲 is the title of an article
			k := t.item(id).Kind
			return k == ledger.Count || k == ledger.Sessions || k == ledger.Signup
		})
		said := union(t.named(a.file.Source.Name), title)
		return len(said) > 0 && !slices.Contains(said, item)
	})
}

// unitFor is whose files they are: the unit of the act, the one that is named, or
// the speaker's own.
func (t *turn) unitFor(r command.Reading) ledger.UnitID {
	for _, a := range r.Acts {
		if a.Reporting() && a.Unit != "" {
			return a.Unit
		}
	}
	if t.who.Role == ledger.Contact {
		return t.who.Unit
	}
	if unit := t.unitNamed(r.Line); unit != "" {
		return unit
	}
	for _, a := range t.incoming { // 衡阳县署名文章.docx
		if unit := t.unitNamed(strings.TrimSuffix(a.file.Source.Name, path.Ext(a.file.Source.Name))); unit != "" {
			return unit
		}
	}
	return ""
}

// whoseSaid files what waits where a coordinator was asked whose it is, and names the
// unit: 祁东的.
func (t *turn) whoseSaid(r command.Reading, items []ledger.ItemID) bool {
	s, ok := t.tx.Subject(t.env.From.Account, t.env.Chat)
	if !ok || s.Unit != "" || t.now.Sub(s.At) >= wordsWithin || t.who.Role != ledger.Coordinator || len(items) > 0 || tells(r) || len(t.waiting()) == 0 {
		return false
	}
	unit := t.unitNamed(strings.TrimRight(strings.TrimPrefix(r.Line, "是"), "的吧啊。.!！ "))
	if unit == "" {
		return false
	}
	if left := t.refuseKinds(s.Item); len(left) > 0 {
		t.fileUnder(command.Act{Verb: command.File, Unit: unit, Item: s.Item})
		return true
	}
	return false
}

// unitNamed is the one unit that words name, read as in 看文件 衡阳县.
func (t *turn) unitNamed(words string) ledger.UnitID {
	r := t.h.grammar.Read("看文件 "+words, command.Context{Speaker: t.who, Now: t.now, BotNames: t.h.BotNames})
	if len(r.Acts) == 1 && r.Acts[0].Verb == command.Files {
		return r.Acts[0].Unit
	}
	return ""
}
