package messages

import (
	"regexp"
	"strings"
)

// CLIUsage tells that the command line was not understood; detail is the words of the
// parser (kong), which speaks English.
func CLIUsage(detail string) string {
	for _, w := range usageWords {
		if w.re.MatchString(detail) {
			detail = w.re.ReplaceAllString(detail, w.words)
			break
		}
	}
	return "命令写得不对：" + strings.TrimSuffix(detail, "。") + "。运行 pufabot --help 查看用法。"
}

// usageWords are the parser's sentences and ours. What is not among them stays as it is.
var usageWords = []struct {
	re    *regexp.Regexp
	words string
}{
	{regexp.MustCompile(`^missing flags: (.+)$`), "还缺 $1"},
	{regexp.MustCompile(`^expected one of (.+)$`), "后面还缺一个命令：$1"},
	{regexp.MustCompile(`^expected "(<\w+>)( .*)?"$`), "后面还缺 $1"},
	{regexp.MustCompile(`^unknown flag (\S+), did you mean (?:one of )?(.+)\?$`), "没有 $1 这个选项，是不是 $2"},
	{regexp.MustCompile(`^unknown flag (\S+)$`), "没有 $1 这个选项"},
	{regexp.MustCompile(`^unexpected argument (\S+), did you mean (?:one of )?(.+)\?$`), "不认识 $1，是不是 $2"},
	{regexp.MustCompile(`^unexpected argument (\S+)$`), "不认识 $1"},
	{regexp.MustCompile(`^(\S+) must be one of (.+) but got "(.*)"$`), "$1 只能写 $2，不能写 $3"},
	{regexp.MustCompile(`^(\S+): expected a valid .*int.* but got "(.*)"$`), "$1 要写数字，不能写 $2"},
	{regexp.MustCompile(`^(\S+): expected .* value but got "EOL".*$`), "$1 后面还缺内容"},
}

// CLIPage is a page of help as the parser lays it out, in Chinese.
func CLIPage(page string) string { return pageWords.Replace(page) }

var pageWords = strings.NewReplacer(
	"Usage: ", "用法：", "Arguments:\n", "参数：\n", "Flags:\n", "选项：\n", "Commands:\n", "命令：\n",
	"[flags]", "[选项]", "<command>", "<命令>", "Show context-sensitive help.", "看这一页",
	`Run "pufabot <command> --help" for more information on a command.`, "某个命令怎么用：pufabot <命令> --help",
)
