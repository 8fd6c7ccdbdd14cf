package messages

import (
	"fmt"

	"pufabot/bot/ledger"
)

// FilePart is one piece with the item that its files are for.
type FilePart struct {
	Files []Filed
	Item  ledger.Item
}

// FilesParted asks for a yes to which files are for which item.
func FilesParted(parts []FilePart) Message {
	m := Message{Title: "请确认"}
	m.Say(T("这几个文件这样登记，对吗？"))
	for _, p := range parts {
		m.Item(append([]Span{B(p.Item.Name), T("：")}, pieceFiles(p.Files)...)...)
	}
	m.Say(T("对就回 1 或“是”；不对就说哪个是哪一项，比如："))
	m.Copy("第一个是" + parts[len(parts)-1].Item.Name + "，第二个是" + parts[0].Item.Name)
	return m
}

// FilesWhichPiece asks with numbers what one of several pieces is.
func FilesWhichPiece(piece []Filed, of int, items []string) Message {
	m := Message{Title: "请补充"}
	head := []Span{T("这个文件是哪一项的：")}
	if of > 1 {
		head = []Span{T(fmt.Sprintf("这%d份文件各是哪一项的？先说这一份：", of))}
	}
	m.Say(append(append(head, pieceFiles(piece)...), T("。"))...)
	for i, n := range items {
		m.Item(T(fmt.Sprintf("%d %s", i+1, n)))
	}
	if of > 1 {
		m.Say(T("回一个数字就行；也可以一次说完，比如“第一个是" + items[0] + "，第二个是" + items[min(1, len(items)-1)] + "”。"))
	} else {
		m.Say(T("回一个数字就行，也可以直接说。"))
	}
	return m
}

// FilesWhichOne asks which of several pieces was called an item.
func FilesWhichOne(pieces [][]Filed, it ledger.Item) Message {
	m := Message{Title: "请补充"}
	m.Say(T("哪一份是"), B(it.Name), T("？"))
	for i, p := range pieces {
		m.Item(append([]Span{T(fmt.Sprintf("%d　", i+1))}, pieceFiles(p)...)...)
	}
	m.Item(T(fmt.Sprintf("%d　都是", len(pieces)+1)))
	m.Note(T("请回一个数字，回答之前不登记。"))
	return m
}

// FilesWhichOneWords are words that choose the answers of [FilesWhichOne].
func FilesWhichOneWords(n int) [][]string {
	words := make([][]string, n+1)
	words[n] = []string{"都是", "全部", "都"}
	return words
}

// pieceFiles names the files of one piece.
func pieceFiles(files []Filed) (out []Span) {
	for i, f := range files {
		if i > 0 {
			out = append(out, T("、"))
		}
		switch {
		case f.Name != "":
			out = append(out, U(clip(f.Name, 40)))
		case f.Title != "":
			out = append(out, T(FormatName(f.Format)+"“"), U(f.Title), T("”"))
		default:
			out = append(out, T(FormatName(f.Format)))
		}
	}
	return out
}
