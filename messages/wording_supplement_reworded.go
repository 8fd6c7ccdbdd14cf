package messages

import (
	"fmt"
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// reworded is what changed behind a figure that stayed, without anybody's words: boards
// and pictures show it, too.
func (s Supplement) reworded() string {
	named, dropped := s.Frozen.Reworded()
	what := s.Item.Measure + s.Item.Name
	if s.Item.Kind != ledger.Text {
		what = "个题目"
	}
	switch {
	case len(dropped) == 0:
		return fmt.Sprintf("补上%d%s", len(named), what)
	case len(named) == 0:
		return fmt.Sprintf("撤下%d%s", len(dropped), what)
	}
	return fmt.Sprintf("换了%d%s", max(len(named), len(dropped)), what)
}

// titles tells the titles that came after the freeze and those that are gone.
func (s Supplement) titles() string {
	if s.Item.Kind != ledger.Entry {
		return ""
	}
	var out string
	named, dropped := s.Frozen.Reworded()
	if len(dropped) > 0 {
		out = "，撤下" + books(dropped)
	}
	if len(named) > 0 {
		out += "，补报题目" + books(named)
	}
	return out
}

func books(titles []string) string { return "《" + strings.Join(titles, "》《") + "》" }

// LateText is a text that came after the freeze, or one that was taken back after it.
type LateText struct {
	Day, Text string
	Gone      bool
}

// Texts are the texts that are there only since the freeze, after those whose place
// they took, each with its day. Without new ones [Supplement.Later] says all.
func (s Supplement) Texts() []LateText {
	if s.Item.Kind != ledger.Text {
		return nil
	}
	var out []LateText
	add := func(words string, gone bool) {
		t := LateText{Text: words, Gone: gone}
		for _, x := range s.Frozen.Supplements {
			if !gone && slices.Contains(x.Named, words) || gone && slices.Contains(x.Dropped, words) {
				t.Day = monthDay(ledger.DateOf(x.Record.At))
			}
		}
		out = append(out, t)
	}
	named, dropped := s.Frozen.Reworded()
	if len(named) == 0 {
		return nil
	}
	for _, words := range dropped {
		add(words, true)
	}
	for _, words := range named {
		add(words, false)
	}
	return out
}

// Words marks such a text: （12月26日补报）…; （12月26日撤回）….
func (t LateText) Words() string {
	if t.Gone {
		return "（" + t.Day + "撤回）" + t.Text
	}
	return "（" + t.Day + "补报）" + t.Text
}
