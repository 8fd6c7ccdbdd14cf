package document

import (
	"bytes"
	"strconv"
)

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

func (d *pdf) dict(v any) dictionary {
	out, _ := d.get(v).(dictionary)
	return out
}
