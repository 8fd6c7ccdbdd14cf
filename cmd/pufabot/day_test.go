package main

import (
	"context"
	"flag"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot/wecom/wecomtest"
	"pufabot/bot/wire/wiretest"
	"pufabot/messages"
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
	c := loaded(t, path)
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

// mood picks the misbehaviour for every third request, each in its turn.
func mood[T any](n int, all []T) (zero T) {
	if n%3 != 0 {
		return zero
	}
	return all[n/3%len(all)]
}
