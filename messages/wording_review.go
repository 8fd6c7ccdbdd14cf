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

// byVerdict lists rulings: those of one verdict without a reason share a line, each
// return and each reason has its own.
func byVerdict(m *Message, list []Ruling) {
	for _, v := range []ledger.Verdict{ledger.Accepted, ledger.Selected, ledger.OnHold} {
		for _, it := range itemsOf(list) {
			var some []Ruling
			for _, r := range list {
				if r.Verdict == v && r.Item.ID == it.ID {
					some = append(some, r)
				}
			}
			if len(some) > 0 {
				m.Item(append([]Span{B(VerdictName(string(v)) + " " + it.Name), T(fmt.Sprintf("（%d%s）：", len(some), it.Measure))}, perUnit(some)...)...)
			}
		}
	}
	for _, r := range list {
		if r.Verdict != ledger.Returned {
			continue
		}
		spans := append([]Span{B("退回 " + r.Item.Name), T("：" + r.Unit.Name)}, r.piece()...)
		if r.Reason != "" {
			spans = append(spans, T("，理由："), U(r.Reason))
		}
		m.Item(spans...)
	}
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

// ReviewPreview shows verdicts before they are kept.
func ReviewPreview(list []Ruling) Message {
	m := Message{Title: "请确认"}
	m.Head(T(fmt.Sprintf("审核%d件，请确认", len(list))))
	byVerdict(&m, list)
	yesNo(&m)
	return m
}

// ReviewReceipt tells which verdicts were kept; told says of which units the people
// have heard it privately.
func ReviewReceipt(list []Ruling, told map[ledger.UnitID]bool) Message {
	m := Message{Title: "已审核"}
	m.Head(T("已审核"))
	byVerdict(&m, list)
	var alone, loud []string
	seen := map[ledger.UnitID]bool{}
	for _, r := range list {
		if r.Verdict != ledger.Returned || seen[r.Unit.ID] {
			continue
		}
		seen[r.Unit.ID] = true
		if told[r.Unit.ID] {
			alone = append(alone, r.Unit.Name)
		} else {
			loud = append(loud, r.Unit.Name)
		}
	}
	if len(alone) > 0 {
		m.Note(T("退回的理由单独发给" + strings.Join(alone, "、") + "。"))
	}
	if len(loud) > 0 {
		m.Note(T(strings.Join(loud, "、") + "没有可以单独发消息的联络员，退回的理由发在工作群里。"))
	}
	m.Note(T("在对方改好或您再审之前，发“撤回”可以收回这次审核。"))
	return m
}

// ReasonWanted asks why something goes back.
func ReasonWanted(list []Ruling) Message {
	m := Message{Title: "请写理由"}
	for _, r := range list {
		if r.Verdict == ledger.Returned && r.Reason == "" {
			m.Say(T("退回要写明理由，对方才知道怎么改，请这样发："))
			m.Copy(r.Unit.Name + r.Item.Name + placeOf(r) + "退回：缺作者署名")
			break
		}
	}
	m.Note(T("还没有改动。"))
	return m
}

func placeOf(r Ruling) string {
	if r.Of > 1 {
		return fmt.Sprintf("第%d%s", r.Place, r.Item.Measure)
	}
	return ""
}

// ReturnedNotice tells a unit what goes back and why.
func ReturnedNotice(u ledger.Unit, list []Ruling) Message {
	m := Message{Title: "退回修改"}
	m.Head(T(u.Name + "：市局审核后退回修改"))
	for _, r := range list {
		spans := append([]Span{B(r.Item.Name)}, r.piece()...)
		m.Item(append(spans, T("，理由："), U(r.Reason))...)
	}
	if r := list[0]; r.Item.Kind == ledger.Mail {
		m.Say(T("改好重新发邮箱以后，请这样告诉我："))
		m.Copy(ExampleLine(r.Item))
	} else {
		m.Say(T("改好重报以后，请这样告诉我："))
		m.Copy(r.Item.Name + "改好了，已重新报送")
	}
	return m
}

// ReturnWithdrawn tells a unit that a return has been taken back.
func ReturnWithdrawn(u ledger.Unit, it ledger.Item) Message {
	return one("退回已收回", u.Name+"："+it.Name+"的退回已收回，不用改了，等市局再审。")
}

// NothingToJudge says that a verdict leads nowhere, and what there is.
func NothingToJudge(units []ledger.Unit, it ledger.Item, titles []string, have []Ruling) Message {
	m := Message{Title: "没有可审的"}
	who, what := "各单位", it.Name
	if len(units) > 0 {
		who = UnitNames(units)
	}
	if what == "" {
		what = "稿件"
	}
	spans := []Span{T(who + "没有要审的" + what)}
	for _, t := range titles {
		spans = append(spans, U("《"+t+"》"))
	}
	m.Say(append(spans, T("，没有改动。"))...)
	if len(have) > 0 {
		m.Note(T("现在有："))
		for _, r := range have {
			m.Item(pieceLine(r, true)...)
		}
	}
	return m
}

// NotAmongThem says of which units there is nothing to judge; the others follow.
func NotAmongThem(units []ledger.Unit, it ledger.Item) Message {
	return one("", UnitNames(units)+"没有要审的"+it.Name+"，不在这次里面。")
}

// JudgeWhichItem asks which item a verdict is about.
func JudgeWhichItem(units []ledger.Unit, found []Ruling) Message {
	m := Message{Title: "请写明"}
	m.Say(T(UnitNames(units) + "不止一项在审，请写明是哪一项，没有改动："))
	for _, r := range found {
		m.Item(pieceLine(r, true)...)
	}
	return m
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

// ReviewOfUnit answers 我的征文过了吗.
func ReviewOfUnit(u ledger.Unit, it ledger.Item, list []Ruling) Message {
	m := Message{Title: "审核情况"}
	if len(list) == 0 {
		m.Say(T(u.Name + "的" + it.Name + "还没有报送，或者没有这样的稿件。"))
		return m
	}
	m.Head(T(u.Name + " " + it.Name + "审核情况"))
	for _, r := range list {
		m.Item(pieceLine(r, it.ID == "")...)
	}
	for _, r := range list {
		if r.Piece.Review() == ledger.ReviewReturned {
			m.Note(T("改好重报以后，这样告诉我："))
			m.Copy(r.Item.Name + "改好了，已重新报送")
			break
		}
	}
	return m
}

// ReviewOfAll answers 退回的有哪些, 哪些征文选上了, 还有哪些没审.
func ReviewOfAll(it ledger.Item, verdict string, list []Ruling) Message {
	m := Message{Title: "审核情况"}
	what := map[string]string{"": "审核情况", "waiting": "待审", string(ledger.Accepted): "已通过", string(ledger.Returned): "退回",
		string(ledger.Selected): "选报省局", string(ledger.OnHold): "先放着"}[verdict]
	if len(list) == 0 {
		m.Say(T("没有" + strings.TrimSuffix(what, "审核情况") + "的" + cond(it.Name == "", "稿件", it.Name) + "。"))
		return m
	}
	m.Head(T(strings.TrimSpace(it.Name+" "+what) + fmt.Sprintf("（%d件）", len(list))))
	for _, item := range itemsOf(list) {
		for _, s := range []ledger.ReviewState{ledger.ReviewWaiting, ledger.ReviewRevised, ledger.ReviewHeld, ledger.ReviewReturned, ledger.ReviewAccepted, ledger.ReviewSelected} {
			var some []Ruling
			for _, r := range list {
				if r.Item.ID == item.ID && r.Piece.Review() == s {
					some = append(some, r)
				}
			}
			if len(some) > 0 {
				m.Item(append([]Span{B(item.Name + " " + ReviewName(s)), T(fmt.Sprintf("（%d）：", len(some)))}, firstUnits(some)...)...)
			}
		}
	}
	return m
}

// firstUnits names the pieces of the first units, of which there may be thousands.
func firstUnits(list []Ruling) []Span {
	if len(list) <= mostNamed {
		return perUnit(list)
	}
	return append(perUnit(list[:mostNamed]), T(fmt.Sprintf("等%d件", len(list))))
}

func cond(b bool, yes, no string) string {
	if b {
		return yes
	}
	return no
}

// BackOrNew asks whether a piece is the returned one, improved, or another.
func BackOrNew(u ledger.Unit, it ledger.Item, back []Ruling, n int) Message {
	m := Message{Title: "请确认"}
	spans := []Span{T(u.Name), B(it.Name)}
	for _, r := range back {
		spans = append(spans, r.piece()...)
	}
	m.Say(append(spans, T(fmt.Sprintf("被退回，还没有重报。这次的%d%s是：", n, it.Measure)))...)
	m.Item(T("1　退回的改好了，重新报送"))
	m.Item(T("2　另外新增的，退回的还没改好"))
	m.Note(T("十分钟内回复 1 或 2"))
	return m
}

// WhichCameBack asks which of several returned pieces comes back.
func WhichCameBack(u ledger.Unit, it ledger.Item, back []Ruling) Message {
	m := Message{Title: "请确认"}
	m.Say(T(u.Name+"有"), B(it.Name), T(fmt.Sprintf("%d%s退回待改，是哪一%s改好了：", len(back), it.Measure, it.Measure)))
	for i, r := range back {
		m.Item(append([]Span{T(fmt.Sprintf("%d　", i+1))}, pieceLine(r, false)...)...)
	}
	m.Item(T(fmt.Sprintf("%d　都改好了", len(back)+1)))
	m.Note(T("十分钟内回复数字"))
	return m
}

// NothingReturned says that no piece is out for revision.
func NothingReturned(u ledger.Unit, it ledger.Item) Message {
	m := Message{Title: "没有记录"}
	m.Say(T(u.Name+"的"), B(it.Name), T("没有退回待改的，没有改动。要报数请这样发："))
	m.Copy(ExampleLine(it))
	return m
}

// PassedAlready refuses to drop what the city has taken.
func PassedAlready(u ledger.Unit, it ledger.Item, n int) Message {
	m := Message{Title: "没有改动"}
	m.Say(T(u.Name+"的"), B(it.Name), T(fmt.Sprintf("市局已审核通过%d%s，总数不能少于这个数，没有改动。确实要改，请联系协调员。", n, it.Measure)))
	return m
}

// NotUndone says that the next step has been taken, and what can be done instead.
func NotUndone(u ledger.Unit, it ledger.Item, verdict bool) Message {
	m := Message{Title: "没有撤回"}
	if verdict {
		m.Say(T(u.Name+"的"), B(it.Name), T("在这次审核之后已经有了下一步，不能再撤回，没有改动。要改变结论，请直接再审一次，比如："))
		m.Copy(u.Name + it.Name + "通过")
		return m
	}
	m.Say(T(u.Name+"的"), B(it.Name), T("市局已经审核过，不能再撤回，没有改动。确实报错了，请联系协调员。"))
	return m
}
