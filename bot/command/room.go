package command

import "sync"

// room is where the tokens and frames of a line lie while it is read, its parts and
// candidates included. No reading keeps any of them, so that the next line has the
// room when this one is done.
type room struct {
	line    parse
	lexer   lexer
	toks    []token
	frames  []frame
	figures []*figure
	ints    []int
}

var rooms = sync.Pool{New: func() any { return newRoom() }}

func newRoom() *room { return &room{figures: make([]*figure, 0, 64)} }

// leave gives the room back.
func (r *room) leave() {
	r.line = parse{weighs: r.line.weighs[:0]}
	r.toks, r.frames, r.figures, r.ints = r.toks[:0], r.frames[:0], r.figures[:0], r.ints[:0]
	rooms.Put(r)
}

// keep puts tokens into the room. What has been put there stays where it is.
func (r *room) keep(toks []token) []token {
	if len(r.toks)+len(toks) > cap(r.toks) {
		r.toks = make([]token, 0, max(len(toks), 64, 2*cap(r.toks)))
	}
	n := len(r.toks)
	r.toks = append(r.toks, toks...)
	return r.toks[n:len(r.toks):len(r.toks)]
}

// frame puts a frame into the room.
func (r *room) frame(f frame) *frame {
	if len(r.frames) == cap(r.frames) {
		r.frames = make([]frame, 0, max(8, 2*cap(r.frames)))
	}
	f.room = r
	r.frames = append(r.frames, f)
	return &r.frames[len(r.frames)-1]
}

// keepFigures keeps a list that was begun behind the others in the room, if it had room
// there: most lines have few figures, and who has many asks for them again and again.
func (r *room) keepFigures(list []*figure) []*figure {
	if n := len(r.figures) + len(list); n <= cap(r.figures) {
		r.figures = r.figures[:n]
	}
	return list[:len(list):len(list)]
}

// numbers makes room for n numbers.
func (r *room) numbers(n int) []int {
	if len(r.ints)+n > cap(r.ints) {
		r.ints = make([]int, 0, max(n, 64, 2*cap(r.ints)))
	}
	from := len(r.ints)
	r.ints = r.ints[:from+n]
	return r.ints[from : from+n : from+n]
}
