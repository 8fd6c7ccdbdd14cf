package ledger

import "slices"

// Need is what a piece still wants before it can be handed on.
type Need string

// The needs, in the order in which they are looked at. The city judges what units
// hand in; its own pieces need no verdict.
const (
	NeedNothing Need = ""
	NeedFiles   Need = "files"   // not all the formats that the item demands are here
	NeedPlace   Need = "place"   // published, and nobody said where nor sent a clipping
	NeedVerdict Need = "verdict" // not accepted yet
)

// Handover is a piece of the total and what it needs.
type Handover struct {
	Piece Piece
	Need  Need
}

// Handovers tells of every piece in the total whether it can be handed on. Files
// belong to the piece of their title; without one, to those that the city has
// accepted first.
func (t Tally) Handovers(it Item, own bool) []Handover {
	var out []Handover
	for _, p := range t.Entries() {
		if p.Submitted {
			out = append(out, Handover{Piece: p})
		}
	}
	sets := len(out)
	for _, f := range it.Files {
		sets = min(sets, t.formats(&it)[f])
	}
	titled := make([]bool, len(out))
	for i, h := range out {
		if titled[i] = t.complete(it, h.Piece.Title); titled[i] {
			sets--
		}
	}
	clippings := len(slices.DeleteFunc(slices.Clone(t.Files), func(f File) bool { return slices.Contains(it.Files, f.Format) }))
	for _, passed := range []bool{true, false} {
		for i := range out {
			h := &out[i]
			if h.Piece.Passed() != passed {
				continue
			}
			whole := titled[i] || sets > 0
			if !titled[i] {
				sets--
			}
			here := h.Piece.Media != "" || clippings > 0
			if h.Piece.Published && h.Piece.Media == "" {
				clippings--
			}
			switch {
			case len(it.Files) > 0 && !whole:
				h.Need = NeedFiles
			case h.Piece.Published && !here:
				h.Need = NeedPlace
			case !own && !passed:
				h.Need = NeedVerdict
			}
		}
	}
	return out
}

// complete tells whether a title has a file of every format that the item demands.
func (t Tally) complete(it Item, title string) bool {
	return title != "" && len(it.Files) > 0 && !slices.ContainsFunc(it.Files, func(format string) bool {
		return !slices.ContainsFunc(t.Files, func(f File) bool { return f.Format == format && SameTitle(f.Title, title) })
	})
}

// Passed tells whether the city has taken the piece.
func (p Piece) Passed() bool { return p.Verdict == Accepted || p.Verdict == Selected }
