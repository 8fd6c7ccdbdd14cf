package picture

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// canvas draws; without an image it only measures, so that one and the same code
// finds out how tall a page becomes and then draws it.
type canvas struct {
	*letters
	img *image.RGBA
	ras vector.Rasterizer
}

type point struct{ x, y float32 }

// text writes a line into a box, vertically centred; align is -1 left, 0 centre, 1 right.
func (c *canvas) text(s string, size int, box image.Rectangle, align int, ink color.Color) {
	if c.img == nil || s == "" {
		return
	}
	s = c.known(s)
	w := font.MeasureString(c.face(size), s)
	x := fixed.I(box.Min.X)
	switch align {
	case 0:
		x += (fixed.I(box.Dx()) - w) / 2
	case 1:
		x += fixed.I(box.Dx()) - w
	}
	d := font.Drawer{Dst: c.img, Src: image.NewUniform(ink), Face: c.face(size),
		Dot: fixed.Point26_6{X: x, Y: fixed.I(box.Min.Y) + c.baseline(size, box.Dy())}}
	d.DrawString(s)
}

// bold is text struck twice, a pixel apart: the one weight of the font made heavier.
func (c *canvas) bold(s string, size int, box image.Rectangle, align int, ink color.Color) {
	c.text(s, size, box, align, ink)
	c.text(s, size, box.Add(image.Pt(1, 0)), align, ink)
}

func (c *canvas) rect(r image.Rectangle, fill color.Color) {
	if c.img != nil {
		draw.Draw(c.img, r, image.NewUniform(fill), image.Point{}, draw.Src)
	}
}

// round fills a rectangle with round corners. Only the corners are rasterised.
func (c *canvas) round(r image.Rectangle, radius int, fill color.Color) {
	c.rect(image.Rect(r.Min.X, r.Min.Y+radius, r.Max.X, r.Max.Y-radius), fill)
	c.rect(image.Rect(r.Min.X+radius, r.Min.Y, r.Max.X-radius, r.Min.Y+radius), fill)
	c.rect(image.Rect(r.Min.X+radius, r.Max.Y-radius, r.Max.X-radius, r.Max.Y), fill)
	size := float64(radius)
	for _, corner := range []struct {
		at   image.Point
		x, y float64 // the centre of the arc, in the corner's box
		from float64
	}{
		{r.Min, size, size, 180},
		{image.Pt(r.Max.X-radius, r.Min.Y), 0, size, 270},
		{image.Pt(r.Max.X-radius, r.Max.Y-radius), 0, 0, 0},
		{image.Pt(r.Min.X, r.Max.Y-radius), size, 0, 90},
	} {
		path := append(arc(corner.x, corner.y, size, corner.from, corner.from+90), point{float32(corner.x), float32(corner.y)})
		c.fill(image.Rectangle{corner.at, corner.at.Add(image.Pt(radius, radius))}, fill, path)
	}
}

// frame is round with a border.
func (c *canvas) frame(r image.Rectangle, radius int, line, fill color.Color) {
	c.round(r, radius, line)
	c.round(r.Inset(2), radius-2, fill)
}

// fill fills closed paths, given relative to the box; all must turn clockwise.
func (c *canvas) fill(box image.Rectangle, ink color.Color, paths ...[]point) {
	if c.img == nil {
		return
	}
	c.ras.Reset(box.Dx(), box.Dy())
	for _, path := range paths {
		c.ras.MoveTo(path[0].x, path[0].y)
		for _, p := range path[1:] {
			c.ras.LineTo(p.x, p.y)
		}
		c.ras.ClosePath()
	}
	c.ras.Draw(c.img, box, image.NewUniform(ink), image.Point{})
}

// stroke is a line of a width with round ends, as closed paths.
func stroke(width float32, line ...point) [][]point {
	var out [][]point
	for i, p := range line {
		out = append(out, arc(float64(p.x), float64(p.y), float64(width/2), 0, 360))
		if i == 0 {
			continue
		}
		q := line[i-1]
		dx, dy := p.x-q.x, p.y-q.y
		n := float32(math.Hypot(float64(dx), float64(dy)))
		if n == 0 {
			continue
		}
		nx, ny := -dy/n*width/2, dx/n*width/2
		out = append(out, []point{{q.x - nx, q.y - ny}, {p.x - nx, p.y - ny}, {p.x + nx, p.y + ny}, {q.x + nx, q.y + ny}})
	}
	return out
}

// arc is a part of a circle, clockwise from an angle to another in degrees.
func arc(x, y, radius, from, to float64) []point {
	steps := max(2, int((to-from)/12))
	out := make([]point, 0, steps+1)
	for i := 0; i <= steps; i++ {
		a := (from + (to-from)*float64(i)/float64(steps)) * math.Pi / 180
		out = append(out, point{float32(x + radius*math.Cos(a)), float32(y + radius*math.Sin(a))})
	}
	return out
}
