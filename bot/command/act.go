package command

import (
	"time"

	"pufabot/bot/ledger"
)

// Verb is what somebody wants. Storing verbs leave a fact; the others are
// answered from what is there.
type Verb string

// The verbs of the contract.
const (
	Count    Verb = "count"
	Session  Verb = "session"
	Entry    Verb = "entry"
	Signup   Verb = "signup"
	Text     Verb = "text"
	Mail     Verb = "mail"
	Status   Verb = "status"
	Missing  Verb = "missing"
	Deadline Verb = "deadline"
	Rule     Verb = "rule"
	Help     Verb = "help"
	WhoAmI   Verb = "whoami"
	Undo     Verb = "undo"
	Ack      Verb = "ack"
	Answer   Verb = "answer"
	Bind     Verb = "bind"
	Unbind   Verb = "unbind"
	Mute     Verb = "mute"
	Extend   Verb = "extend"
	Review   Verb = "review"
	Nudge    Verb = "nudge"
	Silence  Verb = "silence"
	Export   Verb = "export"
	Picture  Verb = "picture"
	Pack     Verb = "pack"
	Paste    Verb = "paste"
	Announce Verb = "announce"
	Approve  Verb = "approve"
	Move     Verb = "move"
	Request  Verb = "request"
	// BindGroup ties this chat to a work group of the plan (绑定群).
	BindGroup Verb = "bindgroup"
	// Schedule lists the next reminders (提醒计划); Pause and Resume stop and restart them.
	Schedule Verb = "schedule"
	Pause    Verb = "pause"
	Resume   Verb = "resume"
	// File says what files are that came or are coming: of which unit and item. It is
	// made by the handler, never read from words. Files asks for the list (看文件).
	File  Verb = "file"
	Files Verb = "files"
	// WhoSaid asks where a figure comes from (谁报的).
	WhoSaid Verb = "whosaid"
	// Audit holds the figures against the audit relations (审核), or what was said to
	// be mailed against what arrived (邮件对账, Kind mail).
	Audit Verb = "audit"
	// Justify answers a query of the audit (答题属实，新增两个学校).
	Justify Verb = "justify"
	// Changes tells what has changed since an instant (今天有什么变化, At), or was
	// corrected (改过什么, Kind corrections).
	Changes Verb = "changes"
	// Freeze fixes the figures of the reports (封存; Kind lift takes it back).
	Freeze Verb = "freeze"
)

// Kinds of mute other than a plain rest: to be away (Person may name the deputy,
// Units whom a coordinator speaks for), and to be back.
const (
	KindLeave = "leave"
	KindBack  = "back"
)

// KindRetitled is an entry of which only the title is told anew; Text is the old one,
// where the line tells it.
const KindRetitled = "retitled"

// KindReceipt is an undo of having received what units mailed: 衡东总结没收到.
const KindReceipt = "receipt"

// KindRequest is an undo of a request that the speaker's unit has open: 不用延了.
const KindRequest = "request"

// ScopeBinding is the scope of such an undo that is about a binding.
const ScopeBinding = "binding"

// KindLift takes back what an order of the same verb did: a freeze, an extension (of
// the item, or all that the units have).
const KindLift = "lift"

// KindExtended asks deadline for those who have more time, and why.
const KindExtended = "extended"

// KindNagged is a status asked for in anger: 你怎么还催我征文.
const KindNagged = "nagged"

// KindOpen is a rule or a deadline of nothing in particular, in words that may mean
// anything: 为什么不同意, 周末有人收吗.
const KindOpen = "open"

// KindGrant is a verdict that may answer what a unit has asked for as well as judge
// what it has handed in (同意衡东的).
const KindGrant = "grant"

// KindSupplements asks changes for what has been said after the figures were frozen.
const KindSupplements = "supplements"

// ScopePast asks schedule for the reminders that have been.
const ScopePast = "past"

// ScopeSelected is the scope of a verdict on the pieces that had been chosen.
const ScopeSelected = "selected"

// Span is a run of bytes of the normalised line.
type Span struct{ Start, End int }

// Act is one thing that a line asks for. Fields that do not belong to the verb
// are zero. MarshalJSON writes the shape of the contract.
type Act struct {
	Verb Verb
	Unit ledger.UnitID
	Item ledger.ItemID

	Op ledger.Op
	// OpStated says that the words themselves said set, add or take away (又, 更正为,
	// 多报了…), so that lowering a total needs no question.
	OpStated bool
	// Value is the figure; HasValue tells an explicit 0 from none.
	Value    int
	HasValue bool
	Approx   bool
	Measure  string // only when it differs from the item's own
	Scope    string // of a count: own, others; of a question: me, all; of a return: all, those judged before too
	Date     ledger.Date
	Place    string
	People   int
	Titles   []string
	Author   string
	// Authors are the authors of the titles, one for each, where they differ.
	Authors []string
	Type    string
	Stage   ledger.Stage
	Media   string
	Names   []string
	Person  string // of bind and unbind: the person's own name
	Event   ledger.MilestoneID
	Text    string
	State   string // of mail: sent, received
	// Reply is the value of an answer: yes, no, or the text that may pick a choice.
	Reply string

	Units   []ledger.UnitID
	Except  []ledger.UnitID
	IDs     []string // of approve; of review and a revised entry: places in the unit's list, from 1
	Leave   Pick     // of review: the pieces of Except that are left out; none: all of them
	Verdict string
	Reason  string
	Due     time.Time
	Until   time.Time
	At      time.Time
	Format  string
	Kind    string
	From    ledger.UnitID
	To      ledger.UnitID
	// Group is the work group of bindgroup; empty: the only one.
	Group ledger.GroupID

	// Span is where in Reading.Line the act was read, for quoting it back.
	Span Span
}

// Pick names some of a unit's pieces: by place, by title or by type.
type Pick struct {
	Places []string `json:"ids,omitempty"`
	Titles []string `json:"titles,omitempty"`
	Type   string   `json:"type,omitempty"`
}

// Some tells whether it names any.
func (p Pick) Some() bool { return len(p.Places)+len(p.Titles)+len(p.Type) > 0 }

// Storing tells whether the act would change what is kept.
func (a Act) Storing() bool {
	switch a.Verb {
	case Status, Missing, Deadline, Rule, Help, WhoAmI, Answer, Export, Picture, Pack, Schedule, WhoSaid, Audit, Changes, Files:
		return false
	}
	return true
}

// Reporting tells whether the act states a fact about a unit's own work.
func (a Act) Reporting() bool { return a.Verb.reports() }

func (v Verb) reports() bool {
	switch v {
	case Count, Session, Entry, Signup, Text, Mail:
		return true
	}
	return false
}

// anyAct tells whether one of the acts is such. Acts are large: they are looked at where
// they lie.
func anyAct(acts []Act, such func(*Act) bool) bool {
	for i := range acts {
		if such(&acts[i]) {
			return true
		}
	}
	return false
}

// anyVerb tells whether one of the acts has such a verb.
func anyVerb(acts []Act, such func(Verb) bool) bool {
	for i := range acts {
		if such(acts[i].Verb) {
			return true
		}
	}
	return false
}
