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
	// DialectWeComTable is WeCom's markdown_v2: like its markdown, with tables.
	DialectWeComTable
)

// Render writes the message in a dialect. Mentions are not part of it: the
// adapters add them, because each platform wants them in another place.
func Render(m Message, d Dialect) string {
	var b strings.Builder
	for i := 0; i < len(m.Lines); {
		l := m.Lines[i]
		if i > 0 {
			b.WriteString(lineBreak(m.Lines[i-1], l, d))
		}
		if d == DialectWeComTable && len(l.Cells) > 0 && len(m.Columns) > 0 {
			i = writeTable(&b, m, i)
			continue
		}
		writeLine(&b, l, d)
		i++
	}
	return b.String()
}
