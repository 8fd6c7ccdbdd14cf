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
	// Beside says that the files report nothing: the item has no figure or words yet.
	Beside bool
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
	return "还缺 " + formatList(formats)
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
		m.Note(T("Word 的题目是“"), U(p.WordTitle), T("”，PDF 的是“"), U(p.PDFTitle), T("”，请核对是不是同一篇。"))
	}
	if p.Beside && said {
		m.Say(B(p.Item.Name), T(besideWords(p.Item.Kind)))
		m.Copy(ExampleLine(p.Item))
	}
	if slices.ContainsFunc(files, func(f Filed) bool { return f.Unstamped }) {
		m.Note(T("PDF 里没有看到红色印章。没盖的话请盖章后再发一次；已经盖了就不用管。"))
	}
	return m
}

// besideWords say why a file alone reports nothing.
func besideWords(k ledger.ItemKind) string {
	switch k {
	case ledger.Text:
		return "还没有报：文件留下了，台账里要一两句话，请这样发："
	case ledger.Mail:
		return "还没有报：文件留下了，正式的一份请发邮箱，发了以后告诉我："
	}
	return "还没有报：文件留下了，里面的数我没有读，请把数报给我，比如："
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
