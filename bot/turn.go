package bot

import (
	"strings"
	"time"

	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// turn is one line on its way through one transaction.
type turn struct {
	h   *Handler
	tx  *store.Tx
	env messages.Envelope
	now time.Time
	who command.Speaker
	// ahead is the line as it was read before the turn; nil: it was not.
	ahead *ahead

	outcome command.Outcome
	acts    []command.Act
	// said are words that the decision has prepared: a question, a refusal, small talk.
	said messages.Message
	// options are what a question offers; not empty: the question waits for its answer.
	options []option
	echoes  []command.Echo
	// answers is the line whose question this one has answered.
	answers uint64
	// unkept are words of the line that left no record beside what was done.
	unkept []string
	// dropped is an earlier line whose question this one has left unanswered, left what
	// that question offered.
	dropped string
	left    []option
	// read is the line as it was read; passOn says that it can be passed on to the coordinators.
	read   string
	passOn bool
	// seen says that the line tells beside all else that a reminder has been seen.
	seen bool
	// unsettled says of a question that it still waits.
	unsettled messages.Message

	// incoming are the files of this message; open are the items between which its
	// words leave them; filed is what became of the files that were explained.
	incoming []arrival
	refused  []store.File // waiting ones that the item of this line is not handed in as
	open     []ledger.ItemID
	filed    []messages.Filed
	kept     messages.Message  // what is told of them
	reopened []messages.Ruling // pieces whose new version is to be read again
	// narrow leaves only the waiting files that the line replies to; nil: it leaves all.
	narrow func(id uint64) bool

	line    uint64
	changes []messages.Change
	reply   messages.Message
}

// turn finds out who is speaking. The name that somebody was bound with tells more than
// what the platform shows, if that shows any.
func (h *Handler) turn(tx *store.Tx, env messages.Envelope) *turn {
	p, who := h.speaker(tx, env)
	if p.Name != "" {
		env.From.Nick = p.Name
	}
	return &turn{h: h, tx: tx, env: env, now: h.now(tx), who: who}
}

// decide reads the line, settles a pending question if the line answers one, and
// weighs what is left against the store. It changes nothing but pending questions
// and what the speaker is known to speak of.
func (t *turn) decide() {
	if strings.TrimSpace(t.env.Text) == "" && len(filesOf(t.env)) > 0 {
		t.silentFiles()
		return
	}
	if strings.TrimSpace(t.env.Text) == "" {
		t.outcome, t.acts = command.Reply, []command.Act{{Verb: command.Help}}
		return
	}
	r, ok := t.ahead.take(t.who, t.now)
	if !ok {
		r = t.h.read(t.env.Text, t.who, t.now)
	}
	t.seen = r.Seen
	if r = t.aboutQuoted(r); t.dismissed() || t.elsewhere(r) || t.mend(r) {
		return
	}
	if t.settle(r) || !tells(r) && t.sheetAsPaste() || t.standingNudge(r) {
		return
	}
	t.take(r)
}

// take adopts a reading, then weighs it.
func (t *turn) take(r command.Reading) {
	if !t.takeFiles(r) {
		t.adopt(r)
	}
}

// adopt takes a reading over that leaves no file to be explained.
func (t *turn) adopt(r command.Reading) {
	t.read = r.Line
	if t.contested(r) {
		return
	}
	r = t.headed(r)
	r = t.ended(t.leaning(t.grantedRequest(t.forWhich(t.restaffed(t.corrected(t.whichBack(t.pointed(r))))))))
	defer t.remember(r)
	t.outcome, t.acts, t.echoes, t.unkept = r.Outcome, r.Acts, r.Echoes, r.Unkept
	switch r.Outcome {
	case command.Ignore:
		t.said = messages.SmallTalk(string(r.Chatter))
		if r.PassOn {
			t.said.Append(messages.OfferPassOn(r.Line))
		}
	case command.Reply:
		if r.Chatter == command.Plans { // 征文打算交2篇: the deadline, and that nothing was kept
			t.said = messages.SmallTalk(string(r.Chatter))
		}
		t.passOn = r.PassOn
	case command.Unknown, command.Refuse:
		t.said = questionMessage(t.h.Plan, r)
	case command.Ask:
		if t.audience(r) {
			return
		}
		t.said = questionMessage(t.h.Plan, r)
		t.offer(r.Question.Options)
		t.byItems(r)
		t.openGap(r)
	case command.Confirm:
		t.said = questionMessage(t.h.Plan, r)
		t.options = []option{{Acts: saved(r.Acts)}}
		if pasted(r.Acts) {
			t.previewPaste(r)
			return
		}
		if len(r.Acts) == 1 && r.Acts[0].Verb == command.Bind && r.Acts[0].Person == "" {
			t.said.Append(messages.NameWanted())
		}
		t.weigh()
	case command.Apply:
		t.withoutKnown()
		t.weigh()
	}
}

func (t *turn) refuse(m messages.Message) {
	t.outcome, t.said, t.options = command.Refuse, m, nil
}

func (t *turn) unit(id ledger.UnitID) ledger.Unit {
	u, ok := t.h.Plan.Unit(id)
	if !ok {
		u = ledger.Unit{ID: id, Name: string(id)}
	}
	return u
}

func (t *turn) item(id ledger.ItemID) ledger.Item {
	it, ok := t.h.Plan.Item(id)
	if !ok {
		it = ledger.Item{ID: id, Name: string(id)}
	}
	return it
}

func (t *turn) units(ids []ledger.UnitID) []ledger.Unit {
	out := make([]ledger.Unit, len(ids))
	for i, id := range ids {
		out[i] = t.unit(id)
	}
	return out
}

// other tells whether the acts write for units that are not the speaker's own.
func (t *turn) other(changes []messages.Change) bool {
	for _, c := range changes {
		if c.Unit.ID != t.who.Unit {
			return true
		}
	}
	return false
}

func (t *turn) items(ids []ledger.ItemID) []ledger.Item {
	out := make([]ledger.Item, len(ids))
	for i, id := range ids {
		out[i] = t.item(id)
	}
	return out
}
