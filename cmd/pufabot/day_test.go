package main

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/ledger"
	"pufabot/bot/wecom/wecomtest"
	"pufabot/bot/wire/wiretest"
	"pufabot/messages"
	"pufabot/store"
)

// The day test is short by default; dayLines makes it long, and lets peers hang,
// which costs real time. 2000 lines: go test ./cmd/pufabot -run TestADay -day.lines=2000
var dayLines = flag.Int("day.lines", 0, "lines of each way in on the day with every misbehaviour; 0: a short day without hanging peers")

// dayUnits report on the day, in turn.
var dayUnits = []string{"qidong", "leiyang", "yanfeng", "shigu", "zhuhui", "hengnan"}

// A day is the whole bot on a clock of the test's, with one way in, strict doubles
// around it, and every misbehaviour switched on.
type day struct {
	*service
	t     *testing.T
	url   string
	clock *wiretest.Clock
	long  bool

	stopping func()
	untold   int // messages that nobody read

	mu    sync.Mutex
	heard []string // everything that people could read
}

// way is one of the five ways in.
type way struct {
	name string
	// config are replacements in the example configuration, made before the bot starts.
	config func(d *day) []string
	// start is called when the bot runs; from then on peers misbehave.
	start func(d *day)
	// say delivers a line as the platform would: until it is acknowledged, and
	// several times. again repeats one that was acknowledged, much later.
	say   func(d *day, n int, unit, words string)
	again func(d *day, n int, unit, words string)
	// trouble is what befalls the way between the lines.
	trouble func(d *day, n int)
	// seen are the messages that people could read beside d.heard.
	seen func(d *day) []string
	// once counts, where the platform keeps keys, the messages that people saw on a
	// channel; nil: it keeps none.
	once func(d *day) (messages.Channel, int)
}

func TestADayOfTraffic(t *testing.T) {
	for _, w := range []way{wecomCallbackWay(), wecomLongWay(), dingtalkCallbackWay(), dingtalkStreamWay(), consoleWay()} {
		t.Run(w.name, func(t *testing.T) {
			t.Parallel()
			liveADay(t, w)
		})
	}
}

// liveADay says the lines of a day and holds the bot to its promise: each act
// recorded exactly once, each reply and each reminder delivered.
func liveADay(t *testing.T, w way) {
	d := newDay(t, w)
	defer d.stopping()
	lines := *dayLines
	if lines == 0 {
		lines = 60
	}
	pause := 20 * time.Hour / time.Duration(lines)
	want := map[string]int{}
	title := func(n int) string { return fmt.Sprintf("守护数据第%d号", n) }
	said := func(n int) (unit, words string) {
		return dayUnits[n%len(dayUnits)], "新增征文1篇《" + title(n) + "》"
	}
	for n := range lines {
		unit, words := said(n)
		w.say(d, n, unit, words)
		want[unit]++
		if w.trouble != nil {
			w.trouble(d, n)
		}
		if n > 20 && n%7 == 0 { // hours later the platform repeats an old one
			old, words := said(n - 20)
			w.again(d, n-20, old, words)
		}
		d.clock.Add(pause)
		d.settle(2 * time.Minute)
	}
	for range 5 { // the evening, and the night
		d.clock.Add(time.Hour)
		d.settle(30 * time.Minute)
	}
	d.until("empty outbox", func() bool { d.settle(time.Minute); return d.pending() == 0 }) // who hangs, hangs in real time
	d.counted(want)
	all := append(d.saidAloud(), w.seen(d)...)
	for n := range lines {
		d.told("reply", "《"+title(n)+"》", all)
	}
	d.reminded(all)
	if w.once != nil {
		channel, shown := w.once(d)
		if sent := d.sent(channel); shown != sent {
			d.t.Errorf("%d messages were shown on %s, %d sent", shown, channel, sent)
		}
	}
}

// newDay starts the bot at ten to eight on Constitution Day.
func newDay(t *testing.T, w way) *day {
	t.Helper()
	d := &day{t: t, long: *dayLines > 0, clock: wiretest.NewClock(time.Date(2026, 12, 4, 7, 50, 0, 0, time.FixedZone("", 8*3600)))}
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	d.url = "http://" + ln.Addr().String()
	example, err := os.ReadFile(examplePath)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	pairs := append([]string{`data_dir = "data"`, `data_dir = "` + filepath.ToSlash(filepath.Join(dir, "data")) + `"`,
		`"127.0.0.1:8080"`, `"` + ln.Addr().String() + `"`,
		`"env:PUFABOT_WECOM_TOKEN"`, `"` + wecomtest.Token + `"`, `"env:PUFABOT_WECOM_AES_KEY"`, `"` + wecomtest.AESKey + `"`,
		`"env:PUFABOT_WECOM_SECRET"`, `"long-secret"`, `"env:PUFABOT_DINGTALK_CLIENT_SECRET"`, `"` + testSecret + `"`,
		`client_id     = ""`, `client_id = "dingappkey0001"`}, w.config(d)...)
	text := strings.NewReplacer(pairs...).Replace(string(example))
	if w.name != "console" {
		text = strings.Replace(text, "enabled = true ", "enabled = false", 1)
	}
	for _, unit := range dayUnits {
		text += fmt.Sprintf("\n[[people]]\nrole = \"contact\"\nunit = %q\nname = \"联络员\"\nwecom_userid = %q\ndingtalk_userid = %q\n", unit, unit, unit)
	}
	text += "\n[[people]]\nrole = \"coordinator\"\nunit = \"city\"\nname = \"协调员\"\nwecom_userid = \"boss\"\ndingtalk_userid = \"boss\"\n"
	path := filepath.Join(dir, "config.toml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c, faults, err := LoadConfig(path)
	if err != nil || len(faults) > 0 {
		t.Fatalf("%v %v", err, faults)
	}
	if d.service, err = newService(c, zerolog.Nop(), d.clock.Now); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- d.run(ctx, ln) }()
	d.t.Cleanup(cancel)
	d.stopping = func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	w.start(d)
	return d
}

// hear keeps something that people could read.
func (d *day) hear(words string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.heard = append(d.heard, words)
}

func (d *day) saidAloud() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.heard)
}

// settle lets the scheduler and the outbox do what is due, moving the clock by up
// to so much while something waits for another attempt.
func (d *day) settle(within time.Duration) {
	d.t.Helper()
	if err := d.sched.Fire(context.Background()); err != nil {
		d.t.Fatal(err)
	}
	end := d.clock.Now().Add(within)
	for d.pending() > 0 && d.clock.Now().Before(end) {
		d.out.Wake()
		time.Sleep(time.Millisecond) // the network is real
		d.clock.Add(time.Second)
	}
}

func (d *day) pending() (n int) {
	if err := d.db.View(func(tx *store.Tx) error { n = len(tx.DueDeliveries(tx.Now().Add(24*time.Hour), 0)); return nil }); err != nil {
		d.t.Fatal(err)
	}
	return n
}

// counted holds the ledger to the lines.
func (d *day) counted(want map[string]int) {
	d.t.Helper()
	got := map[string]int{}
	err := d.db.View(func(tx *store.Tx) error {
		for _, unit := range dayUnits {
			got[unit] = tx.Tally(ledger.UnitID(unit), "essay").Value()
		}
		return nil
	})
	if err != nil || !maps.Equal(got, want) {
		d.t.Errorf("recorded %v, said %v, %v", got, want, err)
	}
}

// told wants words to have reached people.
func (d *day) told(what, words string, all []string) {
	d.t.Helper()
	if d.untold > 5 { // enough is known
		return
	}
	if !slices.ContainsFunc(all, func(s string) bool { return strings.Contains(s, words) }) {
		d.untold++
		d.t.Errorf("nobody read the %s %q", what, words)
	}
}

// reminded wants every delivery of the day to have gone, and each reminder to have
// been read.
func (d *day) reminded(all []string) {
	d.t.Helper()
	pushes := 0
	d.deliveries(func(x messages.Delivery) {
		switch {
		case x.State != messages.Sent && x.State != messages.Expired:
			d.t.Errorf("%s through %s: %s %s after %d attempts", x.Kind, x.Address.Channel, x.State, x.Failure, x.Attempts)
		case x.Kind != messages.KindReply && x.State == messages.Sent:
			pushes++
			d.told(string(x.Kind), plainest(x.Message), all)
		}
	})
	if pushes < 4 {
		d.t.Errorf("%d pushes in a day with reminders at 8:30, 9:30, 16:30 and 10:00", pushes)
	}
}

// sent counts the parts that went out on a channel.
func (d *day) sent(c messages.Channel) (n int) {
	d.deliveries(func(x messages.Delivery) {
		if x.Address.Channel == c && x.State == messages.Sent {
			n += x.Parts
		}
	})
	return n
}

func (d *day) deliveries(fn func(messages.Delivery)) {
	d.t.Helper()
	err := d.db.View(func(tx *store.Tx) error {
		tx.Deliveries(func(x messages.Delivery) bool { fn(x); return true })
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

// plainest is the longest run of our own words, which every dialect leaves as it is.
func plainest(m messages.Message) string {
	best := ""
	for _, l := range m.Lines {
		for _, s := range l.Spans {
			if !s.Theirs && len(s.Text) > len(best) && !strings.ContainsAny(s.Text, "*_[]<>#|") {
				best = s.Text
			}
		}
	}
	return best
}

// until waits for something that happens by itself; two minutes are for ever.
func (d *day) until(what string, ok func() bool) {
	d.t.Helper()
	for end := time.Now().Add(2 * time.Minute); !ok(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			d.t.Fatalf("no %s", what)
		}
	}
}

// soon gives something a second to happen.
func (d *day) soon(ok func() bool) bool {
	for end := time.Now().Add(time.Second); time.Now().Before(end); time.Sleep(time.Millisecond) {
		if ok() {
			return true
		}
	}
	return false
}

// journalled tells whether a message was kept.
func (d *day) journalled(key string) (kept bool) {
	if err := d.db.View(func(tx *store.Tx) error { _, kept = tx.Seen(key); return nil }); err != nil {
		d.t.Fatal(err)
	}
	return kept
}
