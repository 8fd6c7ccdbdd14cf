package dossier

import (
	"slices"

	"pufabot/bot/ledger"
)

// near is what lies behind some units and items that are asked about one after the
// other. Their records and lines are all over the history: read together, in the
// order in which they rest, they cost one walk and not a jump for each.
type near struct {
	records []ledger.Record
	of      map[Place][]int // the records of a place, by their index
	lines   map[uint64]Line

	at      Place // the place of which the records in force were wanted last
	inForce []ledger.Record
}

// inForce are the records in force of a unit and item.
func (r *Reader) inForce(at Place) []ledger.Record {
	if _, ok := r.near.of[at]; !ok && r.err == nil {
		r.approach(at)
	}
	if r.near.at != at {
		r.near.at, r.near.inForce = at, ledger.InForce(r.near.all(at))
	}
	return r.near.inForce
}

func (n *near) all(at Place) []ledger.Record {
	of := n.of[at]
	if len(of) == len(n.records) {
		return n.records
	}
	out := make([]ledger.Record, len(of))
	for i, k := range of {
		out[i] = n.records[k]
	}
	return out
}

// approach reads what is behind a place and those that are likely to be asked about next.
func (r *Reader) approach(at Place) {
	gaps := r.following(at)
	places := []Place{at}
	for _, g := range gaps[min(1, len(gaps)):] {
		places = append(places, Place{g.Unit.ID, g.Item.ID})
	}
	records, n, err := r.history.Of(places)
	if r.err = err; err != nil {
		return
	}
	r.near = near{records: records, of: map[Place][]int{}, lines: map[uint64]Line{}}
	for _, p := range places[:n] {
		r.near.of[p] = nil
	}
	for i, x := range records {
		at := Place{x.Unit, x.Item}
		r.near.of[at] = append(r.near.of[at], i)
	}
	r.lines(gaps[:min(n, len(gaps))])
}

// following are the standing of a place and those behind it that have been answered.
func (r *Reader) following(at Place) []*ledger.Gap {
	i, ok := r.d.find(len(r.d.Gaps), func(i int) Place { return Place{r.d.Gaps[i].Unit.ID, r.d.Gaps[i].Item.ID} }, at)
	if !ok {
		return nil
	}
	out := []*ledger.Gap{&r.d.Gaps[i]}
	for i++; i < len(r.d.Gaps) && len(out) < stretch*4; i++ {
		if r.d.Gaps[i].Tally.Answered {
			out = append(out, &r.d.Gaps[i])
		}
	}
	return out
}

// lines reads the lines behind the details of some standings, then those that these
// only answered.
func (r *Reader) lines(gaps []*ledger.Gap) {
	wanted := map[uint64]bool{}
	for _, g := range gaps {
		if !g.Tally.Answered {
			continue
		}
		for _, x := range detailsOf(*g) {
			report, settled := r.report(x)
			verdict, _ := r.Record(x.Reviewed)
			wanted[report.Line], wanted[settled], wanted[verdict.Line] = true, true, true
		}
	}
	for len(wanted) > 0 && r.err == nil {
		var seqs []uint64
		for seq := range wanted {
			if _, have := r.near.lines[seq]; !have && seq != 0 && seq <= r.d.Lines {
				seqs = append(seqs, seq)
			}
		}
		if clear(wanted); len(seqs) == 0 {
			return
		}
		slices.Sort(seqs)
		var got []Line
		got, r.err = r.history.Lines(seqs)
		for _, l := range got {
			r.near.lines[l.Seq], wanted[l.Said] = l, true
		}
	}
}
