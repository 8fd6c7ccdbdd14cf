package command

import (
	"slices"
	"strings"

	"pufabot/bot/ledger"
)

// This file settles wholes and their parts among the frames of a line.

// parts keeps what tells more where a whole and its parts agree: 作品2件(海报1、漫画1),
// or 宣讲3场 and three dated sessions.
func (r *reporter) parts() {
	if len(r.frames) > 1 {
		r.closing()
		r.titled()
		r.ofDays()
		r.wholes()
	}
	r.eachDay()
}

// wholes settles the first number whose parts follow it.
func (r *reporter) wholes() {
	for i, f := range r.frames {
		m := f.main()
		if f.item < 0 || len(m) != 1 || m[0].num.odd != fine {
			continue
		}
		more := m[0].op == ledger.Add // 作品再加1件 微视频《甲》
		if !more && m[0].op != "" {
			continue
		}
		var same []*frame
		for _, o := range r.frames[i+1:] {
			if o.item != f.item || o.unit != f.unit {
				break
			}
			if r.g.item(o.item).Kind == ledger.Sessions || o.plan == nil && o.neg == nil { // 作品交一个,漫画《甲》,微视频还在剪
				same = append(same, o)
			}
		}
		settled := false
		switch it := r.g.item(f.item); {
		case len(same) == 0 || f.neg != nil || f.plan != nil:
		case it.Kind == ledger.Entry && f.typ == "" && len(f.titles) == 0:
			settled = r.typed(i, f, same)
		case it.Kind == ledger.Sessions:
			settled = r.oneByOne(i, f, same)
		}
		if settled {
			return
		}
	}
}

// typed settles a number of works and their types: the types are kept when they add
// up, and types without a figure count one each when that adds up. Titles that are
// more or fewer than the number leave it unclear.
func (r *reporter) typed(i int, f *frame, same []*frame) bool {
	sum, titles := 0, 0
	var bare []*frame
	for _, o := range same {
		switch m := o.main(); {
		case o.typ == "" || len(m) > 1:
			return true
		case len(m) == 1 && m[0].op == "" && m[0].num.odd == fine:
			sum += m[0].num.value
		case len(o.titles) > 0:
			sum += len(o.titles)
			titles++
		case len(m) == 0:
			bare = append(bare, o)
			sum++
		default:
			return true
		}
	}
	whole := f.main()[0]
	switch {
	case sum == whole.num.value:
	case titles == len(same):
		whole.num.odd = unclear
		return true
	default:
		return len(bare) > 0
	}
	for _, o := range bare {
		o.figs = append(o.figs, figure{num: number{value: 1}, tok: o.first, tight: -1})
	}
	for _, o := range same {
		for _, x := range o.main() {
			x.op = whole.op
		}
	}
	r.frames = slices.Delete(r.frames, i, i+1)
	return true
}

// oneByOne settles a number of sessions and those told one by one.
func (r *reporter) oneByOne(i int, f *frame, same []*frame) bool {
	r.allOnDay(append([]*frame{f}, same...))
	own := f.day != nil || f.place != ""
	told, counted, ofDay := 0, false, f.day != nil && f.place == ""
	for _, o := range same {
		m := o.main()
		ofDay = ofDay && (o.day == nil || o.day.day == f.day.day)
		if len(m) > 1 || o.day == nil && o.place == "" && len(o.figs) == len(m) || len(m) == 1 && (m[0].op != "" || m[0].total) {
			return true
		}
		if len(m) == 1 {
			told, counted = told+m[0].num.value, true
		} else {
			told++
		}
	}
	n := &f.main()[0].num
	if ofDay && len(same) > 1 && told == n.value { // 昨天宣讲2场,一场在甲社区,一场在乙镇: the day is that of all
		for _, o := range same {
			o.day = f.day
		}
		f.day, own = nil, false
	}
	if !r.headsAgree(f, same) {
		n.odd = max(n.odd, unclear)
		return true
	}
	switch {
	case ofDay && own && len(same) > 1 && told < n.value: // the same with 3场
		n.odd = max(n.odd, unclear)
	case own && !counted && r.dayBetween(f, same[0]): // 宣讲1场,在三塘社区,昨天在万福社区: whose is the day?
		n.odd = max(n.odd, unclear)
	case own && (counted || n.value == 1): // each for itself
	case own && told+1 == n.value:
		n.value = 1
	case !own && told == n.value:
		r.frames = slices.Delete(r.frames, i, i+1)
	case !own && counted: // a total and something beside it: the clash asks
	default:
		n.odd = max(n.odd, unclear)
	}
	return true
}

// dayBetween tells whether the day of a session was said behind its place and nearer to
// the next one's, which has none.
func (r *reporter) dayBetween(f, next *frame) bool {
	return f.day != nil && !f.dayFirst && f.place != "" && next.day == nil && next.place != "" &&
		strings.Index(r.s, f.place) < f.day.start && !r.commaSince(r.index(f.day), next.first) && r.commaSince(f.first, r.index(f.day))
}

// allOnDay gives every session the day that is said of all: 宣讲2场,都是1号,五一社区50人,中山路30人.
func (r *reporter) allOnDay(list []*frame) {
	for _, f := range list {
		if f.day == nil || !slices.ContainsFunc(ofAll, func(x string) bool { return strings.HasSuffix(r.s[:f.day.start], x) }) {
			continue
		}
		for i, o := range list {
			if o.day == nil && (i > 0 || o.place != "") {
				o.day = f.day
			}
		}
		return
	}
}

// ofAll say that what follows holds for all that was counted.
var ofAll = []string{"都", "都是", "都在", "均在", "均为", "全是", "全在"}

// headsAgree tells whether the people counted with a number of sessions, if any, are
// those who came to the ones told.
func (r *reporter) headsAgree(f *frame, same []*frame) bool {
	whole, sum := 0, 0
	for i, o := range append([]*frame{f}, same...) {
		for k := range o.figs {
			switch x := &o.figs[k]; {
			case !x.people || x.dropped:
			case i == 0:
				whole += x.num.value
			default:
				sum += x.num.value
			}
		}
	}
	return whole == 0 || f.day != nil || f.place != "" || whole == sum
}

// ofDays takes away what was reached in a day where the total follows under the
// item's name: 今天答题20人,累计答题126人.
func (r *reporter) ofDays() {
	for i := 0; i+1 < len(r.frames); i++ {
		f, o := r.frames[i], r.frames[i+1]
		if f.item < 0 || f.item != o.item || f.unit != o.unit || r.g.item(f.item).Kind != ledger.Count {
			continue
		}
		a, b := f.main(), o.main()
		if len(a) == 1 && len(b) == 1 && a[0].ofDay && b[0].total && a[0].scope == b[0].scope && a[0].num.odd == fine && a[0].num.value <= b[0].num.value {
			r.frames = slices.Delete(r.frames, i, i+1)
			return
		}
	}
}

// closing takes away a total at the end that agrees with what was told before it:
// 8号宣讲1场,10号宣讲1场,共2场; 漫画1海报2共3件; 答题:耒阳310,常宁228,合计538.
func (r *reporter) closing() {
	if len(r.frames) < 2 {
		return
	}
	last := r.frames[len(r.frames)-1]
	m := last.main()
	if len(m) == 0 || !m[len(m)-1].total || m[len(m)-1].op != "" {
		return
	}
	whole := m[len(m)-1]
	sum, ofAll := 0, len(m) > 1 && r.byUnit()
	for _, f := range r.frames {
		if f.item < 0 || f.unit != last.unit && !ofAll || f.neg != nil || f.plan != nil {
			return
		}
		for _, x := range f.main() {
			if x == whole {
				continue
			}
			if x.op != "" || x.total || x.num.odd != fine || x.num.approx || x.scope != "" {
				return
			}
			sum += x.num.value
		}
	}
	if sum != whole.num.value {
		return
	}
	whole.dropped = true
	if len(m) == 1 && last.day == nil && last.place == "" && len(last.titles) == 0 && len(last.figs) == 1 {
		r.frames = r.frames[:len(r.frames)-1]
	}
}

// byUnit tells whether the frames tell of one item, each of another unit.
func (r *reporter) byUnit() bool {
	for i, f := range r.frames {
		if f.unit < 0 || f.item != r.frames[0].item || slices.ContainsFunc(r.frames[:i], func(o *frame) bool { return o.unit == f.unit }) {
			return false
		}
	}
	return true
}

// titled takes away a number of pieces behind their titles, which counts them again:
// 微视频《甲》和图解《乙》两件作品报送. One that disagrees is asked about.
func (r *reporter) titled() {
	n := len(r.frames) - 1
	if n < 1 {
		return
	}
	last := r.frames[n]
	m := last.main()
	if last.item < 0 || r.g.item(last.item).Kind != ledger.Entry || len(m) != 1 || len(last.figs) != 1 || m[0].op != "" || len(last.titles) > 0 || last.typ != "" {
		return
	}
	titles := 0
	for _, f := range r.frames[:n] {
		if f.item != last.item || f.unit != last.unit || len(f.titles) == 0 || len(f.main()) > 0 || f.neg != nil || f.plan != nil {
			return
		}
		titles += len(f.titles)
	}
	if titles != m[0].num.value {
		m[0].num.odd = max(m[0].num.odd, unclear)
		return
	}
	r.frames = r.frames[:n]
}

// eachDay gives every dated place what was said of each: 8号在…、10号在…各宣讲一场.
func (r *reporter) eachDay() {
	if !r.each1 {
		return
	}
	last := r.frames[len(r.frames)-1]
	for _, f := range r.frames {
		if f.item < 0 && f.day != nil && last.item >= 0 {
			f.item, f.unit = last.item, last.unit
			f.figs = slices.Clone(last.figs)
		}
	}
}
