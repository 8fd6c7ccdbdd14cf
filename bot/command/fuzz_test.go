package command_test

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"pufabot/bot/command"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
)

func corpus(t testing.TB) []commandtest.Case {
	f, err := os.Open("testdata/dev.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	cases, err := commandtest.Load(f)
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// FuzzRead: no line may panic; spans stay inside the line and cut no character.
func FuzzRead(f *testing.F) {
	for _, c := range corpus(f) {
		f.Add(c.Line)
	}
	for _, s := range []string{"", "1万0", "宣讲0场，下周补", "雁峰、石鼓、珠晖三个区宣讲都是2场", "祁东、常宁答题分别是210和96", "宣讲2场：第一场三塘社区60人；第二场万福社区40人", "征文2篇，宣讲3场，征文错了，是3篇", "看文件 请各单位按格式报：\n单位 征文 宣讲 答题\n耒阳 1 2 100", "\x00", "《", "《》", "〔2021〕", "+", "1+", "12.", "12月", "一", "百", "第", "几十", "@", "\t\n\t", "各", "(1)", "一、", "-", "->", "12:61", "99999999999999999999", "谁。0场，下周"} {
		f.Add(s)
	}
	plan := commandtest.Plan()
	g := command.Compile(plan)
	now := time.Date(2026, 12, 17, 16, 0, 0, 0, plan.Campaign.Zone)
	whos := []command.Speaker{{Role: ledger.Contact, Unit: "hengnan"}, {Role: ledger.Contact, Unit: "law"}, {Role: ledger.Coordinator}, {Role: ledger.Unbound}}
	f.Fuzz(func(t *testing.T, line string) {
		for _, who := range whos {
			r := g.Read(line, command.Context{Speaker: who, Now: now, BotNames: []string{"普法小助手"}})
			for _, a := range r.Acts {
				if a.Span.Start < 0 || a.Span.End > len(r.Line) || a.Span.Start > a.Span.End || !utf8.ValidString(r.Line[a.Span.Start:a.Span.End]) {
					t.Fatalf("span %v of %q", a.Span, r.Line)
				}
				if a.HasValue && a.Value < 0 {
					t.Fatalf("negative figure in %q", line)
				}
			}
			switch r.Outcome {
			case command.Ask, command.Unknown, command.Ignore:
				if len(r.Acts) > 0 {
					t.Fatalf("%q: %s carries acts", line, r.Outcome)
				}
			}
			if r.Outcome == command.Confirm && r.Question.Code == "" {
				t.Fatalf("%q: a confirmation without a reason", line)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	cases := corpus(b)
	plan := commandtest.Plan()
	g := command.Compile(plan)
	type one struct {
		line string
		c    command.Context
	}
	var lines []one
	for _, c := range cases {
		at, err := commandtest.Now(c.Now)
		if err != nil {
			b.Fatal(err)
		}
		lines = append(lines, one{c.Line, command.Context{Speaker: commandtest.Speaker(c.Unit), Now: at, BotNames: []string{"普法小助手"}}})
	}
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; i < b.N; i++ {
		l := lines[i%len(lines)]
		g.Read(l.line, l.c)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "lines/s")
}

// BenchmarkShort reads lines of a few letters, as most are.
func BenchmarkShort(b *testing.B) {
	plan := commandtest.Plan()
	g := command.Compile(plan)
	c := command.Context{Speaker: command.Speaker{Role: ledger.Contact, Unit: "hengnan"}, Now: time.Date(2026, 12, 17, 16, 0, 0, 0, plan.Campaign.Zone)}
	for _, line := range []string{"答题再加1人", "征文2篇", "昨天在三塘社区宣讲1场60人", "我们还差啥", "收到"} {
		b.Run(line, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				g.Read(line, c)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "lines/s")
		})
	}
}

// TestReadTogether: a grammar is read by many at once, and what it gave stays as it is
// while other lines are read.
func TestReadTogether(t *testing.T) {
	plan := commandtest.Plan()
	g := command.Compile(plan)
	cases := corpus(t)
	read := func(i int) command.Reading {
		at, err := commandtest.Now(cases[i].Now)
		if err != nil {
			t.Error(err)
		}
		return g.Read(cases[i].Line, command.Context{Speaker: commandtest.Speaker(cases[i].Unit), Now: at})
	}
	alone := make([]string, len(cases))
	for i := range cases {
		alone[i] = fmt.Sprintf("%#v", read(i))
	}
	var wg sync.WaitGroup
	for w := range 8 {
		wg.Go(func() {
			together := make([]command.Reading, len(cases))
			for n := range cases {
				i := (n + w*len(cases)/8) % len(cases)
				together[i] = read(i)
			}
			for i, r := range together {
				if fmt.Sprintf("%#v", r) != alone[i] {
					t.Errorf("%q reads otherwise than alone: %s", cases[i].Line, commandtest.Brief(r))
				}
			}
		})
	}
	wg.Wait()
}

// BenchmarkHostile reads 4 KB that mean harm; each must stay within 5 ms.
func BenchmarkHostile(b *testing.B) {
	plan := commandtest.Plan()
	g := command.Compile(plan)
	c := command.Context{Speaker: command.Speaker{Role: ledger.Coordinator}, Now: time.Date(2026, 12, 17, 16, 0, 0, 0, plan.Campaign.Zone)}
	for name, unit := range map[string]string{"digits": "1", "sums": "1+", "hundred": "百", "numerals": "一二三", "titles": "《", "items": "征文2，", "units": "衡山", "words": "的了是在",
		"rows": "衡山 1\n", "tabs": "\t1", "unknown": "龘", "commas": "1,000", "documents": "〔2021〕4", "quotes": "\"", "at": "a@", "dates": "12.8", "mixed": "不是3场是4场，", "each": "每", "place": "在社区",
		"speakers": "派1人", "causes": "让1人", "links": "链接发了1人", "sessions": "8号三塘社区1人", "joined": "三塘社区和", "onebyone": "一场在三塘社区", "labels": "附件1、", "shared": "征文、", "days": "8、", "staff": "全局45人", "ahead": "准备1场", "parts": "其中1场", "none": "作品无", "verdicts": "征文通过", "ways": "通过耒阳", "papers": "《日报》署名文章", "towns": "霞流镇李家", "takes": "1场不", "called": "一篇叫账", "again": "西渡1场西渡", "kinds": "进企业1次", "nth": "第1场", "reasons": "因为他们", "letter": "征文1。"} {
		line := strings.Repeat(unit, 4096/len(unit))
		if name == "letter" {
			line = "祁东情况如下:" + line
		}
		b.Run(name, func(b *testing.B) {
			for i := 0; i < b.N; i++ {
				g.Read(line, c)
			}
		})
	}
}
