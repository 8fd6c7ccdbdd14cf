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
	head := p.s[:r.at]
	line, tail, more := strings.Cut(p.s[r.at:], "\n") // as it stands there: a table may have been ruled since
	if more {
		tail = "\n" + tail
	}
	for _, id := range q.Units {
		name := p.g.plan.UnitName(id)
		if text := strings.Replace(line, q.Quote, name, 1); text != line {
			options = append(options, Option{Label: name, Line: head + text + tail})
		}
	}
	return options
}
