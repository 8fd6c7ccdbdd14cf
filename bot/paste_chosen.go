package bot

import (
	"strings"

	"pufabot/bot/command"
	"pufabot/store"
)

// This file settles what a pasted list leaves open, by an answer that may say more:
// 衡阳是衡阳县，耒阳按98; and which item a list without a heading is of.

// chosenAndMore takes a line that picks one reading of a list and goes on about it.
func (t *turn) chosenAndMore(p store.Pending, options []option) bool {
	first, rest, ok := strings.Cut(strings.NewReplacer("，", ",", "；", ",", "。", ",").Replace(t.env.Text), ",")
	rest = strings.TrimSpace(rest)
	if len(options) < 2 || !ok || rest == "" {
		return false
	}
	at, n := 0, 0
	for i, o := range options {
		if o.Line == "" {
			return false
		}
		if first = strings.TrimSpace(first); first != "" && (strings.HasSuffix(first, o.Label) || strings.Contains(o.Label, first)) {
			at, n = i+1, n+1
		}
	}
	if n != 1 {
		return false
	}
	words := options[at-1].Line
	probe := *t
	probe.takeList(words)
	if len(probe.options) != 1 || !pasted(probe.options[0].acts()) {
		return false
	}
	shown := probe.said
	probe.env.Text = rest
	if !probe.listChanged(p, probe.options[0], probe.remark(), t.h.read(rest, t.who, t.now)) {
		return false
	}
	probe.env.Text = t.env.Text
	if probe.outcome == command.Ask { // nobody has seen the list yet
		shown.Append(probe.said)
		probe.said = shown
	}
	*t = probe
	return true
}

// headed offers the items that a list without a heading may be of.
func (t *turn) headed(r command.Reading) command.Reading {
	text := strings.TrimSpace(t.env.Text)
	if r.Outcome != command.Ask || r.Question.Code != command.AskItem || len(r.Question.Options) > 0 || !strings.Contains(text, "\n") {
		return r
	}
	var options []command.Option
	for _, id := range r.Question.Items {
		it := t.item(id)
		words := it.Name + "\n" + text
		if q := t.h.read(words, t.who, t.now); q.Outcome == command.Confirm && pasted(q.Acts) {
			options = append(options, command.Option{Label: it.Name, Line: words})
		}
	}
	if len(options) > 1 && len(options) <= mostFigures {
		r.Question.Options, r.Question.Quote = options, text
	}
	return r
}

// byItems lets the readings of a list be chosen by what people call the items.
func (t *turn) byItems(r command.Reading) {
	for i, o := range t.options {
		for _, id := range r.Question.Items {
			if it := t.item(id); o.Line != "" && it.Name == o.Label {
				t.options[i].Words = append([]string{it.Name}, it.Aliases...)
			}
		}
	}
}
