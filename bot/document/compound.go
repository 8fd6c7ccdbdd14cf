package document

import (
	"bytes"
	"io"

	"pufabot/bot/ledger"
)

// streams are the parts by which the old formats of an office are told apart, also
// those of WPS, which other marks do not tell from each other.
var streams = []struct {
	name  []byte
	facts Facts
}{
	{utf16Name("WordDocument"), Facts{Format: ledger.Word, Ext: ".doc"}},
	{utf16Name("PowerPoint Document"), Facts{Format: ledger.Other, Ext: ".ppt"}},
	{utf16Name("Workbook"), Facts{Format: ledger.Excel, Ext: ".xls"}},
}

// directoryWithin is how far into a file its directory is looked for.
const directoryWithin = 64 << 20

// compound looks for such a part in the directory of an old office document, which
// may stand anywhere in it. It says false of everything else.
func compound(r io.ReaderAt, head []byte, size int64) (Facts, bool) {
	if !bytes.HasPrefix(head, []byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}) {
		return Facts{}, false
	}
	const overlap = 64 // longer than any name
	buf := make([]byte, headBytes+overlap)
	for at := int64(0); at < min(size, directoryWithin); at += headBytes {
		n, _ := r.ReadAt(buf, at)
		for _, s := range streams {
			if bytes.Contains(buf[:n], s.name) {
				return s.facts, true
			}
		}
	}
	return Facts{}, false
}

// utf16Name is a name as a directory writes it, in UTF-16.
func utf16Name(s string) []byte {
	var out []byte
	for _, c := range s {
		out = append(out, byte(c), byte(c>>8))
	}
	return out
}
