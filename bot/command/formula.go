package command

import (
	"slices"
	"strings"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// formulas are clauses that belong to the form of a contact's letter and say nothing of
// what it tells. Each is held against the whole of a clause.
var formulas = []*pattern{closingForm, agreedForm, guestForm, speakerForm, praiseForm, checkedForm, checkedWithForm, forgotForm, mattersForm, allForm, restForm, answerForm, standsForm, thanksForm}

var (
	// closingForm closes a letter: 请审核, 敬请贵局审阅, 请一并计入.
	closingForm = newPattern(`^(?:现|特此|谨)?(?:敬请|恳请|烦请|提请|望|请)(?:您|贵局|市局|领导|老师|各位)*(?:予以|给予|予)?(?:一并)?` +
		`(?:审核|审阅|审查|审定|审示|查阅|收悉|知悉|指正|批评指正|指导|登记|统计|汇总|备案|` + countIn + `)+(?:一下|为盼|为荷|为谢)?$`)
	// agreedForm says who has agreed to what follows: 经局党组研究同意.
	agreedForm = newPattern(`^经过?(?:我局|本局|县局|区局|局里|局)?(?:党组会议|党组会|党组|局务会|局长办公会|领导班子|班子|领导|集体|会议)*` +
		`(?:研究|审议|讨论|评审|审定|把关|初审|评选|遴选)+(?:同意|决定|确定|通过|讨论)*$`)
	// guestForm says who was asked to speak, and speakerForm who spoke: 邀请法律顾问授课,
	// 宣讲人:王副局长.
	guestForm   = newPattern(`^(?:特邀请|特邀|邀请|聘请|请来|请)了?[^听参观席会场来,]{2,14}(?:授课|主讲|讲授|作?讲课|作?辅导|作(?:专题)?(?:讲座|辅导|报告))$`)
	speakerForm = newPattern(`^(?:宣讲人|主讲人|授课人|授课老师)(?:为|是|:)?`)
	// praiseForm says how it went: 宣讲效果良好, 取得了较好成效.
	praiseForm = newPattern(`^(?:本次|此次)?(?:普法|宣讲|活动|宣传|讲座|现场|整体|总体|社会)*(?:效果|成效|反响|氛围|气氛)(?:十分|非常|很|较|挺|都)?(?:良好|好|不错|显著|明显|热烈|浓厚|强烈)$|` +
		`^(?:取得|收到|达到)了?(?:良好|较好|很好|不错|显著|明显|预期)的?(?:宣讲|宣传|普法|社会)*(?:效果|成效|反响|效应)$`)
	// checkedForm says that the figures were looked at again, and standsForm that they hold.
	checkedForm = newPattern(`^(?:我县|我区|我市|我局|我们|现)?(?:已经|已|经)(?:再次|重新|反复|认真|多次)(?:核对|核实|统计|清点|汇总)(?:过|了|后|无误|完毕)*$`)
	standsForm  = newPattern(`^(?:请|均)?以(?:此|此数|此次|本次|这次|上述数据)(?:报送|上报)?(?:的数据|的数|数据)?为准$`)
	// checkedWithForm says with whom: 经与县司法局核对.
	checkedWithForm = newPattern(`^(?:已经|已|经过|经|现)?(?:与|和|跟|同|会同|向)[^,;。\d一二三四五六七八九十百两几场篇件]{2,12}?(?:认真|再次|逐一|电话|反复)*` +
		`(?:沟通|核对|核实|对账|比对|确认|衔接)+(?:过|了|后|一致|无误|完毕|好)*$`)
	// forgotForm says that what follows was not told when it should have been: 昨天忘了说.
	forgotForm = newPattern(`^(?:对了|哎呀|哎|啊|哦|噢|不好意思|抱歉|领导|老师|[ !])*(?:我们|我)?(?:昨天|昨日|昨晚|前天|上周|上次|刚才|刚刚|刚|之前|先前|前面|当时|那天|今天|今早|早上|上午|中午|下午|晚上)*` +
		`(?:我们|我|又|还|都|也)*(?:忘记了|忘记|忘了|忘)(?:跟|给|向|和)?(?:[你您]们?|市局|领导|大家)?(?:说|讲|报|汇报|提|登记|记|填|发|告诉)(?:[你您])?(?:一声|一下)?[了啦]?$`)
	// mattersForm counts what follows: 今天三件事:…, 有两件事要报.
	mattersForm = newPattern(`^(?:今天|现在|还|另外|报告|汇报|说)*(?:我们|我县|我局|我|这边)?(?:一共|总共|共)?有?[\d一二两三四五六七八九几]+(?:件|个|桩)(?:事情|事)(?:需要|要|需|想)?(?:跟|向|给|和)?(?:[你您]们?|市局|领导)?(?:说|讲|报告|报|汇报|上报)*(?:一下)?$`)
	// allForm heads figures of several items: 各项汇总:…, 我县各项任务完成情况:….
	allForm = newPattern(`^(?:现将|现|截至目前|截止目前|目前|本次|这次|今天|再|先|报告|汇报|上报|报送|报一下|报|说一下|说|我县|我区|我市|我局|本县|本区|本市|县局|区局|市局|我们|咱们)*(?:的)?(?:各项|全部|所有|几项)` +
		`(?:的|工作|任务|活动|数据|数字|数|指标|内容|项目|材料|报送|上报|完成|落实|进展|进度|开展|统计|汇总|小计|情况|明细|清单|如下|一下)*$`)
	// restForm says that nothing else has changed: 除了答题其他都没变.
	restForm = newPattern(`^(?:除了?[^,]{2,10}?(?:以外|之外)?)?(?:其他|其它|其余|别的|另外)(?:的|几项|各项|项|数据|数)*(?:都|均|全|全部|也)?(?:没有|没|不|未)(?:变|变化|变动|动|有变化|更新|新增)+了?$`)
	// answerForm wants to hear that the line has come: 收到请回复, 收到麻烦回一声.
	answerForm = newPattern(`^(?:您|你们|你|市局|领导|老师|看到|如果|要是)*(?:收到|看到|登记|记)(?:后|了|好了|的话|之后|好)*(?:麻烦|请|烦请|劳烦|帮忙|给)*(?:您|你们|你|我们|我)?(?:回复?|告知|告诉|说|吱|回个话|回个信)(?:一声|一下|个|我|下|话|信|我们)*$`)
	// thanksForm thanks for help: 感谢市局的指导和帮助.
	thanksForm = newPattern(`^(?:再次|非常|衷心|十分|万分)*(?:感谢|谢谢|多谢)(?:市局|贵局|领导|老师|各位|大家|您|你们|你)*(?:对我[县区市局](?:的)?工作)?(?:给予|一直以来|长期以来|的)*` +
		`(?:大力|耐心|悉心|精心|热心|辛勤|指导|帮助|支持|关心|关照|提醒|付出|解答|说明|和|与|、)+$`)
	// countedIn wants something counted in, which is to add it.
	countedIn = newPattern(`(?:` + countIn + `)(?:一下|为盼|为荷|为谢)?[。!]?$`)
)

const countIn = `计入|纳入统计|纳入|列入统计`

// formal takes such clauses out of the report, unless there is nothing else.
func (r *reporter) formal() {
	if r.c.Role != ledger.Contact || r.nums == 0 && !r.hasTitle() && !r.ofMail() {
		return
	}
	r.resent()
	for _, x := range formulas {
		if !x.mayIn(r.parse) || x == speakerForm && r.section() { // whom a section sends
			continue
		}
		parts := r.clauses()
		if x == allForm { // a blank ends a heading, too
			parts = r.pieces()
		}
		for _, c := range parts {
			for to := c.to; to > c.from; to = r.colonIn(c.from, to) {
				if sp := (Span{r.toks[c.from].start, r.toks[to-1].end}); x.find(r.s[sp.Start:sp.End]) != "" && (x != speakerForm || speaker(r.s[sp.Start:sp.End])) {
					// 征文2篇,忘报了 tells why only now; 昨天忘报了,征文2篇 may be more than was told.
					r.may = r.may || x == forgotForm && !slices.ContainsFunc(r.toks[:c.from], func(t token) bool { return t.kind == kNum }) && strings.ContainsAny(strings.Replace(r.s[sp.Start:sp.End], "忘记", "", 1), "报记填发")
					r.blank(sp.Start, sp.End)
					break
				}
			}
		}
	}
}

// ofMail tells whether the line names what is sent by mail.
func (p *parse) ofMail() bool {
	return slices.ContainsFunc(p.itemsIn(0, len(p.toks), true), func(k int) bool { return p.g.item(k).Kind == ledger.Mail })
}

// speaker tells whether a clause names no more than who spoke: 宣讲人:王芳, 主讲人县局王副局长.
func speaker(s string) bool {
	name := strings.TrimPrefix(s, speakerForm.find(s))
	if strings.ContainsAny(name, "没未待不改在到等") {
		return false
	}
	return calledSo(name) || utf8.RuneCountInString(name) <= 12 && slices.ContainsFunc(officers, func(x string) bool { return strings.HasSuffix(name, x) })
}

// officers end how a speaker is called.
var officers = strings.Fields("局长 主任 科长 股长 书记 队长 总统计师 专家 教授 律师 法官 讲师 老师 同志")

// colonIn is the last colon between two tokens; from: there is none.
func (p *parse) colonIn(from, to int) int {
	for to--; to > from; to-- {
		if p.toks[to].kind == kSep && p.toks[to].strength == sepColon {
			return to
		}
	}
	return from
}

// unclosed is a text without the wish that closes its letter.
func unclosed(text string) string {
	s := strings.TrimRight(text, " 。!\n")
	if i := strings.LastIndexAny(s, ",;。!\n"); i >= 0 && closingForm.find(strings.TrimLeft(s[i:], " ,;。!\n")) != "" {
		return strings.TrimRight(s[:i], " ,;。!\n")
	}
	return text
}

// countedBare asks whether bare figures are totals that the line wants counted in.
func (p *parse) countedBare(r *Reading) bool {
	s := countedIn.findIn(p)
	if s == "" {
		return false
	}
	for i := range r.Acts {
		if a := &r.Acts[i]; a.Reporting() && a.Op == ledger.Set && a.HasValue && a.Stage == "" {
			r.Outcome = Confirm
			r.Question = Question{Code: AskMayAdd, Quote: s, Item: a.Item, Unit: a.Unit, Value: a.Value}
			return true
		}
	}
	return false
}
