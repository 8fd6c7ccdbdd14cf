package document

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
)

const (
	maxPictures = 12
	maxPixels   = 30 << 20 // of one picture; a page at 600 dots an inch has 35 million, at 300 nine
	redShare    = 2000     // one red pixel in so many makes a seal: a seal of 4 cm on a page is one in fifty
)

// red tells whether anything red is in the document: a picture with red in it, or
// a red drawing or letter. A picture that cannot be read makes the answer unsure.
func (d *pdf) red() bool {
	pictures := 0
	for _, n := range d.order {
		dict, _ := d.value(n).(dictionary)
		switch dict["Subtype"] {
		case name("Image"):
			if pictures++; pictures > maxPictures {
				d.partly = true
				return false
			}
			if d.redPicture(n, dict) {
				return true
			}
		case name("Form"):
			if data, ok := d.stream(n); ok && redInk(data) {
				return true
			}
		}
		if dict["Type"] != name("Page") {
			continue
		}
		for _, c := range d.list(dict["Contents"]) {
			r, _ := c.(reference)
			if data, ok := d.stream(int(r)); ok && redInk(data) {
				return true
			}
		}
	}
	return false
}

// redInk looks for operators that choose a red colour.
func redInk(content []byte) bool {
	s := &scanner{b: content}
	var args []float64
	for !s.done() {
		switch v := s.value(0).(type) {
		case float64:
			if args = append(args, v); len(args) > 8 {
				args = args[1:]
			}
		case keyword:
			n := len(args)
			switch v {
			case "rg", "RG", "sc", "SC", "scn", "SCN":
				if n == 3 && args[0] > 0.6 && args[1] < 0.4 && args[2] < 0.4 {
					return true
				}
			case "k", "K":
				if n == 4 && args[1] > 0.6 && args[2] > 0.5 && args[0] < 0.3 {
					return true
				}
			}
			args = args[:0]
		default:
			args = args[:0]
		}
	}
	return false
}

// redPicture looks at the pixels of a picture as far as it can.
func (d *pdf) redPicture(n int, dict dictionary) bool {
	w, h := number(d.get(dict["Width"])), number(d.get(dict["Height"]))
	raw, _, ok := d.rawStream(n)
	if !ok || w <= 0 || h <= 0 || w > maxPixels/h {
		d.partly = true
		return false
	}
	filters := d.filters(dict)
	bits := number(d.get(dict["BitsPerComponent"]))
	switch {
	case dict["ImageMask"] == keyword("true"), bits == 1, d.get(dict["ColorSpace"]) == name("DeviceGray"), d.get(dict["ColorSpace"]) == name("CalGray"):
		return false // black and white, or the shape of something else
	case len(filters) == 1 && filters[0] == "DCTDecode":
		return d.redJPEG(raw)
	case len(filters) <= 1 && bits == 8 && d.colours(dict["ColorSpace"]) == 3 && (len(filters) == 0 || filters[0] == "FlateDecode"):
		return d.redPlain(raw, w, h, len(filters) == 1, d.dict(dict["DecodeParms"]))
	}
	d.partly = true
	return false
}

// colours is how many components a colour space has; 0: not known.
func (d *pdf) colours(v any) int {
	switch cs := d.get(v).(type) {
	case name:
		if cs == "DeviceRGB" {
			return 3
		}
	case []any:
		if len(cs) == 2 && cs[0] == name("ICCBased") {
			return number(d.get(d.dict(cs[1])["N"]))
		}
		if len(cs) > 0 && cs[0] == name("CalRGB") {
			return 3
		}
	}
	return 0
}

func (d *pdf) redJPEG(raw []byte) bool {
	c, err := jpeg.DecodeConfig(bytes.NewReader(raw))
	if err != nil || c.Width <= 0 || c.Height <= 0 || c.Width > maxPixels/c.Height {
		d.partly = true
		return false
	}
	if c.ColorModel == color.GrayModel {
		return false
	}
	img, err := jpeg.Decode(bytes.NewReader(raw))
	if err != nil {
		d.partly = true
		return false
	}
	n := 0
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += 2 { // every fourth pixel is enough
		for x := b.Min.X; x < b.Max.X; x += 2 {
			if reddish(rgbAt(img, x, y)) {
				n++
			}
		}
	}
	return n > b.Dx()*b.Dy()/4/redShare
}

func rgbAt(img image.Image, x, y int) (r, g, b byte) {
	if im, ok := img.(*image.YCbCr); ok {
		c := im.YCbCrAt(x, y)
		return color.YCbCrToRGB(c.Y, c.Cb, c.Cr)
	}
	cr, cg, cb, _ := img.At(x, y).RGBA()
	return byte(cr >> 8), byte(cg >> 8), byte(cb >> 8)
}

// reddish is the red of a seal, on paper as well as on a screen.
func reddish(r, g, b byte) bool {
	return r > 130 && int(r)-int(g) > 60 && int(r)-int(b) > 50
}

// redPlain looks at pixels that are only deflated; rows may be stored as
// differences (the predictors of PNG).
func (d *pdf) redPlain(raw []byte, w, h int, deflated bool, parms dictionary) bool {
	row := 3 * w
	predicted := number(d.get(parms["Predictor"])) >= 10
	if p := number(d.get(parms["Predictor"])); p > 1 && !predicted {
		d.partly = true
		return false
	}
	step := row
	if predicted {
		step++
	}
	data := raw
	if deflated {
		data = d.inflate(raw, step*h+1)
	}
	n := 0
	before := make([]byte, row)
	for ; len(data) >= step; data = data[step:] {
		line := data[step-row : step]
		if predicted && !unfilter(data[0], line, before) {
			d.partly = true
			return false
		}
		for i := 0; i+2 < row; i += 3 {
			if reddish(line[i], line[i+1], line[i+2]) {
				n++
			}
		}
		before = line
	}
	return n > w*h/redShare
}

// unfilter turns differences into values, in place (PNG specification, section 9).
func unfilter(kind byte, line, before []byte) bool {
	for i := range line {
		var left, corner byte
		if i >= 3 {
			left, corner = line[i-3], before[i-3]
		}
		switch kind {
		case 0:
		case 1:
			line[i] += left
		case 2:
			line[i] += before[i]
		case 3:
			line[i] += byte((int(left) + int(before[i])) / 2)
		case 4:
			line[i] += paeth(left, before[i], corner)
		default:
			return false
		}
	}
	return true
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	pa, pb, pc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
