package command

import "strings"

// whose asks which unit a row of a list means by a name that two have.
func (p *parse) whose(r row, q *parse, doubt *token) Reading {
	ask := q.askCity(doubt)
	ask.Question.Options = p.meant(r, ask.Question)
	return ask
}

// meant are the units that the row may mean. Choosing one reads the whole list again,
// with the full name in that row: the next row with such a name is asked about then.
func (p *parse) meant(r row, q Question) (options []Option) {
	for _, id := range q.Units {
		name := p.g.plan.UnitName(id)
		if text := strings.Replace(r.text, q.Quote, name, 1); text != r.text {
			options = append(options, Option{Label: name, Line: p.s[:r.at] + text + p.s[r.at+len(r.text):]})
		}
	}
	return options
}
