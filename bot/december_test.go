package bot_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"pufabot/bot"
	"pufabot/bot/ledger"
	"pufabot/messages/dossier"
	"pufabot/store"
)

// december plays a whole month and keeps its own books beside: every figure that
// anybody is told must be theirs in the end.
type december struct {
	*chat
	seed  uint64
	rnd   *rand.Rand
	books map[figure]int
	// undo takes the last line of a speaker out of the books again.
	undo  map[string]func()
	lines int
}

type figure struct{ unit, item string }

func TestDecember(t *testing.T) {
	seeds := uint64(2)
	if testing.Short() {
		seeds = 1
	}
	for seed := uint64(1); seed <= seeds; seed++ {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			newDecember(t, seed).play()
		})
	}
}

func newDecember(t *testing.T, seed uint64) *december {
	c := newChat(t)
	return &december{chat: c, seed: seed, rnd: rand.New(rand.NewPCG(seed, 12)), books: map[figure]int{}, undo: map[string]func(){}}
}

// line says something whose effect on the books is known.
func (d *december) line(who, text string, effect map[figure]int) {
	d.where = fmt.Sprintf("%s %s> %s", d.now.Format("01-02 15:04"), who, text)
	d.lines++
	d.say(who, len(who)%2 == 0, text) // a question is answered where it was asked
	if d.rnd.IntN(12) == 0 {          // the platform delivers once more
		d.deliver(d.last)
	}
	if effect == nil {
		return
	}
	before := map[figure]int{}
	for f, n := range effect {
		before[f] = d.books[f]
		d.books[f] = n
	}
	d.undo[who] = func() {
		for f, n := range before {
			d.books[f] = n
		}
	}
	d.check(effect)
}

// check compares some figures with the ledger at once, so that a line that was
// misunderstood is named.
func (d *december) check(of map[figure]int) {
	d.t.Helper()
	d.view(func(tx *store.Tx) {
		for f := range of {
			if got := d.tally(tx, f).Value(); got != d.books[f] {
				d.t.Fatalf("%s: %s %s is %d, want %d\n%s", d.where, f.unit, f.item, got, d.books[f], d.reply)
			}
		}
	})
}

func (d *december) view(fn func(tx *store.Tx)) {
	d.t.Helper()
	if err := d.db.View(func(tx *store.Tx) error { fn(tx); return nil }); err != nil {
		d.t.Fatal(err)
	}
}

func (d *december) tally(tx *store.Tx, f figure) ledger.Tally {
	for _, u := range d.plan.Units {
		for _, it := range d.plan.Items {
			if u.Name == f.unit && it.Name == f.item {
				return tx.Tally(u.ID, it.ID)
			}
		}
	}
	d.t.Fatalf("no %s %s", f.unit, f.item)
	return ledger.Tally{}
}

func (d *december) day(day, hour int) {
	d.now = time.Date(2026, 12, day, hour, d.rnd.IntN(60), 0, 0, d.plan.Campaign.Zone)
}

func (d *december) units(kind ledger.UnitKind) []string {
	var out []string
	for _, u := range d.plan.Units {
		if u.Kind == kind {
			out = append(out, u.Name)
		}
	}
	return out
}

// report is one line of a county on a day like any other.
func (d *december) report(u string) {
	at := func(item string) (figure, int) { f := figure{u, item}; return f, d.books[f] }
	n := 1 + d.rnd.IntN(40)
	switch d.rnd.IntN(11) {
	case 0, 1:
		f, was := at("专项答题")
		d.line(u, fmt.Sprintf("答题%d人", was+n), map[figure]int{f: was + n})
	case 2:
		f, was := at("专项答题")
		d.line(u, fmt.Sprintf("答题又加%d人", n), map[figure]int{f: was + n})
	case 3:
		f, was := at("专项答题")
		d.line(u, fmt.Sprintf("答题更正为%d人", was/2+n), map[figure]int{f: was/2 + n})
	case 4:
		f, was := at("普法宣讲")
		d.line(u, fmt.Sprintf("宣讲又搞了1场 在%s社区 %d人", []string{"三塘", "白沙", "金兰"}[d.rnd.IntN(3)], 20+n), map[figure]int{f: was + 1})
	case 5:
		f, was := at("普法宣讲")
		d.line(u, fmt.Sprintf("宣讲%d场", was+1), map[figure]int{f: was + 1})
	case 6:
		f, was := at("宣传作品")
		d.line(u, fmt.Sprintf("宣传作品%d件", was+1), map[figure]int{f: was + 1})
	case 7:
		e, was := at("征文")
		q, _ := at("专项答题")
		d.line(u, fmt.Sprintf("新增征文1篇《数说%s之%d》作者周明", u, d.lines), map[figure]int{e: was + 1})
		d.line(u, fmt.Sprintf("征文%d篇，答题%d人", was+1, d.books[q]+n), map[figure]int{e: was + 1, q: d.books[q] + n})
	case 8: // a fall is asked about
		f, was := at("专项答题")
		if was < 2 {
			return
		}
		d.line(u, fmt.Sprintf("答题%d人", was-1), nil)
		d.check(map[figure]int{f: was})
		if d.rnd.IntN(2) == 0 {
			d.line(u, "不是", nil)
			d.check(map[figure]int{f: was})
		} else {
			d.line(u, "是", map[figure]int{f: was - 1})
		}
	case 9:
		d.line(u, []string{"我们还差啥", "征文什么时候截止", "收到", "答题是谁报的", "还没写征文"}[d.rnd.IntN(5)], nil)
	case 10:
		if back := d.undo[u]; back != nil {
			d.undo[u] = nil
			back()
			if d.line(u, "撤回", nil); strings.Contains(d.reply, "撤回吗") { // something was said between, or it is long ago
				d.line(u, "是", nil)
			}
		}
	}
}

func (d *december) play() {
	counties := d.units(ledger.County)
	busy := func(from, to int) {
		for day := from; day <= to; day++ {
			for i := range 8 {
				d.day(day, 9+i)
				d.report(counties[d.rnd.IntN(len(counties))])
			}
		}
	}
	clear(d.undo)
	busy(1, 3)
	d.articles(counties)
	d.sections()
	busy(6, 15)
	if err := d.db.Close(); err != nil {
		d.t.Fatal(err)
	}
	d.start()
	d.pasted(counties)
	busy(16, 20)
	d.reviews(counties)
	busy(22, 24)
	d.mails(counties)
	frozen := d.freeze(counties)
	d.compare(frozen)
}

// articles go through their stages; one comes late, one has more time.
func (d *december) articles(counties []string) {
	for i, u := range counties {
		f := figure{u, "署名文章"}
		d.day(4, 10)
		d.line(u, "署名文章已写好，《守好"+u+"数据》", map[figure]int{f: 0})
		d.line(u, "署名文章已刊发 县融媒体中心 12月4日", map[figure]int{f: 0})
		if i == 0 {
			d.line("协调员", u+"署名文章延到6号中午", nil)
		}
		if i < 2 {
			d.day(5, 13)
		}
		d.line(u, "署名文章已报送", map[figure]int{f: 1})
	}
}

func (d *december) sections() {
	d.day(7, 10)
	for _, s := range d.units(ledger.Section) {
		d.line(s, "进社区：张"+s[:3]+"、李静", map[figure]int{{s, "宣讲人员报名"}: 2})
		d.line(s, "进企业：王伟", map[figure]int{{s, "宣讲人员报名"}: 3})
	}
}

// pasted is a list of the coordinator's with rows that nobody can read, taken back
// and sent once more.
func (d *december) pasted(counties []string) {
	d.day(16, 9)
	list, effect, before := "答题接龙", map[figure]int{}, map[figure]int{}
	for i, u := range counties[:8] {
		f := figure{u, "专项答题"}
		before[f], effect[f] = d.books[f], d.books[f]+10*(i+1)
		list += fmt.Sprintf("\\n%d. %s %d", i+1, u, effect[f])
	}
	list += "\\n9. 衡州新区 70\\n10. " + counties[9] + " 待定"
	d.line("协调员", list, before)
	d.line("协调员", "是", effect)
	d.line("协调员", "撤回", before)
	d.line("协调员", list, before)
	d.line("协调员", "是", effect)
	clear(d.undo) // what a unit takes back now lies below the list
}

// reviews: all pass but one piece of one unit, which comes back improved.
func (d *december) reviews(counties []string) {
	d.day(21, 9)
	u := counties[3]
	f := figure{u, "征文"}
	if d.books[f] == 0 {
		d.line(u, "征文1篇", map[figure]int{f: 1})
	}
	n := d.books[f]
	d.line("协调员", fmt.Sprintf("征文都收下，%s第%d篇退回：缺署名", u, n), map[figure]int{f: n})
	d.line("协调员", "是", map[figure]int{f: n - 1})
	d.line("协调员", "撤回", map[figure]int{f: n})
	d.line("协调员", fmt.Sprintf("征文都收下，%s第%d篇退回：缺署名", u, n), map[figure]int{f: n})
	d.line("协调员", "是", map[figure]int{f: n - 1})
	d.day(21, 15)
	d.line(u, "征文改好了，已重新报送", map[figure]int{f: n})
	d.line("协调员", u+"征文通过", map[figure]int{f: n})
	d.view(func(tx *store.Tx) {
		if s := d.tally(tx, f).Standing(); s[ledger.ReviewAccepted] != n {
			d.t.Errorf("%s: %v of %d", d.where, s, n)
		}
	})
	clear(d.undo) // what was reviewed is no longer taken back
}

// mails: most say that they have sent the report, some reports arrive.
func (d *december) mails(counties []string) {
	d.day(24, 14)
	for i, u := range counties {
		if i > 1 {
			d.line(u, "总结已经发邮箱了", map[figure]int{{u, "活动总结"}: 1})
		}
	}
	effect := map[figure]int{}
	for _, u := range counties[1:5] {
		effect[figure{u, "活动总结"}] = 1
	}
	d.line("协调员", "邮件收到："+strings.Join(counties[1:5], "、"), effect)
	if want := "收到了、没有自述：" + counties[1]; !strings.Contains(d.reply, want) || !strings.Contains(d.reply, "对上3家") {
		d.t.Errorf("%s: no %q in\n%s", d.where, want, d.reply)
	}
}

// freeze says what stood on the 25th, and adds supplements after it.
func (d *december) freeze(counties []string) map[figure]int {
	d.day(25, 16)
	frozen := map[figure]int{}
	for f, n := range d.books {
		frozen[f] = n
	}
	d.day(28, 10)
	for _, u := range counties[:4] {
		f := figure{u, "专项答题"}
		d.line(u, fmt.Sprintf("答题又加%d人", 7), map[figure]int{f: d.books[f] + 7})
		if !strings.Contains(d.reply, "补报") {
			d.t.Errorf("%s: not told as a supplement:\n%s", d.where, d.reply)
		}
	}
	return frozen
}

// compare holds everything that shows figures against the books.
func (d *december) compare(frozen map[figure]int) {
	if d.lines < 200 {
		d.t.Errorf("only %d lines", d.lines)
	}
	total := map[string]int{}
	for f, n := range d.books {
		total[f.item] += n
	}
	all, err := bot.Gather(d.db.View)
	if err != nil {
		d.t.Fatal(err)
	}
	d.view(func(tx *store.Tx) {
		for _, s := range bot.Summarise(d.plan, tx.EachGap()) {
			if s.Value != total[s.Item.Name] {
				d.t.Errorf("the summary has %d of %s, the books %d", s.Value, s.Item.Name, total[s.Item.Name])
			}
		}
	})
	if !slices.ContainsFunc(all.Orders, func(o dossier.Order) bool { return strings.Contains(o.Words, "署名文章 宽限") }) {
		d.t.Errorf("the extension is not among the orders: %v", all.Orders)
	}
	got, reported := map[figure]int{}, map[figure]int{}
	for _, g := range all.Gaps {
		f := figure{g.Unit.Name, g.Item.Name}
		if n := g.Tally.Value(); n > 0 || d.books[f] > 0 {
			got[f] = n
		}
		if n := all.Reported(g).Tally.Value(); n > 0 {
			reported[f] = n
		}
	}
	drop := func(m map[figure]int) map[figure]int {
		out := map[figure]int{}
		for f, n := range m {
			if n > 0 {
				out[f] = n
			}
		}
		return out
	}
	opt := cmp.AllowUnexported(figure{})
	if diff := cmp.Diff(drop(d.books), drop(got), opt); diff != "" {
		d.t.Errorf("the ledger (-books +ledger):\n%s", diff)
	}
	if diff := cmp.Diff(drop(frozen), reported, opt); diff != "" {
		d.t.Errorf("the reports (-books of the 25th +reports):\n%s", diff)
	}
	details := map[figure]int{}
	for x := range dossier.Details(all.Gaps) {
		details[figure{x.Unit.Name, x.Item.Name}] += x.Value
	}
	if diff := cmp.Diff(drop(d.books), drop(details), opt); diff != "" {
		d.t.Errorf("the details (-books +details):\n%s", diff)
	}
	for _, table := range dossier.Tables(all.Gaps, all.At) {
		for _, c := range table.Columns {
			if c.Total != total[c.Name] {
				d.t.Errorf("the table has %d of %s, the books %d", c.Total, c.Name, total[c.Name])
			}
		}
	}
	d.handOn(all, d.seed)
	d.day(29, 9)
	d.say("协调员", true, "汇总")
	for item, n := range total {
		if want := fmt.Sprintf("合计%d", n); !slices.ContainsFunc(strings.Split(d.reply, "\n"), func(l string) bool {
			return strings.Contains(l, item+"：") && strings.Contains(l, want)
		}) {
			d.t.Errorf("no %q of %s in\n%s", want, item, d.reply)
		}
	}
	if err := d.db.Close(); err != nil {
		d.t.Fatal(err)
	}
	report, err := store.Verify(d.path, d.plan)
	if err != nil || !report.OK() {
		d.t.Errorf("verify: %v %v", err, report.Problems)
	}
	d.start()
}
