package bot

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// mostQuoted is among how many of a chat's lines a quoted one is looked for, leastQuoted
// how many letters of a reply tell it apart where the platform has cut it.
const (
	mostQuoted  = 400
	leastQuoted = 12
)

// quotes tells whether the line replies to another message.
func (t *turn) quotes() bool { return t.env.Quote != nil || t.quotation() != "" }

// quotation are the words of that message, as far as they came along.
func (t *turn) quotation() string {
	if t.env.Quote != nil {
		return t.env.Quote.Text
	}
	return command.Replied(t.env.Text)
}

// quoted is what the line that was replied to has done, be it quoted itself or what the
// bot answered to it, and who had said it. Of several with these words it is the newest
// that has done something.
func (t *turn) quoted() (d done, by store.Line, ok bool) {
	if !t.quotes() {
		return done{}, store.Line{}, false
	}
	words := t.letters(t.quotation())
	answers := map[uint64]uint64{}
	n := 0
	for l := range t.linesSince(0, 0) {
		if l.Answers != 0 {
			answers[l.Answers] = l.Seq
		}
		if l.Chat.Key() != t.env.Chat.Key() || l.Seq == t.line {
			continue
		}
		if n++; n > mostQuoted {
			break
		}
		if !t.isQuoted(l, words) {
			continue
		}
		found := t.deedOf(l.Seq)
		if at := answers[l.Seq]; found.empty() && at != 0 { // a question, and its answer
			found = t.deedOf(at)
		}
		if !ok || !found.empty() {
			d, by, ok = found, l, true
		}
		if !found.empty() {
			break
		}
	}
	return d, by, ok
}

// isQuoted tells whether a line or the reply to it has the quoted words, or brought the
// quoted file.
func (t *turn) isQuoted(l store.Line, words string) bool {
	if words == "" {
		return slices.ContainsFunc(t.tx.RecordsOfLine(l.Seq), func(r ledger.Record) bool {
			f, ok := t.tx.File(r.File)
			return ok && slices.ContainsFunc(t.incoming, func(a arrival) bool { return a.file.Hash != "" && a.file.Hash == f.Hash })
		})
	}
	if t.letters(l.Text) == words {
		return true
	}
	seen, ok := t.tx.Seen(l.Key)
	if !ok {
		return false
	}
	reply := t.letters(messages.Render(firstReply(t.tx, l.Key, seen), messages.DialectText))
	return reply == words || utf8.RuneCountInString(reply) >= leastQuoted && strings.Contains(words, reply) ||
		utf8.RuneCountInString(words) >= leastQuoted && strings.Contains(reply, words)
}

// letters are what is left of words when they have been through a platform: marks and
// spaces may be others.
func (t *turn) letters(s string) string {
	for _, name := range t.h.BotNames {
		s = strings.ReplaceAll(s, "@"+name, "")
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}

// aboutQuoted reads a line that names nothing (不对，是110; 退回，缺署名) as about the one
// thing that the quoted line has reported, after a yes.
func (t *turn) aboutQuoted(r command.Reading) command.Reading {
	if !t.quotes() || named(r) {
		return r
	}
	d, by, ok := t.quoted()
	if !ok || len(d.records) == 0 || t.who.Role == ledger.Contact && by.Unit != t.who.Unit {
		return r
	}
	first := d.records[0]
	if slices.ContainsFunc(d.records, func(x ledger.Record) bool { return x.Unit != first.Unit }) {
		return r
	}
	if slices.ContainsFunc(d.records, func(x ledger.Record) bool { return x.Item != first.Item }) {
		return t.ofSeveral(r, d.records)
	}
	head := t.spoken(command.Act{Unit: first.Unit, Item: first.Item})
	for _, title := range t.pieceNames(first) {
		if again, ok := t.readAs(head+title+r.Line, first); ok {
			t.withoutQuotedFiles()
			return again
		}
	}
	return r
}

// ofSeveral reads the line as about the one of several items of a unit that it names:
// 征文退回，跑题 to 征文1篇，署名文章1篇.
func (t *turn) ofSeveral(r command.Reading, records []ledger.Record) command.Reading {
	for _, x := range records {
		if again, ok := t.readAs(t.spoken(command.Act{Unit: x.Unit})+r.Line, x); ok {
			t.withoutQuotedFiles()
			return again
		}
	}
	return r
}

// pieceNames are the ways to name a piece: with its title, for a verdict, and without.
func (t *turn) pieceNames(r ledger.Record) []string {
	if len(r.Titles) == 1 && t.who.Role == ledger.Coordinator {
		return []string{"《" + r.Titles[0] + "》", ""}
	}
	return []string{""}
}

// readAs reads a line and says true where it is about one unit and item only.
func (t *turn) readAs(line string, of ledger.Record) (command.Reading, bool) {
	r := t.h.read(line, t.who, t.now)
	if r.Outcome != command.Apply && r.Outcome != command.Confirm || len(r.Acts) != 1 {
		return r, false
	}
	a := r.Acts[0]
	if !a.Reporting() && a.Verb != command.Review || a.Item != of.Item || !slices.Equal(targets(a), []ledger.UnitID{of.Unit}) {
		return r, false
	}
	if r.Outcome == command.Apply {
		r.Outcome, r.Question = command.Confirm, command.Question{Code: command.AskSure}
	}
	return r, true
}

// named tells whether a reading stands by itself.
func named(r command.Reading) bool {
	switch r.Outcome {
	case command.Ask, command.Unknown, command.Ignore:
		return false
	case command.Apply: // 通过, alone
		return len(r.Acts) != 1 || r.Acts[0].Verb != command.Answer || r.Acts[0].Verdict == ""
	}
	return true
}

// quotesDeed tells whether the line replies to something that is done, and not to what
// still waits for a word.
func (t *turn) quotesDeed() bool {
	d, _, ok := t.quoted()
	return ok && !d.empty()
}

// withoutQuotedFiles lets go of files that were only quoted.
func (t *turn) withoutQuotedFiles() {
	if len(t.env.Files) == 0 {
		t.incoming = nil
	}
}

// weighQuoted prepares to take back what the quoted line has done.
func (t *turn) weighQuoted(a *command.Act) {
	d, by, ok := t.quoted()
	t.withoutQuotedFiles()
	switch {
	case !ok:
		t.tellInstead(messages.QuoteUnknown())
		return
	case d.empty():
		t.tellInstead(messages.QuoteEmpty())
		return
	case by.By != t.env.From.Account:
		m := messages.QuoteOfOther(by.Nick)
		if len(d.records) > 0 && t.who.Role == ledger.Coordinator {
			r := d.records[len(d.records)-1]
			c := messages.Change{Unit: t.unit(r.Unit), Item: t.item(r.Item), Record: r, After: t.tx.Tally(r.Unit, r.Item)}
			m = messages.QuoteOfUnit(by.Nick, messages.Correction(&c, true))
		}
		t.tellInstead(m)
		return
	}
	last, plain := t.lastDeed()
	t.weighDeed(a, d, plain && last.line == d.line)
}
