package main

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2/unstable"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// rolled is what rolling a configuration has met on the way.
type rolled struct {
	leaps   []ledger.Date // days that the new year does not have
	dropped []string      // rest_days and work_days of the old year
	years   []int         // lines that still name the old year
	counted []int         // lines that count the campaigns: 第十三个
	people  int
	chats   int
}

var (
	rolledDate = regexp.MustCompile(`^(campaign\.(start|end)|items\[\d+\]\.due|milestones\[\d+\]\.at)$`)
	ownDays    = regexp.MustCompile(`^campaign\.(rest_days|work_days)$`)
	dayOfWeek  = regexp.MustCompile(`(星期|周)([一二三四五六日天])`)
	ordinal    = regexp.MustCompile(`第[0-9一二三四五六七八九十百]+(个|届|次)|[0-9一二三四五六七八九十百]+周年`)
)

// rollText is the file one campaign later: every date so many years on, the old
// year in id and title replaced, the old year's own days off dropped, and whoever
// was bound in chat written down. All else stays as it is, comments and references
// to secrets among it.
func rollText(data []byte, c *Config, year int, past past) ([]byte, *rolled) {
	told := &rolled{}
	from := c.Campaign.Start.Year
	was, is := strconv.Itoa(from), strconv.Itoa(year)
	body := bytes.TrimPrefix(data, []byte("\ufeff"))
	var edits []edit
	group := ""
	for _, m := range marksOf(body) {
		raw := string(body[m.from:m.to])
		switch {
		case rolledDate.MatchString(m.path) && (m.kind == unstable.LocalDate || m.kind == unstable.LocalDateTime):
			edits = append(edits, told.date(body, m, raw, year-from)...)
		case ownDays.MatchString(m.path):
			if days := strings.Trim(raw, "[ \t\r\n]"); days != "" {
				told.dropped = append(told.dropped, m.path)
				edits = append(edits, edit{m.from, m.to, "[]"})
			}
		case m.path == "campaign.id":
			id := strings.ReplaceAll(m.text, was, is)
			if id == m.text {
				id += "-" + is
			}
			edits = append(edits, edit{m.from, m.to, strconv.Quote(id)})
		case m.path == "campaign.title":
			edits = append(edits, edit{m.from, m.to, strings.ReplaceAll(raw, was, is)})
		case strings.HasPrefix(m.path, "groups[") && strings.HasSuffix(m.path, "].id"):
			group = m.text
		case m.text == "" && strings.HasPrefix(m.path, "groups["):
			key := m.path[strings.IndexByte(m.path, '.')+1:]
			if chat := past.chat(ledger.GroupID(group), key); chat != "" {
				told.chats++
				edits = append(edits, edit{m.from, m.to, strconv.Quote(chat)})
			}
		}
	}
	out := append(edited(body, edits), told.roster(past)...)
	told.look(out, was)
	return out, told
}

// date moves one date by years, and the weekday that a comment on its line names.
func (r *rolled) date(body []byte, m mark, raw string, years int) []edit {
	old, err := ledger.ParseDate(raw[:len(time.DateOnly)])
	if err != nil {
		return nil // not in a file that was read without a fault
	}
	day, leap := inYear(old, years)
	if leap {
		r.leaps = append(r.leaps, old)
	}
	out := []edit{{m.from, m.from + len(time.DateOnly), day.String()}}
	rest := body[m.to:lineEnd(body, m.to)]
	if at := dayOfWeek.FindSubmatchIndex(rest); at != nil && bytes.ContainsRune(rest[:at[0]], '#') &&
		messages.SameWeekday(string(rest[at[4]:at[5]]), old.Weekday()) {
		out = append(out, edit{m.to + at[4], m.to + at[5], messages.WeekdayCharacter(day.Weekday())})
	}
	return out
}

// inYear is the same day so many years on; 29 February becomes the 28th where
// there is none, and leap is true.
func inYear(d ledger.Date, years int) (day ledger.Date, leap bool) {
	day = ledger.Date{Year: d.Year + years, Month: d.Month, Day: d.Day}
	if _, err := ledger.ParseDate(day.String()); err != nil {
		day.Day--
		return day, true
	}
	return day, false
}

// roster writes down who was bound in chat: the new campaign does not know them
// otherwise.
func (r *rolled) roster(p past) []byte {
	if len(p.People) == 0 {
		return nil
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "\n# %s\n", messages.RollRoster())
	for _, q := range p.People {
		r.people++
		fmt.Fprintf(&b, "\n[[people]]\nrole = %s\n", tomlString(string(q.Role)))
		for _, kv := range [][2]string{{"unit", string(q.Unit)}, {"name", q.Name}, {"wecom_userid", q.WeCom}, {"dingtalk_userid", q.DingTalk}, {"mobile", q.Mobile}} {
			if kv[1] != "" {
				fmt.Fprintf(&b, "%s = %s\n", kv[0], tomlString(kv[1]))
			}
		}
	}
	return b.Bytes()
}

// tomlString quotes what people have typed.
func tomlString(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7f:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// look notes the lines of the new file on which somebody should cast an eye.
func (r *rolled) look(data []byte, was string) {
	n := 0
	for l := range bytes.Lines(data) {
		n++
		if bytes.Contains(l, []byte(was)) {
			r.years = append(r.years, n)
		}
		if ordinal.Match(l) {
			r.counted = append(r.counted, n)
		}
	}
}

// complete tells whether every date has moved: dates written in a way that the
// edits do not know of must not slip through.
func (r *rolled) complete(old, next *Config, year int) bool {
	years := year - old.Campaign.Start.Year
	moved := func(was, is ledger.Date) bool {
		want, _ := inYear(was, years)
		return want == is
	}
	if next == nil || next.Campaign.ID == old.Campaign.ID || !moved(old.Campaign.Start, next.Campaign.Start) || !moved(old.Campaign.End, next.Campaign.End) {
		return false
	}
	for i, it := range old.Items {
		if !moved(it.Due.Day, next.Items[i].Due.Day) {
			return false
		}
	}
	for i, m := range old.Milestones {
		if !moved(m.At.Day, next.Milestones[i].At.Day) {
			return false
		}
	}
	return len(next.Campaign.RestDays)+len(next.Campaign.WorkDays) == 0
}

// usesFiles tells whether a secret is kept in a file beside the configuration.
func usesFiles(data []byte) bool {
	return slices.ContainsFunc(marksOf(bytes.TrimPrefix(data, []byte("\ufeff"))), func(m mark) bool {
		return m.kind == unstable.String && strings.HasPrefix(m.text, "file:")
	})
}
