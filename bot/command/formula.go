package command

import "pufabot/bot/ledger"

// formulas are clauses that belong to the form of a contact's letter and say nothing of
// what it tells. Each is held against the whole of a clause.
var formulas = []*pattern{closingForm}

var (
	// closingForm closes a letter: 请审核, 敬请贵局审阅, 请一并计入.
	closingForm = newPattern(`^(?:现|特此|谨)?(?:敬请|恳请|烦请|提请|望|请)(?:您|贵局|市局|领导|老师|各位)*(?:予以|给予|予)?(?:一并)?` +
		`(?:审核|审阅|审查|审定|审示|查阅|收悉|知悉|指正|批评指正|指导|登记|统计|汇总|备案|` + countIn + `)+(?:一下|为盼|为荷|为谢)?$`)
	// countedIn wants something counted in, which is to add it.
	countedIn = newPattern(`(?:` + countIn + `)(?:一下|为盼|为荷|为谢)?[。!]?$`)
)

const countIn = `计入|纳入统计|纳入|列入统计`

// formal takes such clauses out of the report, unless there is nothing else.
func (r *reporter) formal() {
	if r.c.Role != ledger.Contact || r.nums == 0 && !r.hasTitle() {
		return
	}
	for _, x := range formulas {
		if !x.mayIn(r.parse) {
			continue
		}
		for _, c := range r.clauses() {
			from, to := r.toks[c.from].start, r.toks[c.to-1].end
			if x.find(r.s[from:to]) != "" {
				r.blank(from, to)
			}
		}
	}
}

// countedBare asks whether bare figures are totals that the line wants counted in.
func (p *parse) countedBare(r *Reading) bool {
	s := countedIn.findIn(p)
	if s == "" {
		return false
	}
	for i := range r.Acts {
		if a := &r.Acts[i]; a.Reporting() && a.Op == ledger.Set && a.HasValue && a.Stage == "" {
			r.Outcome = Confirm
			r.Question = Question{Code: AskMayAdd, Quote: s, Item: a.Item, Unit: a.Unit, Value: a.Value}
			return true
		}
	}
	return false
}
