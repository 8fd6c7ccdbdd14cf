package bot

import (
	"pufabot/bot/command"
	"pufabot/messages"
)

// carryOut does what was decided, in the order of the words, and puts the reply together.
func (t *turn) carryOut() {
	if u, bound := t.own(); t.seen && bound { // 收到，明天交 is told what came of it like any plan
		t.tx.Ack(u.ID, t.now)
	}
	switch t.outcome {
	case command.Apply, command.Reply:
	default:
		t.reply = t.said
		if t.outcome == command.Confirm {
			t.reply.Append(messages.NotKept(t.unkept, false))
			t.answerBesides()
		}
		t.wait()
		if t.outcome == command.Ask || t.outcome == command.Unknown || t.outcome == command.Ignore {
			t.acts = nil
		}
		return
	}
	t.reply = t.said
	t.makeWay()
	t.report()
	t.review()
	t.afterMail()
	t.nudge()
	t.reply.Append(messages.NotKept(t.unkept, t.outcome == command.Reply))
	for _, a := range t.acts {
		if _, way := pinned(a); !a.Reporting() && !(way && len(t.acts) > 1) {
			t.reply.Append(t.perform(a))
		}
	}
}

// makeWay takes back what the other acts of the line take the place of.
func (t *turn) makeWay() {
	for _, a := range t.acts {
		if _, way := pinned(a); way && len(t.acts) > 1 {
			t.reply.Append(t.perform(a))
		}
	}
	if t.passOn {
		t.reply.Append(messages.OfferPassOn(t.read))
	}
}

// wayBarred refuses acts that take the place of what is no longer taken back.
func (t *turn) wayBarred() bool {
	for _, a := range t.acts {
		if line, way := pinned(a); way && len(t.acts) > 1 {
			if m, stays := t.fixed(t.deedOf(line)); stays {
				t.refuse(m)
				return true
			}
		}
	}
	return false
}

// answerBesides answers what a line asks beside a report that waits for a yes.
func (t *turn) answerBesides() {
	for _, a := range t.acts {
		if besides(a.Verb) {
			t.reply.Append(t.perform(a))
		}
	}
}

// besides tells whether an act only answers, so that it waits for no yes.
func besides(v command.Verb) bool {
	switch v {
	case command.Status, command.Missing, command.Deadline, command.Rule, command.Help, command.WhoAmI:
		return true
	}
	return false
}

// perform does one act that states no fact, and says what came of it.
func (t *turn) perform(a command.Act) messages.Message {
	switch a.Verb {
	case command.Status:
		return t.status(a)
	case command.Missing:
		return t.missing(a)
	case command.Deadline:
		return t.deadline(a)
	case command.Rule:
		return t.rule(a)
	case command.Help:
		return t.help()
	case command.WhoAmI:
		return messages.Who(t.who.Role, t.h.Plan.UnitName(t.who.Unit), t.env.From.Account, t.env.From.Nick)
	case command.Undo:
		if a.Kind == command.KindReceipt {
			return t.unreceive(a)
		}
		if a.Kind == command.KindRequest {
			return t.withdrawAll(a)
		}
		return t.undo(a)
	case command.Bind:
		return t.bind(a)
	case command.Approve:
		return t.approve(a)
	case command.Unbind:
		return t.unbind(a)
	case command.BindGroup:
		return t.bindGroup(a)
	case command.Ack:
		return t.acknowledge()
	case command.Mute:
		return t.mute(a)
	case command.Silence:
		return t.silence(a)
	case command.Extend:
		return t.extend(a)
	case command.Request:
		return t.request(a)
	case command.Announce:
		return t.announce(a)
	case command.Schedule:
		return t.schedule(a)
	case command.Pause, command.Resume:
		if len(a.Units) > 0 {
			return t.resumeUnits(a.Units)
		}
		return t.pause(a.Verb == command.Pause)
	case command.Files:
		return t.listFiles(a)
	case command.WhoSaid:
		return t.whoSaid(a)
	case command.Move:
		return t.move(a)
	case command.Export, command.Picture, command.Pack:
		return t.handOn(a)
	case command.Audit:
		return t.audit(a)
	case command.Justify:
		return t.justify(a)
	case command.Changes:
		return t.news(a)
	case command.Freeze:
		return t.freeze(a)
	}
	return messages.Message{}
}
