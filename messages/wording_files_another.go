package messages

import (
	"fmt"

	"pufabot/bot/ledger"
)

// FilesAnother asks whether files with new titles are further pieces, or take the
// place of one of the old ones. Those that have passed the review stay as they are.
func FilesAnother(u ledger.Unit, it ledger.Item, fresh, known, old, passed []string, total int) Message {
	m := Message{Title: "请确认"}
	words := append(titled([]Span{T("这次的文件题目是")}, fresh), T("，"+u.Name), B(it.Name), T("已经有"))
	m.Say(append(titled(words, known), T("，题目不一样，是："))...)
	m.Item(T(fmt.Sprintf("1　另外的，总数 %d → %d %s", total, total+len(fresh), it.Measure)))
	for i, title := range old {
		m.Item(T(fmt.Sprintf("%d　新的一版，换下", i+2)), U("《"+title+"》"))
	}
	if len(passed) > 0 {
		m.Say(append(titled(nil, passed), T("已经审核通过，不在这里换；真要换成别的题目，请先联系协调员退回。"))...)
	}
	if len(old) == 0 {
		m.Note(T("是另外的就回 1，不是回“不是”；回答之前不登记。"))
		return m
	}
	m.Note(T("请回一个数字，回答之前不登记。"))
	return m
}

// FilesAnotherWords are words that choose the answers of [FilesAnother].
func FilesAnotherWords(old []string) [][]string {
	words := [][]string{{"另外", "另一", "又一", "新增"}}
	for _, title := range old {
		words = append(words, []string{title})
	}
	if len(old) == 1 {
		words[1] = append(words[1], "新的一版", "新版", "换下", "替换", "修改")
	}
	return words
}

func titled(spans []Span, titles []string) []Span {
	for _, t := range titles {
		spans = append(spans, U("《"+t+"》"))
	}
	return spans
}
