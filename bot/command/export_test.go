package command

// Overlooked gives families, by their places, that would read a line although it has no
// word that they need.
func (g *Grammar) Overlooked(line string, c Context) (out []int) {
	in := &parse{g: g, c: c, now: c.Now.In(g.zone()), room: newRoom()}
	p := in.lex(normalise(line, c.BotNames))
	for i, f := range append(families[:len(families):len(families)], tellings...) {
		if f.mayRead(p) {
			continue
		}
		q := *p
		q.weighed = &q.weighs
		if _, ok := f.read(&q); ok {
			out = append(out, i)
		}
	}
	return out
}
