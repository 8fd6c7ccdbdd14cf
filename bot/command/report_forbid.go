package command

import "strings"

// This file reads words that forbid to record what is named beside them, and words that
// leave open when something takes place: neither reports anything.

// recording are verbs of recording. What must not be forgotten is no such order.
var (
	recording    = newPattern(`^(?:请|先|暂时|千万)*(?:别|不要|莫|勿|不用|甭|不准|不许|不能)(?:给我|给|再|先)?(?:把.*|将.*)?(?:记|算|当|写|登|录|计|填|统计|报)`)
	notForgotten = newPattern(`[忘漏错掉丢少多落迟晚]`)
)

// forbids tells whether the word at token i forbids to record a figure of its clause as
// something: 别把那个88记成答题, 答题88先别记.
func (r *reporter) forbids(i int) bool {
	from, to := r.clause(i)
	figure := false
	for k := from; k <= to && k < len(r.toks); k++ {
		figure = figure || r.toks[k].kind == kNum
	}
	if i > 0 && r.toks[i-1].kind == kText && r.toks[i-1].end == r.toks[i].start && strings.HasSuffix(r.txt(&r.toks[i-1]), "识") { // 识别
		return false
	}
	end := len(r.s)
	if to+1 < len(r.toks) {
		end = r.toks[to+1].start
	}
	rest := r.s[r.toks[i].start:end]
	return (figure || r.endsWithFigure()) && recording.find(rest) != "" && notForgotten.find(rest) == ""
}

// forbidden asks about such words, and shows no line with the figure to copy.
func (r *reporter) forbidden(i int) int {
	_, to := r.clause(i)
	q := r.ask(AskMixed, Span{r.toks[i].start, r.toks[to].end})
	r.problem = &q
	return len(r.toks)
}

// undated say that it is not settled when or where something takes place.
var undated = newPattern(`(?:时间|日期|日子|地点|场地|几号|几点|哪天)(?:还|都|具体|暂时|目前|要)*(?:待|未|没有?|另行?|等|暂|再)(?:待|行|最后)?(?:定|通知|确定|安排|商|议)`)
