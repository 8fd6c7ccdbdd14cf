package messages

import (
	"fmt"
	"strconv"
	"strings"
)

// Deed is one act in plain values, to be listed before it is done.
type Deed struct {
	Verb, Unit, Item, Measure            string
	Op                                   string // set, add, sub
	Value                                int
	HasValue, Approx                     bool
	Scope                                string
	Day, Place                           string
	People                               int
	Titles                               []string
	Author, Type, Stage, Media           string
	Names                                []string
	Event, Text, State                   string
	Units, Except, IDs                   []string
	Verdict, Reason, When, Until, Format string
	From, To, By                         string
	Revised                              bool   // what was returned comes back
	Was                                  string // the title that another takes the place of
}

var deedHeads = map[string]string{
	"extend": "延期", "unextend": "取消延期", "nudge": "催报", "silence": "暂不提醒（所有事项）", "announce": "发通知", "undo": "撤回最近报的", "bind": "绑定", "unbind": "解除绑定", "mute": "暂不提醒您",
	"move": "改记", "approve": "处理申请", "request": "转告协调员", "export": "导出", "picture": "进度图", "pack": "打包", "pause": "暂停自动提醒", "resume": "恢复自动提醒",
	"bindgroup": "把本群设为工作群", "paste": "粘贴的名单",
}

var verdicts = map[string]string{"accept": "通过", "return": "退回", "select": "选报省局", "hold": "先放一放"}

// ChoiceWords tell what a choice would do, in one row.
func ChoiceWords(deeds []Deed) string {
	var rows []string
	for _, d := range deeds {
		row := ""
		for _, s := range d.Words() {
			row += s.Text
		}
		rows = append(rows, row)
	}
	return strings.Join(rows, "；")
}

// Words describe the deed in one line.
func (d Deed) Words() []Span {
	var s []Span
	say := func(x string) {
		if x != "" {
			s = append(s, T(x))
		}
	}
	theirs := func(pre, x, post string) {
		if x != "" {
			s = append(s, T(pre), U(x), T(post))
		}
	}
	who := d.Unit
	if len(d.Units) > 0 {
		who = strings.Join(d.Units, "、")
	}
	if who != "" && d.Verb != "move" {
		s = append(s, T(who+" "))
	}
	if d.Verb == "review" {
		say(verdicts[d.Verdict])
	} else if h := deedHeads[d.Verb]; h != "" {
		say(h)
	}
	if d.Item != "" {
		if len(s) > 0 && deedHeads[d.Verb] != "" || d.Verb == "review" {
			say(" ")
		}
		s = append(s, B(d.Item))
	}
	say(map[string]string{"own": "（本单位）", "others": "（其他部门）"}[d.Scope])
	if d.Type != "" {
		say("（" + d.Type + "）")
	}
	if d.HasValue {
		pre := map[string]string{"set": "：总数 ", "add": "：新增 ", "sub": "：减去 "}[d.Op]
		if pre == "" {
			pre = "："
		}
		if d.Approx && d.Verb != "session" {
			pre += "约 "
		}
		s = append(s, T(pre), B(strconv.Itoa(d.Value)+" "+d.Measure))
	}
	theirs(" 题目《", d.Was, "》改为")
	for _, t := range d.Titles {
		theirs(" 《", t, "》")
	}
	theirs("，作者 ", d.Author, "")
	if d.Revised {
		which := ""
		if len(d.IDs) > 0 {
			which = "第" + strings.Join(d.IDs, "、") + d.Measure
		}
		say("：退回的" + which + "改好了，重新报送")
		d.Stage, d.IDs = "", nil
	}
	say(map[string]string{"written": "，已写好", "published": "，已刊发", "submitted": "，已报送"}[d.Stage])
	theirs("，刊于 ", d.Media, "")
	if d.Day != "" {
		say("，" + d.Day)
	}
	theirs("，在 ", d.Place, "")
	if d.People > 0 {
		say("，" + map[bool]string{true: "约 "}[d.Approx] + strconv.Itoa(d.People) + " 人参加")
	}
	for i, n := range d.Names {
		theirs(map[bool]string{true: "：", false: "、"}[i == 0], n, "")
	}
	if d.Verb == "signup" && d.Op == "sub" {
		say(" 不去了")
	}
	if d.Verb == "signup" && d.Op == "set" {
		say(" 去，换下原来报的")
	}
	if d.Event != "" {
		say("（" + d.Event + "）")
	}
	say(map[string]string{"sent": "：已发出", "received": "：已收到"}[d.State])
	if d.From != "" {
		say("：从" + d.From + "改到" + d.To)
	}
	if len(d.IDs) > 0 {
		say(" " + strings.Join(d.IDs, "、") + " 号：" + verdicts[d.Verdict])
	}
	if len(d.Except) > 0 {
		say("（" + strings.Join(d.Except, "、") + "除外）")
	}
	if d.When != "" {
		say("，" + d.When)
	}
	if d.Until != "" {
		say("，到 " + d.Until)
	}
	theirs("：", d.Text, "")
	theirs("，理由：", d.Reason, "")
	if d.Format != "" {
		say(fmt.Sprintf("（%s）", d.Format))
	}
	theirs(" ", d.By, "")
	return s
}
