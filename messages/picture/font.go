package picture

import (
	_ "embed"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed font/PufabotSans.otf
var fontFile []byte

// parsed is the font, read once. The file is part of the program: a failure is a fault of the build.
var parsed = sync.OnceValue(func() *opentype.Font {
	f, err := opentype.Parse(fontFile)
	if err != nil {
		panic(err)
	}
	return f
})

// geta is printed for characters that the font does not have, as typesetters do.
const geta = '〓'

// letters draws and measures text in several sizes. It belongs to one rendering:
// faces are not safe for concurrent use.
type letters struct {
	faces map[int]font.Face
	buf   sfnt.Buffer
}

func newLetters() *letters { return &letters{faces: map[int]font.Face{}} }

// face is the font at a size in pixels.
func (l *letters) face(size int) font.Face {
	f, ok := l.faces[size]
	if !ok {
		var err error
		f, err = opentype.NewFace(parsed(), &opentype.FaceOptions{Size: float64(size), DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			panic(err)
		}
		l.faces[size] = f
	}
	return f
}

// known replaces what the font cannot draw, and line breaks by spaces.
func (l *letters) known(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		if i, err := parsed().GlyphIndex(&l.buf, r); err != nil || i == 0 {
			return geta
		}
		return r
	}, s)
}

// width is how wide a text is, in pixels, rounded up.
func (l *letters) width(s string, size int) int {
	return font.MeasureString(l.face(size), l.known(s)).Ceil()
}

// fit cuts a text to a width, with an ellipsis when something is lost.
func (l *letters) fit(s string, size, width int) string {
	if l.width(s, size) <= width {
		return s
	}
	runes := []rune(s)
	for n := len(runes) - 1; n > 0; n-- {
		if t := string(runes[:n]) + "…"; l.width(t, size) <= width {
			return t
		}
	}
	return ""
}

// shrink is the greatest size, up to the given one, in which a text fits. Figures
// are made smaller, never cut: half a number is a wrong number.
func (l *letters) shrink(s string, size, width int) int {
	for size > 10 && l.width(s, size) > width {
		size--
	}
	return size
}

// wrap breaks a text into at most max lines of a width; the last is cut to fit.
func (l *letters) wrap(s string, size, width, max int) []string {
	var lines []string
	rest := []rune(s)
	for len(rest) > 0 {
		if len(lines) == max-1 {
			return append(lines, l.fit(string(rest), size, width))
		}
		n := 1
		for n < len(rest) && l.width(string(rest[:n+1]), size) <= width {
			n++
		}
		lines = append(lines, string(rest[:n]))
		rest = rest[n:]
	}
	return balance(lines, s)
}

// balance makes two lines about equally long: no 特色做 / 法.
func balance(lines []string, s string) []string {
	if len(lines) != 2 {
		return lines
	}
	runes := []rune(s)
	half := (len(runes) + 1) / 2
	return []string{string(runes[:half]), string(runes[half:])}
}

func (l *letters) baseline(size, height int) fixed.Int26_6 {
	m := l.face(size).Metrics()
	return fixed.I(height)/2 + (m.CapHeight)/2 + m.CapHeight/12
}
