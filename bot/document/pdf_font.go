package document

import (
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// font turns the codes of a page's text into characters.
type font struct {
	codes map[string]string // from the font's own table
	wide  bool              // codes have two bytes
	// known is a public encoding; nil: none.
	known encoding.Encoding
}

const maxCodes = 40_000

func (d *pdf) font(v any) *font {
	dict := d.dict(v)
	f := &font{codes: map[string]string{}, wide: dict["Subtype"] == name("Type0")}
	enc, _ := d.get(dict["Encoding"]).(name)
	switch {
	case strings.HasPrefix(string(enc), "UniGB-"):
		f.known = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case strings.HasPrefix(string(enc), "GBK"), strings.HasPrefix(string(enc), "GB-EUC"):
		f.known = simplifiedchinese.GB18030
	}
	if r, ok := dict["ToUnicode"].(reference); ok {
		data, _ := d.stream(int(r))
		f.table(data)
	}
	return f
}

// table reads a ToUnicode map.
func (f *font) table(data []byte) {
	s := &scanner{b: data}
	var args []any
	for !s.done() {
		v := s.value(0)
		op, ok := v.(keyword)
		if !ok {
			args = append(args, v)
			continue
		}
		switch op {
		case "endcodespacerange":
			if len(args) > 0 {
				if t, ok := args[len(args)-1].(text); ok {
					f.wide = len(t) == 2
				}
			}
		case "endbfchar":
			f.chars(args)
		case "endbfrange":
			f.ranges(args)
		}
		args = nil
	}
}

func (f *font) chars(args []any) {
	for i := 0; i+1 < len(args) && len(f.codes) < maxCodes; i += 2 {
		code, _ := args[i].(text)
		to, _ := args[i+1].(text)
		f.codes[string(code)] = utf16BE(string(to))
	}
}

func (f *font) ranges(args []any) {
	for i := 0; i+2 < len(args); i += 3 {
		lo, _ := args[i].(text)
		hi, _ := args[i+1].(text)
		from, to := codeNumber(lo), codeNumber(hi)
		if len(lo) == 0 || len(lo) > 2 || len(lo) != len(hi) {
			continue
		}
		for c := from; c <= to && len(f.codes) < maxCodes; c++ {
			key := string([]byte{byte(c >> 8), byte(c)})[2-len(lo):]
			switch dst := args[i+2].(type) {
			case text:
				f.codes[key] = shifted(string(dst), c-from)
			case []any:
				if c-from < len(dst) {
					t, _ := dst[c-from].(text)
					f.codes[key] = utf16BE(string(t))
				}
			}
		}
	}
}

func codeNumber(t text) int {
	n := 0
	for i := 0; i < len(t) && i < 2; i++ {
		n = n<<8 | int(t[i])
	}
	return n
}

// shifted is a character some places further on.
func shifted(utf16 string, by int) string {
	r := []rune(utf16BE(utf16))
	if len(r) == 0 {
		return ""
	}
	r[len(r)-1] += rune(by)
	return string(r)
}

func (f *font) decode(s string) string {
	if len(f.codes) == 0 {
		if f.known != nil {
			out, _ := f.known.NewDecoder().String(s)
			return out
		}
		if f.wide {
			return "" // numbers of glyphs: they say nothing
		}
		return latin(s)
	}
	step := 1
	if f.wide {
		step = 2
	}
	var out strings.Builder
	for i := 0; i+step <= len(s); i += step {
		out.WriteString(f.codes[s[i:i+step]])
	}
	return out.String()
}

func latin(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, s)
}
