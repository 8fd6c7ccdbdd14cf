package messages

import (
	"fmt"
	"strings"

	"pufabot/bot/ledger"
)

// How much of a long list a chat reads out. Cities have a dozen counties, whom all
// lists name; of thousands nobody reads the names, and a reply would be cut into
// dozens of messages.
const (
	// mostNamed is how many units a sentence names; the others are counted.
	mostNamed = 60
	// mostBeside is the same where several such sentences stand in one message, and
	// mostShort where a line has other things to say, too.
	mostBeside = 24
	mostShort  = 12
	// mostAside is how many of the units that a sentence names it names twice.
	mostAside = 3
	// mostListed is how many lines a list has.
	mostListed = 40
)

// UnitNames joins names with 、, and counts them where they are too many.
func UnitNames(units []ledger.Unit) string { return firstNames(units, mostNamed) }

// firstNames are at most so many names: 第1区、第2区等85家.
func firstNames(units []ledger.Unit, most int) string {
	names := make([]string, min(len(units), most))
	for i := range names {
		names[i] = units[i].Name
	}
	return strings.Join(names, "、") + andSo(len(units), most)
}

// andSo counts all when some have been left out: 等85家.
func andSo(n, most int) string {
	if n <= most {
		return ""
	}
	return fmt.Sprintf("等%d家", n)
}

// namesOrCount are names that have a place in a short line, else their number: 85家.
func namesOrCount(units []ledger.Unit) string {
	if len(units) > mostShort {
		return fmt.Sprintf("%d家", len(units))
	}
	return UnitNames(units)
}

// wholeList says where the names stand that a reply has left out.
func wholeList(m *Message, sheet string) {
	m.Note(T("名单太长，这里没有列全；全部名单在表格的“" + sheet + "”一页，这样要："))
	m.Copy("导出表格")
}

// NeitherEvent is the answer that somebody goes to none of two events.
func NeitherEvent() string { return "两场都不去" }
