package console

import (
	"context"

	"pufabot/messages"
)

// Send shows a delivery in its chat. It is kept also when no page is open, and
// shown once per delivery key. The only failures are deliveries that cannot be
// meant for the console, which are permanent.
func (c *Console) Send(ctx context.Context, d messages.Delivery) (int, error) {
	switch {
	case d.Address.Channel != messages.ChanConsole:
		return 0, &messages.SendError{Class: messages.Permanent, Code: "wrong channel"}
	case !c.hall.has(d.Address.Target):
		return 0, &messages.SendError{Class: messages.Permanent, Code: "unknown chat"}
	case ctx.Err() != nil:
		return 0, &messages.SendError{Class: messages.Transient, Code: "stopped"}
	}
	m, key := d.Message, "delivery/"+d.Key
	if c.open == nil {
		m = messages.WithoutAttachments(m, func(messages.Attachment) bool { return false })
	}
	c.hall.add(Event{
		Chat: d.Address.Target, Key: key, At: c.time(), Kind: d.Kind,
		Text: messages.Render(m, messages.DialectConsole), Lines: m.Lines, Mentions: c.mentioned(m.Mentions),
		Files: c.enclosed(d.Address.Target, key, m.Attachments), attachments: m.Attachments,
	})
	return 1, nil
}

// mentioned names the people whom a message alerts, as the console knows them.
func (c *Console) mentioned(ms []messages.Mention) []Mentioned {
	var out []Mentioned
	for _, m := range ms {
		x := Mentioned{ID: m.Account.UserID, Name: m.Name}
		if p, ok := c.people[x.ID]; ok && x.Name == "" {
			x.Name = p.Label
		}
		if x.Name == "" {
			x.Name = x.ID
		}
		if x.Name != "" {
			out = append(out, x)
		}
	}
	return out
}
