package bot

import (
	"regexp"
	"slices"
	"strings"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
)

// patching are words of somebody who hands in what was missing: pdf补上.
var patching = []string{"补上", "补交", "补发", "补传", "补一", "补个", "补齐", "补充", "补来", "补好", "缺的", "差的"}

// sealed are words of somebody who hands in what bears the seal now: 盖好章了.
var sealed = regexp.MustCompile(`盖(?:好|了|完|上)?了?公?章(?:了|的|版)|章(?:已经|已)?盖(?:好|完|上)?了|带章的|盖好的`)

// filesMissing puts files that no words place under the one item of the unit that
// lacks them: where the words say that they were missing, or a file is called what a
// piece of it is called.
func (t *turn) filesMissing(words string) bool {
	if t.who.Unit == "" || t.who.Role != ledger.Contact || len(t.incoming) == 0 {
		return false
	}
	patch := slices.ContainsFunc(patching, func(w string) bool { return strings.Contains(words, w) })
	seal := sealed.MatchString(words)
	patch = patch || seal
	var found []ledger.ItemID
	for _, it := range t.h.Plan.ItemsOf(t.unit(t.who.Unit)) {
		tally := t.tx.Tally(t.who.Unit, it.ID)
		var titles []string
		for _, p := range tally.Pieces {
			titles = append(titles, p.Title)
		}
		lacks := tally.Lacks(it)
		again := seal && len(tally.Pieces) > 0 // what was there without it is replaced
		if !slices.ContainsFunc(t.incoming, func(a arrival) bool {
			if again && a.file.Format == "pdf" && slices.Contains(it.Files, "pdf") {
				return false
			}
			return !slices.Contains(lacks, a.file.Format) || !patch && !(a.file.Inside != "" && ledger.HasTitle(titles, a.file.Inside))
		}) {
			found = append(found, it.ID)
		}
	}
	if len(found) != 1 {
		return false
	}
	t.fileUnder(command.Act{Verb: command.File, Unit: t.who.Unit, Item: found[0]})
	return true
}
