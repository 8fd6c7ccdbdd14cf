package bot

import (
	"pufabot/bot/command"
	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/parcel"
	"pufabot/messages/picture"
)

const (
	// mostPictures is how many pages of the picture one reply carries.
	mostPictures = 3
	// mostPacked is what WeCom and DingTalk take as one file (20 MB), less the
	// room that the contents sheet needs.
	mostPacked = 19 << 20
)

// handOn answers 导出, 打包 and 进度图. The document is only named here; it is made
// when it is sent (see parcel.Order), so that nothing large is rendered while
// others wait for the store.
func (t *turn) handOn(a command.Act) messages.Message {
	switch a.Verb {
	case command.Picture:
		return t.picture(a)
	case command.Pack:
		return t.pack(a)
	}
	o := parcel.Order{Format: a.Format}
	switch a.Format {
	case "csv", "docx":
	case "zip":
		return t.pack(a)
	case "json":
		return messages.OnThisComputer(exportLine(a.Format, ""))
	default:
		o.Format = "xlsx"
	}
	if o.Format == "docx" {
		o.Item = a.Item
		if u, ok := t.subject(a); ok && u.Kind == ledger.County {
			o.Unit, o.Item = u.ID, ""
		}
		if it := t.item(o.Item); it.Kind == ledger.Entry && !t.forwards(o.Item) {
			return messages.NothingForProvince(it.Name)
		}
	}
	return t.privately(o)
}

// picture shows neither people nor their words: it may be seen by everybody who sees
// the board. It goes where it was asked for, unless the words say where to.
func (t *turn) picture(a command.Act) messages.Message {
	if a.Kind == "board" {
		return t.boardAddress()
	}
	n := picture.Count(t.tx.EachGap())
	o := parcel.Order{Format: "png"}
	title := o.Title(t.h.Plan)
	m := messages.HandedOn(title, t.now, max(0, n-mostPictures))
	for page := 1; page <= min(n, mostPictures); page++ {
		o.Page = page
		m.Attach(t.document(o))
	}
	switch {
	case a.Scope == "me" && !t.env.Chat.Private:
		if addr, ok := t.asker(); ok {
			t.enqueue("document/"+o.Ref()+"/"+t.env.Key, messages.KindReply, messages.To{}, addr, m)
			return messages.PictureSent(title, false)
		}
	case a.Scope == "all" && t.env.Chat.Private && t.who.Role == ledger.Coordinator:
		sent := 0
		for _, g := range t.h.Plan.Groups {
			sent += t.toGroup(g, "document/"+o.Ref()+"/"+t.env.Key, messages.KindStatus, m, nil)
		}
		if sent > 0 {
			return messages.PictureSent(title, true)
		}
	}
	return m
}

// boardAddress tells where the board is. The address with its token is for a
// coordinator's or observer's own eyes.
func (t *turn) boardAddress() messages.Message {
	if t.h.Board == "" {
		return messages.BoardOnlyHere()
	}
	if t.env.Chat.Private {
		return messages.BoardAddress(t.h.Board)
	}
	addr, ok := t.asker()
	if !ok {
		return messages.BoardAskAlone()
	}
	t.enqueue("board/"+t.env.Key, messages.KindReply, messages.To{}, addr, messages.BoardAddress(t.h.Board))
	return messages.BoardSentAlone()
}

// asker is where the speaker can be reached alone, on the platform of the chat.
func (t *turn) asker() (messages.Address, bool) {
	addr, ok := t.tx.PersonAddress(ledger.Person{Accounts: []ledger.Account{t.env.From.Account}})
	return addr, ok && messages.PlatformOf(addr.Channel) == t.env.Chat.Platform
}

// pack sends handed-in files: of one item, or of all together with the reports.
func (t *turn) pack(a command.Act) messages.Message {
	o := parcel.Order{Format: "zip", Item: a.Item, Part: a.Kind}
	switch a.Kind {
	case command.PartCounties:
		return t.privately(o)
	case command.PartProvince:
		if !t.forwards(a.Item) {
			return messages.NothingForProvince(t.item(a.Item).Name)
		}
	}
	count, size := 0, int64(0)
	for g := range t.tx.EachGap() {
		for _, f := range g.Tally.Files {
			if kept, ok := t.tx.File(f.ID); ok && (a.Item == "" || g.Item.ID == a.Item) {
				count, size = count+1, size+kept.Size
			}
		}
	}
	switch {
	case count == 0 && a.Item != "" && a.Kind == "":
		return messages.NoFilesToPack(t.item(a.Item).Name)
	case size > mostPacked:
		return messages.PackTooLarge(size, exportLine("zip", a.Item))
	}
	return t.privately(o)
}

// privately sends a document that has people's names and words to the asker
// alone. Asked in a group where there is no private way, it stays here.
func (t *turn) privately(o parcel.Order) messages.Message {
	title := o.Title(t.h.Plan)
	m := messages.HandedOn(title, t.now, 0)
	if o.Part == command.PartProvince {
		m.Append(messages.WithoutFiles(t.bare(o.Item)))
	}
	m.Attach(t.document(o))
	if t.env.Chat.Private {
		return m
	}
	addr, ok := t.asker()
	if !ok {
		return messages.OnlyPrivately(title, exportLine(o.Format, o.Item))
	}
	t.enqueue("document/"+o.Ref()+"/"+t.env.Key, messages.KindReply, messages.To{}, addr, m)
	return messages.HandedOnPrivately(title)
}

func (t *turn) document(o parcel.Order) messages.Attachment {
	name := o.Title(t.h.Plan)
	if o.Page > 1 {
		name = messages.PageOf(name, o.Page)
	}
	return messages.Attachment{Ref: o.Ref(), Name: messages.DocumentName(name, o.Format, t.now), Picture: o.Format == "png"}
}

// exportLine is the command that makes the document on the computer that runs the bot.
func exportLine(format string, item ledger.ItemID) string {
	s := "pufabot export --format " + format
	if item != "" {
		s += " --item " + string(item)
	}
	return s + " -o export." + format
}
