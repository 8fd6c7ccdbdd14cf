package messages

import (
	"fmt"
	"strings"

	"pufabot/bot/ledger"
)

// FileProgram tells that programs are not taken.
func FileProgram(name string) Message {
	var m Message
	m.Say(append(fileCalled(name), T("是程序文件，没有收下，也没有计数。请发文稿、图片或视频。"))...)
	return m
}

// FileBroken tells that the content of a file is nothing that its name says.
func FileBroken(name string) Message {
	var m Message
	m.Say(append(fileCalled(name), T("打不开：里面的内容和文件类型对不上，可能没有传完、加了密或者改过后缀。没有收下，也没有计数，请检查后再发一次。"))...)
	return m
}

// FileKind tells that an item is not handed in as such a file, and as which it is.
func FileKind(name, ext string, it ledger.Item) Message {
	var m Message
	m.Say(append(fileCalled(name), T("没有收下，也没有计数：是 "+strings.ToUpper(strings.TrimPrefix(ext, "."))+" 文件，"+it.Name+"收 "+pieceFormats(it)+"。"))...)
	m.Note(T("是别的事项，请连同事项名再发一次。"))
	return m
}

// FilesHere tells that words about files brought no further piece: where the files stand.
func FilesHere(p Pairing, pieces int) Message {
	var m Message
	m.Say(T(fmt.Sprintf("%s的文件已经在我这里了，还是%d%s，没有另加。", p.Item.Name, pieces, p.Item.Measure)))
	if w := LacksWords(p.Lacks); w != "" {
		m.Say(B(w), T("，直接发给我就行。"))
	}
	m.Note(T("如果是另外一" + p.Item.Measure + "，请说："))
	m.Copy("又有一" + p.Item.Measure + p.Item.Name)
	return m
}

func fileCalled(name string) []Span {
	if name == "" {
		return []Span{T("这个文件")}
	}
	return []Span{T("“"), U(clip(name, 40)), T("”")}
}

// pieceFormats are what the pieces of an item may come as.
func pieceFormats(it ledger.Item) string {
	if len(it.Files) > 0 {
		return formatList(it.Files)
	}
	return "Word、PDF、图片、视频、音频、PPT 和压缩包"
}
