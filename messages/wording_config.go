package messages

import (
	"fmt"
	"strings"
)

// The words for what can be wrong with a configuration file. Each is one plain
// sentence that says what is wrong and what to write instead; none holds a value
// that could be a secret. The file, the line and the key are put in front.

// FaultUnknownKey says that a key is not known here; meant is the known key that
// was probably meant, elsewhere the table that it belongs to.
func FaultUnknownKey(key, meant, elsewhere string, known []string) string {
	switch {
	case meant != "":
		return fmt.Sprintf("没有“%s”这一项，是不是想写 %s？(did you mean %q)", key, meant, meant)
	case elsewhere != "":
		return fmt.Sprintf("这里没有“%s”这一项，它应写在%s。", key, elsewhere)
	}
	return fmt.Sprintf("没有“%s”这一项；这里可以写：%s。", key, strings.Join(known, "、"))
}

// TopOfFile names the place before all tables as the one that a key belongs to.
func TopOfFile() string { return "文件最前面、所有方括号标题之前" }

// Below names a table as the place that a key belongs to.
func Below(table string) string { return " [" + table + "] 下面" }

// FaultSyntax says that a line is not TOML.
func FaultSyntax(why string, begunEarlier bool, begun int) string {
	where := ""
	if begunEarlier {
		where = fmt.Sprintf("（这一句从第 %d 行开始）", begun)
	}
	switch why {
	case "marks":
		return "这里读不懂" + where + "：用了中文的引号、逗号、等号或括号，请换成英文的。"
	case "backslash":
		return "这里读不懂" + where + "：双引号里的反斜杠 \\ 有特别的意思；路径请写成 \"D:/普法/data\"，或者用单引号 'D:\\普法\\data'。"
	}
	return "这里读不懂" + where + "：请检查英文引号、方括号是否成对，列表各项之间有没有逗号，日期是否写成 2026-12-05 的样子，数字是否以 0 开头。"
}

// FaultMobile says that a mobile number is none.
func FaultMobile(got string) string {
	return fmt.Sprintf("“%s”不是手机号，请只写数字。", got)
}

// FaultNotUTF8 says that the file is in another encoding.
func FaultNotUTF8() string {
	return "文件不是 UTF-8 编码，从这一行起无法读取；请用记事本“另存为”，编码选 UTF-8。"
}

// FaultTooDeep says that lists are nested too deep.
func FaultTooDeep() string { return "列表套得太深了，配置里用不着这样写。" }

// FaultTwice says that something is there twice.
func FaultTwice() string { return "前面已经写过一次，请只留一处。" }

// FaultNeedsTwoBrackets says that a list of tables was opened as one table.
func FaultNeedsTwoBrackets(name string) string {
	return fmt.Sprintf("这里可以有多个，每个都要用双方括号开头：[[%s]]。", name)
}

// FaultMissing says that a key must be there.
func FaultMissing() string { return "必须填写，现在没有或是空的。" }

// FaultBackupDir says that the copies would lie beside the ledger itself.
func FaultBackupDir() string {
	return "不能和 data_dir 是同一个文件夹，请换一个，最好在另一块盘上"
}
