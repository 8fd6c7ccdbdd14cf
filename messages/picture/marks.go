package picture

import (
	"image"
	"image/color"
)

// look is how a class of cells is painted. The colours are the board's; they
// differ in lightness too, and each class has a sign of its own.
type look struct {
	fill, ink color.RGBA
	// line frames the cell where the fill is the paper's.
	line color.RGBA
}

var (
	paper  = rgb(0xffffff)
	ground = rgb(0xeef2f4)
	black  = rgb(0x17212b)
	muted  = rgb(0x566372)
	rule   = rgb(0xdfe5ea)
	accent = rgb(0x0b6e63)
	bar    = rgb(0x2477bd)
)

func rgb(v uint32) color.RGBA {
	return color.RGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 255}
}

func lookOf(class string) look {
	switch class {
	case "done":
		return look{fill: rgb(0xcfe3f6), ink: rgb(0x0a3f73)}
	case "late":
		return look{fill: rgb(0xe4d5ef), ink: rgb(0x53256e)}
	case "waiting":
		return look{fill: paper, ink: rgb(0x0a3f73), line: rgb(0x6f9cc9)}
	case "partial":
		return look{fill: rgb(0xffe59b), ink: rgb(0x573f00)}
	case "zero":
		return look{fill: rgb(0xe3e7eb), ink: rgb(0x414c57)}
	case "overdue":
		return look{fill: rgb(0xb23c0a), ink: paper}
	}
	return look{fill: paper, ink: rgb(0x6b4a3c), line: rgb(0xd9a58c)} // missing
}

// sign draws the sign of a class into a square box.
func (c *canvas) sign(class string, box image.Rectangle) {
	ink := lookOf(class).ink
	s := float32(box.Dx())
	w := s * 0.13
	at := func(x, y float32) point { return point{x * s, y * s} }
	switch class {
	case "done":
		c.fill(box, ink, stroke(w, at(.18, .55), at(.42, .78), at(.84, .24))...)
	case "late": // an arrow that came the long way round
		r := float64(s) * .30
		c.fill(box, ink, append(stroke(w, arc(float64(s)*.5, float64(s)*.52, r, 150, 370)...),
			[]point{at(.60, .52), at(.98, .52), at(.79, .80)})...)
	case "waiting":
		var dots [][]point
		for _, x := range []float64{.2, .5, .8} {
			dots = append(dots, arc(float64(s)*x, float64(s)*.5, float64(w)*.75, 0, 360))
		}
		c.fill(box, ink, dots...)
	case "partial": // a disc, half full
		c.fill(box, ink, stroke(w*.8, arc(float64(s)*.5, float64(s)*.5, float64(s)*.34, 0, 360)...)...)
		c.fill(box, ink, arc(float64(s)*.5, float64(s)*.5, float64(s)*.34, 90, 270))
	case "missing":
		c.fill(box, ink, stroke(w, at(.22, .5), at(.78, .5))...)
	case "overdue":
		c.fill(box, ink, append(stroke(w*1.15, at(.5, .16), at(.5, .58)), arc(float64(s)*.5, float64(s)*.82, float64(w)*.75, 0, 360))...)
	case "zero":
		c.text("0", int(s), box, 0, ink)
	}
}
