package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"pufabot/bot/console"
	"pufabot/bot/ledger"
	"pufabot/messages"
)

// scriptLine is one line of a --script file: a time, who, and the words.
type scriptLine struct {
	at   time.Time
	who  console.Persona
	text string
}

func (l scriptLine) envelope(i int) messages.Envelope {
	chat := messages.Chat{Platform: ledger.Console, ID: console.PrivateChat(l.who.Account), Private: true}
	return messages.Envelope{Key: fmt.Sprintf("console/script/%d", i), Chat: chat, From: messages.Sender{Account: l.who.Account},
		Text: l.text, At: l.at, ReplyVia: messages.Address{Channel: messages.ChanConsole, Target: chat.ID}}
}

// readScript reads lines like "2026-12-03T10:00 衡阳县: 宣讲 2场"; # starts a comment.
// The first line that cannot be read is told with its number and what is wrong.
func readScript(path string, plan *ledger.Plan) ([]scriptLine, error) {
	if path == "" {
		return nil, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, errors.New(messages.NoScript(path))
	}
	defer file.Close()
	var out []scriptLine
	in := bufio.NewScanner(file)
	in.Buffer(nil, 1<<20)
	for n := 1; in.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(in.Text(), "\ufeff"))
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		l, err := parseScriptLine(line, plan)
		if err != nil {
			return nil, errors.New(messages.BadScript(filepath.Base(path), n, err.Error()))
		}
		out = append(out, l)
	}
	return out, in.Err()
}

// scriptForm is a time, with T or a space in it, then who, a colon, and the words.
var scriptForm = regexp.MustCompile(`^(\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d\S*)?)\s+([^:：]+)[:：](.*)$`)

func parseScriptLine(line string, plan *ledger.Plan) (scriptLine, error) {
	m := scriptForm.FindStringSubmatch(line)
	if m == nil {
		return scriptLine{}, errors.New(messages.ScriptForm())
	}
	at, err := parseTime(m[1], plan.Campaign.Zone)
	if err != nil {
		return scriptLine{}, err
	}
	who := strings.TrimSpace(m[2])
	text := strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(strings.TrimSpace(m[3]))
	for _, p := range console.Personas(plan) {
		unit, _ := plan.Unit(p.Unit)
		if who == p.Account.UserID || who == p.Label || p.Role == ledger.Contact && (who == unit.Name || slices.Contains(unit.Aliases, who)) {
			return scriptLine{at: at, who: p, text: text}, nil
		}
	}
	return scriptLine{}, errors.New(messages.BadSpeaker(who))
}
