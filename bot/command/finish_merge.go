package command

import (
	"slices"

	"pufabot/bot/ledger"
)

// mergeFrames puts a frame without an item of its own to the one it tells more of.
func (r *reporter) mergeFrames() {
	out := r.frames[:0]
	for _, f := range r.frames {
		if len(out) > 0 {
			prev := out[len(out)-1]
			bare := f.item < 0 && len(f.cands) == 0 && len(f.figs) == 0 && len(f.titles) == 0 && f.typ == ""
			again := !f.listed && f.item >= 0 && f.item == prev.item && f.unit == prev.unit && len(f.figs) == 0 && len(f.titles) == 0 && f.typ == "" && (f.named && f.day == nil || f.sibling && f.place == "") && len(f.names) == 0
			if bare || again {
				if f.day != nil && prev.day == nil {
					prev.day = f.day
				}
				if prev.place == "" {
					prev.place = f.place
				}
				if prev.media == "" {
					prev.media = f.media
				}
				if prev.stage == "" {
					prev.stage = f.stage
				}
				if f.neg != nil {
					prev.neg = f.neg
				}
				if f.plan != nil {
					prev.plan = f.plan
				}
				prev.pieces = prev.pieces || f.pieces
				prev.last = f.last
				continue
			}
		}
		out = append(out, f)
	}
	r.frames = out
}

// forget drops what was not understood about things that were not done anyway.
func (r *reporter) forget() {
	for _, f := range r.frames {
		if f.neg == nil && f.plan == nil {
			continue
		}
		sp := r.frameSpan(f)
		r.residue = slices.DeleteFunc(r.residue, func(x Span) bool { return x.Start >= sp.Start && x.End <= sp.End })
	}
}

// besideTitles finds a bare total among two lists of acts where the other names
// pieces of the same item: 作品《甲》,海报1张. Is the one among the other?
func besideTitles(before, acts []Act) *Act {
	for i := range acts {
		for k := range before {
			a, b := &acts[i], &before[k]
			if len(a.Titles) > 0 {
				a, b = b, a
			}
			if a.Verb == Entry && a.Item == b.Item && a.Unit == b.Unit && a.Op == ledger.Set && !a.OpStated && len(a.Titles) == 0 && len(b.Titles) > 0 && (b.Type == "" || b.Type == a.Type) {
				return a
			}
		}
	}
	return nil
}
