package messages

import (
	"fmt"
	"strings"

	"pufabot/bot/ledger"
)

// Ruling is one piece and what is said of it in the review.
type Ruling struct {
	Unit ledger.Unit
	Item ledger.Item
	// Place is the piece's place in the unit's list, from 1, Of how many there are.
	Place, Of int
	Piece     ledger.Piece
	Verdict   ledger.Verdict
	Reason    string
}

// piece names a piece: its title, or its place when there are several.
func (r Ruling) piece() []Span {
	switch {
	case r.Piece.Title != "":
		return []Span{U("《" + r.Piece.Title + "》")}
	case r.Item.Kind == ledger.Mail, r.Of == 1 && r.Piece.Type == "":
		return nil
	case r.Of == 1:
		return []Span{T(r.Piece.Type)}
	}
	return []Span{T(fmt.Sprintf("第%d%s%s", r.Place, r.Item.Measure, r.Piece.Type))}
}

// ReviewName is what a state of the review is called.
func ReviewName(s ledger.ReviewState) string {
	return map[ledger.ReviewState]string{ledger.ReviewWaiting: "待审", ledger.ReviewHeld: "先放着，待定", ledger.ReviewReturned: "退回，待修改",
		ledger.ReviewRevised: "改好重报，待审", ledger.ReviewAccepted: "已通过", ledger.ReviewSelected: "已通过，选报省局"}[s]
}

// reviewShort is how a unit's pieces stand, for the end of a line: 通过1，退回1.
func reviewShort(t ledger.Tally) string {
	n := t.Standing()
	var parts []string
	for _, s := range []struct {
		state ledger.ReviewState
		name  string
	}{{ledger.ReviewSelected, "选报省局"}, {ledger.ReviewAccepted, "通过"}, {ledger.ReviewReturned, "退回待改"}, {ledger.ReviewRevised, "改好待审"}, {ledger.ReviewHeld, "待定"}} {
		if n[s.state] > 0 {
			parts = append(parts, fmt.Sprintf("%s%d", s.name, n[s.state]))
		}
	}
	return strings.Join(parts, "，")
}

func itemsOf(list []Ruling) []ledger.Item {
	var out []ledger.Item
	seen := map[ledger.ItemID]bool{}
	for _, r := range list {
		if !seen[r.Item.ID] {
			seen[r.Item.ID] = true
			out = append(out, r.Item)
		}
	}
	return out
}

// perUnit joins pieces by unit: 衡南县《甲》《乙》、祁东县.
func perUnit(list []Ruling) []Span {
	var out []Span
	for i := 0; i < len(list); {
		u := list[i].Unit
		if i > 0 {
			out = append(out, T("、"))
		}
		out = append(out, T(u.Name))
		var bare []string // 第1、2篇
		measure := list[i].Item.Measure
		listed, marked := false, false
		apart := func(title bool) { // the marks of titles set them apart already
			if listed && !(title && marked) {
				out = append(out, T("、"))
			}
			listed, marked = true, title
		}
		for ; i < len(list) && list[i].Unit.ID == u.ID; i++ {
			if r := list[i]; r.Piece.Title == "" && r.Piece.Type == "" && r.Of > 1 {
				bare = append(bare, fmt.Sprint(r.Place))
			} else if name := r.piece(); name != nil {
				apart(list[i].Piece.Title != "")
				out = append(out, name...)
			}
		}
		if len(bare) > 0 {
			apart(false)
			out = append(out, T("第"+strings.Join(bare, "、")+measure))
		}
	}
	return out
}

func placeOf(r Ruling) string {
	if r.Of > 1 {
		return fmt.Sprintf("第%d%s", r.Place, r.Item.Measure)
	}
	return ""
}

// pieceLine is one piece and how it stands.
func pieceLine(r Ruling, withItem bool) []Span {
	name := fmt.Sprintf("第%d%s", r.Place, r.Item.Measure)
	if withItem {
		name = r.Item.Name + name
	}
	spans := []Span{B(name)}
	if r.Piece.Type != "" {
		spans = append(spans, T(" "+r.Piece.Type))
	}
	if r.Piece.Title != "" {
		spans = append(spans, U("《"+r.Piece.Title+"》"))
	}
	if r.Piece.Author != "" {
		spans = append(spans, T(" 作者"), U(r.Piece.Author))
	}
	spans = append(spans, T("："+ReviewName(r.Piece.Review())))
	if r.Piece.Reason != "" {
		spans = append(spans, T("，理由："), U(r.Piece.Reason))
	}
	return spans
}
