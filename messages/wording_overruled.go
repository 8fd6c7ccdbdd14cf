package messages

// FigureChanged tells a unit what a coordinator made of figures that it had stated.
func FigureChanged(of []Change) Message {
	m := Message{Title: "改动"}
	spans := append([]Span{T("协调员改了" + of[0].Unit.Name + "报的")}, figureSteps(of, "：")...)
	m.Say(append(spans, T("。不对请照实再报一次，我会告诉协调员。"))...)
	return m
}

// DeskFigureChanged tells the coordinators what a unit made of figures of theirs, and in
// which words; disputed: the unit had stated them before.
func DeskFigureChanged(of []Change, disputed bool, words string) Message {
	m := Message{Title: "改动"}
	whose, verb := "把您报的", "改了："
	if disputed {
		whose, verb = "把您改过的", "又改了："
	}
	spans := append([]Span{B(of[0].Unit.Name), T(whose)}, figureSteps(of, verb)...)
	m.Say(append(spans, T("，原话：“"), U(clip(words, 60)), T("”"))...)
	return m
}

// figureSteps are items with their old and new figures.
func figureSteps(of []Change, verb string) []Span {
	var out []Span
	for i, c := range of {
		if i > 0 {
			out = append(out, T("；"))
		}
		step := moved(c.Before, c.After, c.Item)
		if !c.After.Answered {
			step = Figure(c.Before.Value(), c.Before.Approx) + " → 未报"
		}
		out = append(out, B(c.Item.Name), T(verb+step))
	}
	return out
}
