package document

import (
	"bytes"
	"compress/zlib"
	"io"
)

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
