package command

import (
	"time"

	"pufabot/bot/ledger"
)

// Speaker is who typed the line, as far as understanding it needs.
type Speaker struct {
	Role ledger.Role
	Unit ledger.UnitID // of contacts; empty for others
}

// Context is what a line is read against, beside the plan.
type Context struct {
	Speaker
	// Now is the campaign's local time, to which 昨天 and 周五 are relative.
	Now time.Time
	// BotNames are display names of the bot, so that a mention left in the line can be taken out.
	BotNames []string
}

// Outcome is what the words alone call for. The handler may still turn apply
// into confirm (a total would fall) or into refuse (what is stored forbids it).
type Outcome string

// The outcomes of the contract.
const (
	Apply   Outcome = "apply"
	Confirm Outcome = "confirm"
	Ask     Outcome = "ask"
	Reply   Outcome = "answer"
	Refuse  Outcome = "refuse"
	Unknown Outcome = "unknown"
	Ignore  Outcome = "ignore"
)

// Reading is what one line was understood as.
type Reading struct {
	// Line is the normalised line; spans point into it.
	Line    string
	Outcome Outcome
	// Acts are in the order of the words. Of ask, unknown and ignore: none.
	Acts []Act
	// Question says what must be settled first (confirm, ask), or why not (refuse, unknown).
	Question Question
	// Suggest are lines to copy (ask, unknown).
	Suggest []string
	// Unread are the rows of a pasted list that were not understood and are left out.
	Unread []string
	// Columns are the heads of a pasted table's columns that were left out.
	Columns []string
	// Repeated are acts that a pasted list contradicts itself about; none is taken.
	Repeated []Act
	// Table says that the line is a table of units and items, whatever became of it.
	Table bool
	// Echoes are misspellings that were accepted, to be shown in the receipt.
	Echoes []Echo
	// Unkept are parts of the line, as typed, that tell of something and leave no
	// record: plans and negations beside a report, figures inside a question.
	Unkept []string
	// Chatter is the kind of an ignored line.
	Chatter Chatter
	// Seen says that the line begins by telling that a reminder has been seen: 收到，明天交.
	Seen bool
	// PassOn says that the line tells of something in the way, which can be passed on.
	PassOn bool
	// Contests says that the line takes back what may have been booked for the unit by
	// somebody else (我们没搞过这场, 不是我们报的), Contested of which items; none: any.
	Contests  bool
	Contested []ledger.ItemID
	// Answer is what the line says if a question of its sender is waiting: yes, no,
	// or its own short words (1, 126人, 衡山县). Empty when it cannot be an answer.
	Answer string
}

// Echo is a misspelling and what it was taken for.
type Echo struct{ Typed, Taken string }

// Question is a question or a refusal, as data; package messages words it.
type Question struct {
	Code QuestionCode
	// Quote is the part of the line that it is about, as typed.
	Quote string
	Item  ledger.ItemID
	Unit  ledger.UnitID
	// Value and Other are figures: what was read, and what it was compared with.
	Value, Other int
	// Approx says that Value is only about so much.
	Approx bool
	// Figures are all that contradict each other, where they are more than two.
	Figures []int
	// Corrects says that the line takes back what was told before it (不对,是3篇).
	Corrects bool
	// Items and Units are candidates.
	Items []ledger.ItemID
	Units []ledger.UnitID
	// Options are the answers on offer, numbered from 1 in this order.
	Options []Option
}

// Option is one answer and what it stands for: acts, or a list in which a row is clear now.
type Option struct {
	Label string
	Acts  []Act
	Line  string
}

// QuestionCode says what a question is about.
type QuestionCode string

// Chatter is what kind of small talk a line is.
type Chatter string

// The kinds of small talk.
const (
	Greeting     Chatter = "greeting"
	Thanks       Chatter = "thanks"
	Complaint    Chatter = "complaint"
	Announcement Chatter = "announcement" // said by a person to all
	Plans        Chatter = "plans"        // intentions and negations: nothing to keep yet
	Stray        Chatter = "stray"        // yes, no or a number without a question
	Photos       Chatter = "photos"       // of a session, which are not counted
	Unwell       Chatter = "unwell"
	Lost         Chatter = "lost" // somebody does not understand
	Farewell     Chatter = "farewell"
	NotCome      Chatter = "notcome" // a word for what the platform did not bring
	Small        Chatter = "small"   // anything else that wants nothing
)
