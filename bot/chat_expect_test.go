package bot_test

import (
	"fmt"
	"strings"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// expect checks "unit item value [state]", by names.
func (c *chat) expect(f []string) {
	c.t.Helper()
	if len(f) < 3 {
		c.t.Fatalf("%s: want: = unit item value [state]", c.where)
	}
	err := c.db.View(func(tx *store.Tx) error {
		for _, g := range tx.Gaps() {
			if g.Unit.Name != f[0] || g.Item.Name != f[1] {
				continue
			}
			if got := fmt.Sprint(g.Tally.Value()); got != f[2] {
				c.t.Errorf("%s: %s %s is %s, want %s", c.where, f[0], f[1], got, f[2])
			}
			if len(f) > 3 && string(g.State) != f[3] {
				c.t.Errorf("%s: %s %s is %s, want %s", c.where, f[0], f[1], g.State, f[3])
			}
			return nil
		}
		c.t.Errorf("%s: the ledger has no %s %s", c.where, f[0], f[1])
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
}

// expectUnit looks through what was enqueued for one unit alone.
func (c *chat) expectUnit(unit, words string, want bool) {
	c.t.Helper()
	if found := c.enqueued(func(d messages.Delivery) bool { return c.plan.UnitName(d.To.Unit) == unit }, words); found != want {
		c.t.Errorf("%s: a message to %s with %q: %v", c.where, unit, words, found)
	}
}

// expectHeard counts what was enqueued for one person's private chat.
func (c *chat) expectHeard(who, want, words string) {
	c.t.Helper()
	n := 0
	c.enqueued(func(d messages.Delivery) bool {
		if strings.HasSuffix(d.Address.Target, "private/"+who) && d.Kind != messages.KindReply && strings.Contains(messages.Render(d.Message, messages.DialectText), words) {
			n++
		}
		return false
	}, words)
	if fmt.Sprint(n) != want {
		c.t.Errorf("%s: %d messages to %s with %q, want %s", c.where, n, who, words, want)
	}
}

// enqueued tells whether a delivery of such has these words.
func (c *chat) enqueued(such func(messages.Delivery) bool, words string) bool {
	c.t.Helper()
	found := false
	err := c.db.View(func(tx *store.Tx) error {
		tx.Deliveries(func(d messages.Delivery) bool {
			found = found || such(d) && strings.Contains(messages.Render(d.Message, messages.DialectText), words)
			return !found
		})
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return found
}

func (c *chat) expectGroup(words string) {
	c.t.Helper()
	if !c.enqueued(func(d messages.Delivery) bool { return d.To.Group != "" }, words) {
		c.t.Errorf("%s: no message to the group has %q", c.where, words)
	}
}

// expectWork checks whether a chat is a work group of the plan.
func (c *chat) expectWork(id string, want bool) {
	c.t.Helper()
	err := c.db.View(func(tx *store.Tx) error {
		if _, bound := tx.GroupOf(messages.Chat{Platform: ledger.Console, ID: id, Private: strings.HasPrefix(id, "private/")}); bound != want {
			c.t.Errorf("%s: the chat %s is a work group: %v", c.where, id, bound)
		}
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
}
