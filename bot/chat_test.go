package bot_test

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"pufabot/bot"
	"pufabot/bot/command/commandtest"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/scheduler"
	"pufabot/store"
)

// A transcript (*.chat) is a group chat with expectations; anyone in the office
// could write one:
//
//	at 2026-12-03T10:00            the clock stands at this local time
//	衡阳县> 宣讲 2场                 said in the work group
//	衡阳县>> 宣讲 2场                said privately
//	< 已记录                        the reply has these words
//	<! 还差                         the reply does not
//	<-                             there is no reply
//	<@ 衡阳县                        the reply alerts this person
//	= 衡阳县 普法宣讲 2 done          what the ledger says now
//	group< 祈东                     some message enqueued for the group has these words
//	unit< 衡南县 缺署名              some message enqueued for that unit alone has these words
//	unit<! 衡南县 缺署名             none has
//	衡阳县> 撤回 [引 答题100]          said in reply to the newest message that has these words
//	ahead< 缺署名                    some message that is still to go out has these words; ahead<! none has
//	work< private/衡南县              this chat is one of the work groups now; work<! it is not
//	to< 常宁市 未通过                some message enqueued for what this person reads alone has these words; to<! none has
//	desk< 申请                       some message enqueued for the coordinators has these words
//	desk<! 申请                      none has
//	heard 衡南县 2 缺署名            so many messages to that person alone have these words

// fire                           the scheduler says what is due
// repeat                         the platform delivers the last line again
// restart                        the bot is stopped and started
type chat struct {
	t       *testing.T
	where   string
	plan    *ledger.Plan
	path    string
	db      *store.DB
	handler *bot.Handler
	now     time.Time
	count   int
	last    messages.Envelope
	reply   string
	said    []messages.Message // every reply, see echo_test.go
	heardAs []string           // lines and replies, as they may be quoted
	held    *cupboard          // see chat_files_test.go for lines with files
	blobs   *store.Blobs
	heard   uint64
}

func TestChats(t *testing.T) {
	files, err := filepath.Glob("testdata/*.chat")
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".chat"), func(t *testing.T) {
			t.Parallel()
			play(t, file)
		})
	}
}

// newChat is the example campaign on the morning of its first day, with a contact
// for each unit, a coordinator and an observer.
func newChat(t *testing.T) *chat {
	plan := commandtest.Plan()
	for _, u := range plan.Units {
		plan.People = append(plan.People, person(ledger.Contact, u.ID, u.Name))
	}
	plan.People = append(plan.People, person(ledger.Coordinator, "", "协调员"), person(ledger.Observer, "", "领导"))
	remind(t, plan)
	c := &chat{t: t, plan: plan, path: filepath.Join(t.TempDir(), "chat.db"),
		now: time.Date(2026, 12, 1, 9, 0, 0, 0, plan.Campaign.Zone)}
	c.held = &cupboard{files: map[string][]byte{}, slow: map[string]bool{}}
	blobs, err := store.OpenBlobs(filepath.Join(filepath.Dir(c.path), "files"))
	if err != nil {
		t.Fatal(err)
	}
	c.blobs = blobs
	c.start()
	t.Cleanup(func() { _ = c.db.Close() })
	return c
}

// remind gives the items the reminders of the example plan.
func remind(t *testing.T, plan *ledger.Plan) {
	late := []string{"-4d 10:00", "-1wd 16:00", "0d 10:00"}
	for i, it := range plan.Items {
		for _, s := range map[ledger.ItemID][]string{
			"article": {"-2d 16:30", "-1wd 09:30", "-1wd 16:30", "-2h", "-30m"}, "essay": {"-4d 10:00", "-1wd 10:00", "-1wd 16:00"},
			"work": late, "outreach": late, "report": {"-3d 10:00", "-1wd 16:00", "0d 10:00", "0d 17:00"}, "duty": {"-1wd 10:00", "0d 10:00", "-1h"},
		}[it.ID] {
			o, err := ledger.ParseOffset(s)
			if err != nil {
				t.Fatal(err)
			}
			plan.Items[i].Remind = append(plan.Items[i].Remind, o)
		}
	}
}

func play(t *testing.T, file string) {
	c := newChat(t)
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		c.where = fmt.Sprintf("%s:%d", filepath.Base(file), n)
		if line := strings.TrimSpace(in.Text()); line != "" && !strings.HasPrefix(line, "#") {
			c.step(line)
		}
	}
	c.echoes(c.said)
}

func person(role ledger.Role, unit ledger.UnitID, name string) ledger.Person {
	return ledger.Person{Role: role, Unit: unit, Name: name, Accounts: []ledger.Account{{Platform: ledger.Console, UserID: name}}}
}

func (c *chat) start() {
	routes := store.Routes{Private: []messages.Channel{messages.ChanConsole}, Groups: map[ledger.GroupID][]messages.Address{}}
	for _, g := range c.plan.Groups {
		routes.Groups[g.ID] = []messages.Address{{Channel: messages.ChanConsole, Target: "group/" + string(g.ID)}}
	}
	db, err := store.Open(c.path, store.Options{Plan: c.plan, Routes: routes, Now: func() time.Time { return c.now }})
	if err != nil {
		c.t.Fatal(err)
	}
	c.db = db
	c.handler = bot.New(db, bot.Options{Plan: c.plan, BotNames: []string{"普法小助手"}, Log: zerolog.Nop(),
		Upcoming: scheduler.Upcoming, Remembered: scheduler.Remembered, Recall: scheduler.Recall,
		Files: bot.Reception{Fetchers: map[ledger.Platform]bot.Fetcher{ledger.Console: c.held}, Blobs: c.blobs, Limit: 1 << 20}})
}

func (c *chat) step(line string) {
	c.t.Helper()
	word, rest, _ := strings.Cut(line, " ")
	switch {
	case word == "at":
		at, err := time.ParseInLocation("2006-01-02T15:04", rest, c.plan.Campaign.Zone)
		if err != nil {
			c.t.Fatalf("%s: %v", c.where, err)
		}
		c.now = at
		c.tick()
	case word == "restart":
		if err := c.db.Close(); err != nil {
			c.t.Fatal(err)
		}
		c.start()
	case word == "repeat":
		before := c.reply
		c.deliver(c.last)
		if c.reply != before {
			c.t.Errorf("%s: the repeat was answered differently:\n%s\n--- first:\n%s", c.where, c.reply, before)
		}
	case word == "<":
		if !strings.Contains(c.reply, rest) {
			c.t.Errorf("%s: no %q in the reply:\n%s", c.where, rest, c.reply)
		}
	case word == "<!":
		if strings.Contains(c.reply, rest) {
			c.t.Errorf("%s: %q must not be in the reply:\n%s", c.where, rest, c.reply)
		}
	case word == "<-":
		if c.reply != "" {
			c.t.Errorf("%s: want no reply, got:\n%s", c.where, c.reply)
		}
	case word == "fire":
		if err := scheduler.New(c.db, zerolog.Nop(), nil).Fire(context.Background()); err != nil {
			c.t.Fatalf("%s: %v", c.where, err)
		}
	case word == "tick":
		c.tick()
	case word == "<@":
		if !slices.ContainsFunc(c.said[len(c.said)-1].Mentions, func(m messages.Mention) bool { return m.Account.UserID == rest }) {
			c.t.Errorf("%s: the reply does not alert %s", c.where, rest)
		}
	case word == "later<":
		if said := c.later(); !strings.Contains(said, rest) {
			c.t.Errorf("%s: no %q was said later:\n%s", c.where, rest, said)
		}
	case word == "later-":
		if said := c.later(); said != "" {
			c.t.Errorf("%s: something was said later:\n%s", c.where, said)
		}
	case word == "=":
		c.expect(strings.Fields(rest))
	case word == "group<":
		c.expectGroup(rest)
	case word == "unit<" || word == "unit<!":
		unit, words, _ := strings.Cut(rest, " ")
		c.expectUnit(unit, words, word == "unit<")
	case word == "heard":
		f := strings.SplitN(rest, " ", 3)
		c.expectHeard(f[0], f[1], f[2])
	case word == "desk<" || word == "desk<!":
		if found := c.enqueued(func(d messages.Delivery) bool { return d.To.Role == ledger.Coordinator }, rest); found != (word == "desk<") {
			c.t.Errorf("%s: a message to the coordinators with %q: %v", c.where, rest, found)
		}
	case word == "ahead<" || word == "ahead<!":
		if found := c.enqueued(func(d messages.Delivery) bool { return d.State == messages.Pending && d.NextAt.After(c.now) }, rest); found != (word == "ahead<") {
			c.t.Errorf("%s: a message to come with %q: %v", c.where, rest, found)
		}
	case word == "to<" || word == "to<!":
		who, words, _ := strings.Cut(rest, " ")
		if found := c.enqueued(func(d messages.Delivery) bool {
			return d.Address.Target == "private/"+who && d.Kind != messages.KindReply
		}, words); found != (word == "to<") {
			c.t.Errorf("%s: a message to %s with %q: %v", c.where, who, words, found)
		}
	case word == "work<" || word == "work<!":
		c.expectWork(rest, word == "work<")
	case strings.HasSuffix(word, ">"):
		c.say(strings.TrimRight(word, ">"), strings.HasSuffix(word, ">>"), rest)
	default:
		c.t.Fatalf("%s: not a transcript line: %q", c.where, line)
	}
}

func (c *chat) say(who string, private bool, text string) {
	c.count++
	c.hear()
	text, quote := c.quote(text)
	text, own, quoted := c.files(text)
	if len(quoted) > 0 {
		if quote == nil {
			quote = &messages.Quote{}
		}
		quote.Files = quoted
	}
	where := messages.Chat{Platform: ledger.Console, ID: "group/work"}
	if private {
		where = messages.Chat{Platform: ledger.Console, ID: "private/" + who, Private: true}
	}
	c.deliver(messages.Envelope{Files: own, Quote: quote, Key: fmt.Sprintf("console/%d", c.count), Chat: where, At: c.now,
		From: messages.Sender{Account: ledger.Account{Platform: ledger.Console, UserID: who}, Nick: who},
		Text: strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(text), ReplyVia: messages.Address{Channel: messages.ChanConsole, Target: where.ID}})
}

func (c *chat) deliver(env messages.Envelope) {
	c.last = env
	m, err := c.handler.Handle(context.Background(), env)
	if err != nil {
		c.t.Fatalf("%s: %v", c.where, err)
	}
	c.reply = messages.Render(m, messages.DialectText)
	c.said = append(c.said, m)
	c.heardAs = append(c.heardAs, env.Text, messages.Render(m, messages.DialectWeComTable))
}

var quoting = regexp.MustCompile(`\s*\[引 ([^\]]*)\]`)

// quote takes the quoted message out of a line.
func (c *chat) quote(line string) (words string, quote *messages.Quote) {
	m := quoting.FindStringSubmatch(line)
	if m == nil {
		return line, nil
	}
	for _, said := range slices.Backward(c.heardAs) {
		if strings.Contains(said, m[1]) {
			return quoting.ReplaceAllString(line, ""), &messages.Quote{Text: said}
		}
	}
	c.t.Fatalf("%s: nobody has said %q", c.where, m[1])
	return line, nil
}
