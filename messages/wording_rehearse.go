package messages

import (
	"fmt"
	"strings"

	"pufabot/bot/ledger"
)

// RehearsedLine heads one message of a printed rehearsal.
func RehearsedLine(when, kind, to string) string {
	return "── " + when + "　" + kind + "　→ " + to
}

// RehearsedTalk is a line of the script with the bot's answer, set in so that it
// is not taken for a push.
func RehearsedTalk(when, who, line, reply string) string {
	s := "　　" + when + "　" + who + "：" + line
	for l := range strings.Lines(strings.TrimSpace(reply)) {
		s += "\n　　　│ " + strings.TrimRight(l, "\n")
	}
	return s
}

// RehearsedNothing says that nothing would be pushed.
func RehearsedNothing() string { return "这段时间不会发出任何消息。" }

// Recipient is whom a push is meant for, as people call it.
func Recipient(p *ledger.Plan, to To) string {
	for _, g := range p.Groups {
		if g.ID == to.Group && to.Group != "" {
			return g.Title
		}
	}
	switch {
	case to.Unit != "":
		return p.UnitName(to.Unit) + "联络员（私聊）"
	case to.Role == ledger.Coordinator:
		return "协调员（私聊）"
	}
	return string(to.Group) + string(to.Role)
}

// Recipients are several units that are told the same, each alone.
func Recipients(p *ledger.Plan, to []To) string {
	if len(to) == 1 {
		return Recipient(p, to[0])
	}
	var units []ledger.Unit
	for _, t := range to {
		units = append(units, ledger.Unit{Name: p.UnitName(t.Unit)})
	}
	return UnitNames(units) + "联络员（私聊）"
}

// NoScript says that a script cannot be read.
func NoScript(path string) string {
	return fmt.Sprintf("读不到剧本文件 %s，请检查 --script 后面的文件名。", path)
}

// BadScript says which line of a script was not understood, and why.
func BadScript(path string, line int, why string) string {
	return fmt.Sprintf("%s:%d：%s", path, line, why)
}

// ScriptForm is how a line of a script is written.
func ScriptForm() string {
	return "看不懂，请写成“2026-12-03T10:00 衡阳县: 宣讲 2场”。"
}

// ScriptOutside says that some lines of a script were not played.
func ScriptOutside(n int) string {
	return fmt.Sprintf("剧本里有 %d 行不在这段时间内，没有演。", n)
}

// BackwardSpan says that a time span ends before it begins.
func BackwardSpan() string { return "--to 的时间在 --from 之前，请对调过来。" }
