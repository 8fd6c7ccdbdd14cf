package messages

import (
	"fmt"
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// Filed is what is told of one file.
type Filed struct {
	// Name is what it is called; of a file that nobody has explained, its sender's name for it.
	Name, Format, Title string
	Coming              bool // not fetched yet
	Twice               bool // the same content is there already
	Replaces            bool // it takes the place of an older version
	Unstamped           bool // a PDF in which no red was seen
}

// Pairing is how the files of one item stand together.
type Pairing struct {
	Item  ledger.Item
	Lacks []string
	// WordTitle and PDFTitle are the titles inside, where they differ.
	WordTitle, PDFTitle string
}

// FormatName is the Chinese name of a format.
func FormatName(format string) string {
	if n, ok := map[string]string{ledger.Word: "Word", ledger.PDF: "PDF", ledger.Excel: "Excel 表", ledger.Picture: "图片", ledger.Video: "视频"}[format]; ok {
		return n
	}
	return "文件"
}

// LacksWords names formats that are missing: 还缺 Word、PDF; empty when none is.
func LacksWords(formats []string) string {
	if len(formats) == 0 {
		return ""
	}
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = FormatName(f)
	}
	return "还缺 " + strings.Join(names, "、")
}

// FilesKept tells which files were taken in, under which names, and what the pair
// check found. Nothing of it refuses anything.
func FilesKept(p Pairing, files []Filed) Message {
	m := Message{Title: "收到文件"}
	coming := 0
	said := false
	for _, f := range files {
		if f.Coming {
			coming++
			continue
		}
		if !said {
			m.Say(T("收到文件："))
			said = true
		}
		spans := []Span{U(f.Name)}
		switch {
		case f.Twice:
			spans = append(spans, T("（内容和已经收到的一样，没有重复登记）"))
		case f.Replaces:
			spans = append(spans, T("（替换原来那份，旧的仍留底）"))
		}
		m.Item(spans...)
	}
	if coming > 0 {
		m.Say(T(fmt.Sprintf("还有%d个文件正在下载，收到后我再说一声。", coming)))
		return m
	}
	if w := LacksWords(p.Lacks); w != "" {
		m.Say(B(w), T("，直接发给我就行。"))
	} else if len(p.Item.Files) > 0 && said {
		m.Say(T(formatList(p.Item.Files) + "都齐了。"))
	}
	if p.WordTitle != "" {
		m.Note(T("Word 里的题目是“"), U(p.WordTitle), T("”，PDF 里的是“"), U(p.PDFTitle), T("”，请核对是不是同一篇。"))
	}
	if slices.ContainsFunc(files, func(f Filed) bool { return f.Unstamped }) {
		m.Note(T("PDF 里没有看到红色印章。没盖的话请盖章后再发一次；已经盖了就不用管。"))
	}
	return m
}

// FilesWrong tells the way back where no receipt does.
func FilesWrong() Message {
	var m Message
	m.Note(T("发错了？发“撤回”。"))
	return m
}

func formatList(formats []string) string {
	var names []string
	for _, f := range formats {
		names = append(names, FormatName(f))
	}
	return strings.Join(names, "、")
}

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
	m.Say(T("回一个数字就行，也可以直接说。"))
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

// FileNotCome tells that files could not be had, why, and what to do. limit is the
// largest file in bytes.
func FileNotCome(why string, limit int64, n int) Message {
	m := Message{Title: "文件没有收到"}
	head := fmt.Sprintf("有%d个文件没有收到：", n)
	switch why {
	case "large":
		m.Say(T(fmt.Sprintf("%s超过了 %d MB。请压缩后再发，或者用邮箱报送。", head, limit>>20)))
	case "empty":
		m.Say(T(head + "里面是空的。请检查后再发一次。"))
	case "right":
		m.Say(T(head + "我没有下载文件的权限，已经记下来请管理员检查。这次请先用邮箱报送。"))
	case "gone":
		m.Say(T(head + "平台上的下载地址失效了。请再发一次。"))
	default:
		m.Say(T(head + "几次都没有下载下来。请再发一次。"))
	}
	return m
}

// FilesLate tells what became of files that took longer: which item they were for.
func FilesLate(unit ledger.Unit, kept Message) Message {
	m := Message{Title: "收到文件"}
	m.Say(T(unit.Name + "刚才发的文件下载好了。"))
	m.Append(kept)
	return m
}

// FaultHost says that a name of a host is not one.
func FaultHost() string {
	return "这里写主机名，不带 https:// 和路径，例如 \"files.example.gov.cn\"；以点开头表示它下面的所有主机，例如 \".example.gov.cn\""
}

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
