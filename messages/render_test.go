package messages

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRender(t *testing.T) {
	var m Message
	m.Head(T("已记录"))
	m.Item(B("征文"), T("：1 → 2 篇 "), U("《[点我](http://x.example) <@all>》"))
	m.Say(T("还差："))
	m.Copy("征文更正为2篇")
	tests := []struct {
		name    string
		dialect Dialect
		want    string
	}{
		{"text", DialectText, "已记录\n· 征文：1 → 2 篇 《[点我](http://x.example) ＜＠all>》\n还差：\n征文更正为2篇"},
		{"wecom", DialectWeComMarkdown, "**已记录**\n\n- **征文**：1 → 2 篇 《［点我］(http：//x.example) ＜＠all＞》\n\n还差：\n\n> 征文更正为2篇"},
		{"dingtalk", DialectDingTalkMarkdown, "**已记录**\n\n- **征文**：1 → 2 篇 《［点我］(http：//x.example) ＜＠all＞》\n\n还差：\n\n> 征文更正为2篇"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Render(m, tt.dialect); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

// Whatever people call their essays, no message of ours mentions, links or formats on their behalf.
func TestOtherPeoplesWordsAreInert(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.StringOf(rapid.SampledFrom([]rune("@<>[]()*_`#|~!$\\http://w.\n\u202e\u200b征文"))).Draw(t, "words")
		var m Message
		m.Say(U(words))
		for _, d := range []Dialect{DialectText, DialectWeComMarkdown, DialectDingTalkMarkdown, DialectConsole} {
			got := Render(m, d)
			if strings.ContainsAny(got, "@\n\u202e\u200b") {
				t.Fatalf("dialect %d lets %q through as %q", d, words, got)
			}
			if d != DialectText && (strings.ContainsAny(got, "<>[]*_`#|~$\\") || strings.Contains(got, "http://")) {
				t.Fatalf("dialect %d lets formatting through: %q", d, got)
			}
		}
	})
}
