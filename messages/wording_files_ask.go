package messages

import (
	"fmt"

	"pufabot/bot/ledger"
)

// FilesWait acknowledges files without words: the line that explains them is
// expected. Whose says that the unit must be said, too; sheet that there is a
// spreadsheet, whose rows cannot be read yet.
func FilesWait(files []Filed, whose, sheet bool) Message {
	m := Message{Title: "收到文件"}
	m.Say(received(files)...)
	switch {
	case whose && sheet:
		m.Say(T("这张表没有读成数（要有单位一列，事项在表头），请把要登记的几行粘贴成文字发我，一行一个单位。"))
		m.Note(T("如果只是要留下这个文件，请说明是哪个单位、哪一项："))
		m.Copy("衡阳县征文")
	case whose:
		m.Say(T("请说明是哪个单位、哪一项的，比如："))
		m.Copy("衡阳县署名文章")
	default:
		m.Say(T("是哪一项的？说一声就行，比如“署名文章”。"))
	}
	return m
}

// FilesDismissed says that files are not taken in after all.
func FilesDismissed(n int) Message {
	return one("没有登记", fmt.Sprintf("好的，%d个文件没有登记，也没有归到哪一项。要登记的话请再发一次。", n))
}

// FilesByName asks for a yes where the file's own name says what it is.
func FilesByName(files []Filed, it ledger.Item) Message {
	m := Message{Title: "请确认"}
	m.Say(received(files)...)
	m.Say(T("看文件名是"), B(it.Name), T("，对就回 1 或“是”；不是就直接说是哪一项。"))
	return m
}

// FilesWhich asks with numbers what the files are.
func FilesWhich(files []Filed, items []string) Message {
	m := Message{Title: "请补充"}
	m.Say(received(files)...)
	m.Say(T("是哪一项的？"))
	for i, n := range items {
		m.Item(T(fmt.Sprintf("%d %s", i+1, n)))
	}
	m.Say(T("回一个数字就行，也可以直接说；不用登记就回“不用登记”。"))
	return m
}

// FilesWhose asks a coordinator for the unit.
func FilesWhose(files []Filed, it ledger.Item) Message {
	m := Message{Title: "请补充"}
	m.Say(received(files)...)
	m.Say(T("是哪个单位的" + it.Name + "？请带上单位名说一声，比如："))
	m.Copy("衡阳县" + it.Name)
	return m
}

// FilesStill asks once more, minutes after files came without words; without
// choices it asks a coordinator, who must name the unit as well.
func FilesStill(files []Filed, items []string) Message {
	m := FilesWait(files, true, false)
	if len(items) > 0 {
		m = FilesWhich(files, items)
	}
	m.Note(T("25分钟内没有说明，我就先放到一边，到时请重新发一次。"))
	return m
}

// received names files that were not explained yet, at most five.
func received(files []Filed) []Span {
	if len(files) == 0 {
		return []Span{T("收到文件。")}
	}
	if len(files) == 1 && files[0].Coming {
		return []Span{T("收到1个文件，正在下载。")}
	}
	out := []Span{T(fmt.Sprintf("收到%d个文件", len(files)))}
	for i, f := range files[:min(len(files), 5)] {
		sep := "、"
		if i == 0 {
			sep = "："
		}
		switch {
		case f.Name != "":
			out = append(out, T(sep), U(clip(f.Name, 40)))
		case f.Title != "":
			out = append(out, T(sep+FormatName(f.Format)+"“"), U(f.Title), T("”"))
		default:
			out = append(out, T(sep+FormatName(f.Format)))
		}
	}
	return append(out, T("。"))
}
