package command

import "sync"

// room is where the tokens and frames of a line lie while it is read, its parts and
// candidates included. No reading keeps any of them, so that the next line has the
// room when this one is done.
type room struct {
	lexer  lexer
	toks   []token
	frames []frame
}

var rooms = sync.Pool{New: func() any { return new(room) }}

// leave gives the room back.
func (r *room) leave() {
	r.toks, r.frames = r.toks[:0], r.frames[:0]
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
	r.frames = append(r.frames, f)
	return &r.frames[len(r.frames)-1]
}
