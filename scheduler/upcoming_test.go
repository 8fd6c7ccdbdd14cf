package scheduler

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"pufabot/messages"
	"pufabot/store"
)

func TestUpcoming(t *testing.T) {
	d := newDesk(t, december(t), consoleRoutes)
	d.do(everybodyBut("article"))
	d.clock.Set(at("2026-12-04 09:00"))
	d.do(func(tx *store.Tx) {
		got := messages.Render(Upcoming(tx), messages.DialectText)
		want := strings.Join([]string{
			"接下来的提醒",
			"· 12月4日（周五）10:00 宣讲人员报名（先私聊没报的单位）",
			"· 12月5日（周六）12:05 署名文章截止情况（发给协调员）",
			"· 12月7日（周一）16:00 宣讲人员报名、《统计法》颁布纪念日、统计普法进社区",
			"· 12月7日（周一）17:05 宣讲人员报名截止情况（发给协调员）",
			"· 12月8日（周二）08:30 《统计法》颁布纪念日",
			"· 12月8日（周二）16:00 统计普法进企业",
			"· 12月16日（周三）10:00 征文（先私聊没报的单位）",
			"· 12月18日（周五）10:00 征文",
			"到时候都报齐了就不发。",
		}, "\n")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// What a silence covers when its time comes is no reminder to come; lists for the
// coordinator and news of events are.
func TestUpcomingLeavesOutSilences(t *testing.T) {
	d := newDesk(t, december(t), consoleRoutes)
	d.do(everybodyBut("article"))
	d.clock.Set(at("2026-12-04 09:00"))
	d.do(func(tx *store.Tx) {
		tx.AddSilence(store.Silence{From: at("2026-12-07 00:00"), Until: at("2026-12-18 00:00")})
		got := messages.Render(Upcoming(tx), messages.DialectText)
		for _, want := range []string{"12月4日（周五）10:00", "12月7日（周一）17:05 宣讲人员报名截止情况（发给协调员）", "12月8日（周二）08:30", "12月18日（周五）10:00 征文", "说好先不催的时段不发"} {
			if !strings.Contains(got, want) {
				t.Errorf("no %q in:\n%s", want, got)
			}
		}
		for _, no := range []string{"12月7日（周一）16:00 宣讲人员报名", "12月16日"} {
			if strings.Contains(got, no) {
				t.Errorf("%q is silenced, in:\n%s", no, got)
			}
		}
	})
}
