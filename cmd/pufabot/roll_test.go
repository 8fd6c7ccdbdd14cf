package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// office is a folder with a configuration, made of the example.
func office(t *testing.T, replace ...string) (dir, config string) {
	t.Helper()
	example, err := os.ReadFile(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	config = filepath.Join(dir, "config.toml")
	replace = append([]string{`data_dir = "data"`, `data_dir = "` + filepath.ToSlash(filepath.Join(dir, "data")) + `"`}, replace...)
	if err := os.WriteFile(config, []byte(strings.NewReplacer(replace...).Replace(string(example))), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir, config
}

func invoke(args ...string) (out, errs string, code int) {
	var o, e bytes.Buffer
	code = run(args, strings.NewReader(""), &o, &e)
	return o.String(), e.String(), code
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// There and back again is the same file: nothing but the dates is touched, the
// weekdays in comments among them.
func TestRollThereAndBack(t *testing.T) {
	dir, config := office(t)
	next, back := filepath.Join(dir, "next.toml"), filepath.Join(dir, "back.toml")
	if _, errs, code := invoke("roll", "--year", "2027", "-c", config, "-o", next); code != 0 {
		t.Fatal(errs)
	}
	for _, want := range []string{"id            = \"2027-12\"", "2027年统计法治集中宣传活动", "due      = 2027-12-05T12:00:00    # 星期日，印章", "due      = 2027-12-20    # 星期一",
		`"env:PUFABOT_WECOM_TOKEN"`, "at      = 2027-12-04"} {
		if !strings.Contains(read(t, next), want) {
			t.Errorf("no %q", want)
		}
	}
	if out, errs, code := invoke("check", "-c", next); code != 0 || !strings.Contains(out, "没有 2027 年的放假调休安排") {
		t.Errorf("check: %d %s %s", code, out, errs)
	}
	if _, errs, code := invoke("roll", "--year", "2026", "-c", next, "-o", back); code != 0 {
		t.Fatal(errs)
	}
	if d := cmp.Diff(read(t, config), read(t, back)); d != "" {
		t.Error(d)
	}
}

func TestRollNeverOverwrites(t *testing.T) {
	dir, config := office(t)
	next := filepath.Join(dir, "next.toml")
	if err := os.WriteFile(next, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := read(t, config)
	for _, args := range [][]string{
		{"-o", next}, {"-o", config}, {"-o", config, "--force"}, {"-o", dir, "--force"}, {"-o", filepath.Join(dir, "none", "x.toml")},
	} {
		if _, errs, code := invoke(append([]string{"roll", "--year", "2027", "-c", config}, args...)...); code != 1 || errs == "" {
			t.Errorf("%v: exit %d %s", args, code, errs)
		}
	}
	if read(t, next) != "precious" || read(t, config) != before {
		t.Error("overwritten")
	}
	if _, errs, code := invoke("roll", "--year", "2027", "-c", config, "-o", next, "--force"); code != 0 || read(t, next) == "precious" {
		t.Errorf("forced: %d %s", code, errs)
	}
	for _, year := range []string{"2026", "1999", "27", "0", "-1", "20270"} {
		if _, errs, code := invoke("roll", "--year="+year, "-c", config, "-o", filepath.Join(dir, "y.toml")); code == 0 || errs == "" {
			t.Errorf("year %s: exit %d %s", year, code, errs)
		}
	}
	left, _ := filepath.Glob(filepath.Join(dir, ".pufabot*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestRollOfOddFiles(t *testing.T) {
	for _, tt := range []struct {
		name    string
		replace []string
		year    string
		want    []string // in the new file
		told    []string // in the report
	}{
		{"leap day", []string{"end           = 2026-12-31", "end           = 2028-02-29"}, "2027", []string{"end           = 2029-02-28"}, []string{"2028-02-29 周二 在新的一年里没有"}},
		{"to a leap year", []string{"end           = 2026-12-31", "end           = 2027-02-28"}, "2027", []string{"end           = 2028-02-28"}, nil},
		{"own days off", []string{"rest_days     = []  ", "rest_days     = [2026-12-31, # 元旦前\n 2026-12-30]  ", "work_days     = []", "work_days = [2026-12-12]"}, "2027",
			[]string{"rest_days     = []  ", "work_days = []"}, []string{"campaign.rest_days", "campaign.work_days"}},
		{"an id without a year", []string{`id            = "2026-12"`, `id = "pufa"`}, "2027", []string{`id = "pufa-2027"`}, nil},
		{"counting", []string{`"国家宪法日"`, `"第十三个国家宪法日"`}, "2027", nil, []string{"第几个"}},
		{"windows", []string{"\n", "\r\n"}, "2027", []string{"start         = 2027-12-01\r\n"}, nil},
		{"a day of rest", nil, "2027", nil, []string{"2027-12-05 周日　※休息日", "没有读到今年的台账", "新文件里还写着 2026"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir, config := office(t, tt.replace...)
			next := filepath.Join(dir, "next.toml")
			out, errs, code := invoke("roll", "--year", tt.year, "-c", config, "-o", next)
			if code != 0 {
				t.Fatal(errs)
			}
			for _, want := range tt.want {
				if !strings.Contains(read(t, next), want) {
					t.Errorf("no %q in the file", want)
				}
			}
			for _, want := range tt.told {
				if !strings.Contains(out, want) {
					t.Errorf("no %q in %s", want, out)
				}
			}
			if _, errs, code := invoke("check", "-c", next); code != 0 {
				t.Error(errs)
			}
		})
	}
}

// A file whose dates cannot be found where they should be is refused, not half rolled.
func TestRollOfDatesItCannotFind(t *testing.T) {
	dir, config := office(t)
	data := read(t, config)
	a, b := strings.Index(data, "[[milestones]]"), strings.Index(data, "# ── 工作群")
	inline := "milestones = [{id = \"x\", title = \"国家宪法日\", at = 2026-12-04, remind = []}]\n"
	data = inline + strings.Replace(data[:a]+data[b:], `events   = ["community", "enterprise"]`, `events = []`, 1)
	if err := os.WriteFile(config, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, errs, code := invoke("check", "-c", config); code != 0 {
		t.Fatal(errs)
	}
	next := filepath.Join(dir, "next.toml")
	if _, errs, code := invoke("roll", "--year", "2027", "-c", config, "-o", next); code != 1 || !strings.Contains(errs, "没能全部换算") {
		t.Errorf("exit %d %s", code, errs)
	}
	if _, err := os.Stat(next); err == nil {
		t.Error("a half-rolled file was written")
	}
}

// The ledger hands on who was bound, and how it went; from the file, and from the
// bot that has it open.
func TestRollHandsOn(t *testing.T) {
	dir, config := office(t)
	c := loaded(t, config)
	late := time.Date(2026, 12, 21, 10, 0, 0, 0, c.Campaign.Zone)
	db, err := c.openStore(func() time.Time { return late })
	if err != nil {
		t.Fatal(err)
	}
	err = db.Update(context.Background(), func(tx *store.Tx) error {
		account := func(p ledger.Platform, id string) ledger.Account { return ledger.Account{Platform: p, UserID: id} }
		tx.BindPerson(account(ledger.WeCom, "lixiang"), ledger.Person{Role: ledger.Contact, Unit: "qidong", Name: `李"想`})
		tx.BindPerson(account(ledger.DingTalk, "manager01"), ledger.Person{Role: ledger.Contact, Unit: "qidong", Name: `李"想`})
		tx.BindPerson(account(ledger.WeCom, "zhou"), ledger.Person{Role: ledger.Contact, Unit: "leiyang", Name: "周小舟"})
		tx.BindPerson(account(ledger.Console, "unbound"), ledger.Person{Role: ledger.Contact, Unit: "nanyue", Name: "排练"})
		tx.BindChat("work", messages.Chat{Platform: ledger.WeCom, ID: "wrkSFfCgAA"})
		line := tx.AppendLine(store.Line{Text: "征文2篇"})
		tx.Append(ledger.Record{Line: line, At: late, Unit: "qidong", Item: "essay", Verb: ledger.Counted, Op: ledger.Set, Value: 2})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	next := filepath.Join(dir, "next.toml")
	out, errs, code := invoke("roll", "--year", "2027", "-c", config, "-o", next)
	if code != 0 {
		t.Fatal(errs)
	}
	for _, want := range []string{"绑定的2人、1个群会话", "征文：应报13，报了1，合计2篇；迟报1：祁东县；没报齐12：雁峰区"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in %s", want, out)
		}
	}
	n := loaded(t, next)
	want := []PersonConfig{{Role: "contact", Unit: "leiyang", Name: "周小舟", WeComUserID: "zhou"},
		{Role: "contact", Unit: "qidong", Name: `李"想`, WeComUserID: "lixiang", DingTalkUserID: "manager01"}}
	byUnit := func(a, b PersonConfig) int { return strings.Compare(a.Unit, b.Unit) }
	sorted := append([]PersonConfig(nil), n.People...)
	if len(sorted) == 2 && byUnit(sorted[0], sorted[1]) > 0 {
		sorted[0], sorted[1] = sorted[1], sorted[0]
	}
	if d := cmp.Diff(want, sorted); d != "" {
		t.Error(d)
	}
	if n.Groups[0].WeComChatID != "wrkSFfCgAA" {
		t.Errorf("chat %q", n.Groups[0].WeComChatID)
	}
	r := start(t, t.TempDir(), "https://oapi.dingtalk.com")
	if out, code := r.cli("roll", "--year", "2027", "-o", filepath.Join(t.TempDir(), "next.toml")); code != 0 || !strings.Contains(out, "征文：应报13，报了0") {
		t.Errorf("beside the running bot: %d %s", code, out)
	}
}
