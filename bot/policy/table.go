package policy

import (
	"pufabot/bot/command"
	"pufabot/bot/ledger"
)

// scope is how far a role may go with a verb.
type scope uint8

const (
	no       scope = iota
	ownUnit        // only for the unit that the speaker is bound to
	anywhere       // for any unit
)

// may is the one table of who may do what. A verb that is missing here may be
// done by nobody.
var may = map[command.Verb]map[ledger.Role]scope{
	// stating what a unit did
	command.Count:   {ledger.Contact: ownUnit, ledger.Coordinator: anywhere},
	command.Session: {ledger.Contact: ownUnit, ledger.Coordinator: anywhere},
	command.Entry:   {ledger.Contact: ownUnit, ledger.Coordinator: anywhere},
	command.Signup:  {ledger.Contact: ownUnit, ledger.Coordinator: anywhere},
	command.Text:    {ledger.Contact: ownUnit, ledger.Coordinator: anywhere},
	command.Mail:    {ledger.Contact: ownUnit, ledger.Coordinator: anywhere},
	command.File:    {ledger.Contact: ownUnit, ledger.Coordinator: anywhere},
	command.Paste:   {ledger.Contact: ownUnit, ledger.Coordinator: anywhere},
	command.Undo:    {ledger.Contact: ownUnit, ledger.Coordinator: anywhere},
	command.Request: {ledger.Contact: ownUnit, ledger.Coordinator: anywhere},
	// looking: what the board shows to all
	command.Status:   everybody,
	command.Missing:  everybody,
	command.Deadline: everybody,
	command.Rule:     everybody,
	command.Help:     everybody,
	command.WhoAmI:   everybody,
	command.Answer:   everybody,
	command.Ack:      everybody,
	command.Schedule: everybody,
	command.Changes:  {ledger.Contact: ownUnit, ledger.Coordinator: anywhere, ledger.Observer: anywhere},
	command.Audit:    {ledger.Contact: ownUnit, ledger.Coordinator: anywhere, ledger.Observer: anywhere},
	command.Justify:  {ledger.Contact: ownUnit, ledger.Coordinator: anywhere},
	command.WhoSaid:  {ledger.Contact: ownUnit, ledger.Coordinator: anywhere, ledger.Observer: anywhere},
	command.Files:    {ledger.Contact: ownUnit, ledger.Coordinator: anywhere, ledger.Observer: anywhere},
	command.Picture:  {ledger.Contact: anywhere, ledger.Coordinator: anywhere, ledger.Observer: anywhere},
	// oneself
	command.Bind:   everybody,
	command.Unbind: {ledger.Contact: ownUnit, ledger.Coordinator: anywhere, ledger.Observer: ownUnit, ledger.Unbound: ownUnit},
	command.Mute:   {ledger.Contact: ownUnit, ledger.Coordinator: anywhere, ledger.Observer: ownUnit, ledger.Unbound: ownUnit},
	// running the campaign
	command.Extend:    coordinators,
	command.Review:    coordinators,
	command.Freeze:    coordinators,
	command.Nudge:     coordinators,
	command.Silence:   coordinators,
	command.Export:    coordinators,
	command.Pack:      coordinators,
	command.Announce:  coordinators,
	command.Approve:   coordinators,
	command.Move:      coordinators,
	command.BindGroup: coordinators,
	command.Pause:     coordinators,
	command.Resume:    coordinators,
}

var (
	everybody    = map[ledger.Role]scope{ledger.Contact: anywhere, ledger.Coordinator: anywhere, ledger.Observer: anywhere, ledger.Unbound: anywhere}
	coordinators = map[ledger.Role]scope{ledger.Coordinator: anywhere}
)

// May tells whether a role may use a verb at all, for its own unit at least.
func May(role ledger.Role, v command.Verb) bool { return may[v][role] != no }
