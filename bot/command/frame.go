package command

import "pufabot/bot/ledger"

// figure is one number of a report and what its neighbours say about it.
type figure struct {
	num     number
	measure string
	tok     int
	op      ledger.Op // empty: bare
	total   bool      // 共, 合计: the whole
	may     bool      // 还, 补报: perhaps an addition
	old     bool      // 原来, 上次: an earlier state
	turned  bool      // its operation was said after it
	dropped bool      // taken back by 不对, 不是
	fixes   bool      // stands after such a word
	scope   string
	said    bool // its scope was said for it, not carried over
	people  bool // the audience of a session
	part    bool // 其中: part of the figure before it
	exact   bool // what follows are all its parts: 3场:社区2场,企业1场
	ofDay   bool // 今天答题20人: of that day alone
	joins   bool // 803加上15: it is added to the figure before it
	heads   bool // its measure counts people
	tight   int  // the item that its measure names by itself, or -1
}

// frame is one thing reported: an item of a unit with its figures and details.
type frame struct {
	room    *room
	unit    int // index, or -1
	item    int // index, or -1
	cands   []int
	soft    bool
	sound   *token
	typ     string
	figs    []figure
	titles  []string
	authors []written
	bare    int // how many authors stood behind their titles without 作者
	media   string
	place   string
	to      int // the token after the place, which may go on there
	day     *token
	stage   ledger.Stage
	both    bool // published and submitted
	sent    bool // submitted and sent, where it is not said whether to a paper
	scope   string
	pieces  bool
	with    bool
	event   int
	days    []*token // several days, each of which should be an event's
	names   []string
	led     bool // the names stood before the event
	others  bool // 等: there are more names than these
	neg     *token
	plan    *token
	// first and last are tokens.
	first, last int
	named       bool   // the item was named, not taken over from the frame before
	sibling     bool   // another session beside the one before
	beside      *frame // the session that it was opened beside
	listed      bool   // one of the sessions whose number was said before
	dayFirst    bool   // the day was said before figures and place
	again       bool   // its day was named again, with its place or audience
	kinds       int    // how many further kinds of places have figures of their own
	instead     bool   // taken back for another item: 作品2件,不对,是征文2篇
	spots       int    // how many places, where only their number was told: 进3个社区
}

func (f *frame) anyDropped() bool {
	for i := range f.figs {
		if f.figs[i].dropped {
			return true
		}
	}
	return false
}

// whole tells whether its figure was called a total.
func (f *frame) whole() bool {
	for _, x := range f.main() {
		if x.total {
			return true
		}
	}
	return false
}

func (f *frame) full(g *Grammar) bool {
	if len(f.figs) == 0 && f.stage == "" && len(f.titles) == 0 {
		return false
	}
	return true
}

// main are the figures that count: neither audiences nor dropped ones.
func (f *frame) main() []*figure {
	out := f.room.figures[len(f.room.figures):]
	for i := range f.figs {
		if x := &f.figs[i]; !x.people && !x.dropped {
			out = append(out, x)
		}
	}
	return f.room.keepFigures(out)
}
