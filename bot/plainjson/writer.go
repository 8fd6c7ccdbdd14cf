// Package plainjson writes JSON as encoding/json does, byte for byte, for the few
// values that are written with every chat line. Their fields are named one by one, so
// nothing has to be found out about them; a test of each such value holds its bytes to
// those of encoding/json and fails for a field that was forgotten.
package plainjson

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
)

// Writer appends JSON. Names of fields must be plain ASCII.
type Writer struct {
	Out []byte
	Err error // the first value that JSON cannot say
}

// Open begins an object, Close ends it.
func (w *Writer) Open()  { w.Out = append(w.Out, '{') }
func (w *Writer) Close() { w.Out = append(w.Out, '}') }

// Name begins a field, whose value must follow.
func (w *Writer) Name(name string) {
	if n := len(w.Out); n > 0 && w.Out[n-1] != '{' {
		w.Out = append(w.Out, ',')
	}
	w.Out = append(w.Out, '"')
	w.Out = append(w.Out, name...)
	w.Out = append(w.Out, '"', ':')
}

// Text writes a text, SomeText one that is not empty.
func (w *Writer) Text(name, s string) {
	w.Name(name)
	w.text(s)
}

func (w *Writer) SomeText(name, s string) {
	if s != "" {
		w.Text(name, s)
	}
}

// Int writes a number, SomeInt one that is not zero.
func (w *Writer) Int(name string, n int) {
	w.Name(name)
	w.Out = strconv.AppendInt(w.Out, int64(n), 10)
}

func (w *Writer) SomeInt(name string, n int) {
	if n != 0 {
		w.Int(name, n)
	}
}

// Uint writes a number, SomeUint one that is not zero.
func (w *Writer) Uint(name string, n uint64) {
	w.Name(name)
	w.Out = strconv.AppendUint(w.Out, n, 10)
}

func (w *Writer) SomeUint(name string, n uint64) {
	if n != 0 {
		w.Uint(name, n)
	}
}

// True writes what holds.
func (w *Writer) True(name string, holds bool) {
	if holds {
		w.Name(name)
		w.Out = append(w.Out, "true"...)
	}
}

// Time writes an instant, SomeTime one that is not zero.
func (w *Writer) Time(name string, t time.Time) {
	w.Name(name)
	w.Out = append(w.Out, '"')
	out, err := t.AppendText(w.Out)
	if err != nil {
		w.fail(err)
		return
	}
	w.Out = append(out, '"')
}

func (w *Writer) SomeTime(name string, t time.Time) {
	if !t.IsZero() {
		w.Time(name, t)
	}
}

// List writes a list, each of its values by a function.
func List[T any](w *Writer, name string, list []T, value func(*Writer, *T)) {
	w.Name(name)
	Values(w, list, value)
}

// Values writes a list that is no field; nil is null.
func Values[T any](w *Writer, list []T, value func(*Writer, *T)) {
	if list == nil {
		w.Out = append(w.Out, "null"...)
		return
	}
	w.Out = append(w.Out, '[')
	for i := range list {
		if i > 0 {
			w.Out = append(w.Out, ',')
		}
		value(w, &list[i])
	}
	w.Out = append(w.Out, ']')
}

// SomeList writes a list that is not empty.
func SomeList[T any](w *Writer, name string, list []T, value func(*Writer, *T)) {
	if len(list) > 0 {
		List(w, name, list, value)
	}
}

// SomeTexts writes a list of texts that is not empty.
func SomeTexts[T ~string](w *Writer, name string, list []T) {
	SomeList(w, name, list, func(w *Writer, s *T) { w.text(string(*s)) })
}

// SomeFigures writes figures by their names, in the order of these, if there are any.
// The names may be any text.
func SomeFigures(w *Writer, name string, figures map[string]int) {
	if len(figures) == 0 {
		return
	}
	w.Name(name)
	w.Open()
	var some [8]string
	names := some[:0]
	for name := range figures {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		if i > 0 {
			w.Out = append(w.Out, ',')
		}
		w.text(name)
		w.Out = append(w.Out, ':')
		w.Out = strconv.AppendInt(w.Out, int64(figures[name]), 10)
	}
	w.Close()
}

// Other writes a value as encoding/json has it: for what is there but rarely.
func (w *Writer) Other(name string, v any) {
	w.Name(name)
	w.Value(v)
}

// Value writes one that is no field in the same way.
func (w *Writer) Value(v any) {
	b, err := json.Marshal(v)
	if err != nil {
		w.fail(err)
		return
	}
	w.Out = append(w.Out, b...)
}

func (w *Writer) fail(err error) {
	if w.Err == nil {
		w.Err = err
	}
}

func (w *Writer) text(s string) {
	if !plain(s) {
		w.Value(s)
		return
	}
	w.Out = append(w.Out, '"')
	w.Out = append(w.Out, s...)
	w.Out = append(w.Out, '"')
}

// plain tells whether a text stands in JSON as it is.
func plain(s string) bool {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || r == '\u2028' || r == '\u2029' {
			return false
		}
		i += n
	}
	return true
}
