package bot

import (
	"reflect"
	"slices"
	"strings"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/store"
)

// This file puts a remark into the line that a question is about, and reads it anew.

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
	if !o.Amended && sameMatters(base.Acts, acts) && m.Rest != "" && (loose(r) || spares(r) || ruling(r) || m.Corrects && rulesAgain(r)) {
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
	if title, ok := onlyTitle(m.Rest); ok { // 退回的是《甲》
		if line, ok := t.h.grammar.Replaced(said, title, command.Context{Speaker: t.who, Now: t.now, BotNames: t.h.BotNames}); ok {
			out = append(out, line)
		}
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
		if a.Verb == command.Review && len(a.Titles) == len(b.Titles) {
			a.Titles = b.Titles
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

// rulesAgain tells whether a line judges pieces of which it says nothing but the title.
func rulesAgain(r command.Reading) bool {
	return len(r.Acts) == 1 && r.Acts[0].Verb == command.Review && len(r.Acts[0].Titles) == 1 && r.Acts[0].Reason == "" && len(r.Acts[0].Units) == 0
}

// onlyTitle is the title that words have, if it is one.
func onlyTitle(words string) (string, bool) {
	from, to := strings.Index(words, "《"), strings.LastIndex(words, "》")
	return words[max(from, 0):max(to, 0)] + "》", from >= 0 && to > from && strings.Count(words, "《") == 1
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
