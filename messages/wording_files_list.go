package messages

import (
	"fmt"

	"pufabot/bot/ledger"
)

// FileOf is one file in a list.
type FileOf struct {
	Name string
	Size int64
	When string
	Note string // 旧版, 没说明是哪一项
}

// FileShelf are the files of one unit and item.
type FileShelf struct {
	Unit    ledger.Unit
	Pairing Pairing
	Files   []FileOf
}

// FileList answers 看文件.
func FileList(shelves []FileShelf) Message {
	m := Message{Title: "文件"}
	if len(shelves) == 0 {
		m.Say(T("还没有收到文件。"))
		return m
	}
	for i, s := range shelves {
		if i == mostListed {
			m.Say(T(fmt.Sprintf("一共%d家，这里列出前%d家；要全部文件，这样发：", len(shelves), mostListed)))
			m.Copy("打包")
			break
		}
		head := s.Unit.Name
		if s.Pairing.Item.Name != "" {
			head += " " + s.Pairing.Item.Name
		}
		if w := LacksWords(s.Pairing.Lacks); w != "" {
			head += "（" + w + "）"
		}
		m.Head(T(head))
		for _, f := range s.Files {
			spans := []Span{U(f.Name), T("，" + size(f.Size) + "，" + f.When)}
			if f.Note != "" {
				spans = append(spans, T("，"+f.Note))
			}
			m.Item(spans...)
		}
	}
	return m
}

func size(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%d 字节", n)
}
