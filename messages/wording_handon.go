package messages

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// HandedOn goes with a document; more says how many pages of a picture are not enclosed.
func HandedOn(title string, at time.Time, more int) Message {
	m := Message{Title: title}
	m.Say(T(title + "，数据截至" + When(at) + "。"))
	if more > 0 {
		m.Note(T(fmt.Sprintf("单位较多，还有%d张没有发，全部数据请用“导出”。", more)))
	}
	return m
}

// WithoutFiles names the pieces of a package whose files are not in it.
func WithoutFiles(list []Ruling) Message {
	var m Message
	if len(list) == 0 {
		return m
	}
	m.Say(T(fmt.Sprintf("注意：有%d件在目录里，文件还没收齐，包里没有或者不全：", len(list))))
	for _, it := range itemsOf(list) {
		of := slices.DeleteFunc(slices.Clone(list), func(r Ruling) bool { return r.Item.ID != it.ID })
		m.Item(append([]Span{B(it.Name), T("：")}, firstUnits(of)...)...)
	}
	m.Note(T("请他们把文件发给我，收齐了再要一次。"))
	return m
}

// ChosenWithoutFiles names what was selected while its files are not here.
func ChosenWithoutFiles(list []Ruling) Message {
	var m Message
	if len(list) > 0 {
		m.Note(append(append([]Span{T("选上的还没收齐文件：")}, firstUnits(list)...), T("；报省局之前请他们发给我。"))...)
	}
	return m
}

// HandedOnPrivately says in a group that a document went to the asker alone.
func HandedOnPrivately(title string) Message {
	return one(title, title+"里有姓名和原话，已经私发给您。")
}

// PictureSent says that a picture went elsewhere, as was asked for.
func PictureSent(title string, group bool) Message {
	if group {
		return one(title, title+"已经发到工作群。")
	}
	return one(title, title+"已经私发给您。")
}

// OnlyPrivately says that a document is not for a group, and how to get it.
func OnlyPrivately(title, command string) Message {
	m := Message{Title: title}
	m.Say(T(title + "里有姓名和原话，不在群里发。请单独找我说一遍，或者在运行本程序的电脑上执行："))
	m.Copy(command)
	return m
}

// BoardAddress tells where the board is.
func BoardAddress(url string) Message {
	m := Message{Title: "进度看板"}
	m.Say(T("进度看板的地址如下，里面带着口令，打开就能看，请只发给该看的人："))
	m.Copy(url)
	return m
}

// BoardSentAlone says in a group that the board's address went to the asker alone.
func BoardSentAlone() Message {
	return one("进度看板", "看板地址里带着口令，已经私发给您。")
}

// BoardAskAlone says that the board's address is not for a group.
func BoardAskAlone() Message {
	return one("进度看板", "看板地址里带着口令，不在群里发。请单独找我说一遍。")
}

// BoardOnlyHere says that the board has no address that others could open.
func BoardOnlyHere() Message {
	return one("进度看板", "看板只能在运行本程序的电脑上打开。要在手机上看，请在配置里写上对外网址（http 的 public_url）；也可以发“出个进度图”。")
}

// NothingForProvince says that nothing of an item goes to the province yet.
func NothingForProvince(item string) Message {
	m := Message{Title: "报省局"}
	m.Say(T("还没有可以报省局的" + cmp.Or(item, "作品") + "。选报这样说："))
	m.Copy("雁峰区的" + cmp.Or(item, "征文") + "选报省局")
	return m
}

// NoFilesToPack says that there is nothing to pack.
func NoFilesToPack(what string) Message {
	return one("打包", "还没有收到"+what+"的文件，没有可以打包的。")
}

// PackTooLarge says that a package is larger than what chats carry.
func PackTooLarge(size int64, command string) Message {
	m := Message{Title: "打包"}
	m.Say(T(fmt.Sprintf("文件共%dMB，聊天里发不了这么大。请在运行本程序的电脑上执行：", (size+1<<20-1)>>20)))
	m.Copy(command)
	return m
}

// OnThisComputer says where a document can be had for now.
func OnThisComputer(command string) Message {
	m := Message{Title: "导出"}
	m.Say(T("请在运行本程序的电脑上执行："))
	m.Copy(command)
	return m
}
