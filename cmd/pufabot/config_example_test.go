package main

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pelletier/go-toml/v2"

	"pufabot/bot/ledger"
)

// loadExample loads the shipped example as somebody does who has set nothing up.
func loadExample(t testing.TB) *Config {
	t.Helper()
	for _, kv := range os.Environ() {
		if name, _, _ := strings.Cut(kv, "="); strings.HasPrefix(name, "PUFABOT_") {
			t.Setenv(name, "")
		}
	}
	return loaded(t, examplePath)
}

func TestExampleHasTheIDsOfThePlan(t *testing.T) {
	p := loadExample(t).Plan()
	var units, items, marks []string
	for _, u := range p.Units {
		units = append(units, strings.Join([]string{string(u.ID), u.Name, string(u.Kind)}, " "))
	}
	for _, it := range p.Items {
		due := it.Due.String()
		if it.HasTime {
			due += " " + it.DueTime.String()
		}
		items = append(items, strings.Join([]string{string(it.ID), it.Name, string(it.Kind), it.Measure, it.Clause,
			strings.Join(it.OwedBy, "+"), string(rune('0' + it.Min)), due}, " "))
		if it.Note == "" {
			t.Errorf("%s has no note", it.ID)
		}
	}
	for _, m := range p.Milestones {
		marks = append(marks, strings.Join([]string{string(m.ID), m.Title, m.Day.String(), strings.Join(m.Units, "+")}, " "))
	}
	if diff := cmp.Diff([]string{
		"yanfeng 雁峰区 county", "shigu 石鼓区 county", "zhuhui 珠晖区 county", "zhengxiang 蒸湘区 county", "nanyue 南岳区 county",
		"hengyang-xian 衡阳县 county", "hengnan 衡南县 county", "hengshan 衡山县 county", "hengdong 衡东县 county",
		"qidong 祁东县 county", "leiyang 耒阳市 county", "changning 常宁市 county", "city 市本级 city",
		"office 办公室 section", "law 法规科 section", "general 综合科 section", "accounts 核算科 section", "industry 工业科 section",
		"services 服务业科 section", "rural 农村科 section", "population 人口社科科 section", "census 普查中心 section",
	}, units); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{
		"article 署名文章 entry 篇 二(一) county+city 1 2026-12-05 12:00",
		"lecture 专题讲座 count 人 二(二) county+city 0 2026-12-25",
		"work 宣传作品 entry 件 二(三) county 1 2026-12-25",
		"essay 征文 entry 篇 二(四) county+city 1 2026-12-20",
		"quiz 专项答题 count 人 二(五) county+city 0 2026-12-25",
		"outreach 普法宣讲 session 场 二(六) county+city 1 2026-12-25",
		"duty 宣讲人员报名 signup 人 二(六)1 section 1 2026-12-07 17:00",
		"practice 特色做法 text 条 结尾 county 0 2026-12-25",
		"report 活动总结 mail 份 结尾 county 1 2026-12-25",
	}, items); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{
		"city-lecture 市局专题讲座 2026-12-03 city+section",
		"constitution-day 国家宪法日 2026-12-04 county+city+section",
		"statlaw-day 《统计法》颁布纪念日 2026-12-08 county+city+section",
		"community 统计普法进社区 2026-12-08 city+section",
		"enterprise 统计普法进企业 2026-12-09 city+section",
	}, marks); diff != "" {
		t.Error(diff)
	}
	duty, _ := p.Item("duty")
	article, _ := p.Item("article")
	work, _ := p.Item("work")
	if diff := cmp.Diff([]any{[]ledger.MilestoneID{"community", "enterprise"}, []string{"word", "pdf"}, true},
		[]any{duty.Events, article.Files, work.Soft}); diff != "" {
		t.Error(diff)
	}
	if g := p.Groups; len(g) != 1 || g[0].ID != "work" || !g[0].Push {
		t.Errorf("groups %v", g)
	}
	if len(p.People) != 0 {
		t.Error("the example names people")
	}
}

func TestExampleIsSafeToRun(t *testing.T) {
	c := loadExample(t)
	if !c.Console.Enabled || c.WeCom.Receive != "off" || c.DingTalk.Receive != "off" || c.WeCom.AppEnabled() {
		t.Error("the example must run with the console alone")
	}
	for _, ch := range c.channels()[1:] {
		if ch.On {
			t.Errorf("%s is on", ch.Name)
		}
	}
}

// A bare 衡阳 is a county and the city; whoever lists it decides in silence.
func TestExampleNeverDecidesWhatHengyangMeans(t *testing.T) {
	for _, u := range loadExample(t).Plan().Units {
		for _, w := range slices.Concat([]string{u.Name}, u.Aliases, u.Typos) {
			if w == "衡阳" || w == "衡阳局" || w == "衡阳统计局" {
				t.Errorf("%s is called %s", u.ID, w)
			}
		}
	}
}

func TestExampleKnowsWhatPeopleSay(t *testing.T) {
	p := loadExample(t).Plan()
	for word, want := range map[string]string{
		"衡阳县局": "hengyang-xian", "衡阳县统计局": "hengyang-xian", "市局": "city", "祈东": "qidong", "来阳": "leiyang", "莱阳": "leiyang",
		"珠辉": "zhuhui", "耒阳": "leiyang", "局办": "office",
		"文章征集": "essay", "征文稿": "essay", "学法答题": "quiz", "知识答题": "quiz", "学习强国答题": "quiz", "答题人数": "quiz", "宣讲": "outreach",
		"普法活动": "outreach", "作品": "work", "讲座": "lecture", "总结": "report", "活动情况": "report", "微视频": "work",
		"进社区": "community", "进企业": "enterprise", "宪法日": "constitution-day",
	} {
		var got []string
		for _, u := range p.Units {
			if slices.Contains(slices.Concat([]string{u.Name}, u.Aliases, u.Typos), word) {
				got = append(got, string(u.ID))
			}
		}
		for _, it := range p.Items {
			if slices.Contains(slices.Concat([]string{it.Name}, it.Aliases, it.Types), word) {
				got = append(got, string(it.ID))
			}
		}
		for _, m := range p.Milestones {
			if slices.Contains(slices.Concat([]string{m.Title}, m.Aliases), word) {
				got = append(got, string(m.ID))
			}
		}
		if !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %v, want %s", word, got, want)
		}
	}
}

// The example shows every key that there is, so that nobody has to look further.
func TestExampleShowsEveryKey(t *testing.T) {
	data, err := os.ReadFile(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	if err := toml.Unmarshal(data, new(map[string]any)); err != nil {
		t.Fatal(err)
	}
	for _, key := range everyKey() {
		if !regexp.MustCompile(`(?m)^(# )?` + key + `\s*=`).Match(data) {
			t.Errorf("%s is not in the example", key)
		}
	}
}
