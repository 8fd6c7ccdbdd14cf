package messages

import "strings"

// Dialect is what a way out understands.
type Dialect int

// The dialects.
const (
	// DialectText is plain text without any formatting.
	DialectText Dialect = iota
	// DialectWeComMarkdown is WeCom's markdown (stream replies, webhook markdown).
	DialectWeComMarkdown
	// DialectDingTalkMarkdown is DingTalk's subset: two spaces before a line break, no tables.
	DialectDingTalkMarkdown
	// DialectConsole is the Markdown that the console page renders.
	DialectConsole
)

// Render writes the message in a dialect. Mentions are not part of it: the
// adapters add them, because each platform wants them in another place.
func Render(m Message, d Dialect) string {
	var b strings.Builder
	for i, l := range m.Lines {
		if i > 0 {
			b.WriteString(lineBreak(m.Lines[i-1], l, d))
		}
		writeLine(&b, l, d)
	}
	return b.String()
}
