package picture

import (
	"bytes"
	"image"
	"image/png"
	"iter"

	"pufabot/bot/ledger"
	"pufabot/messages"
	"pufabot/messages/dossier"
)

// Measures in pixels.
const (
	width     = 1080
	margin    = 30
	gutter    = 24
	titleSize = 46
	textSize  = 28
	smallSize = 24
	rowHeight = 60
	minCell   = 90
	maxCell   = 170
	sumWidth  = 92
)

// Render draws the dossier's progress; there is at least one page. An error is
// the encoder's, which writes to memory and never fails.
func Render(d dossier.Dossier) ([][]byte, error) {
	pages := paginate(dossier.Tables(d.Gaps, d.At))
	out := make([][]byte, len(pages))
	for i, p := range pages {
		var err error
		if out[i], err = encoded(&d, p); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Page draws one page only, from 1 upwards; nil when there is no such page.
func Page(d dossier.Dossier, n int) ([]byte, error) {
	pages := paginate(dossier.Tables(d.Gaps, d.At))
	if n < 1 || n > len(pages) {
		return nil, nil
	}
	return encoded(&d, pages[n-1])
}

func encoded(d *dossier.Dossier, p page) ([]byte, error) {
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	err := encoder.Encode(&b, drawn(d, p))
	return b.Bytes(), err
}

// Count tells how many pages Render would draw of gaps in the plan's order.
func Count(gaps iter.Seq[ledger.Gap]) int {
	rows := map[bool]int{} // of the sections, and of all others
	last := ledger.UnitID("")
	for g := range gaps {
		if g.Unit.ID != last {
			last = g.Unit.ID
			rows[g.Unit.Kind == ledger.Section]++
		}
	}
	return max(1, (shown(rows[false])+shown(rows[true])+rowsPerPage-1)/rowsPerPage)
}

// drawn measures, then draws.
func drawn(d *dossier.Dossier, p page) image.Image {
	c := &canvas{letters: newLetters()}
	height := c.page(d, p)
	c.img = image.NewRGBA(image.Rect(0, 0, width, height))
	c.rect(c.img.Bounds(), ground)
	c.page(d, p)
	return c.img
}

// page draws everything from the top and tells how far down it came.
func (c *canvas) page(d *dossier.Dossier, p page) int {
	y := c.head(d, p, margin)
	y = c.legend(p, y)
	soft := false
	for _, t := range p.tables {
		y = c.table(t, y) + gutter
		for _, col := range t.Columns {
			soft = soft || col.Deadline.Soft
		}
	}
	if len(p.tables) == 0 {
		c.text(messages.BoardPage().Nothing, textSize, line(y, 120), 0, muted)
		y += 120
	}
	for _, words := range append([]string{messages.PictureFoot(soft)}, d.SupplementWords()...) {
		for _, s := range c.wrap(words, smallSize, width-2*margin, 3) {
			c.text(s, smallSize, line(y, 36), -1, muted)
			y += 36
		}
	}
	return y + margin
}

func (c *canvas) head(d *dossier.Dossier, p page, y int) int {
	title := messages.PictureTitle(d.Plan)
	size := max(32, c.shrink(title, titleSize, width-2*margin))
	for _, s := range c.wrap(title, size, width-2*margin, 2) {
		c.bold(s, size, line(y, size+14), -1, black)
		y += size + 14
	}
	c.text(messages.PictureTime(d.At), textSize, line(y, 44), -1, accent)
	c.text(messages.PicturePage(p.n, p.of), textSize, line(y, 44), 1, muted)
	y += 44
	if p.note > 0 {
		c.text(messages.PictureLeftOut(p.note, p.allUnits), smallSize, line(y, 38), -1, muted)
		y += 38
	}
	return y + 12
}

// legend names the signs that occur on the page.
func (c *canvas) legend(p page, y int) int {
	used := map[string]bool{}
	for _, t := range p.tables {
		for _, r := range t.Rows {
			for _, cell := range r.Cells {
				used[cell.Class] = true
			}
		}
	}
	x := margin
	for _, m := range messages.BoardMarks() {
		if !used[m.Class] {
			continue
		}
		w := 46 + 10 + c.width(m.Name, smallSize)
		if x+w > width-margin {
			x, y = margin, y+46
		}
		chip := image.Rect(x, y, x+46, y+36)
		c.chip(m.Class, chip)
		c.sign(m.Class, square(chip, 24))
		c.text(m.Name, smallSize, image.Rect(x+56, y, x+w, y+36), -1, black)
		x += w + 24
	}
	if x > margin {
		y += 46
	}
	return y + 10
}

// chip is the coloured ground of a sign.
func (c *canvas) chip(class string, r image.Rectangle) {
	if l := lookOf(class); l.line.A != 0 {
		c.frame(r, 9, l.line, l.fill)
	} else {
		c.round(r, 9, l.fill)
	}
}

// line is a box across the page.
func line(y, height int) image.Rectangle { return image.Rect(margin, y, width-margin, y+height) }

// square is a box of a size in the middle of another.
func square(r image.Rectangle, size int) image.Rectangle {
	x, y := (r.Min.X+r.Max.X-size)/2, (r.Min.Y+r.Max.Y-size)/2
	return image.Rect(x, y, x+size, y+size)
}
