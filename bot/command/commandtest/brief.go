package commandtest

import (
	"fmt"
	"strings"

	"pufabot/bot/command"
)

// Brief is a reading on one line, for tables that people read:
// "apply count quiz set 126 approx", "ask range", "answer deadline essay".
func Brief(r command.Reading) string {
	s := string(r.Outcome)
	switch r.Outcome {
	case command.Ask, command.Confirm, command.Refuse:
		s += ":" + string(r.Question.Code)
	case command.Ignore:
		s += ":" + string(r.Chatter)
	}
	if r.Outcome == command.Ask || r.Outcome == command.Unknown || r.Outcome == command.Ignore {
		return s
	}
	for i, a := range r.Acts {
		if i > 0 {
			s += " +"
		}
		s += " " + briefAct(a)
	}
	return s
}

func briefAct(a command.Act) string {
	w := []string{string(a.Verb)}
	add := func(v string, ok bool) {
		if ok {
			w = append(w, v)
		}
	}
	add(string(a.Unit), a.Unit != "")
	add(string(a.Item), a.Item != "")
	add(string(a.Op), a.Op != "")
	add(fmt.Sprint(a.Value), a.HasValue)
	add("approx", a.Approx)
	add(a.Measure, a.Measure != "")
	add(a.Scope, a.Scope != "")
	add(a.Date.String(), !a.Date.IsZero())
	add("@"+a.Place, a.Place != "")
	add(fmt.Sprintf("people=%d", a.People), a.People > 0)
	for _, t := range a.Titles {
		w = append(w, "《"+t+"》")
	}
	add("by="+a.Author, a.Author != "")
	add("by="+strings.Join(a.Authors, "/"), len(a.Authors) > 0)
	add(a.Type, a.Type != "")
	add(string(a.Stage), a.Stage != "")
	add("in="+a.Media, a.Media != "")
	add(strings.Join(a.Names, ","), len(a.Names) > 0)
	add("person="+a.Person, a.Person != "")
	add(string(a.Event), a.Event != "")
	add("text="+a.Text, a.Text != "")
	add(a.State, a.State != "")
	add(a.Reply, a.Reply != "")
	for _, u := range a.Units {
		w = append(w, "u="+string(u))
	}
	for _, u := range a.Except {
		w = append(w, "not="+string(u))
	}
	add("ids="+strings.Join(a.IDs, ","), len(a.IDs) > 0)
	add(a.Verdict, a.Verdict != "")
	add("why="+a.Reason, a.Reason != "")
	add("due="+a.Due.Format("01-02T15:04"), !a.Due.IsZero())
	add("until="+a.Until.Format("01-02T15:04"), !a.Until.IsZero())
	add("at="+a.At.Format("01-02T15:04"), !a.At.IsZero())
	add(a.Format, a.Format != "")
	add(a.Kind, a.Kind != "")
	add(fmt.Sprintf("%s>%s", a.From, a.To), a.From != "")
	return strings.Join(w, " ")
}
