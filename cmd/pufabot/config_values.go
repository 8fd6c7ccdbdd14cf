package main

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2/unstable"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

// kind tells whether a value is of the kind wanted, and reports it when it is not.
func (d *decoder) kind(n *node, path string, want unstable.Kind, words string) bool {
	if n.kind == want {
		return true
	}
	d.bad(path, messages.FaultType(words, kindName(n.kind)))
	return false
}

func kindName(k unstable.Kind) string {
	switch k {
	case unstable.String:
		return messages.WantString()
	case unstable.Bool:
		return messages.WantBool()
	case unstable.Integer:
		return messages.WantInteger()
	case unstable.Float:
		return messages.WantFloat()
	case unstable.Array:
		return messages.WantList()
	case unstable.Table:
		return messages.WantTable("")
	case unstable.LocalDate:
		return messages.WantDate()
	case unstable.LocalTime:
		return messages.WantTime()
	}
	return messages.WantDateTime()
}

var plainInteger = regexp.MustCompile(`^[+-]?(0|[1-9](_?[0-9])*)$`)

func (d *decoder) integer(n *node, path string, to *int) {
	if !d.kind(n, path, unstable.Integer, messages.WantInteger()) {
		return
	}
	i, err := strconv.ParseInt(strings.ReplaceAll(n.text, "_", ""), 10, 64)
	if err != nil || !plainInteger.MatchString(n.text) || i > math.MaxInt32 || i < math.MinInt32 {
		d.bad(path, messages.FaultInteger(n.text))
		return
	}
	*to = int(i)
}

var dateTime = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d)(?::(\d\d)(?:\.\d+)?)?$`)

// when reads a date or, where allowed, a date with a time. Seconds may be left out.
func (d *decoder) when(n *node, path string, withTime bool) (When, bool) {
	want := messages.WantDate()
	if withTime {
		want = messages.WantWhen()
	}
	switch n.kind {
	case unstable.LocalDate:
		day, err := ledger.ParseDate(n.text)
		if err != nil {
			d.bad(path, messages.FaultNoSuchDay(n.text))
			return When{}, false
		}
		return When{Day: day}, true
	case unstable.LocalDateTime:
		m := dateTime.FindStringSubmatch(n.text)
		if !withTime || m == nil {
			break
		}
		day, err := ledger.ParseDate(m[1])
		if err != nil {
			d.bad(path, messages.FaultNoSuchDay(m[1]))
			return When{}, false
		}
		clock, err := ledger.ParseClock(m[2])
		sec, _ := strconv.Atoi(m[3])
		if err != nil || sec > 59 {
			d.bad(path, messages.FaultClock(n.text[len(m[1])+1:]))
			return When{}, false
		}
		clock.Second = sec
		return When{Day: day, Time: clock, HasTime: true}, true
	case unstable.DateTime:
		d.bad(path, messages.FaultZoneInTime())
		return When{}, false
	case unstable.String:
		d.bad(path, messages.FaultQuotedDate())
		return When{}, false
	}
	d.bad(path, messages.FaultType(want, kindName(n.kind)))
	return When{}, false
}

func (d *decoder) zone(name, path string, to **time.Location) {
	if name == "" || name == "Local" { // what a machine calls local is not part of a plan
		d.bad(path, messages.FaultZone(name))
		return
	}
	z, err := time.LoadLocation(name)
	if err != nil {
		d.bad(path, messages.FaultZone(name))
		return
	}
	*to = z
}
