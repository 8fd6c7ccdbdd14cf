package messages

import (
	"fmt"
	"strings"

	"pufabot/bot/ledger"
)

// QuestionFacts are the facts of a question or a refusal, as plain values.
type QuestionFacts struct {
	Code  string // see command.QuestionCode
	Quote string // the words it is about, as typed
	Item  ledger.Item
	Unit  string
	Value int
	Other int
	Items []string
	Units []string
	// Options are the numbered answers.
	Options []string
	// Doing are the acts that a yes would do, in words.
	Doing [][]Span
	// Suggest are lines to copy.
	Suggest []string
	// YesNo says that the question wants a yes or a no.
	YesNo bool
}

// Question words a question, a refusal or a line that was not understood.
func Question(f QuestionFacts) Message {
	m := Message{Title: "请确认"}
	for _, line := range reason(f) {
		m.Say(line...)
	}
	for _, d := range f.Doing {
		m.Item(d...)
	}
	for i, o := range f.Options {
		m.Item(T(fmt.Sprintf("%d　", i+1)), U(o))
	}
	switch {
	case len(f.Options) > 1:
		m.Note(T("十分钟内回复数字就行；都不对请重新发一次。"))
	case f.YesNo:
		yesNo(&m)
	case len(f.Suggest) > 0:
		m.Note(T("可以这样发："))
	}
	if !f.YesNo && len(f.Options) < 2 {
		for _, s := range f.Suggest {
			m.Copy(s)
		}
	}
	return m
}

// reason is the first line or two: what is in doubt, and why nothing was recorded yet.
func reason(f QuestionFacts) [][]Span {
	q := U(f.Quote)
	say := func(parts ...Span) [][]Span { return [][]Span{parts} }
	held := T("这一条先没有记录。")
	switch f.Code {
	case "sound":
		return say(T("“"), q, T("”是想说"), B(f.Item.Name), T("吗？将记录："))
	case "visits":
		return say(T(fmt.Sprintf("这里统计的是人数，您写的是%d人次。按人次记录吗？回复“不是”后请发人数。", f.Value)))
	case "letters":
		return say(T("“"), q, T(fmt.Sprintf("”里好像有字母，是%d吗？", f.Value)))
	case "toomuch":
		return say(T(fmt.Sprintf("%d这个数偏大，请核对。确实没错就回复“是”：", f.Value)))
	case "lower":
		return say(T(fmt.Sprintf("已报%d，这次是%d，比原来少，确定吗？", f.Other, f.Value)))
	case "residue":
		return say(T("其中“"), q, T("”没看懂，其余这样理解，对吗？"))
	case "unsure":
		return say(T("听着还不太确定，要这样记录吗？"))
	case "mayadd":
		return say(T("是新增，还是总数？"))
	case "notowed":
		return say(T(f.Unit), T("本来不用报"), B(f.Item.Name), T("，要记录吗？"))
	case "many", "list":
		return say(T("请核对，回复“是”就办："))
	case "request":
		return say(T("要转告协调员吗？期限在答复之前不变。"))
	case "sure":
		return say(T("这样理解对吗？"))

	case "unit":
		if len(f.Units) > 0 {
			return say(T("是哪个单位？" + strings.Join(f.Units, "、") + "。"), held)
		}
		if f.Quote != "" {
			return say(T("没认出“"), q, T("”是哪个单位，请写全称。"), held)
		}
		return say(T("请写明是哪个单位。"), held)
	case "city":
		return say(T("“"), q, T("”是"+strings.Join(f.Units, "还是")+"？请写清楚。"), held)
	case "item":
		if len(f.Items) > 0 {
			return say(T("“"), q, T("”是"+strings.Join(f.Items, "还是")+"？"), held)
		}
		return say(T("“"), q, T("”是哪一项？"), held)
	case "figure":
		return say(B(f.Item.Name), T("是多少？请带上数字。"), held)
	case "whichfigure":
		return say(B(f.Item.Name), T(fmt.Sprintf("有两个数，%d和%d，以哪个为准？", f.Other, f.Value)), held)
	case "range":
		return say(T("“"), q, T("”是个范围，请给一个数（约数也行，写“约35”）。"), held)
	case "number":
		return say(T("“"), q, T("”这个数没看懂，请用数字再写一次。"), held)
	case "sum":
		return say(T(fmt.Sprintf("各部分加起来是%d，写的合计是%d，对不上，请核对。", f.Value, f.Other)), held)
	case "titles":
		return say(T(fmt.Sprintf("写的是%d%s，题目有%d个，对不上，请核对。", f.Value, f.Item.Measure, f.Other)), held)
	case "units":
		return say(T(fmt.Sprintf("写的是%d家，点到名的是%d家，对不上，请核对。", f.Value, f.Other)), T("这一条先没有办。"))
	case "date":
		return say(T("日期“"), q, T("”不对或者不清楚，请写成“12月8日”这样。"), held)
	case "future":
		return say(T("“"), q, T("”还没到，办完了再报。"), held)
	case "meaning":
		return say(T("“"), q, T("”里的数不像本次活动的总数，请写清楚。"), held)
	case "measure":
		return say(T("“"), q, T("”的量词和这一项对不上，请写清楚。"), held)
	case "event":
		return say(T("是哪一场活动的人员？请写明进社区（8日）还是进企业（9日）。"), held)
	case "names":
		if f.Value > 0 {
			return say(T(fmt.Sprintf("写的是%d人，名字有%d个，对不上，请核对。", f.Value, f.Other)), held)
		}
		return say(T("请写上姓名。"), held)
	case "text":
		return say(B(f.Item.Name), T("请写上具体内容。"), held)
	case "due":
		return say(T("延到什么时候？请写明一个还没到的时间，如“22号中午”。"))
	case "who":
		return say(T("请写明是哪些单位。"))
	case "what":
		return say(T("请写明是哪一项。"))
	case "mixed":
		return say(T("这一条里既有要记录的又有别的意思，请分开发。"), held)
	case "long":
		return say(T("这一条太长，怕看错，请分几条发。"), held)

	case "nobinding":
		return say(T("您还没有绑定单位，不能填报。请先申请绑定，协调员同意后再发："))
	case "otherunit":
		return say(T("您只能填报本单位的，不能替"), B(f.Unit), T("填。没有记录。是本单位的请去掉“"+f.Unit+"”再发一次。"))
	case "coordinatoronly":
		return say(T("这一项由协调员办，您这边没有改动。有需要可以在群里跟协调员说。"))
	case "observer":
		return say(T("您可以查看，不能填报，没有改动。"))
	}
	if f.Quote != "" {
		return say(T("没看懂“"), U(clip(f.Quote, 60)), T("”，没有记录。"))
	}
	return say(T("没看懂这一条，没有记录。发“帮助”看都能怎么发。"))
}

// DoingFacts is one act in plain values.
type DoingFacts struct {
	Verb, Unit, Item, Measure string
	Op                        ledger.Op
	Value                     int
	HasValue, Approx          bool
	Scope, Type, Date, Place  string
	People                    int
	Titles, Names             []string
	Stage                     ledger.Stage
	Text                      string
	Units, Except             []string
	When                      string
	Verdict, Reason           string
}

// Doing says what an act would do, in one line.
func Doing(f DoingFacts) []Span {
	var out []Span
	if f.Unit != "" {
		out = append(out, T(f.Unit+" "))
	}
	if len(f.Units) > 0 {
		out = append(out, T(strings.Join(f.Units, "、")+" "))
	}
	if f.Item != "" {
		out = append(out, B(f.Item), T("："))
	}
	if scope := map[string]string{ledger.ScopeOwn: "本单位", ledger.ScopeOthers: "其他部门"}[f.Scope]; scope != "" {
		out = append(out, T(scope))
	}
	if f.Type != "" {
		out = append(out, U(f.Type))
	}
	if verb := doingVerb(f); verb != "" {
		out = append(out, T(verb))
	}
	for _, t := range f.Titles {
		out = append(out, U("《"+t+"》"))
	}
	if len(f.Names) > 0 {
		out = append(out, U(strings.Join(f.Names, "、")))
	}
	for _, s := range []string{f.Date, f.When} {
		if s != "" {
			out = append(out, T(" "+s))
		}
	}
	for _, s := range []string{f.Place, f.Text, f.Reason} {
		if s != "" {
			out = append(out, T(" "), U(clip(s, 60)))
		}
	}
	if f.People > 0 {
		out = append(out, T(" "+figure(f.People, f.Approx)+"人"))
	}
	if len(f.Except) > 0 {
		out = append(out, T("（除"+strings.Join(f.Except, "、")+"外）"))
	}
	return out
}

func doingVerb(f DoingFacts) string {
	if f.Stage != "" {
		return StageName(f.Stage)
	}
	switch f.Verb {
	case "count", "session", "entry":
		n := figure(f.Value, f.Approx) + f.Measure
		switch {
		case len(f.Titles) > 0 && !f.HasValue:
			return "新增"
		case f.Op == ledger.Add:
			return "增加" + n
		case f.Op == ledger.Sub:
			return "减少" + n
		}
		return "总数记为" + n
	case "review":
		return map[string]string{"accept": "通过", "return": "退回", "select": "选送", "hold": "暂放"}[f.Verdict]
	case "approve":
		return map[string]string{"accept": "同意申请", "return": "驳回申请"}[f.Verdict]
	}
	return map[string]string{"signup": "报名", "text": "记一条", "mail": "登记邮件", "extend": "延期到", "silence": "暂不提醒，到", "mute": "暂不提醒",
		"nudge": "催报", "announce": "群发通知", "bind": "申请绑定", "unbind": "解除绑定", "move": "改记", "request": "转告协调员",
		"undo": "撤回上一条", "paste": "整张名单", "export": "导出", "picture": "进度图", "pack": "打包"}[f.Verb]
}
