package messages

import (
	"fmt"
	"strings"
	"time"

	"pufabot/bot/ledger"
)

// SheetNames are the sheets of the workbook.
type SheetNames struct{ Summary, Sections, Supplements, Details, Missing, Reviews, Reminders, Journal string }

// Sheets names them.
func Sheets() SheetNames {
	return SheetNames{"汇总", "汇总（科室）", "补报", "明细", "缺报", "审核", "提醒记录", "流水"}
}

// SheetTitle heads a sheet.
func SheetTitle(p *ledger.Plan, sheet string) string { return p.Campaign.Title + sheet + "表" }

// SheetTime tells of which instant the workbook is.
func SheetTime(at time.Time) string {
	return fmt.Sprintf("截至%d年%s", at.Year(), BoardTime(at))
}

// SheetFrozen says of which instant the summary's figures are once they are frozen;
// late says that there is a sheet of what has changed since.
func SheetFrozen(of AsOf, late bool) string {
	s := of.Words() + "，制表" + When(of.Now)
	if late {
		s += "，以后的补报见“" + Sheets().Supplements + "”表"
	}
	return s
}

// SheetLive heads a sheet that tells how things are now, beside a summary that is frozen.
func SheetLive(at time.Time) string { return "（" + moment(at) + "的情况，含封存以后的）" }

// SheetFoot is printed at the foot of every page, in the spreadsheets' own code.
func SheetFoot() string { return "&C第 &P 页，共 &N 页&R&A" }

// SheetCreator signs the workbook.
func SheetCreator() string { return "普法小助手" }

// SheetNothing stands in an empty sheet.
func SheetNothing() string { return "没有记录" }

// SheetCells are the fixed words of the summary.
type SheetCells struct{ Unit, Due, Total, Done, Soft, Legend, Silent string }

// SummaryCells are the fixed words of the summary.
func SummaryCells() SheetCells {
	return SheetCells{"单位", "期限", "合计", "完成", "（通知未写明）", "图例：", "–"}
}

// SheetProof ties the workbook to the journal.
func SheetProof(lines int, proof []byte) string {
	if len(proof) > 8 {
		proof = proof[:8]
	}
	return fmt.Sprintf("流水共%d条，末条校验码 %x（可用 pufabot verify 核对）", lines, proof)
}

// The columns of the sheets that are lists.
func DetailColumns() []string {
	return []string{"单位", "事项", "数量", "量词", "约数", "题目、内容或姓名", "作者", "种类", "进展", "刊发媒体", "日期", "地点", "人数", "登记时间", "报送人", "原话", "核对、确认", "审核", "审核人"}
}

// SupplementColumns are the columns of 补报.
func SupplementColumns() []string {
	return []string{"单位", "事项", "量词", "封存时间", "封存数", "补报时间", "补报后", "报送人", "原话", "核对、确认"}
}

// MissingColumns are the columns of 缺报.
func MissingColumns() []string {
	return []string{"单位", "事项", "通知条款", "情况", "已报", "最少", "量词", "期限", "是否已过期限", "提醒次数", "最近提醒"}
}

// MissingState is how an open item stands, and what it lacks.
func MissingState(p *ledger.Plan, g ledger.Gap) string {
	s := StateName(string(g.State))
	if g.State == ledger.StatePartial {
		s += "，" + lacking(p, &g)
	}
	return s
}

// ReviewColumns are the columns of 审核.
func ReviewColumns() []string {
	return []string{"时间", "单位", "事项", "题目", "结果", "理由", "审核人"}
}

// ReminderColumns are the columns of 提醒记录.
func ReminderColumns() []string {
	return []string{"时间", "类别", "发给", "事项", "提醒的单位", "发送情况", "发出时间", "之后有回音的单位", "内容"}
}

// JournalColumns are the columns of 流水.
func JournalColumns() []string {
	return []string{"序号", "时间", "平台", "在哪里说的", "谁说的", "身份", "单位", "原话", "结果", "登记内容"}
}

// YesNo is a plain yes or nothing: a column of 否 hides the few 是.
func YesNo(yes bool) string {
	if yes {
		return "是"
	}
	return ""
}

// ScopeName is a part of a count.
func ScopeName(scope string) string {
	return map[string]string{ledger.ScopeOwn: "本单位", ledger.ScopeOthers: "其他部门"}[scope]
}

// MailState is how far a mail has come.
func MailState(state string) string {
	return map[string]string{ledger.StateSent: "自述已发，等市局确认", ledger.StateReceived: "市局已收到"}[state]
}

// RestWords stand in the place of a title for the part of a total of which nothing more is known.
func RestWords(it ledger.Item) string {
	switch it.Kind {
	case ledger.Entry:
		return "（只报了数，没有题目）"
	case ledger.Sessions:
		return "（只报了数，没有日期地点）"
	}
	return ""
}

// RoleName is a role in Chinese.
func RoleName(r ledger.Role) string {
	return map[ledger.Role]string{ledger.Contact: "联络员", ledger.Coordinator: "协调员", ledger.Observer: "观察员", ledger.Unbound: "未绑定"}[r]
}

// PlatformName is a platform in Chinese.
func PlatformName(p ledger.Platform) string {
	return map[ledger.Platform]string{ledger.WeCom: "企业微信", ledger.DingTalk: "钉钉", ledger.Console: "演练页面"}[p]
}

// ChatName is where something was said.
func ChatName(c Chat) string {
	switch {
	case c.Private:
		return "单聊"
	case c.Title != "":
		return c.Title
	}
	return "群聊"
}

// DeliveryStateName is how far a message has come.
func DeliveryStateName(s DeliveryState) string {
	return map[DeliveryState]string{Pending: "待发", Sent: "已发出", Failed: "没有发出去", Expired: "过时未发"}[s]
}

// VerdictName is the outcome of a review.
func VerdictName(v string) string {
	return map[string]string{"accept": "通过", "return": "退回", "select": "选报省局", "hold": "待定"}[v]
}

// ToName is whom a push was meant for.
func ToName(p *ledger.Plan, to To) string {
	switch {
	case to.Group != "":
		for _, g := range p.Groups {
			if g.ID == to.Group {
				return g.Title
			}
		}
		return string(to.Group)
	case to.Unit != "":
		return p.UnitName(to.Unit) + "联络员"
	}
	return RoleName(to.Role)
}

// OutcomeName is what came of a line.
func OutcomeName(outcome string) string {
	return map[string]string{"apply": "已办", "confirm": "先确认", "ask": "反问", "answer": "已回答",
		"refuse": "没有权限", "unknown": "没听懂", "ignore": "闲聊"}[outcome]
}

// ExtensionWords is an extension in a few words: 征文 宽限到12月22日（周二）18:00 衡东县.
func ExtensionWords(g ledger.Gap) string {
	return g.Item.Name + " 宽限到" + When(g.Deadline.Due) + " " + g.Unit.Name
}

// FreezeWords is the freeze by order in a few words.
func FreezeWords(at time.Time) string { return "封存到" + moment(at) + "为止的数" }

// RecordWords is a record in a few words: 普法宣讲 增加1场 三塘社区.
func RecordWords(r ledger.Record, it ledger.Item) string {
	var words []string
	switch r.Verb {
	case ledger.Told:
		words = []string{"1条"}
		if r.Op == ledger.Set {
			words = []string{"没有"}
		}
	case ledger.Mailed:
		words = []string{MailState(r.State)}
	case ledger.Filed:
		words = []string{"收到文件"}
	case ledger.Reviewed:
		words = []string{"审核：" + VerdictName(string(r.Verdict)), r.Text}
	case ledger.Explained:
		words = []string{"说明：" + r.Text}
	case ledger.Undone:
		words = []string{fmt.Sprintf("撤回第%d条登记", r.Undoes)}
	default:
		op := map[ledger.Op]string{ledger.Set: "总数", ledger.Add: "增加", ledger.Sub: "减少", ledger.Detail: "补充说明"}[r.Op]
		words = []string{op + Figure(r.Value, r.Approx) + it.Measure}
	}
	for _, w := range []string{StageName(r.Stage), ScopeName(r.Scope), r.Type, r.Place} {
		if w != "" {
			words = append(words, w)
		}
	}
	for _, t := range r.Titles {
		words = append(words, "《"+t+"》")
	}
	words = append(words, r.Names...)
	return strings.TrimSpace(it.Name + " " + strings.Join(words, " "))
}

// NoResult stands for a formula whose result is not in the workbook.
func NoResult() string { return "公式没有结果" }
