package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"

	"go.etcd.io/bbolt"
)

// A store that is closed in good order leaves two things behind, so that a long
// history need not be read from end to end before the first line can be taken: its
// list of free pages in the file, and beside the file a mark that says with
// checksums which commit was the last one and what that list was. Where the mark
// fits, [Open] believes the list, and everything else is proved as it is used (see
// proof.go). Where it does not (after a crash, a restore, a migration, or damage to
// the list) everything is read first, as ever.

// proveFrom is the size in bytes from which that is worth its while. Smaller files
// are read whole in a hundredth of a second or two.
const proveFrom = 8 << 20

// markPath is where the mark of a store lies.
func markPath(path string) string { return path + ".closed" }

// markOf makes the mark of a file at rest: a checksum, the meta of its last commit,
// and the checksum of its list of free pages. It gives nil for a file without one.
func markOf(f *os.File) ([]byte, boltMeta) {
	info, err := f.Stat()
	if err != nil {
		return nil, boltMeta{}
	}
	m, one, err := readMeta(f, info.Size())
	if err != nil || one || m.freelist == noFreelist {
		return nil, m
	}
	w := pageWalk{r: f, meta: m, problem: func(string, ...any) {}}
	list, ok := w.read(m.freelist, 0)
	if !ok {
		return nil, m
	}
	var body []byte
	for _, n := range []uint64{uint64(m.pageSize), m.root, m.freelist, m.high, m.txid} {
		body = binary.BigEndian.AppendUint64(body, n)
	}
	body = binary.BigEndian.AppendUint32(body, crc32.Checksum(list, castagnoli))
	return append(binary.BigEndian.AppendUint32(nil, crc32.Checksum(body, castagnoli)), body...), m
}

// orderly tells whether a file is just as an orderly close has left it: the last
// commit and the list of free pages are those of the mark.
func orderly(path string, f *os.File) (boltMeta, bool) {
	said, err := os.ReadFile(markPath(path))
	if err != nil {
		return boltMeta{}, false
	}
	is, m := markOf(f)
	return m, is != nil && bytes.Equal(is, said)
}

// closeOrderly closes the file of a store, and leaves the mark when the file is
// large. That it may not get written does not matter.
func (db *DB) closeOrderly() error {
	large := false
	if info, err := os.Stat(db.path); err == nil {
		large = info.Size() >= db.options.from()
	}
	if db.unsure.known() != nil {
		err := errors.Join(db.bolt.Close(), db.proof.close())
		forget(db.path)
		return err
	}
	if db.settleAll() != nil { // it is in the redo log
		large = false
	}
	if large && db.proof.sound() {
		db.bolt.NoFreelistSync = false
		large = hasFreelist(db.path) || db.bolt.Update(func(*bbolt.Tx) error { return nil }) == nil
	}
	err := errors.Join(db.bolt.Close(), db.proof.close())
	if err != nil || !large {
		return err
	}
	if f, err := os.Open(db.path); err == nil {
		defer f.Close()
		if mark, _ := markOf(f); mark != nil {
			_ = os.WriteFile(markPath(db.path), mark, 0o600)
		}
	}
	return nil
}

// hasFreelist tells whether the last commit of a file has a list of free pages:
// then nothing has been written since it was opened.
func hasFreelist(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	mark, _ := markOf(f)
	return mark != nil
}
