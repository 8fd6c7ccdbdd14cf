package document

import (
	"math"
	"slices"
	"strings"
)

// firstPage gives the lines of the first page, from its own operators: where they
// stand and how large their letters are.
func (d *pdf) firstPage() []line {
	page, resources := d.findPage()
	if page["Contents"] == nil {
		d.partly = true
		return nil
	}
	var content []byte
	for _, c := range d.list(page["Contents"]) {
		if r, ok := c.(reference); ok && len(content) < maxStream {
			data, _ := d.stream(int(r))
			content = append(append(content, data...), '\n')
		}
	}
	fonts := map[name]*font{}
	for n, f := range d.dict(resources["Font"]) {
		fonts[n] = d.font(f)
	}
	w := &writer{fonts: fonts, scale: 1}
	w.run(content)
	return w.lines()
}

// list is a value that may be one thing or many; one stays a reference.
func (d *pdf) list(v any) []any {
	if many, ok := d.get(v).([]any); ok {
		return many
	}
	if v == nil {
		return nil
	}
	return []any{v}
}

// findPage goes down from the catalog to the first page, and takes along the
// resources that pages inherit.
func (d *pdf) findPage() (page, resources dictionary) {
	var node dictionary
	for _, n := range d.order {
		if dict, _ := d.value(n).(dictionary); dict["Type"] == name("Catalog") {
			node = d.dict(dict["Pages"])
		}
	}
	for range maxNesting {
		if r := d.dict(node["Resources"]); r != nil {
			resources = r
		}
		kids := d.list(node["Kids"])
		if node == nil || len(kids) == 0 {
			break
		}
		node = d.dict(kids[0])
	}
	return node, resources
}

// writer follows the text operators of a page.
type writer struct {
	fonts map[name]*font

	font   *font
	size   float64
	scale  float64 // of the text matrix
	y      float64
	lead   float64
	pieces []piece
}

type piece struct {
	text    string
	y, size float64
}

const maxPieces = 4000

func (w *writer) run(content []byte) {
	s := &scanner{b: content}
	var args []any
	for !s.done() && len(w.pieces) < maxPieces {
		v := s.value(0)
		op, ok := v.(keyword)
		if !ok {
			if args = append(args, v); len(args) > 64 {
				args = args[1:]
			}
			continue
		}
		w.do(op, args)
		args = args[:0]
	}
}

func (w *writer) do(op keyword, args []any) {
	n := len(args)
	num := func(fromEnd int) float64 {
		if fromEnd > n {
			return 0
		}
		f, _ := args[n-fromEnd].(float64)
		return f
	}
	switch op {
	case "BT":
		w.scale, w.y = 1, 0
	case "Tf":
		if n >= 2 {
			f, _ := args[n-2].(name)
			w.font, w.size = w.fonts[f], num(1)
		}
	case "Tm":
		w.scale, w.y = math.Hypot(num(4), num(3)), num(1)
	case "Td", "TD":
		if w.y += num(1) * w.scale; op == "TD" {
			w.lead = -num(1)
		}
	case "TL":
		w.lead = num(1)
	case "T*":
		w.y -= w.lead * w.scale
	case "'", "\"":
		w.y -= w.lead * w.scale
		w.show(args)
	case "Tj", "TJ":
		w.show(args)
	}
}

func (w *writer) show(args []any) {
	if len(args) == 0 || w.font == nil {
		return
	}
	var out strings.Builder
	parts, ok := args[len(args)-1].([]any)
	if !ok {
		parts = args[len(args)-1:]
	}
	for _, p := range parts {
		if t, ok := p.(text); ok {
			out.WriteString(w.font.decode(string(t)))
		}
	}
	w.pieces = append(w.pieces, piece{out.String(), w.y, math.Abs(w.size * w.scale)})
}

// lines puts pieces of one height together, in the order of the page's operators:
// programs write a page from its top.
func (w *writer) lines() []line {
	var out []line
	var y float64
	for _, p := range w.pieces {
		size := math.Round(p.size)
		if n := len(out); n > 0 && math.Abs(p.y-y) < max(p.size/2, 1) {
			out[n-1].text += p.text
			out[n-1].size = max(out[n-1].size, size)
			continue
		}
		out, y = append(out, line{text: p.text, size: size}), p.y
	}
	for i := range out {
		out[i].text = strings.Join(strings.Fields(out[i].text), " ")
	}
	out = slices.DeleteFunc(out, func(l line) bool { return l.text == "" })
	return out[:min(len(out), headLines)]
}
