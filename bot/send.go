package bot

import (
	"pufabot/messages"
	"pufabot/store"
)

// send keeps the reply for repeats and, unless the adapter hands it back itself,
// enqueues it. What is enqueued rests there only: it is most of a line's bytes.
func (t *turn) send() {
	seen := store.SeenReply{Line: t.line, At: t.now}
	queued := !t.reply.Empty() && t.env.ReplyVia.Channel != messages.ChanInline && t.env.ReplyVia.Channel != ""
	if t.env.ReplyVia.Channel == messages.ChanInline {
		t.enclose()
	}
	if !queued {
		seen.Reply = t.reply
		t.tx.MarkSeen(t.env.Key, seen)
		return
	}
	if !t.env.Chat.Private {
		t.reply.Mentions = append(t.reply.Mentions, messages.Mention{Account: t.env.From.Account, Name: t.env.From.Nick})
	}
	t.tx.Answer(t.env.Key, seen, messages.Delivery{Kind: messages.KindReply, Address: t.env.ReplyVia, Message: t.reply, Created: t.now})
}

// firstReply is what a message was answered with when it came first.
func firstReply(tx *store.Tx, key string, seen store.SeenReply) messages.Message {
	if d, ok := tx.DeliveryByKey(store.ReplyKey(key)); ok {
		return d.Message
	}
	return seen.Reply
}
