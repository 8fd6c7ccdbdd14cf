package messages

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"pufabot/bot/ledger"
)

// Bureau is a unit as it signs: 衡阳县统计局.
func Bureau(u ledger.Unit) string {
	switch {
	case u.Kind == ledger.City:
		return "市统计局"
	case u.Kind == ledger.Section, strings.HasSuffix(u.Name, "局"), strings.HasSuffix(u.Name, "队"):
		return u.Name
	}
	return u.Name + "统计局"
}

// ChineseDate is a day as documents write it: 2026年12月22日.
func ChineseDate(t time.Time) string {
	return fmt.Sprintf("%d年%d月%d日", t.Year(), t.Month(), t.Day())
}

// numerals number chapters.
var numerals = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}

// Chapter numbers a heading: 一、署名文章; from eleven on in digits.
func Chapter(n int, words string) string {
	if n >= 1 && n <= len(numerals) {
		return numerals[n-1] + "、" + words
	}
	return fmt.Sprintf("%d、%s", n, words)
}

// Blank marks a place that a person has to fill in; it is easy to see and to search for.
func Blank(what string) string { return "【请补充：" + what + "】" }

// CountyReport are the fixed words of a unit's prefilled report.
type CountyReport struct {
	Title, To, Intro, Table, Practice, NoPractice, Trouble, TroubleText, Draft string
}

// CountyReportWords are those words for one unit.
func CountyReportWords(p *ledger.Plan, u ledger.Unit, of AsOf) CountyReport {
	above := "市统计局"
	if u.Kind == ledger.City {
		above = "省统计局"
	}
	return CountyReport{
		Title: Bureau(u) + "关于" + p.Campaign.Title + "组织开展情况的报告",
		To:    above + "：",
		Intro: fmt.Sprintf("按照%s的统一部署，我局于%s至%s集中开展统计法治宣传活动。现将%s组织开展情况报告如下。",
			above, ChineseDate(p.Campaign.Start.At(ledger.Clock{}, time.UTC)), monthDay(p.Campaign.End), of.until()),
		Table: "附：主要数据", Practice: "经验和特色做法", NoPractice: Blank("本单位的经验和特色做法"),
		Trouble: "存在的问题和下一步打算", TroubleText: Blank("存在的问题和下一步打算"),
		Draft: "（本稿由登记台账自动生成，" + of.Words() + "。请核对数据、补充【】中的内容后报送。）",
	}
}

func monthDay(d ledger.Date) string {
	return strconv.Itoa(int(d.Month)) + "月" + strconv.Itoa(d.Day) + "日"
}

// ItemSentence is how a unit stands with an item, as a report says it. Figures
// are the ledger's; what is not known is marked to be filled in.
func ItemSentence(g ledger.Gap) string {
	t, it := g.Tally, g.Item
	if !t.Answered {
		return Blank(it.Name + "情况，台账中没有登记")
	}
	if it.Kind == ledger.Entry && t.Value() == 0 && t.Standing()[ledger.ReviewReturned] > 0 {
		return Blank(it.Name + "情况，改好重报后补上")
	}
	if t.Value() == 0 && len(t.Pieces) == 0 {
		return fmt.Sprintf("%s0%s。", it.Name, it.Measure)
	}
	total := fmt.Sprintf("%s%s", Figure(t.Value(), t.Approx), t.MeasureOf(&it))
	switch it.Kind {
	case ledger.Entry:
		return piecesSentence(t, it, total)
	case ledger.Sessions:
		return sessionsSentence(t, it, total)
	case ledger.Count:
		return "累计" + total + heads(t, it) + "。"
	case ledger.Signup:
		return "选派" + total + "参加。"
	}
	return it.Name + total + "。"
}

// ReportColumns are the columns of a unit's figures.
func ReportColumns() []string { return []string{"事项", "数量", "要求", "情况"} }

// ReportFigure is an item's figure; what was not reported is a dash, never a zero.
func ReportFigure(g ledger.Gap) string {
	if !g.Tally.Answered {
		return "—"
	}
	return Figure(g.Tally.Value(), g.Tally.Approx) + g.Tally.MeasureOf(&g.Item)
}

// ReportLeast is what an item asks for.
func ReportLeast(it ledger.Item) string {
	if it.Min == 0 {
		return "未作规定"
	}
	return fmt.Sprintf("不少于%d%s", it.Min, it.Measure)
}

// CityReport are the fixed words of the city's combined report.
type CityReport struct {
	Title, To, Intro, Overview, Practice, Open, NothingOpen, Next, NextText, Table, Draft string
}

// CityReportWords are those words.
func CityReportWords(p *ledger.Plan, units int, of AsOf) CityReport {
	return CityReport{
		Title: "全市" + p.Campaign.Title + "开展情况的报告",
		To:    "省统计局：",
		Intro: fmt.Sprintf("按照省统计局的部署，我市于%s至%s在全市集中开展统计法治宣传活动，%d个单位参加。现将%s开展情况报告如下。",
			ChineseDate(p.Campaign.Start.At(ledger.Clock{}, time.UTC)), monthDay(p.Campaign.End), units, of.until()),
		Overview: "总体情况", Practice: "各地特色做法", Open: "未报送、未报齐的情况", NothingOpen: "各项都已报齐。",
		Next: "存在的问题和下一步打算", NextText: Blank("存在的问题和下一步打算"),
		Table: "附表：各单位开展情况",
		Draft: "（本稿由登记台账自动生成，" + of.Words() + "。请核对数据、补充【】中的内容后使用。）",
	}
}

// CitySentence is how all units stand with an item.
func CitySentence(name, sum string, done, owed int) string {
	return fmt.Sprintf("%s合计%s，%d个单位应报，%d个已完成。", name, sum, owed, done)
}

// MailSentence is how the mails of all units stand: what the city has received is in,
// what a unit says that it has sent is not yet.
func MailSentence(it ledger.Item, owed, received, sent int) string {
	s := fmt.Sprintf("%s：%d个单位应报，市局已收到%d%s", it.Name, owed, received, it.Measure)
	if sent > 0 {
		s += fmt.Sprintf("，另有%d个单位自述已发、市局尚未核收", sent)
	}
	return s + "。"
}

// Unconfirmed marks a figure that is only the unit's own word: 1（自述已发）.
func Unconfirmed(figure string) string { return figure + "（自述已发）" }

// MailSum says of how many mails of a sum the city has only the unit's own word.
func MailSum(sum, measure string, total, sent int) string {
	if sent == 0 {
		return sum
	}
	return fmt.Sprintf("%s（市局已收到%d%s，自述已发%d%s）", sum, total-sent, measure, sent, measure)
}

// OpenSentence says how many units still owe an item, or say that their mail is
// sent while the city has not confirmed it, and names them where there are names.
func OpenSentence(item string, sent bool, n int, units []string) string {
	if sent {
		item += "自述已发、尚未核收"
	}
	s := fmt.Sprintf("%s（%d个）", item, n)
	if len(units) > 0 {
		s += "：" + strings.Join(units, "、")
	}
	return s + "。"
}

// TooManyForASentence tells whether so many names are too many for one.
func TooManyForASentence(n int) bool { return n > mostBeside }

// OpenColumns head the table of who still owes what.
func OpenColumns() []string { return []string{"单位", "还没有报送、报齐的"} }

// OpenItem is an item in that table, OpenItems are all of a unit.
func OpenItem(name string, sent bool) string {
	if sent {
		return Unconfirmed(name)
	}
	return name
}

// OpenItems joins them.
func OpenItems(items []string) string { return strings.Join(items, "、") }

// Practised quotes a unit's own words; a quotation that ends without a stop gets one.
func Practised(u ledger.Unit, words string) string {
	words = strings.TrimSpace(words)
	if last, _ := utf8.DecodeLastRuneInString(words); !strings.ContainsRune("。！？!?…；;.", last) {
		words += "。"
	}
	return u.Name + "：" + words
}

// ProvinceWords are the fixed words of the package for the province.
type ProvinceWords struct {
	Title, To, Body, Attachment, Contents string
	Columns                               []string
}

// Province are those words for the pieces of one item.
func Province(p *ledger.Plan, it ledger.Item, own, chosen int) ProvinceWords {
	body := fmt.Sprintf("根据省统计局有关通知要求，现将我市%s共%d%s报送省局，其中市本级%d%s、择优选取县市区%d%s，请审阅。",
		it.Name, own+chosen, it.Measure, own, it.Measure, chosen, it.Measure)
	if own == 0 && len(it.Files) > 0 && slices.ContainsFunc(p.Debtors(it), func(u ledger.Unit) bool { return u.Kind == ledger.City }) {
		body += Blank("市本级的" + it.Name)
	}
	if chosen == 0 {
		body += Blank("择优选取县市区的" + it.Name + "（发“某某的" + it.Name + "选上报省”）")
	}
	columns := []string{"序号", "单位", "题目", "作者"}
	if len(it.Types) > 0 {
		columns = append(columns, "种类")
	}
	if len(it.Files) > 0 {
		columns = append(columns, "刊发媒体", "刊发日期")
	}
	return ProvinceWords{
		Title: "关于报送" + it.Name + "的函", To: "省统计局：", Body: body,
		Attachment: "附件：" + it.Name + "目录", Contents: it.Name + "目录",
		Columns: columns,
	}
}

// NoTitle stands for pieces of which no title was told.
func NoTitle(n int, it ledger.Item) string {
	if n == 1 {
		return Blank("题目")
	}
	return fmt.Sprintf("（%d%s）", n, it.Measure) + Blank("题目")
}

// Known is a cell's words, or the mark that somebody has to fill them in.
func Known(words string) string {
	if words == "" {
		return "【请补充】"
	}
	return words
}

// PageNumber surrounds the number at the foot of a page.
func PageNumber() (before, after string) { return "— ", " —" }
