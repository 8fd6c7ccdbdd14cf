package main

import (
	"os"
	"strings"
	"testing"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

func report(t *testing.T, data string) string {
	t.Helper()
	c, faults := parseConfig("x.toml", []byte(data))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	return messages.Render(checkReport(c), messages.DialectText)
}

func TestCheckTellsTheWholeExample(t *testing.T) {
	c := loadExample(t)
	got := messages.Render(checkReport(c), messages.DialectText)
	for _, want := range []string{
		"12月5日是周六", "12月4日（周五）前办好", "12月20日是周日", "12月18日（周五）前办好",
		"截止 2026-12-05 周六 12:00，建议 2026-12-04 周五 前办好", "截止 2026-12-20 周日 24:00，建议 2026-12-18 周五",
		"截止 2026-12-25 周五 24:00（通知未写明日期），建议 2026-12-24 周四", "请注意 2 处",
		// the reminders of the notice's dates
		"2026-12-02 周三 16:00 市局专题讲座", "2026-12-03 周四 16:30 国家宪法日",
		"2026-12-04 周五 09:30 署名文章", "2026-12-04 周五 16:30 署名文章", "2026-12-05 周六 10:00 署名文章", "2026-12-05 周六 11:30 署名文章",
		"2026-12-07 周一 16:00 《统计法》颁布纪念日", "2026-12-07 周一 16:00 宣讲人员报名", "2026-12-08 周二 16:00 统计普法进企业",
		"2026-12-16 周三 10:00 征文", "2026-12-18 周五 10:00 征文", "2026-12-18 周五 16:00 征文",
		"2026-12-05 周六 12:05 署名文章（article）报送情况，发给协调员", "2026-12-31 周四 16:00 收尾汇总", "2026-12-01 周二 09:00 活动开始通知",
		"2026-12-24 周四 16:00 活动总结", "2026-12-25 周五 10:00 普法宣讲",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("not told: %s", want)
		}
	}
	for _, u := range c.Units {
		if !strings.Contains(got, u.Name+"（"+u.ID+"）") {
			t.Errorf("unit %s is not told", u.ID)
		}
	}
	if strings.Contains(got, "顺延到") {
		t.Error("a reminder of the example falls into the quiet hours")
	}
}

// Every reminder of the example goes out on a working day, but for the two of the noon on Saturday.
func TestExampleRemindsOnWorkingDays(t *testing.T) {
	p := loadExample(t).Plan()
	var rest []string
	for _, s := range checkSlots(p) {
		if day := ledger.DateOf(s.At); s.Kind != messages.KindDigest && !p.Calendar.Working(day) {
			rest = append(rest, s.At.Format("2006-01-02 15:04"))
		}
	}
	if got := strings.Join(rest, ", "); got != "2026-12-05 10:00, 2026-12-05 11:30" {
		t.Errorf("on days off: %s", got)
	}
}

func TestCheckWarns(t *testing.T) {
	change := func(old, new string) string {
		s := strings.Replace(minimal, old, new, 1)
		if s == minimal {
			t.Fatalf("no %q to change", old)
		}
		return s
	}
	for _, tc := range []struct{ name, data, want string }{
		{"the year is not in the calendar", strings.ReplaceAll(minimal, "2026", "2031"), "没有 2031 年的放假调休安排"},
		{"no reminder", minimal, "没有设提醒"},
		{"no group", minimal, "没有一个工作群"},
		{"outside the campaign", change("2026-12-20", "2026-11-30"), "不在活动起止日期之内"},
		{"nobody owes", change(`["county"]`, `["section"]`), "没有任何单位要报"},
		{"reminder after the due instant", minimal + "[[items]]\nid = \"x\"\nname = \"x\"\nkind = \"entry\"\nowed_by = [\"a\"]\ndue = 2026-12-08T12:00:00\nremind = [\"0d 13:00\"]\n", "不在期限之前"},
		{"reminder in the quiet hours", change("due = 2026-12-20", "due = 2026-12-20\nremind = [\"-3d 21:00\"]"), "顺延到 2026-12-18 周五 08:00"},
		{"milestone on a Sunday", minimal + "[[milestones]]\nid = \"m\"\ntitle = \"活动日\"\nat = 2026-12-13\n", "“活动日”在 12月13日，是周日"},
		{"a named day off", change("end = 2026-12-31", "end = 2026-12-31\nrest_days = [2026-12-18]"), "12月17日（周四）前办好"},
		{"a made-up working day", change("end = 2026-12-31", "end = 2026-12-31\nwork_days = [2026-12-19]"), "12月19日（周六）前办好"},
		{"strict", change("end = 2026-12-31", "end = 2026-12-31\nstrict_before = true"), "截止 2026-12-19 周六 24:00，建议 2026-12-18 周五"},
		{"unsigned robot", minimal + "[[groups]]\nid = \"w\"\ntitle = \"群\"\ndingtalk_webhook_token = \"abc\"\n", "没有加签密钥"},
		{"nobody to approve", minimal + "[dingtalk]\nreceive = \"stream\"\nclient_id = \"c\"\nclient_secret = \"s\"\n", "没有协调员"},
		{"secrets in the open", minimal + "[wecom]\napi_base = \"http://wecom.example.cn\"\n", "wecom.api_base 没有用加密的地址"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := report(t, tc.data); !strings.Contains(got, tc.want) {
				t.Errorf("not told: %s\n%s", tc.want, got)
			}
		})
	}
}

func TestCheckOfTheLastDecemberBeforeAMissingCalendar(t *testing.T) {
	if strings.Contains(report(t, minimal), "放假调休") {
		t.Error("warned of a year that is known")
	}
	got := report(t, minimal+"[[milestones]]\nid = \"m\"\ntitle = \"收尾\"\nat = 2027-01-04\n")
	if _, err := os.Stat("../../bot/ledger/calendar/2027.txt"); os.IsNotExist(err) && !strings.Contains(got, "没有 2027 年") {
		t.Errorf("a needed year is missing in silence:\n%s", got)
	}
}
