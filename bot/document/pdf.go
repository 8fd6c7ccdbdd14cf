package document

import (
	"bytes"
	"compress/zlib"
	"io"
	"strconv"
)

// What a PDF may cost. It is read by its objects and not by its table of
// contents: that is what damaged files have wrong and hostile ones loop in.
const (
	maxPDF     = 40 << 20 // bytes; a larger one is kept unread
	maxObjects = 100_000
	maxStream  = 4 << 20  // bytes that one stream inflates to
	maxUnpack  = 64 << 20 // bytes that all streams inflate to
	maxValue   = 32 << 10 // bytes of one object's value
	maxWork    = 96 << 20 // bytes that are looked at, again and again ones included
)

// pdf is a document's objects: where each one's value begins.
type pdf struct {
	objects map[int][]byte
	order   []int
	values  map[int]any // what has been parsed
	unpack  int         // bytes that may still be inflated
	work    int         // bytes that may still be looked at
	partly  bool        // something was not read
}

// readPDF gives the title and whether a seal is missing for sure.
func readPDF(r io.ReaderAt, size int64) (title string, unstamped bool) {
	if size > maxPDF {
		return "", false
	}
	data := make([]byte, size)
	if n, err := r.ReadAt(data, 0); int64(n) < size && err != nil {
		return "", false
	}
	if bytes.Contains(data, []byte("/Encrypt")) {
		return "", false
	}
	d := &pdf{objects: map[int][]byte{}, values: map[int]any{}, unpack: maxUnpack, work: maxWork}
	d.index(data)
	d.unpackObjects()
	title = pickTitle(d.firstPage())
	if title == "" {
		title = properTitle(d.infoTitle(data))
	}
	return title, !bytes.Contains(data, []byte("/Sig")) && !d.red() && !d.partly
}

// index finds "12 0 obj". A later object of the same number takes the place of an
// earlier one, as in files that were saved twice.
func (d *pdf) index(data []byte) {
	mark := []byte(" obj")
	for at := 0; ; {
		i := bytes.Index(data[at:], mark)
		if i < 0 {
			return
		}
		end := at + i
		at = end + len(mark)
		gen := digitsBefore(data, end)
		if gen == end || gen == 0 || !blankByte(data[gen-1]) {
			continue
		}
		num := digitsBefore(data, gen-1)
		n, err := strconv.Atoi(string(data[num : gen-1]))
		if err != nil {
			continue
		}
		d.put(n, data[at:])
	}
}

func (d *pdf) put(n int, body []byte) {
	if len(d.objects) >= maxObjects {
		d.partly = true
		return
	}
	if _, known := d.objects[n]; !known {
		d.order = append(d.order, n)
	}
	d.objects[n] = body
}

// digitsBefore is where the digits that end at i begin.
func digitsBefore(b []byte, i int) int {
	for i > 0 && b[i-1] >= '0' && b[i-1] <= '9' {
		i--
	}
	return i
}

// unpackObjects adds the objects that stand inside streams.
func (d *pdf) unpackObjects() {
	for _, n := range append([]int(nil), d.order...) {
		dict, _ := d.value(n).(dictionary)
		if dict["Type"] != name("ObjStm") {
			continue
		}
		data, ok := d.stream(n)
		first, count := number(dict["First"]), number(dict["N"])
		if !ok || first <= 0 || first > len(data) {
			d.partly = true
			continue
		}
		s := &scanner{b: data[:first]}
		for range min(count, maxObjects) {
			id, at := number(s.value(0)), number(s.value(0))
			if at < 0 || first+at >= len(data) {
				break
			}
			if _, plain := d.objects[id]; !plain {
				d.put(id, data[first+at:])
			}
		}
	}
}

// get follows references to a value.
func (d *pdf) get(v any) any {
	for range 8 {
		r, ok := v.(reference)
		if !ok {
			return v
		}
		v = d.value(int(r))
	}
	return nil
}

// value is an object's value, parsed once.
func (d *pdf) value(n int) any {
	if v, ok := d.values[n]; ok {
		return v
	}
	body := d.objects[n]
	s := &scanner{b: body[:min(len(body), maxValue)]}
	if !d.spend(0) {
		return nil
	}
	v := s.value(0)
	d.spend(s.at)
	d.values[n] = v
	return v
}

// spend counts bytes that were looked at; it is false when there have been too many.
func (d *pdf) spend(n int) bool {
	if d.work -= n; d.work > 0 {
		return true
	}
	d.partly = true
	return false
}

func (d *pdf) dict(v any) dictionary {
	out, _ := d.get(v).(dictionary)
	return out
}

// stream gives an object's data, inflated.
func (d *pdf) stream(n int) ([]byte, bool) {
	raw, dict, ok := d.rawStream(n)
	if !ok {
		return nil, false
	}
	switch filters := d.filters(dict); {
	case len(filters) == 0:
		return raw[:min(len(raw), maxStream)], true
	case len(filters) == 1 && filters[0] == "FlateDecode":
		return d.inflate(raw, maxStream), true
	}
	return nil, false
}

func (d *pdf) filters(dict dictionary) []name {
	switch f := d.get(dict["Filter"]).(type) {
	case name:
		return []name{f}
	case []any:
		var out []name
		for _, x := range f {
			n, _ := d.get(x).(name)
			out = append(out, n)
		}
		return out
	}
	return nil
}

// rawStream gives the bytes between stream and endstream.
func (d *pdf) rawStream(n int) ([]byte, dictionary, bool) {
	dict, ok := d.value(n).(dictionary)
	if !ok || !d.spend(0) {
		return nil, nil, false
	}
	s := &scanner{b: d.objects[n]}
	s.b = s.b[:min(len(s.b), maxValue+16)]
	s.value(0)
	s.blank()
	d.spend(s.at)
	if !s.starts("stream") {
		return nil, nil, false
	}
	rest := d.objects[n][s.at+len("stream"):]
	rest = bytes.TrimPrefix(bytes.TrimPrefix(rest, []byte("\r")), []byte("\n"))
	end := []byte("endstream")
	if length := number(d.get(dict["Length"])); length > 0 && length <= len(rest) {
		if tail := bytes.TrimLeft(rest[length:min(len(rest), length+16)], "\r\n "); bytes.HasPrefix(tail, end) {
			return rest[:length], dict, true
		}
	}
	i := bytes.Index(rest, end)
	if i < 0 {
		d.spend(len(rest))
		return nil, nil, false
	}
	d.spend(i)
	return rest[:i], dict, true // the length was wrong
}

// inflate gives what it can, cut at limit and at what is left for the whole file.
func (d *pdf) inflate(raw []byte, limit int) []byte {
	z, err := zlib.NewReader(bytes.NewReader(raw))
	if err != nil {
		d.partly = true
		return nil
	}
	limit = min(limit, d.unpack)
	out, _ := io.ReadAll(io.LimitReader(z, int64(limit)))
	d.unpack -= len(out)
	d.partly = d.partly || len(out) == limit
	return out
}

// infoTitle is the title among the document's properties.
func (d *pdf) infoTitle(data []byte) string {
	at := len(data)
	for range 16 { // the last trailer counts
		i := bytes.LastIndex(data[:at], []byte("/Info"))
		if i < 0 {
			return ""
		}
		s := &scanner{b: data[i+len("/Info") : min(len(data), i+64)]}
		if t, ok := d.get(d.dict(s.value(0))["Title"]).(text); ok {
			return utf16Or(string(t))
		}
		at = i
	}
	return ""
}
