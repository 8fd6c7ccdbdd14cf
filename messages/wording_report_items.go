package messages

import (
	"fmt"
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// piecesSentence names the pieces that a unit hands in, and those on their way. What
// the city has returned is between the two of them and has no place in the unit's own
// paper. Of what nobody told a title, one is asked for.
func piecesSentence(t ledger.Tally, it ledger.Item, total string) string {
	var known []string
	bare := map[string]int{} // by type
	var types []string
	named := 0
	for _, p := range t.Pieces {
		if s := pieceWords(p); s != "" && p.Verdict != ledger.Returned {
			known = append(known, s)
		}
	}
	for _, p := range t.Entries() {
		switch {
		case !p.Submitted:
		case p.Title != "":
			named++
		default:
			if bare[p.Type] == 0 {
				types = append(types, p.Type)
			}
			bare[p.Type]++
		}
	}
	for _, kind := range types {
		what := Blank("题目")
		switch {
		case kind != "":
			what = fmt.Sprintf("%s%d%s%s", kind, bare[kind], it.Measure, what)
		case named > 0 || len(types) > 1:
			what = fmt.Sprintf("另有%d%s%s", bare[kind], it.Measure, what)
		}
		known = append(known, what)
	}
	s := "报送" + it.Name + total
	if len(known) > 0 {
		s += "：" + strings.Join(known, "；")
	}
	return s + "。"
}

func pieceWords(p ledger.Piece) string {
	if p.Title == "" {
		return ""
	}
	s := p.Type + "《" + p.Title + "》"
	var more []string
	if p.Author != "" {
		more = append(more, "作者"+p.Author)
	}
	switch day := dayOf(p.Date); {
	case p.Published && p.Media != "":
		more = append(more, day+"刊发于"+p.Media)
	case p.Published:
		more = append(more, "已"+day+"刊发")
	case !p.Submitted:
		more = append(more, "已撰写，尚未报送")
	}
	if p.Published && !p.Submitted {
		more = append(more, "尚未报送")
	}
	if len(more) == 0 {
		return s
	}
	return s + "（" + strings.Join(more, "，") + "）"
}

// dayOf is a day that may be unknown.
func dayOf(d ledger.Date) string {
	if d.IsZero() {
		return ""
	}
	return monthDay(d)
}

func sessionsSentence(t ledger.Tally, it ledger.Item, total string) string {
	people, about, known := 0, false, []string{}
	events := slices.Clone(t.Events)
	slices.SortStableFunc(events, func(a, b ledger.Event) int {
		if a.Date.IsZero() != b.Date.IsZero() { // undated ones last
			return b.Date.Compare(a.Date)
		}
		return a.Date.Compare(b.Date)
	})
	for _, e := range events {
		people, about = people+e.People, about || e.Approx
		if s := dayOf(e.Date) + e.Place; s != "" {
			known = append(known, s)
		}
	}
	s := "开展" + it.Name + total
	if people > 0 {
		s += "，已知听众" + Figure(people, about) + "人"
	}
	switch {
	case len(known) == 0:
		s += Blank("时间、地点")
	case len(known) < t.Value():
		s += "，其中：" + strings.Join(known, "；") + "；" + Blank(fmt.Sprintf("另%d%s的时间、地点", t.Value()-len(known), it.Measure))
	default:
		s += "：" + strings.Join(known, "；")
	}
	return s + "。"
}

// heads are the parts of a head count: as they stand or, when the whole was said
// later, as they were told, if they still add up to it. A part that nobody told is
// not named.
func heads(t ledger.Tally, it ledger.Item) string {
	of := t.Parts
	if t.Parts[ledger.ScopeOwn]+t.Parts[ledger.ScopeOthers] == 0 && t.Told[ledger.ScopeOwn]+t.Told[ledger.ScopeOthers] == t.Value() {
		of = t.Told
	}
	var parts []string
	left := t.Value()
	for _, scope := range []string{ledger.ScopeOwn, ledger.ScopeOthers} {
		if n, told := of[scope]; told {
			parts = append(parts, fmt.Sprintf("%s%d%s", ScopeName(scope), n, it.Measure))
			left -= n
		}
	}
	if len(parts) == 0 {
		return ""
	}
	if left > 0 {
		parts = append(parts, fmt.Sprintf("未分类%d%s", left, it.Measure))
	}
	return "，其中" + strings.Join(parts, "、")
}
