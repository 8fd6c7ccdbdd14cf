package bot_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"pufabot/bot/ledger"
	"pufabot/store"
)

var (
	tellsTotal = regexp.MustCompile(`更正为(\d+)(?:人|件)`)
	tellsBoxes = regexp.MustCompile(`（((?:本单位|其他部门|未分类)\d+(?:，(?:本单位|其他部门|未分类)\d+)+)）`)
	tellsAfter = regexp.MustCompile(`(?m)^(\d)　.*总数(?:变为(\d+)|(不变))`)
	figures    = regexp.MustCompile(`\d+`)
)

// Whatever figures come with or without a box or a type, and whatever is answered:
// the total that a receipt tells is the stored one, its boxes add up to it, a bare
// figure replaces the total and its boxes, and an answer brings the total that its
// question has promised.
func TestPartsAddUp(t *testing.T) {
	t.Parallel()
	c := newChat(t)
	var county []ledger.Unit
	for _, u := range c.plan.Units {
		if u.Kind == ledger.County {
			county = append(county, u)
		}
	}
	round := 0
	rapid.Check(t, func(r *rapid.T) {
		who := county[round%len(county)].Name
		round++
		item, lines := "专项答题", []string{"答题%d人", "答题本单位%d人", "答题外单位改成%d", "答题：本单位%d，外单位%d", "新增答题%d人"}
		if rapid.Bool().Draw(r, "works") {
			item, lines = "宣传作品", []string{"宣传作品%d件", "海报%d张", "海报%d张，微视频%d个", "微视频更正为%d个"}
		}
		for range rapid.IntRange(1, 6).Draw(r, "lines") {
			format := rapid.SampledFrom(lines).Draw(r, "line")
			var n []any
			sum := 0
			for range strings.Count(format, "%d") {
				k := rapid.IntRange(1, 60).Draw(r, "n")
				n, sum = append(n, k), sum+k
			}
			before := c.total(who, item)
			c.say(who, false, fmt.Sprintf(format, n...))
			promised := map[string]string{}
			for _, m := range tellsAfter.FindAllStringSubmatch(c.reply, -1) {
				promised[m[1]] = m[2]
				if m[3] != "" {
					promised[m[1]] = strconv.Itoa(before)
				}
			}
			if strings.Contains(c.reply, "以这次的合计为准") && promised["1"] != strconv.Itoa(sum) {
				r.Fatalf("%d together:\n%s", sum, c.reply)
			}
			if len(promised) > 0 {
				if got := c.total(who, item); got != before {
					r.Fatalf("%d became %d before the answer to:\n%s", before, got, c.reply)
				}
				asked, answer := c.reply, rapid.SampledFrom([]string{"1", "2"}).Draw(r, "answer")
				c.say(who, false, answer)
				if strings.Contains(c.reply, "请确认") {
					c.say(who, false, "是")
				}
				if got := strconv.Itoa(c.total(who, item)); got != promised[answer] {
					r.Fatalf("%s brought %s:\n%s\n%s", answer, got, asked, c.reply)
				}
			} else if strings.Contains(c.reply, "请确认") {
				c.say(who, false, "是")
			}
			if format == lines[0] && len(promised) == 0 {
				if got := c.total(who, item); got != sum {
					r.Fatalf("%d was told, %d is stored:\n%s", sum, got, c.reply)
				}
			}
			c.agrees(r, who, item)
		}
	})
}

// agrees holds the last receipt against the ledger.
func (c *chat) agrees(r *rapid.T, who, item string) {
	told := tellsTotal.FindStringSubmatch(c.reply)
	if told == nil {
		r.Fatalf("no receipt:\n%s", c.reply)
	}
	if got := strconv.Itoa(c.total(who, item)); told[1] != got {
		r.Fatalf("%s is stored:\n%s", got, c.reply)
	}
	if boxes := tellsBoxes.FindStringSubmatch(c.reply); boxes != nil {
		sum := 0
		for _, s := range figures.FindAllString(boxes[1], -1) {
			n, _ := strconv.Atoi(s)
			sum += n
		}
		if strconv.Itoa(sum) != told[1] {
			r.Fatalf("the boxes make %d:\n%s", sum, c.reply)
		}
	}
}

// total is what the ledger has for a unit and item, by names.
func (c *chat) total(unit, item string) int {
	total := 0
	err := c.db.View(func(tx *store.Tx) error {
		for _, g := range tx.Gaps() {
			if g.Unit.Name == unit && g.Item.Name == item {
				total = g.Tally.Value()
			}
		}
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return total
}
