package command_test

import (
	"fmt"
	"testing"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
)

// atTen is a coordinator on a morning of the campaign.
func atTen() command.Context {
	now, _ := commandtest.Now("2026-12-10T10:00+08:00")
	return command.Context{Speaker: command.Speaker{Role: ledger.Coordinator}, Now: now}
}

// What a line says to the question before it.
func TestRemark(t *testing.T) {
	g := command.Compile(commandtest.Plan())
	for line, want := range map[string]string{
		"打错了，108":      "corrects rest=108 figure=108",
		"不，写错了，是190":   "corrects rest=190 figure=190",
		"是128":         "rest=128 figure=128",
		"对，就是98":       "yes rest=98 figure=98",
		"是的，另外征文1篇":    "yes rest=另外征文1篇",
		"好的，祁东答题改为125": "yes rest=祁东答题改为125 [qidong]",
		"对了，征文1篇":      "rest=征文1篇",
		"不是128":        "corrects rest=不是128",
		"不是，是128":      "corrects rest=128 figure=128",
		"等等":           "corrects waits",
		"等一下，是下午":      "corrects rest=下午",
		"常宁除外":         "corrects rest=常宁除外 [changning] drops",
		"衡南去掉":         "corrects rest=衡南去掉 [hengnan] drops",
		"第三个错了，是79":    "corrects rest=79 figure=79 place=3",
		"最后一个不对，是79":   "corrects rest=79 figure=79 place=-1",
		"第2个是79":       "rest=79 figure=79 place=2",
		"少写了一个":        "corrects rest=少写了一个",
		"多报了10个":       "corrects rest=多报了10个",
		"又加20人":        "rest=又加20人",
		"答题多报了10个":     "rest=答题多报了10个",
		"少写一个0":        "corrects rest=少写一个0 zeros=1",
		"多打了个零":        "corrects rest=多打了个零 zeros=-1",
		"约一百二":         "rest=约一百二 figure=约一百二",
		"我们还差啥":        "asks rest=还差啥",
	} {
		m := g.Remark(line, atTen())
		if got := remark(m); got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

func remark(m command.Remark) string {
	s := ""
	say := func(is bool, w string) {
		if is && s != "" {
			s += " "
		}
		if is {
			s += w
		}
	}
	say(m.Yes, "yes")
	say(m.Corrects, "corrects")
	say(m.Waits, "waits")
	say(m.Asks, "asks")
	say(m.Rest != "", "rest="+m.Rest)
	say(m.Figure != "", "figure="+m.Figure)
	say(m.Zeros != 0, fmt.Sprint("zeros=", m.Zeros))
	say(len(m.Units) > 0, fmt.Sprint(m.Units))
	say(m.Place != 0, fmt.Sprint("place=", m.Place))
	say(m.Drops, "drops")
	return s
}

// A correction replaces the only thing of its kind, or nothing.
func TestReplaced(t *testing.T) {
	g := command.Compile(commandtest.Plan())
	for _, tt := range []struct{ before, now, want string }{
		{"答题98", "108", "答题108"},
		{"答题98", "是108人", "答题108人"},
		{"答题98人", "108", "答题108人"},
		{"我们答题九十八", "一百零八", "我们答题一百零八"},
		{"发通知：明天上午有人值班", "是下午", "发通知：明天下午有人值班"},
		{"发通知：明天上午9点开会", "下午3点", "发通知：明天下午3点开会"},
		{"发通知：明天上午9点开会", "后天", "发通知：后天上午9点开会"},
		{"宣讲1场 12月8日 归阳镇 50人", "60人", "宣讲1场 12月8日 归阳镇 60人"},
		{"宣讲1场 12月8日 归阳镇 50人", "是12月9日", "宣讲1场 12月9日 归阳镇 50人"},
		{"宣讲1场 12月8日 归阳镇 50人", "60", ""},
		{"祁东答题80", "衡东", "衡东答题80"},
		{"征文1篇《守望》", "《守望者》", "征文1篇《守望者》"},
		{"讲座45，答题45", "54", ""},
		{"答题98", "108，是昨天的", ""},
		{"答题98", "归阳镇", ""},
		{"耒阳征文延到22号", "23号", "耒阳征文延到23号"},
	} {
		got, _ := g.Replaced(tt.before, tt.now, atTen())
		if got != tt.want {
			t.Errorf("%s + %s: %q, want %q", tt.before, tt.now, got, tt.want)
		}
	}
}
