package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"pufabot/bot/ledger"
	"pufabot/messages"
)

var (
	unitKinds = []string{string(ledger.County), string(ledger.City), string(ledger.Section)}
	itemKinds = []string{string(ledger.Entry), string(ledger.Sessions), string(ledger.Count), string(ledger.Signup), string(ledger.Text), string(ledger.Mail)}
	roles     = []string{string(ledger.Contact), string(ledger.Coordinator), string(ledger.Observer)}
	formats   = []string{"word", "pdf", "excel", "picture", "video"}

	// measures are the measure words of items that name none.
	measures = map[string]string{"entry": "篇", "session": "场", "count": "人", "signup": "人", "text": "条", "mail": "份"}

	mobileForm = regexp.MustCompile(`^\+?[0-9][0-9 -]{4,19}$`)
	idForm     = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)
)

// maxFigure is the largest figure that any unit can have.
const maxFigure = 1_000_000_000

// checkPlan checks the campaign and everything that refers to something else.
func checkPlan(d *decoder, c *Config) {
	checkCampaign(d, &c.Campaign)
	if !d.blind && !d.headless {
		if len(c.Units) == 0 {
			d.need("units", false)
		}
		if len(c.Items) == 0 {
			d.need("items", false)
		}
	}
	words := taken{} // that name a unit or an item: never both
	checkUnits(d, c, words)
	checkItems(d, c, words)
	checkMilestones(d, c)
	checkPeople(d, c)
}

func checkCampaign(d *decoder, c *CampaignConfig) {
	d.id("campaign.id", c.ID)
	d.need("campaign.title", c.Title != "")
	d.need("campaign.start", !c.Start.IsZero())
	d.need("campaign.end", !c.End.IsZero())
	if !c.Start.IsZero() && !c.End.IsZero() && c.End.Before(c.Start) {
		d.bad("campaign.end", messages.FaultOrder())
	}
	if n := len(c.QuietHours); n != 0 && n != 2 {
		d.bad("campaign.quiet_hours", messages.FaultQuietHours())
	}
	d.between("campaign.nudges_per_unit_per_day", c.NudgesPerDay, 0, 20)
	for i, day := range c.WorkDays {
		if !day.IsZero() && slices.Contains(c.RestDays, day) {
			d.bad(fmt.Sprintf("campaign.work_days[%d]", i+1), messages.FaultRestAndWork(day.String()))
		}
	}
}

func checkUnits(d *decoder, c *Config, words taken) {
	ids := taken{}
	for i := range c.Units {
		u, path := &c.Units[i], fmt.Sprintf("units[%d]", i+1)
		d.id(path+".id", u.ID)
		d.once(ids, path+".id", u.ID)
		d.unitID(path+".id", *u, c)
		d.need(path+".name", u.Name != "")
		d.choice(path+".kind", u.Kind, unitKinds)
		d.word(words, path+".name", u.Name)
		d.words(words, path+".aliases", u.Aliases)
		d.words(words, path+".typos", u.Typos)
	}
}

func checkItems(d *decoder, c *Config, words taken) {
	ids := taken{}
	for i := range c.Items {
		it, path := &c.Items[i], fmt.Sprintf("items[%d]", i+1)
		d.id(path+".id", it.ID)
		d.once(ids, path+".id", it.ID)
		d.need(path+".name", it.Name != "")
		d.word(words, path+".name", it.Name)
		d.words(words, path+".aliases", it.Aliases)
		d.words(words, path+".types", it.Types)
		d.choice(path+".kind", it.Kind, itemKinds)
		if it.Measure == "" {
			it.Measure = measures[it.Kind]
		}
		d.need(path+".owed_by", len(it.OwedBy) > 0)
		d.units(path+".owed_by", it.OwedBy, c)
		d.between(path+".min", it.Min, 0, maxFigure)
		d.between(path+".max", it.Max, 0, maxFigure)
		if it.Max > 0 && it.Max < it.Min {
			d.bad(path+".max", messages.FaultMaxBelowMin())
		}
		d.need(path+".due", !it.Due.Day.IsZero())
		for j, f := range it.Files {
			if !slices.Contains(formats, f) {
				d.bad(fmt.Sprintf("%s.files[%d]", path, j+1), messages.FaultFormats(f, formats))
			}
		}
		if len(it.Events) > 0 && it.Kind != string(ledger.Signup) && slices.Contains(itemKinds, it.Kind) {
			d.bad(path+".events", messages.FaultEvents())
		}
		for j, e := range it.Events {
			var known []string
			for _, m := range c.Milestones {
				known = append(known, m.ID)
			}
			d.reference(fmt.Sprintf("%s.events[%d]", path, j+1), messages.WordMilestone, e, known)
		}
	}
}

func checkMilestones(d *decoder, c *Config) {
	ids, words := taken{}, taken{}
	for i, m := range c.Milestones {
		path := fmt.Sprintf("milestones[%d]", i+1)
		d.id(path+".id", m.ID)
		d.once(ids, path+".id", m.ID)
		d.need(path+".title", m.Title != "")
		d.once(words, path+".title", m.Title)
		d.words(words, path+".aliases", m.Aliases)
		d.need(path+".at", !m.At.Day.IsZero())
		d.units(path+".units", m.Units, c)
	}
}

func checkPeople(d *decoder, c *Config) {
	accounts := taken{}
	var known []string
	for _, u := range c.Units {
		known = append(known, u.ID)
	}
	for i, p := range c.People {
		path := fmt.Sprintf("people[%d]", i+1)
		d.choice(path+".role", p.Role, roles)
		switch {
		case p.Unit != "":
			d.reference(path+".unit", messages.WordOneUnit, p.Unit, known)
		case p.Role == string(ledger.Contact):
			d.bad(path+".unit", messages.FaultPersonUnit())
		}
		if p.WeComUserID == "" && p.DingTalkUserID == "" && p.Mobile == "" {
			d.bad(path, messages.FaultPersonNoAccount())
		}
		if p.Mobile != "" && !mobileForm.MatchString(p.Mobile) {
			d.bad(path+".mobile", messages.FaultMobile(p.Mobile))
		}
		d.onceAs(accounts, path+".wecom_userid", "wecom/"+p.WeComUserID, p.WeComUserID)
		d.onceAs(accounts, path+".dingtalk_userid", "dingtalk/"+p.DingTalkUserID, p.DingTalkUserID)
	}
}

// taken remembers on which line a word was used first.
type taken map[string]int

func (d *decoder) once(t taken, path, word string) { d.onceAs(t, path, word, word) }

// onceAs reports a word that was used before under the same key.
func (d *decoder) onceAs(t taken, path, key, word string) {
	if word == "" {
		return
	}
	if line, ok := t[key]; ok {
		d.bad(path, messages.FaultDuplicate(word, line))
		return
	}
	t[key] = d.lineOf(path)
}

// words checks a list of names: none empty, none used before.
func (d *decoder) words(t taken, path string, list []string) {
	for i, w := range list {
		p := fmt.Sprintf("%s[%d]", path, i+1)
		d.need(p, w != "")
		d.word(t, p, w)
	}
}

// word reports a word that is read in chat as one that was used before, or as
// something else than a name.
func (d *decoder) word(t taken, path, word string) {
	if spoken(word) {
		d.bad(path, messages.FaultSpoken(word))
		return
	}
	d.onceAs(t, path, strings.ToLower(norm.NFKC.String(word)), word)
}

func (d *decoder) id(path, id string) {
	d.need(path, id != "")
	if id != "" && !idForm.MatchString(id) {
		d.bad(path, messages.FaultID(id))
	}
}

func (d *decoder) choice(path, got string, choices []string) {
	d.need(path, got != "")
	if got != "" && !slices.Contains(choices, got) {
		d.bad(path, messages.FaultChoice(got, suggest(got, choices), choices))
	}
}

func (d *decoder) between(path string, n, least, most int) {
	if n < least || n > most {
		d.bad(path, messages.FaultRange(least, most))
	}
}

func (d *decoder) reference(path, what, id string, known []string) {
	if id == "" || !slices.Contains(known, id) {
		d.bad(path, messages.FaultReference(what, id, suggest(id, known)))
	}
}

// units checks a list of kinds of units and unit ids.
func (d *decoder) units(path string, list []string, c *Config) {
	known := slices.Clone(unitKinds)
	for _, u := range c.Units {
		known = append(known, u.ID)
	}
	for i, id := range list {
		d.reference(fmt.Sprintf("%s[%d]", path, i+1), messages.WordUnit, id, known)
	}
}
