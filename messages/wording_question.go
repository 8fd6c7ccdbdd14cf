package messages

import (
	"strconv"
	"strings"
)

// QuestionFacts is what a question or a refusal is about, in plain values. Quote
// holds the sender's words; names come from the plan.
type QuestionFacts struct {
	Code          string
	Quote         string
	Item, Measure string
	Unit          string
	Value, Other  int
	Figures       []int
	Items, Units  []string
	Options       []string
	// Deeds are what a yes would do.
	Deeds []Deed
	// Suggest are lines to copy.
	Suggest []string
}

// confirmWords say why a yes is wanted first.
var confirmWords = map[string]string{
	"sound":    "“{quote}”我按读音理解成下面这样：",
	"visits":   "报的是“人次”，这一项按人数统计，同一个人只算一次。知道人数的，请改发人数；还不知道，就先这样记：",
	"letters":  "“{quote}”里好像混进了字母，我读成这样：",
	"toomuch":  "{value} 比一般情况大很多，请核对：",
	"lower":    "原来记的是 {other}，这样会变少，成为 {value}：",
	"residue":  "“{quote}”这几个字我没看懂，其余理解成这样：",
	"unsure":   "听起来还不确定，要先记下来吗：",
	"mayadd":   "想确认一下是总数还是新增，我的理解是：",
	"notowed":  "通知里没有要求贵单位报这一项，仍然记下吗：",
	"many":     "请先看看对不对：",
	"list":     "从您粘贴的内容里读到这些，请核对：",
	"request":  "这件事要转给协调员：",
	"sure":     "我的理解是：",
	"changed":  "按您说的改了，请再核对一次：",
	"zero":     "没有也是一种回答，可以报0。要这样记吗：",
	"titles":   "说的是 {value}，标题有 {other} 个，我的理解是：",
	"guess":    "我的理解是：",
	"anything": "我的理解是：",
}

// askWords are the questions that nothing has been done for yet.
var askWords = map[string]string{
	"unit":        "请说明是哪个单位的{item}，我才能记。",
	"bind":        "绑定要写上单位和姓名，照这样发（换成您的单位和姓名）：",
	"city":        "“{quote}”可能是{units}，请写全称再发一次。",
	"item":        "“{quote}”是哪一项的？",
	"figure":      "{item}是多少？请带上数字，报到现在为止的总数。",
	"whichfigure": "{item}出现了不止一个数{figures}，请只报一个总数。",
	"range":       "“{quote}”是一个范围，请给一个准数；只有大概的数，就在数前面加“约”字。",
	"number":      "“{quote}”里的数我不敢当作报数，请把项目和数字写清楚再发一次。",
	"sum":         "各部分加起来是 {value}，合计写的是 {other}，哪个对？改好再发一次。",
	"titles":      "写的是 {value}，标题却有 {other} 个，请核对后再发一次。",
	"units":       "说的是 {value} 家，点名的有 {other} 家，请核对后再发一次。",
	"date":        "“{quote}”的日期我拿不准，请写成“12月8日”这样。",
	"audience":    "是要把以前报的那一场的到场人数改成“{quote}”吗？单场的人数不能直接改：先减去那一场，再重新报一次。",
	"past":        "“{quote}”已经过了，请写一个以后的时间。",
	"future":      "“{quote}”还没有到日子，办完以后再报给我。",
	"elsewhere":   "“{quote}”是发给了别人，还是已经报给市局？报给市局以后再告诉我。",
	"paper":       "{item}要用电子邮件报，纸质的不算报送。电子版发到市局邮箱以后再告诉我。",
	"meaning":     "有“{quote}”这样的字，我拿不准说的是不是现在的数。是的话请直接报到现在为止的总数。",
	"measure":     "“{quote}”的单位和{item}对不上，请核对后再发一次。",
	"stage":       "{item}到哪一步了？报送是指 Word 和 PDF 已经交到市局。",
	"event":       "是去哪一场活动？请带上活动名再发一次。",
	"names":       "请写上姓名，用顿号隔开；写了人数的话要和姓名个数一致。",
	"gone":        "没有报过“{quote}”，名单没有改。发“我们报了谁”看现在的名单。",
	"text":        "请把内容一起发给我，写在后面就行。",
	"due":         "要延到或安静到什么时候？请写明日期，可以带时间，必须在现在之后。",
	"who":         "是对哪个单位？请写上单位名。",
	"what":        "是哪一项？请写明白一点再发一次。",
	"takeback":    "“{quote}”是要哪一种？",
	"same":        "“{quote}”说的是同一场，还是两场？",
	"piece":       "“{quote}”是哪一件？请写上标题，比如“退回祁东县{item}《标题》”“祁东县{item}《标题》选报省局”；全部都是就不写件数。",
	"mixed":       "因为有“{quote}”，这条可以有两种意思，我不敢办。请分开发，一条说一件事。",
	"long":        "这条太长，我怕读错，请分成几条发。",
	"lower":       "原来记的是 {other}，这样会变少，成为 {value}。",
}

// choiceWords are the same questions where a number answers them: they ask for nothing else.
var choiceWords = map[string]string{
	"city":        "“{quote}”可能是{units}，是哪一家？",
	"whichfigure": "{item}出现了不止一个数{figures}，总数是哪个？",
	"sum":         "各部分加起来是 {value}，合计写的是 {other}，哪个对？",
	"event":       "是去哪一场活动？",
}

// refuseWords say why something was understood and yet not done.
var refuseWords = map[string]string{
	"nobinding":       "您还没有绑定单位，我不能记。先这样申请（换成您的单位和姓名），协调员同意后就能报：",
	"otherunit":       "您说的是{unit}，而您只能报自己单位的。是不是写错了单位？",
	"boardonly":       "看板上是各单位的数字，地址只发给协调员和观察员，需要的话请向协调员要。您可以发“出个进度图”看全市的，或者发“进度”看本单位的。",
	"coordinatoronly": "这件事要协调员来做。需要的话可以请协调员帮忙。",
	"observer":        "您可以查看进度，不能填报或改动。",
}

// ConfirmQuestion lists what would be done and asks for a yes.
func ConfirmQuestion(f QuestionFacts) Message {
	m := Message{Title: "请确认"}
	w, ok := confirmWords[f.Code]
	if !ok {
		w = confirmWords["anything"]
	}
	m.Say(phrase(w, f)...)
	for _, d := range f.Deeds {
		m.Item(d.Words()...)
	}
	m.Say(T("对就回 1 或“是”，不对回 2 或“不”，什么都不会记。"))
	return m
}

// AskQuestion asks for what is missing; nothing has been recorded.
func AskQuestion(f QuestionFacts) Message {
	m := Message{Title: "请补充"}
	w, ok := askWords[f.Code]
	if short := choiceWords[f.Code]; short != "" && len(f.Options) > 0 {
		w = short
	}
	if !ok {
		w = "“{quote}”我没有完全看懂，请换个说法再发一次。"
	}
	m.Say(phrase(w, f)...)
	for i, o := range f.Options {
		m.Item(T(strconv.Itoa(i+1)+" "), T(o))
	}
	if len(f.Options) > 0 {
		m.Say(T("回一个数字就行。"))
	}
	copyLines(&m, f.Suggest)
	m.Note(T("这条还没有记录。"))
	return m
}

// Refusal says why not, and what to do instead.
func Refusal(f QuestionFacts) Message {
	m := Message{Title: "没有记录"}
	w, ok := refuseWords[f.Code]
	if !ok {
		w = "这件事我不能替您做。"
	}
	m.Say(phrase(w, f)...)
	copyLines(&m, f.Suggest)
	return m
}

// NotUnderstood says what was not understood and offers lines to copy.
func NotUnderstood(f QuestionFacts) Message {
	m := Message{Title: "没看懂"}
	if f.Quote == "" {
		m.Say(T("这条我没看懂，什么都没有记。可以照这样发："))
	} else {
		m.Say(T("“"), U(f.Quote), T("”我没看懂，什么都没有记。可以照这样发："))
	}
	copyLines(&m, f.Suggest)
	return m
}

func copyLines(m *Message, lines []string) {
	for _, l := range lines {
		m.Copy(l)
	}
}

// phrase puts the facts into a sentence; the sender's words stay marked as theirs.
func phrase(w string, f QuestionFacts) []Span {
	r := strings.NewReplacer("{item}", orElse(f.Item, "这一项"), "{unit}", orElse(f.Unit, "别的单位"), "{units}", orElse(strings.Join(f.Units, "或"), "几个单位"),
		"{figures}", figures(f), "{value}", strconv.Itoa(f.Value), "{other}", strconv.Itoa(f.Other))
	before, after, quoted := strings.Cut(w, "“{quote}”")
	if !quoted {
		return []Span{T(r.Replace(w))}
	}
	q := f.Quote
	if q == "" {
		return []Span{T(r.Replace(before + "这条" + after))}
	}
	if len([]rune(q)) == 1 {
		after = strings.Replace(after, "这几个字", "这个字", 1)
	}
	return []Span{T(r.Replace(before) + "“"), U(clip(q, 40)), T("”" + r.Replace(after))}
}

// StageChoice is one answer to how far a piece has come.
func StageChoice(published, submitted bool) string {
	switch {
	case published && submitted:
		return "已刊发，也已报送"
	case submitted:
		return "已报送，还没刊发"
	}
	return "已刊发，还没报送"
}

// figures are those that contradict each other; one that stands twice is not repeated.
func figures(f QuestionFacts) string {
	list := f.Figures
	switch {
	case len(list) > 0:
	case f.Value == f.Other:
		return ""
	default:
		list = []int{f.Value, f.Other}
	}
	words := make([]string, len(list))
	for i, n := range list {
		words[i] = strconv.Itoa(n)
	}
	return "（" + strings.Join(words, "、") + "）"
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
