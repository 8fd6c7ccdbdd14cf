package picture

import (
	"fmt"
	"image"

	"pufabot/messages"
	"pufabot/messages/dossier"
)

// table draws one table: its caption, then its columns in as many stacked parts
// as they need.
func (c *canvas) table(t dossier.Table, y int) int {
	unit := c.unitWidth(t)
	perPart := max(1, (width-2*margin-unit-sumWidth)/minCell)
	parts := (len(t.Columns) + perPart - 1) / perPart
	perPart = (len(t.Columns) + parts - 1) / parts
	for from := 0; from < len(t.Columns); from += perPart {
		b := block{table: t, unit: unit, from: from, to: min(from+perPart, len(t.Columns))}
		y = c.blocks(b, y) + gutter
	}
	return y - gutter
}

// unitWidth is how wide the column of names has to be.
func (c *canvas) unitWidth(t dossier.Table) int {
	w := 110
	for _, r := range t.Rows {
		w = max(w, c.width(r.Name, textSize)+28)
	}
	return min(w, 280)
}

// block is a run of columns and of rows, drawn as one panel.
type block struct {
	table    dossier.Table
	unit     int
	from, to int // columns
	cell     int // width of a cell
	x        int
}

func (b block) width() int { return b.unit + (b.to-b.from)*b.cell + sumWidth }

// blocks draws the rows in one panel, or in several side by side when the columns are few.
func (c *canvas) blocks(b block, y int) int {
	panel := image.Rect(margin, y, width-margin, y)
	b.cell = min(maxCell, (panel.Dx()-b.unit-sumWidth)/(b.to-b.from))
	rows := b.table.Rows
	n := max(1, min((panel.Dx()+gutter)/(b.width()+gutter), (len(rows)+2)/3, 3))
	b.cell = ((panel.Dx()-(n-1)*gutter)/n - b.unit - sumWidth) / (b.to - b.from) // use the whole width
	per := (len(rows) + n - 1) / n
	head := c.headHeight(b)
	bottom := y + 56 + head + per*rowHeight + rowHeight + 12
	c.round(image.Rect(panel.Min.X, y, panel.Max.X, bottom), 18, paper)
	c.bold(b.table.Caption, textSize, image.Rect(panel.Min.X+20, y+8, panel.Max.X, y+56), -1, black)
	top := y + 56
	for i := range n {
		b.x = panel.Min.X + i*(b.width()+gutter)
		c.header(b, top, head)
		for k, r := range rows[min(i*per, len(rows)):min((i+1)*per, len(rows))] {
			c.row(b, r, top+head+k*rowHeight)
		}
	}
	b.x = panel.Min.X
	c.sums(b, top+head+per*rowHeight)
	return bottom
}

const headLine = 32

func (c *canvas) headHeight(b block) int {
	lines := 1
	for _, col := range b.table.Columns[b.from:b.to] {
		lines = max(lines, len(c.wrap(col.Name, smallSize+2, b.cell-6, 3)))
	}
	return lines*headLine + 30 + 36 + 18
}

// header names the items, with the due day and how many are done.
func (c *canvas) header(b block, y, height int) {
	unit, due, _, done := messages.PictureWords()
	c.text(unit, smallSize, image.Rect(b.x+20, y, b.x+b.unit, y+headLine), -1, muted)
	foot := y + height - 30 - 36 - 18
	c.text(due, smallSize-2, image.Rect(b.x+20, foot, b.x+b.unit, foot+30), -1, muted)
	for i, col := range b.table.Columns[b.from:b.to] {
		x := b.x + b.unit + i*b.cell
		for k, s := range c.wrap(col.Name, smallSize+2, b.cell-6, 3) {
			c.bold(s, smallSize+2, image.Rect(x, y+k*headLine, x+b.cell, y+(k+1)*headLine), 0, black)
		}
		c.text(messages.PictureDue(col.Deadline), 20, image.Rect(x, foot, x+b.cell, foot+30), 0, muted)
		c.text(col.Share(), c.shrink(col.Share(), smallSize+2, b.cell-4), image.Rect(x, foot+30, x+b.cell, foot+66), 0, black)
		track := image.Rect(x+8, foot+68, x+b.cell-8, foot+76)
		c.round(track, 4, rule)
		if col.Done > 0 {
			track.Max.X = track.Min.X + max(8, track.Dx()*col.Done/max(1, col.Owed))
			c.round(track, 4, bar)
		}
	}
	c.text(done, smallSize, image.Rect(b.x+b.width()-sumWidth, y, b.x+b.width()-8, y+headLine), 0, muted)
}

func (c *canvas) row(b block, r dossier.Row, y int) {
	c.rect(image.Rect(b.x+12, y, b.x+b.width()-12, y+1), rule)
	c.text(c.fit(r.Name, textSize, b.unit-24), textSize, image.Rect(b.x+20, y, b.x+b.unit, y+rowHeight), -1, black)
	for i, cell := range r.Cells[b.from:b.to] {
		x := b.x + b.unit + i*b.cell
		c.cell(cell, image.Rect(x+4, y+6, x+b.cell-4, y+rowHeight-5))
	}
	c.text(r.Share(), textSize-2, image.Rect(b.x+b.width()-sumWidth, y, b.x+b.width()-8, y+rowHeight), 0, black)
}

// cell is the sign and the figure, side by side, or one above the other where the figure is long.
func (c *canvas) cell(cell dossier.Cell, r image.Rectangle) {
	if cell.Class == "" {
		return
	}
	c.chip(cell.Class, r)
	const mark, gap = 26, 6
	ink := lookOf(cell.Class).ink
	if cell.Value == "" {
		c.sign(cell.Class, square(r, mark+4))
		return
	}
	room := r.Dx() - mark - 2*gap
	if c.width(cell.Value, textSize-4) > room { // sign above figure
		const low = 20
		c.sign(cell.Class, square(image.Rect(r.Min.X, r.Min.Y+2, r.Max.X, r.Min.Y+2+low), low))
		c.text(cell.Value, c.shrink(cell.Value, textSize-4, r.Dx()-4), image.Rect(r.Min.X, r.Min.Y+low+2, r.Max.X, r.Max.Y-1), 0, ink)
		return
	}
	size := c.shrink(cell.Value, textSize, room)
	left := r.Min.X + (r.Dx()-mark-gap-c.width(cell.Value, size))/2
	c.sign(cell.Class, square(image.Rect(left, r.Min.Y, left+mark, r.Max.Y), mark))
	c.text(cell.Value, size, image.Rect(left+mark+gap, r.Min.Y, r.Max.X, r.Max.Y), -1, ink)
}

// sums is the last row: every column's total, of all units whatever is shown.
func (c *canvas) sums(b block, y int) {
	_, _, sum, _ := messages.PictureWords()
	c.rect(image.Rect(b.x+12, y, b.x+b.width()-12, y+2), muted)
	c.bold(sum, textSize, image.Rect(b.x+20, y, b.x+b.unit, y+rowHeight), -1, black)
	done, owed := 0, 0
	for i, col := range b.table.Columns {
		done, owed = done+col.Done, owed+col.Owed
		if i < b.from || i >= b.to {
			continue
		}
		size := c.shrink(col.Sum(), textSize, b.cell-6)
		x := b.x + b.unit + (i-b.from)*b.cell
		c.bold(col.Sum(), size, image.Rect(x, y, x+b.cell, y+rowHeight), 0, black)
	}
	s := fmt.Sprintf("%d/%d", done, owed)
	c.bold(s, c.shrink(s, smallSize, sumWidth-8), image.Rect(b.x+b.width()-sumWidth, y, b.x+b.width()-8, y+rowHeight), 0, black)
}
