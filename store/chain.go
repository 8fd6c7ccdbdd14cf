package store

import (
	"bytes"
	"crypto/sha256"
)

// putLink writes one link of a chain, its hash before its body, and gives the hash.
func (tx *Tx) putLink(kind byte, seq uint64, previous []byte, v any) (hash []byte) {
	key := seqKey(kind, seq)
	tx.encode(key, v, func(body []byte) {
		hash = tx.link(kind, previous, body)
		tx.put(key, hash, body)
	})
	return hash
}

// getLink reads a link that must be there.
func (tx *Tx) getLink(kind byte, seq uint64, v any) bool {
	key := seqKey(kind, seq)
	body, ok := tx.get(key)
	if tx.err == nil && (!ok || len(body) < sha256.Size) {
		tx.corrupt("%s is missing", kindOf(key))
	}
	return tx.err == nil && tx.decode(key, body[sha256.Size:], v)
}

// proveLinks is how many links of a chain are proved at once.
const proveLinks = 256

// eachLink visits links by their numbers, which rise, until fn gives false; fn must
// not write. All of them must be there. Where they follow one another, a walk along
// the pages costs far less than to look each one up.
func eachLink[T any](tx *Tx, kind byte, seqs []uint64, fn func(*T) bool) {
	for len(seqs) > 0 && tx.err == nil {
		n := 1
		for n < len(seqs) && seqs[n] == seqs[n-1]+1 {
			n++
		}
		if !linksFrom(tx, kind, seqs[0], seqs[n-1], fn) {
			return
		}
		seqs = seqs[n:]
	}
}

// linksFrom visits the links from a number to another, and tells whether more are wanted.
func linksFrom[T any](tx *Tx, kind byte, from, to uint64, fn func(*T) bool) (more bool) {
	for more = true; more && from <= to && tx.err == nil; {
		until := min(to, from+proveLinks-1)
		if tx.prove(seqKey(kind, from), seqKey(kind, until)); tx.err != nil {
			return false
		}
		tx.walk(upwards, seqKey(kind, from), []byte{kind}, func(key, raw []byte) bool {
			var v T
			more = tx.linkAt(kind, from, key, raw, &v) && fn(&v) && tx.err == nil
			from++
			return more && from <= until
		})
		if more && from <= until {
			tx.corrupt("%s is missing", kindOf(seqKey(kind, from)))
		}
	}
	return more && tx.err == nil
}

// linkAt reads the link to which a walk has come.
func (tx *Tx) linkAt(kind byte, seq uint64, key, raw []byte, v any) bool {
	want := seqKey(kind, seq)
	if !bytes.Equal(key, want) || len(raw) < headLen+sha256.Size {
		tx.corrupt("%s is missing", kindOf(want))
		return false
	}
	tx.touched()
	body, err := unseal(tx.name, key, raw)
	if err != nil {
		tx.fail(err)
		return false
	}
	return tx.decode(key, body[sha256.Size:], v)
}
