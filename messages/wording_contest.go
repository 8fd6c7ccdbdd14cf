package messages

// ContestQuestion shows what somebody else has booked for a unit, and asks whether its
// words about it are to be passed on.
func ContestQuestion(s Source, words string) Message {
	m := Message{Title: "请确认"}
	m.Say(T("台账里是这样记的："))
	m.Item(s.line()...)
	m.Say(T("我不能直接改。把您的话“"), U(clip(words, 60)), T("”转告协调员吗？"))
	yesNo(&m)
	return m
}

// OfferPassOn is a line by which what is in the way reaches the coordinators.
func OfferPassOn(words string) Message {
	var m Message
	m.Note(T("有困难要请协调员帮忙，这样发："))
	m.Copy(PassOnLine(words))
	return m
}

// PassOnLine is an order to pass words on.
func PassOnLine(words string) string { return "转告协调员：" + clip(words, 60) }
