package main

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

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
