package scheduler

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

type act struct {
	at string
	do func(tx *store.Tx)
}

func rehearse(t testing.TB, p *ledger.Plan, from, to string, acts ...act) []Push {
	t.Helper()
	clock := NewClock(at(from))
	db := openStore(t, p, consoleRoutes, clock.Now)
	var cues []time.Time
	for _, a := range acts {
		cues = append(cues, at(a.at))
	}
	pushes, err := Rehearse(context.Background(), db, clock, at(from), at(to), cues, func(ctx context.Context, i int) error {
		return db.Update(ctx, func(tx *store.Tx) error { acts[i].do(tx); return nil })
	})
	if err != nil {
		t.Fatal(err)
	}
	return pushes
}

func find(pushes []Push, key string) *Push {
	for i := range pushes {
		if strings.HasPrefix(pushes[i].Key, key) {
			return &pushes[i]
		}
	}
	return nil
}

// everybodyBut fulfils an item for all debtors except some.
func everybodyBut(it ledger.ItemID, except ...ledger.UnitID) func(tx *store.Tx) {
	return func(tx *store.Tx) {
		item, _ := tx.Plan().Item(it)
		for _, u := range tx.Plan().Debtors(item) {
			if !slices.Contains(except, u.ID) {
				fulfil(tx, u.ID, it)
			}
		}
	}
}

// The whole December with nobody answering: every moment, in order.
func TestDecemberInSilence(t *testing.T) {
	var got []string
	alone := 0
	pushes := rehearse(t, december(t), "2026-12-01 00:00", "2026-12-31 23:59")
	for i, p := range pushes {
		to := string(p.To.Group) + string(p.To.Role)
		if p.To.Unit != "" { // many at once, told in one line
			alone++
			if i+1 < len(pushes) && pushes[i+1].To.Unit != "" && pushes[i+1].At.Equal(p.At) && slices.Equal(pushes[i+1].About, p.About) {
				continue
			}
			to = fmt.Sprintf("%d alone", alone)
			alone = 0
		}
		got = append(got, p.At.Format("02 15:04 ")+string(p.Kind)+" "+to+" "+strings.Join(p.About, ","))
	}
	want := []string{
		"01 09:00 status work article,lecture,work,essay,quiz,outreach,duty,practice,report",
		"01 09:00 reminder 12 alone article,essay,lecture,work,quiz,outreach,practice,report",
		"01 09:00 reminder 1 alone article,essay,lecture,quiz,outreach",
		"01 09:00 reminder 9 alone duty",
		"02 16:00 milestone work city-lecture",
		"03 16:30 milestone work constitution-day",
		"04 08:30 milestone work constitution-day",
		"04 09:30 reminder work article",
		"04 10:00 reminder 9 alone duty",
		"04 16:30 reminder work article",
		"04 17:00 digest coordinator article",
		"05 10:00 reminder work article",
		"05 11:30 reminder work article",
		"05 12:05 digest coordinator article",
		"07 16:00 reminder work duty,statlaw-day,community",
		"07 17:05 digest coordinator duty",
		"08 08:30 milestone work statlaw-day",
		"08 16:00 milestone work enterprise",
		"16 10:00 reminder 13 alone essay",
		"18 10:00 reminder work essay",
		"18 16:00 reminder work essay",
		"18 17:00 digest coordinator essay",
		"21 09:00 digest coordinator essay",
		"22 10:00 reminder 12 alone work,quiz,outreach,report",
		"22 10:00 reminder 1 alone quiz,outreach",
		"24 16:00 reminder work work,quiz,outreach,report",
		"24 17:00 digest coordinator work,quiz,outreach,report",
		"25 10:00 reminder work quiz,outreach,report",
		"25 17:00 reminder work quiz,outreach,report",
		"28 09:00 digest coordinator lecture,work,quiz,outreach,practice,report",
		"31 16:00 status coordinator article,lecture,work,essay,quiz,outreach,duty,practice,report",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOnlyTheMissingAreNamed(t *testing.T) {
	pushes := rehearse(t, december(t), "2026-12-01 00:00", "2026-12-31 23:59",
		act{"2026-12-04 12:00", everybodyBut("article", "nanyue", "qidong")},
		act{"2026-12-05 11:00", func(tx *store.Tx) { fulfil(tx, "qidong", "article") }},
		act{"2026-12-06 10:00", everybodyBut("duty", "rural")},
		act{"2026-12-18 11:00", everybodyBut("essay")},
		act{"2026-12-23 10:00", everybodyBut("report", "leiyang")},
	)
	tests := []struct {
		key   string
		units []ledger.UnitID
		says  []string
		not   []string
	}{
		{"remind/article/2026-12-04T16:30", []ledger.UnitID{"nanyue", "qidong"},
			[]string{"南岳区、祁东县", "已报11家，还差2家", "通知二(一)", "12月5日（周六）12:00", "5日是周六，请在今天（周五）下班前盖章报送"}, []string{"衡阳县"}},
		{"remind/article/2026-12-05T10:00", []ledger.UnitID{"nanyue", "qidong"}, []string{"还有2小时"}, nil},
		{"remind/article/2026-12-05T11:30", []ledger.UnitID{"nanyue"}, []string{"南岳区", "还有30分钟"}, []string{"祁东县"}},
		{"digest/article/2026-12-05T12:05", []ledger.UnitID{"nanyue"}, []string{"未报（1）：南岳区", "还差文件（12）", "还没收齐Word、PDF"}, []string{"可以转报"}},
		{"remind/duty/2026-12-07T16:00", []ledger.UnitID{"rural"}, []string{"农村科", "统计普法进社区"}, []string{"法规科"}},
		{"milestone/enterprise/2026-12-08T16:00", []ledger.UnitID{"rural"}, []string{"明天（12月9日周三）", "农村科"}, []string{"法规科"}},
		{"remind/essay/2026-12-18T10:00", nil, []string{"13家都还没报", "20日是周日，请在今天（周五）下班前报送"}, []string{"南岳区"}},
		{"digest/essay/2026-12-21T09:00", nil, []string{"全部报齐"}, nil},
	}
	for _, test := range tests {
		p := find(pushes, test.key)
		if p == nil {
			t.Errorf("%s was not pushed", test.key)
			continue
		}
		if diff := cmp.Diff(test.units, p.Units, cmpopts.EquateEmpty()); test.units != nil && diff != "" {
			t.Errorf("%s units (-want +got):\n%s", test.key, diff)
		}
		for _, s := range test.says {
			if !strings.Contains(p.Text, s) {
				t.Errorf("%s does not say %q:\n%s", test.key, s, p.Text)
			}
		}
		for _, s := range test.not {
			if strings.Contains(p.Text, s) {
				t.Errorf("%s says %q:\n%s", test.key, s, p.Text)
			}
		}
	}
	if p := find(pushes, "remind/essay/2026-12-18T16:00"); p != nil {
		t.Errorf("all essays are in, and yet:\n%s", p.Text)
	}
	for _, p := range pushes {
		if slices.Contains(p.About, "report") && p.Kind == messages.KindReminder && p.At.After(at("2026-12-23 10:00")) &&
			!strings.Contains(p.Text, "活动总结（通知结尾，至少1份）：已报11家，还差1家：耒阳市") {
			t.Errorf("24 and 25 December should name the last one:\n%s", p.Text)
		}
	}
}

// Neither the opening nor the closing line stands in three messages running, and
// no two messages are the same.
func TestNeverTheSameWordsThreeTimes(t *testing.T) {
	var firsts, hows []string
	seen := map[string]bool{}
	for _, p := range rehearse(t, december(t), "2026-12-01 00:00", "2026-12-31 23:59") {
		if p.Kind != messages.KindReminder || p.To.Group == "" {
			continue
		}
		if seen[p.Text] {
			t.Errorf("said twice:\n%s", p.Text)
		}
		seen[p.Text] = true
		lines := strings.Split(p.Text, "\n")
		opening, _, _ := strings.Cut(lines[0], "：")
		firsts, hows = append(firsts, opening), append(hows, lines[len(lines)-3])
	}
	for _, list := range [][]string{firsts, hows} {
		for i := 2; i < len(list); i++ {
			if list[i] == list[i-1] && list[i] == list[i-2] {
				t.Errorf("%q three times running", list[i])
			}
		}
	}
	if len(firsts) < 10 {
		t.Errorf("only %d reminders: the test looks at too little", len(firsts))
	}
}

func TestRehearsalFromTheMiddleBeginsThere(t *testing.T) {
	pushes := rehearse(t, december(t), "2026-12-04 12:00", "2026-12-04 23:59")
	if len(pushes) != 2 || pushes[0].At != at("2026-12-04 16:30") {
		t.Errorf("from noon of the 4th to its end: %v", pushes)
	}
}
