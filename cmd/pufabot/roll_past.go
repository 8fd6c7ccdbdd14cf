package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/store"
)

// past is what this year's ledger hands on to the next campaign: how it went, and
// who and what was bound in chat, which the next one would not know.
type past struct {
	Status statusReport  `json:"status"`
	People []boundPerson `json:"people"`
	Chats  []boundChat   `json:"chats"`
}

type boundPerson struct {
	Role     ledger.Role   `json:"role"`
	Unit     ledger.UnitID `json:"unit,omitempty"`
	Name     string        `json:"name,omitempty"`
	Mobile   string        `json:"mobile,omitempty"`
	WeCom    string        `json:"wecom,omitempty"`
	DingTalk string        `json:"dingtalk,omitempty"`
}

type boundChat struct {
	Group    ledger.GroupID  `json:"group"`
	Platform ledger.Platform `json:"platform"`
	ID       string          `json:"id"`
}

// past asks the running bot or, when none runs, reads the file itself.
func (c *Config) past() (past, error) {
	var p past
	var body bytes.Buffer
	switch err := c.askRunning(context.Background(), http.MethodGet, "past", &body); {
	case err == nil:
		return p, json.Unmarshal(body.Bytes(), &p)
	case !errors.Is(err, errNotRunning):
		return p, err
	}
	err := c.withStore(func(tx *store.Tx) error { p = pastOf(tx); return nil })
	return p, err
}

func pastOf(tx *store.Tx) past {
	p := past{Status: statusOf(tx)}
	configured := map[ledger.Account]bool{}
	for _, q := range tx.Plan().People {
		for _, a := range q.Accounts {
			configured[a] = true
		}
	}
	for _, role := range []ledger.Role{ledger.Coordinator, ledger.Contact, ledger.Observer} {
		for _, q := range tx.PeopleWith(role) {
			for _, a := range q.Accounts {
				if !configured[a] && a.Platform != ledger.Console { // the console's own people come back by themselves
					p.add(q, a)
				}
			}
		}
	}
	tx.BoundChats(func(g ledger.GroupID, c messages.Chat) bool {
		if c.Platform != ledger.Console && !c.Private {
			p.Chats = append(p.Chats, boundChat{g, c.Platform, c.ID})
		}
		return true
	})
	return p
}

// add keeps an account; the accounts of one person on two platforms stand together.
func (p *past) add(q ledger.Person, a ledger.Account) {
	same := slices.IndexFunc(p.People, func(b boundPerson) bool {
		return b.Role == q.Role && b.Unit == q.Unit && b.Name == q.Name && q.Name != "" &&
			(a.Platform == ledger.WeCom && b.WeCom == "" || a.Platform == ledger.DingTalk && b.DingTalk == "")
	})
	if same < 0 {
		same = len(p.People)
		p.People = append(p.People, boundPerson{Role: q.Role, Unit: q.Unit, Name: q.Name, Mobile: q.Mobile})
	}
	if a.Platform == ledger.WeCom {
		p.People[same].WeCom = a.UserID
	} else {
		p.People[same].DingTalk = a.UserID
	}
}

// chat is the conversation that was bound to a group, for its key in the file.
func (p past) chat(g ledger.GroupID, key string) string {
	platform := map[string]ledger.Platform{"wecom_chat_id": ledger.WeCom, "dingtalk_conversation_id": ledger.DingTalk}[key]
	for _, c := range p.Chats {
		if platform != "" && c.Group == g && c.Platform == platform {
			return c.ID
		}
	}
	return ""
}
