package command_test

import (
	"testing"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
)

// A line that tells one word only puts that of its kind right, and no other line is such.
func TestMend(t *testing.T) {
	g := command.Compile(commandtest.Plan())
	for _, tt := range []struct {
		earlier, fix, want string
		is                 bool
	}{
		{"常宁署名文章刊发了，衡阳日报 12月2号", "打错了，是耒阳日报", "常宁署名文章刊发了，耒阳日报 12月2号", true},
		{"署名文章刊发了，衡阳日报 12月2号", "不好意思写错了，应该是12月1号", "署名文章刊发了，衡阳日报 12月1号", true},
		{"署名文章刊发了，衡阳日报 12月2号", "是红网", "", true},
		{"衡山宣讲2场", "打错，是衡南", "衡南宣讲2场", true},
		{"答题98", "错了，108", "答题108", true},
		{"答题98", "错了，98", "", true},
		{"进社区：钱多", "打错了，是赵明", "", true},
		{"答题98", "发错群了，撤回", "", false},
		{"答题98", "打错了", "", false},
		{"答题98", "是不是错了？", "", false},
		{"答题98", "征文2篇", "", false},
		{"答题98", "我们县错了一个字", "", false},
	} {
		got, is := g.Mend(tt.earlier, tt.fix, atTen())
		if got != tt.want || is != tt.is {
			t.Errorf("%s + %s: %q %v, want %q %v", tt.earlier, tt.fix, got, is, tt.want, tt.is)
		}
	}
}
