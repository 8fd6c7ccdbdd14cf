package bot

import (
	"reflect"
	"slices"
	"strings"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// amended takes a line that speaks of the question that waits without answering it. What
// it surely changes is shown again with the change; a correction that leads nowhere
// withdraws what was asked, so that no later 是 does it uncorrected; and what is not
// understood leaves the question open and says so. It says false when the line is to be
// taken as itself.
func (t *turn) amended(p store.Pending, options []option, r command.Reading) bool {
	m := t.remark()
	if tellsOwn(r) {
		t.unsettled = t.stillWaits(p, options)
		return false
	}
	if m.Asks || r.Outcome == command.Refuse {
		return false
	}
	if len(options) == 1 && len(options[0].Acts) > 0 && t.changed(p, options[0], m, r) {
		return true
	}
	asked := t.asked(p)
	switch {
	case m.Waits, loose(r) && strings.TrimSpace(t.env.Text) == strings.TrimSpace(asked):
		t.outcome, t.said = command.Reply, t.stillWaits(p, options)
	case m.Corrects && loose(r) && r.Outcome != command.Ignore && !t.ofAudience(r, options):
		t.tx.DropPending(t.env.From.Account, t.env.Chat)
		if len(options) == 1 && loose(t.h.read(asked, t.who, t.now)) { // both are of what was told before
			if c := t.corrected(r); c.Outcome == command.Confirm {
				t.adopt(c)
				break
			}
		}
		t.outcome, t.said = command.Reply, messages.HeldBack(asked, aboutWhat(options))
	case r.Outcome == command.Unknown && t.corrected(r).Outcome != command.Unknown: // of what was told before
		t.tx.DropPending(t.env.From.Account, t.env.Chat)
		t.letGo(p, options)
		t.adopt(r)
	case r.Outcome == command.Unknown, r.Outcome == command.Ignore:
		t.adopt(r)
		t.said.Append(t.stillWaits(p, options))
	default:
		return false
	}
	return true
}

// stillWaits says that a question waits.
func (t *turn) stillWaits(p store.Pending, options []option) messages.Message {
	if g := options[0].Gap; g != nil {
		return messages.FigureStill(t.item(g.Item))
	}
	return messages.StillWaits(t.asked(p), len(options), aboutWhat(options))
}

// tellsOwn tells whether a line asks what is recorded and what is missing, in which what
// is asked about is not.
func tellsOwn(r command.Reading) bool {
	return r.Outcome == command.Reply && len(r.Acts) > 0 && !slices.ContainsFunc(r.Acts, func(a command.Act) bool {
		return a.Verb != command.Status && a.Verb != command.Missing
	})
}

// loose tells whether a line says nothing by itself: it is not understood, asks which item
// it is about, or takes back what has just been said.
func loose(r command.Reading) bool {
	switch r.Outcome {
	case command.Unknown, command.Ignore:
		return true
	case command.Ask:
		return r.Question.Item == ""
	}
	return len(r.Acts) == 1 && undoesLast(r.Acts[0])
}

// ofAudience tells whether the line may be how many came to what was asked about.
func (t *turn) ofAudience(r command.Reading, options []option) bool {
	probe := *t
	probe.left = options
	return probe.audience(r)
}

// changed shows again what a line surely changes of what was asked, or takes it for a
// yes where it changes nothing.
func (t *turn) changed(p store.Pending, o option, m command.Remark, r command.Reading) bool {
	acts := o.acts()
	if pasted(acts) {
		return t.listChanged(p, o, m, r)
	}
	said := o.Said
	if said == "" {
		said = t.asked(p)
	}
	base := t.h.read(said, t.who, t.now)
	if sameMatters(base.Acts, acts) && m.Rest != "" && (loose(r) || spares(r) || ruling(r)) {
		for _, line := range t.rewordings(said, m) {
			q := t.h.read(line, t.who, t.now)
			switch {
			case !sure(q, base) && !rulesBeside(q, base, r):
			case reflect.DeepEqual(meaning(q.Acts), meaning(base.Acts)):
				if !m.Corrects && m.Figure != "" && onlyReports(acts) { // 对,就是98
					return t.agree(p, o, nil)
				}
			default:
				t.proposeChanged(p, q.Acts, line)
				return true
			}
		}
	}
	if m.Zeros != 0 && len(acts) == 1 && acts[0].Reporting() {
		if n, ok := zerosPut(acts[0].Value, m.Zeros); ok {
			acts[0].Value = n
			t.proposeChanged(p, acts, "")
			return true
		}
	}
	return t.besidesYes(p, o, m)
}

// rewordings are the ways in which a remark may go into the line that it is about: in the
// place of what it corrects, or behind it.
func (t *turn) rewordings(said string, m command.Remark) []string {
	var out []string
	if line, ok := t.h.grammar.Replaced(said, m.Rest, command.Context{Speaker: t.who, Now: t.now, BotNames: t.h.BotNames}); ok {
		out = append(out, line)
	}
	if m.Corrects && !m.Drops && len(m.Units) == 0 {
		out = append(out, said+"，不对，"+m.Rest)
	}
	return append(out, said+"，"+m.Rest)
}

// sure tells whether a line that was changed says the same as before but for what a
// correction may change.
func sure(q, base command.Reading) bool {
	if q.Outcome != command.Apply && q.Outcome != command.Confirm || len(q.Acts) != len(base.Acts) || len(q.Unkept) > len(base.Unkept) ||
		q.Outcome == command.Confirm && q.Question.Code == command.AskResidue && base.Question.Code != command.AskResidue {
		return false
	}
	for i, a := range q.Acts {
		b := base.Acts[i]
		if a.Verb != b.Verb || a.Item != b.Item || a.Op != b.Op || a.Scope != b.Scope || a.Verb == command.Announce && len(a.Text) > len(b.Text)+len("上午") {
			return false
		}
		if a.Reporting() {
			continue
		}
		a.Except, a.At, a.Until, a.Due, a.Text, a.Span = b.Except, b.At, b.Until, b.Due, b.Text, b.Span
		if a.Units = same(a.Units, b.Units); !reflect.DeepEqual(a, b) {
			return false
		}
	}
	return true
}

// same gives the units of b where a has as many: one may have come for another.
func same(a, b []ledger.UnitID) []ledger.UnitID {
	if len(a) == len(b) {
		return b
	}
	return a
}

// spares tells whether a line wants units left alone, which may be an exception of what is
// asked about.
func spares(r command.Reading) bool {
	return r.Outcome == command.Confirm && len(r.Acts) == 1 && (r.Acts[0].Verb == command.Silence || r.Acts[0].Verb == command.Mute) && len(r.Acts[0].Units) > 0
}

// ruling tells whether a line judges the pieces of units that it names.
func ruling(r command.Reading) bool {
	return len(r.Acts) > 0 && !slices.ContainsFunc(r.Acts, func(a command.Act) bool { return a.Verb != command.Review || len(a.Units)+len(a.Except) == 0 })
}

// rulesBeside tells whether a line judges as before, but for units of which a line behind
// it says something else: 征文都通过, 常宁的先不过.
func rulesBeside(q, base, r command.Reading) bool {
	if !ruling(r) || q.Outcome != command.Apply && q.Outcome != command.Confirm || len(base.Acts) != 1 || base.Acts[0].Verb != command.Review {
		return false
	}
	was := base.Acts[0]
	return len(was.Units) == 0 && slices.ContainsFunc(q.Acts, func(a command.Act) bool {
		return a.Verb == command.Review && a.Item == was.Item && a.Verdict == was.Verdict && len(a.Units) == 0
	}) && !slices.ContainsFunc(q.Acts, func(a command.Act) bool { return a.Verb != command.Review }) && !reflect.DeepEqual(meaning(q.Acts), meaning(base.Acts))
}

// sameMatters tells whether acts are about the same things.
func sameMatters(a, b []command.Act) bool {
	have := func(list []command.Act, x command.Act) bool {
		return slices.ContainsFunc(list, func(y command.Act) bool {
			return x.Verb == y.Verb && (!x.Reporting() || x.Item == y.Item && x.Unit == y.Unit)
		})
	}
	return len(a) > 0 && !slices.ContainsFunc(a, func(x command.Act) bool { return !have(b, x) }) &&
		!slices.ContainsFunc(b, func(x command.Act) bool { return !have(a, x) })
}

// meaning is what acts do, without how and where it was said.
func meaning(acts []command.Act) []command.Act {
	out := slices.Clone(acts)
	for i := range out {
		out[i].Span, out[i].OpStated = command.Span{}, false
	}
	return out
}

// zerosPut is a figure with a zero more or less.
func zerosPut(n, zeros int) (int, bool) {
	if zeros > 0 {
		return n * 10, n > 0
	}
	return n / 10, n > 0 && n%10 == 0
}

// proposeChanged shows acts in place of those that were asked about.
func (t *turn) proposeChanged(p store.Pending, acts []command.Act, said string) {
	t.tx.DropPending(t.env.From.Account, t.env.Chat)
	t.answers = p.Line
	r := command.Reading{Outcome: command.Apply, Acts: acts, Question: command.Question{Code: command.AskChanged}}
	if t.adopt(r); t.outcome == command.Apply { // no other question shows it
		r.Outcome = command.Confirm
		t.adopt(r)
	}
	if len(t.options) == 1 {
		t.options[0].Said = said
	}
}

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
