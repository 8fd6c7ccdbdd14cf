package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/fnv"
	"path/filepath"
	"testing"
)

// FuzzPages reads files of which a piece was overwritten with anything, as a bad disk
// or somebody with an editor leaves them: no panic, no endless walk, whether the file
// is read whole or one key at a time.
func FuzzPages(f *testing.F) {
	path := filepath.Join(f.TempDir(), "small.db")
	db, err := open(path)
	if err != nil {
		f.Fatal(err)
	}
	err = db.Update(context.Background(), func(tx *Tx) error {
		for i := range 20 {
			say(tx, string(rune('a'+i)), quiz(i))
		}
		return nil
	})
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		f.Fatal(err)
	}
	file, meta := pagesOf(f, path)
	for page := range meta.high {
		f.Add(uint32(page)*uint32(meta.pageSize)+8, []byte{2, 0, 255, 255, 1})
		f.Add(uint32(page)*uint32(meta.pageSize)+pageHead, bytes.Repeat([]byte{255}, 16))
	}
	f.Fuzz(func(t *testing.T, at uint32, piece []byte) {
		bad := bytes.Clone(file)
		copy(bad[int(at)%len(bad):], piece)
		for _, p := range []int64{0, meta.pageSize} { // its own checksum must not be what stops it
			m := bad[p+pageHead : p+pageHead+metaLen]
			h := fnv.New64a()
			h.Write(m[:metaLen-8])
			binary.NativeEndian.PutUint64(m[metaLen-8:], h.Sum64())
		}
		r := bytes.NewReader(bad)
		m, _, err := readMeta(r, int64(len(bad)))
		if err != nil {
			return
		}
		for _, reach := range []reach{{}, {from: []byte("l"), to: []byte("m"), wide: true}, {pages: 1}} {
			w := pageWalk{r: r, meta: m, reach: reach, value: func(_, _, _ []byte) {}, problem: func(string, ...any) {}}
			w.run()
			if w.pages > int(m.high) {
				t.Errorf("%d of %d pages walked", w.pages, m.high)
			}
		}
	})
}
