package document

import (
	"bytes"
	"io"
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

// spend counts bytes that were looked at; it is false when there have been too many.
func (d *pdf) spend(n int) bool {
	if d.work -= n; d.work > 0 {
		return true
	}
	d.partly = true
	return false
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
