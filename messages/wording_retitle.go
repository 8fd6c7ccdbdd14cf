package messages

import (
	"strconv"

	"pufabot/bot/ledger"
)

// NoSuchTitle says that no piece has the title that is put right.
func NoSuchTitle(u ledger.Unit, it ledger.Item, old, title string) Message {
	m := Message{Title: "没有改动"}
	what := cond(it.Name == "", "稿件", it.Name)
	spans := []Span{T(u.Name + "的" + what + "还没有记过题目")}
	if old != "" {
		spans = []Span{T(u.Name + "的" + what + "里没有"), U("《" + old + "》")}
	}
	m.Say(append(spans, T("，没有改动。要报一篇新的，请这样发："))...)
	m.Copy(cond(it.Name == "", "征文", it.Name) + "《" + title + "》")
	return m
}

// RetitleWhich asks which of several pieces gets another title.
func RetitleWhich(list []Ruling, title string) Message {
	m := Message{Title: "请选"}
	m.Say(T("题目改为"), U("《"+title+"》"), T("的是哪一"+list[0].Item.Measure+"？"))
	for i, r := range list {
		m.Say(append([]Span{T(strconv.Itoa(i+1) + "　")}, pieceLine(r, true)...)...)
	}
	m.Note(T("十分钟内回一个数字。"))
	return m
}

// TitleThere says that another piece has the title already.
func TitleThere(u ledger.Unit, it ledger.Item, title string) Message {
	m := Message{Title: "没有改动"}
	m.Say(T(u.Name+"的"), B(it.Name), T("已经有一"+it.Measure), U("《"+title+"》"), T("，没有改动。多报了一"+it.Measure+"，请这样发："))
	m.Copy(it.Name + "多报了1" + it.Measure)
	return m
}

// TitleJudged says that a contact no longer changes the title of what was accepted.
func TitleJudged(r Ruling) Message {
	m := Message{Title: "没有改动"}
	m.Say(T(r.Unit.Name+"的"), B(r.Item.Name), U("《"+r.Piece.Title+"》"), T("已经审核（"+ReviewName(r.Piece.Review())+"），题目不能再改，没有改动。确实写错了，请联系协调员。"))
	return m
}
