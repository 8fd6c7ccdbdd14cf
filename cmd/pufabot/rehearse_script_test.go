package main

import "testing"

// People write units in a script as they call them.
func TestScriptSpeakersByAlias(t *testing.T) {
	plan := loadExample(t).Plan()
	for _, u := range plan.Units[:3] {
		for _, name := range append([]string{u.Name}, u.Aliases...) {
			l, err := parseScriptLine("2026-12-04T08:40 "+name+": 宣讲2场", plan)
			if err != nil || l.who.Unit != u.ID {
				t.Errorf("%s is %q, %v; want %q", name, l.who.Unit, err, u.ID)
			}
		}
	}
}
