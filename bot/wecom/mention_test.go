package wecom

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestStripMention(t *testing.T) {
	const bot = "普法小助手"
	for _, tt := range []struct{ name, bot, in, want string }{
		{"one blank", bot, "@普法小助手 征文2篇", "征文2篇"},
		{"two blanks", bot, "@普法小助手  征文2篇", "征文2篇"},
		{"special blank", bot, "@普法小助手\u2005征文2篇", "征文2篇"},
		{"no-break blank", bot, "@普法小助手\u00a0征文2篇", "征文2篇"},
		{"full-width at", bot, "＠普法小助手 征文2篇", "征文2篇"},
		{"at the end", bot, "征文2篇 @普法小助手", "征文2篇"},
		{"glued to the end", bot, "征文2篇@普法小助手", "征文2篇"},
		{"in the middle", bot, "征文2篇 @普法小助手 作品1件", "征文2篇 作品1件"},
		{"glued in the middle", bot, "征文2篇@普法小助手 作品1件", "征文2篇 作品1件"},
		{"glued to what follows", bot, "@普法小助手征文2篇", "征文2篇"},
		{"comma", bot, "@普法小助手，征文2篇", "，征文2篇"},
		{"twice", bot, "@普法小助手 征文2篇 @普法小助手", "征文2篇"},
		{"other leads", bot, "@张三 @普法小助手 汇总", "汇总"},
		{"others lead", bot, "@张三 @李四\u2005@普法小助手 汇总", "汇总"},
		{"other leads, bot at the end", bot, "@王科长 征文2篇 @普法小助手", "征文2篇"},
		{"other carries meaning", bot, "@普法小助手 催一下征文 别@常宁", "催一下征文 别@常宁"},
		{"other right after the bot", bot, "@普法小助手 @常宁 催一下", "@常宁 催一下"},
		{"name with the bot's as its start", bot, "@普法小助手二号 你好 @普法小助手 汇总", "你好 汇总"},
		{"everybody", bot, "@所有人 请各县报征文 @普法小助手", "@所有人 请各县报征文"},
		{"everybody, unknown name", "", "@所有人 请各县报征文", "@所有人 请各县报征文"},
		{"name with blanks", "Matt chow的机器人 1", "@Matt chow的机器人 1 /list", "/list"},
		{"name with blanks, two there", "Matt chow的机器人 1", "@Matt  chow的机器人 1  /list", "/list"},
		{"name with blanks cut short", "小 助手", "@小助手 汇总", "汇总"},
		{"lines kept", bot, "@普法小助手\n征文2篇\n作品1件", "征文2篇\n作品1件"},
		{"lines kept, mention last", bot, "征文2篇\n作品1件\n@普法小助手", "征文2篇\n作品1件"},
		{"only the mention", bot, "@普法小助手", ""},
		{"mention and blanks", bot, " @普法小助手  ", ""},
		{"slash", "", "@Matt chow的机器人 1 /list all", "/list all"},
		{"slash at the end", bot, "/stop@普法小助手", "/stop"},
		{"unknown name", "", "@小助手 征文2篇", "征文2篇"},
		{"unknown name, only it", "", "@小助手", ""},
		{"renamed bot, other stays", bot, "@新名字 催 别@常宁", "催 别@常宁"},
		{"no mention", bot, "征文2篇", "征文2篇"},
		{"mail address", bot, "发到 a@example.com 了 @普法小助手", "发到 a@example.com 了"},
		{"bot's name in an address", "Bot", "发到 a@Bot.example.com @Bot 了", "发到 a@Bot.example.com 了"},
		{"comma, and again", bot, "征文2篇 @普法小助手，谢谢 @普法小助手", "征文2篇 ，谢谢"},
		{"name with the bot's as its start, a number", bot, "@普法小助手2号 你好 @普法小助手 汇总", "你好 汇总"},
		{"glued, then somebody else's", bot, "@普法小助手征文2篇，催@普法小助手二号", "征文2篇，催@普法小助手二号"},
		{"name with blanks, somebody else's without", "小 助手", "催 别@小助手 @小 助手", "催 别@小助手"},
		{"name with blanks, somebody else's begins so", "小 助手", "催 别@小 @小 助手", "催 别@小"},
		{"unknown name behind a blank", "", " @小助手 征文2篇", "征文2篇"},
		{"empty", bot, "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := stripMention(tt.in, tt.bot); got != tt.want {
				t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

// Words without any mention pass unchanged, wherever the bot's mention is put.
func TestStripMentionLosesNoWords(t *testing.T) {
	word := rapid.StringMatching(`[a-c征文篇0-9，]{1,6}`)
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(word, 1, 6).Draw(t, "words")
		at := rapid.IntRange(0, len(words)).Draw(t, "at")
		with := append(append(append([]string{}, words[:at]...), "@普法小助手"), words[at:]...)
		got := stripMention(strings.Join(with, " "), "普法小助手")
		if want := strings.Join(words, " "); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}

func FuzzStripMention(f *testing.F) {
	f.Add("@a b @机器人 x", "机器人")
	f.Add("＠", "")
	f.Fuzz(func(t *testing.T, text, bot string) {
		got := stripMention(text, bot)
		if len(got) > len(text)+1 {
			t.Fatalf("grew: %q", got)
		}
		if utf8.ValidString(text+bot) && utf8.ValidString(bot) && !utf8.ValidString(got) {
			t.Fatalf("cut inside a character: %q", got)
		}
	})
}
