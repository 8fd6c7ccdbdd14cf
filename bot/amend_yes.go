package bot

import (
	"slices"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/store"
)

// This file takes a yes that comes with something else.

// agree does what was asked about, and what the line reports beside its yes.
func (t *turn) agree(p store.Pending, o option, more []command.Act) bool {
	acts := o.acts()
	moved := t.touched(acts, p.Line)
	for i := range acts {
		acts[i].OpStated = acts[i].OpStated || !moved
	}
	t.tx.DropPending(t.env.From.Account, t.env.Chat)
	t.answers = p.Line
	t.outcome, t.acts = command.Apply, append(acts, more...)
	if moved || len(more) > 0 {
		t.weigh()
	}
	return true
}

// besidesYes takes a line that agrees, or takes back, and reports: 是的，另外征文1篇 does
// both; what it says anew of one of several things comes in the place of the old.
func (t *turn) besidesYes(p store.Pending, o option, m command.Remark) bool {
	acts := o.acts()
	if !m.Yes && !m.Corrects || m.Rest == "" || !onlyReports(acts) {
		return false
	}
	q := t.h.read(m.Rest, t.who, t.now)
	if q.Outcome != command.Apply && q.Outcome != command.Confirm || !onlyReports(q.Acts) {
		return false
	}
	merged, replaced, ok := mergeActs(acts, q.Acts)
	switch {
	case !ok:
		return false
	case replaced == 0 && m.Yes && q.Outcome == command.Apply:
		return t.agree(p, o, q.Acts)
	case m.Yes, replaced > 0 && len(merged) > len(q.Acts):
		t.proposeChanged(p, merged, "")
		return true
	}
	return false
}

// lowers tells whether acts only report, and lower what was reported before.
func (t *turn) lowers(acts []command.Act) bool {
	return onlyReports(acts) && slices.ContainsFunc(t.preview(acts), func(c previewed) bool { return c.change.After.Value() < c.change.Before.Value() })
}

func onlyReports(acts []command.Act) bool {
	return len(acts) > 0 && !slices.ContainsFunc(acts, func(a command.Act) bool { return !a.Reporting() })
}

// mergeActs puts what is said anew in the place of what was said of the same, and the
// rest behind it. Where that is not plain, it says false.
func mergeActs(acts, anew []command.Act) (merged []command.Act, replaced int, ok bool) {
	merged = slices.Clone(acts)
	for _, a := range anew {
		at, n := -1, 0
		for i, b := range acts {
			if b.Reporting() && a.Item == b.Item && a.Unit == b.Unit && a.Scope == b.Scope && a.Type == b.Type {
				at, n = i, n+1
			}
		}
		switch {
		case n == 0:
			a.Span = command.Span{}
			merged = append(merged, a)
		case n == 1 && a.Op == ledger.Set && acts[at].Verb == a.Verb && len(acts[at].Titles) == 0 && acts[at].Place == "" && acts[at].Date.IsZero():
			a.Span = acts[at].Span
			merged[at], replaced = a, replaced+1
		default:
			return nil, 0, false
		}
	}
	return merged, replaced, true
}
