package messages

import (
	"fmt"
	"strings"

	"pufabot/bot/ledger"
)

// finding words what the audit has found, without the unit and the item.
func finding(f ledger.Finding) []Span {
	m := f.Item.Measure
	text := func(i int) string {
		if i < len(f.Text) {
			return f.Text[i]
		}
		return ""
	}
	switch f.Rule {
	case ledger.RuleParts:
		return []Span{T(fmt.Sprintf("分项加起来是%d，总数报的是%d，差%d", f.A, f.B, max(f.A-f.B, f.B-f.A)))}
	case ledger.RuleUnsorted:
		return []Span{T(fmt.Sprintf("%d%s里有%d%s没有分开报", f.B, m, f.A, m))}
	case ledger.RulePublished:
		return []Span{T(fmt.Sprintf("%d%s说已刊发，没写在哪里刊发，也没有剪报", f.A, m))}
	case ledger.RuleFiles:
		return []Span{T("文件不全，缺" + strings.Join(fileNames(f.Text), "、"))}
	case ledger.RuleEventDay:
		return []Span{T(text(0) + "的一场不在活动期间，或者还没到那天")}
	case ledger.RuleUndated:
		return []Span{T(fmt.Sprintf("报了%d%s，写了日期的只有%d%s", f.B, m, f.A, m))}
	case ledger.RuleTwinEvents:
		return []Span{T(text(0)), U(text(1)), T("记了两场")}
	case ledger.RuleMeasure:
		return []Span{T(fmt.Sprintf("报的是%d", f.B)), U(text(0)), T("，要的是" + m + "数")}
	case ledger.RuleApprox:
		return []Span{T(fmt.Sprintf("约%d%s，还没有准数", f.B, m))}
	case ledger.RuleLeap:
		return []Span{T(fmt.Sprintf("一次从%d变到%d%s", f.A, f.B, m))}
	case ledger.RuleTooMuch:
		return []Span{T(fmt.Sprintf("%d%s，超过本单位最多可能的%d", f.B, m, f.A))}
	case ledger.RuleUnpublished:
		return []Span{T(fmt.Sprintf("报送%d%s，有%d%s没说已刊发", f.B, m, f.A, m))}
	case ledger.RuleUnseen:
		return []Span{T(fmt.Sprintf("报送%d%s，文件只见到%d%s的", f.B, m, f.A, m))}
	case ledger.RuleUntitled:
		return []Span{T(fmt.Sprintf("%d%s里有%d%s没有标题", f.B, m, f.A, m))}
	case ledger.RuleTwinTitles:
		return []Span{U("《" + text(0) + "》"), T("和" + text(1) + "的同题")}
	case ledger.RuleEarly:
		return []Span{T("报了，这些还没有：" + strings.Join(f.Text, "、"))}
	case ledger.RuleUnconfirmed:
		return []Span{T("自述已发，市局还没确认收到")}
	}
	return nil
}

// mostFindings is how many findings are told of each of very many units.
const mostFindings = 2

// AuditList answers 审核: errors and queries by unit, errors first, then what has
// been explained. Chief adds how a query is passed for others.
func AuditList(all []ledger.Finding, units []ledger.Unit, it ledger.Item, chief bool) Message {
	m := Message{Title: "数据审核"}
	errors, queries, explained := split(all)
	scope := "数据审核"
	if len(units) > 0 {
		scope = UnitNames(units) + " 数据审核"
	}
	if it.Name != "" {
		scope += " " + it.Name
	}
	if len(all) == 0 {
		m.Say(T(scope + "：没有发现问题。"))
		return m
	}
	m.Head(T(fmt.Sprintf("%s：错误%d，疑问%d", scope, len(errors), len(queries))))
	var order []ledger.Unit
	byUnit := map[ledger.UnitID][]ledger.Finding{}
	for _, f := range append(append([]ledger.Finding(nil), errors...), queries...) {
		if byUnit[f.Unit.ID] == nil {
			order = append(order, f.Unit)
		}
		byUnit[f.Unit.ID] = append(byUnit[f.Unit.ID], f)
	}
	for _, u := range order[:min(len(order), mostListed)] {
		list := byUnit[u.ID]
		if len(order) <= mostListed {
			m.Item(unitFindings(u, list)...)
			continue
		}
		spans := unitFindings(u, list[:min(len(list), mostFindings)])
		if n := len(list) - mostFindings; n > 0 {
			spans = append(spans, T(fmt.Sprintf("；还有%d处", n)))
		}
		m.Item(spans...)
	}
	if len(order) > mostListed {
		m.Say(T(fmt.Sprintf("一共%d家，这里列出前%d家；看一家的，这样发：", len(order), mostListed)))
		m.Copy("审核" + order[mostListed].Name)
	}
	for _, f := range explained[:min(len(explained), mostListed)] {
		spans := append([]Span{T("已说明 " + f.Unit.Name + " "), B(f.Item.Name), T("：")}, finding(f)...)
		m.Item(append(spans, T("。说明：“"), U(clip(f.Explained.Text, 60)), T("”"))...)
	}
	if len(errors) > 0 {
		m.Note(T("【错】要改；【疑】改正或者说明都行。"))
	}
	if len(queries) > 0 {
		m.Note(T("情况属实的，这样说明一下："))
		m.Copy(explainLine(queries[0], chief))
	}
	return m
}

func explainLine(f ledger.Finding, chief bool) string {
	unit, why := "", "材料已发邮箱"
	if chief {
		unit = f.Unit.Name
	}
	if f.Item.Kind == ledger.Count {
		why = "新增两个学校"
	}
	return unit + f.Item.Name + "属实，" + why
}

func split(all []ledger.Finding) (errors, queries, explained []ledger.Finding) {
	for _, f := range all {
		switch {
		case f.Level == ledger.Error:
			errors = append(errors, f)
		case f.Open():
			queries = append(queries, f)
		default:
			explained = append(explained, f)
		}
	}
	return errors, queries, explained
}

func unitFindings(u ledger.Unit, list []ledger.Finding) []Span {
	out := []Span{T(u.Name + "：")}
	for i, f := range list {
		mark := "【疑】"
		if f.Level == ledger.Error {
			mark = "【错】"
		}
		if i > 0 {
			out = append(out, T("；"))
		}
		out = append(out, T(mark), B(f.Item.Name))
		out = append(out, finding(f)...)
	}
	return out
}

// NothingToExplain says that no query is open; errors have to be put right.
func NothingToExplain(u ledger.Unit, it ledger.Item, found []ledger.Finding) Message {
	m := Message{Title: "没有疑问"}
	m.Say(T(u.Name+"的"), B(it.Name), T("没有待说明的疑问，没有记录。"))
	for _, f := range found {
		if f.Level == ledger.Error {
			m.Item(unitFindings(f.Unit, []ledger.Finding{f})...)
			m.Note(T("这是错误，说明不了，请改正数字。"))
		}
	}
	return m
}

// ExplainWhich asks which item an explanation is about.
func ExplainWhich(u ledger.Unit, open []ledger.Finding) Message {
	m := Message{Title: "请写明"}
	m.Say(T(u.Name + "有几项待说明，请写明是哪一项，没有记录："))
	m.Item(unitFindings(u, open)...)
	m.Copy(explainLine(open[0], true))
	return m
}

// ExplanationWanted asks for the words.
func ExplanationWanted(f ledger.Finding) Message {
	m := Message{Title: "请写说明"}
	m.Say(T("请用一句话说明原因，会随数字一起保存，比如："))
	m.Copy(explainLine(f, true))
	m.Note(T("还没有记录。"))
	return m
}

// ExplanationKept tells which queries have been passed.
func ExplanationKept(list []ledger.Finding, text string) Message {
	m := Message{Title: "已说明"}
	m.Head(T("已记下说明"))
	for _, f := range list {
		m.Item(append([]Span{T(f.Unit.Name + " "), B(f.Item.Name), T("：")}, finding(f)...)...)
	}
	m.Say(T("说明：“"), U(clip(text, 120)), T("”"))
	m.Note(T("数字再变动时会重新核对。记错了发“撤回”。"))
	return m
}

// Mailing is what units say to have mailed against what has arrived.
type Mailing struct {
	Item                                  ledger.Item
	Both, SentOnly, ReceivedOnly, Neither []ledger.Unit
}

// MailMismatch answers 邮件对账 in one line.
func MailMismatch(l Mailing) Message {
	var parts []string
	for _, p := range []struct {
		name  string
		units []ledger.Unit
	}{{"自述已发、没有收到", l.SentOnly}, {"收到了、没有自述", l.ReceivedOnly}, {"都没有", l.Neither}} {
		if len(p.units) > 0 {
			parts = append(parts, p.name+"："+UnitNames(p.units))
		}
	}
	m := Message{Title: "邮件对账"}
	if len(parts) == 0 {
		m.Say(T(fmt.Sprintf("%s邮件对账：%d家都对上了。", l.Item.Name, len(l.Both))))
		return m
	}
	m.Say(T(fmt.Sprintf("%s邮件对账：对上%d家；%s。", l.Item.Name, len(l.Both), strings.Join(parts, "；"))))
	return m
}
