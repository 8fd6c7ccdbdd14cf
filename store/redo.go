package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"go.etcd.io/bbolt"
)

// The redo log lets a commit cost a few pages that follow one another, however many
// places a line writes to. Beside a campaign's bucket lies that of its log, where each
// batch is one row: all that it has written, as it will stand in the campaign. Until
// that is put there (settle.go) it lies over the file in memory, and is read back from
// the log when the file is opened.
//
// A row is the length of its entries, then the entries: the key with its length before
// it, and the bytes at rest with their length and one before them, or a zero for a key
// that is gone. Rows are numbered from one since the log was empty. They are cut into
// pieces of which four fill a page, since bbolt writes a page with large values anew
// each time: the number of the row (8 bytes) and of the piece (4) are the key. Each
// piece carries a checksum like every value.

// redoPiece is in bytes: with its key, its checksum and its element it takes a quarter
// of what a page of 4096 holds.
const redoPiece = 986

// redoBucket is the name of the bucket that has the redo log of a campaign's bucket.
func redoBucket(name []byte) []byte { return besides(redoPrefix, name) }

// besides is the name of a bucket that belongs to a campaign's.
func besides(prefix, name []byte) []byte {
	return append(bytes.Clone(prefix), bytes.TrimPrefix(name, campaignPrefix)...)
}

func redoKey(row uint64, piece int) []byte {
	return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint64(nil, row), uint32(piece))
}

// redoRow is room for one row, used again for the next one: bbolt wants its pieces no
// longer than until the commit has ended.
type redoRow struct{ entries, pieces []byte }

// roomKept is how much of it is kept, in bytes.
const roomKept = 256 << 10

// log writes the keys of a layer with a prefix as a row of a log.
func (r *redoRow) log(b *bbolt.Tx, name []byte, row uint64, l *layer, prefix string) error {
	log, err := b.CreateBucketIfNotExists(name)
	if err != nil {
		return fmt.Errorf("store: redo log: %w", err)
	}
	log.FillPercent = 1
	if cap(r.entries)+cap(r.pieces) > roomKept {
		*r = redoRow{}
	}
	rest := r.of(l, prefix)
	r.pieces = slices.Grow(r.pieces[:0], len(rest)+(len(rest)/redoPiece+1)*headLen)
	for piece := 0; len(rest) > 0; piece++ {
		n := min(redoPiece, len(rest))
		key := redoKey(row, piece)
		from := len(r.pieces)
		r.pieces = appendSealed(r.pieces, name, key, rest[:n])
		if err := log.Put(key, r.pieces[from:]); err != nil {
			return fmt.Errorf("store: redo log: %w", err)
		}
		rest = rest[n:]
	}
	return nil
}

// of gives the bytes of a row.
func (r *redoRow) of(l *layer, prefix string) []byte {
	out := append(r.entries[:0], make([]byte, binary.MaxVarintLen64)...)
	l.Ascend(prefix, func(k string, raw []byte) bool {
		if !strings.HasPrefix(k, prefix) {
			return false
		}
		out = append(binary.AppendUvarint(out, uint64(len(k))), k...)
		if raw == nil {
			out = append(out, 0)
		} else {
			out = append(binary.AppendUvarint(out, uint64(len(raw))+1), raw...)
		}
		return true
	})
	r.entries = out
	var length [binary.MaxVarintLen64]byte
	n := binary.PutUvarint(length[:], uint64(len(out)-len(length)))
	out = out[len(length)-n:]
	copy(out, length[:n])
	return out
}

// rows are those of a log, from the first to the last; none: the last is before the first.
type rows struct{ first, last uint64 }

// logged reads a log: a layer with all that it has, and its rows.
func logged(b *bbolt.Tx, name []byte) (l layer, has rows, err error) {
	has.first = 1
	log := b.Bucket(name)
	if log == nil {
		return l, has, nil
	}
	if k, _ := log.Cursor().First(); len(k) > seqLen {
		has = rows{binary.BigEndian.Uint64(k), binary.BigEndian.Uint64(k) - 1}
	}
	var row []byte
	left, piece := 0, 0 // bytes that the row still wants, and pieces it has
	err = log.ForEach(func(k, v []byte) error {
		body, err := unseal(name, k, v)
		if err != nil {
			return err
		}
		if left == 0 {
			piece, row = 0, nil
			has.last++
			n, width := binary.Uvarint(body)
			if width <= 0 || n > bbolt.MaxValueSize {
				return fmt.Errorf("%w: redo log", ErrCorrupt)
			}
			left, body = int(n), body[width:]
		}
		if !bytes.Equal(k, redoKey(has.last, piece)) || len(body) > left {
			return fmt.Errorf("%w: redo log", ErrCorrupt)
		}
		row, left, piece = append(row, body...), left-len(body), piece+1
		if left > 0 {
			return nil
		}
		return l.takeEntries(row)
	})
	if err == nil && left > 0 {
		err = fmt.Errorf("%w: redo log", ErrCorrupt)
	}
	return l, has, err
}

// takeEntries sets what a row says, whose bytes the layer keeps.
func (l *layer) takeEntries(row []byte) error {
	for len(row) > 0 {
		n, row1, ok := lengthAt(row, 0)
		if !ok || n == 0 {
			return fmt.Errorf("%w: redo log", ErrCorrupt)
		}
		key := string(row1[:n])
		n, row, ok = lengthAt(row1[n:], 1)
		if !ok {
			return fmt.Errorf("%w: redo log", ErrCorrupt)
		}
		var raw []byte
		if n > 0 {
			raw, row = row[:n-1:n-1], row[n-1:]
		}
		l.set(key, raw)
	}
	return nil
}

// lengthAt reads a length, at most so much more than what follows it.
func lengthAt(row []byte, more int) (n int, rest []byte, ok bool) {
	length, width := binary.Uvarint(row)
	if width <= 0 || length > uint64(len(row)-width+more) {
		return 0, nil, false
	}
	return int(length), row[width:], true
}

// clearLog empties a log.
func clearLog(b *bbolt.Tx, name []byte) error {
	if b.Bucket(name) == nil {
		return nil
	}
	if err := b.DeleteBucket(name); err != nil {
		return fmt.Errorf("store: redo log: %w", err)
	}
	return nil
}
