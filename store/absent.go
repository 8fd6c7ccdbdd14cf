package store

import (
	"math"
	"sync/atomic"
)

// absent has a bit for each first letter with which the file has no key: who wants
// such a key need not look. Most lines want some, a question that waits or a deadline
// that was moved. It is found out once, on opening; until then nothing is known.
type absent [4]atomic.Uint64

// knows tells whether no key with a prefix can be in the file.
func (a *absent) knows(prefix []byte) bool {
	return len(prefix) > 0 && a[prefix[0]>>6].Load()>>(prefix[0]&63)&1 == 1
}

// ends is for the first key of its kind, before it is there.
func (a *absent) ends(key []byte) {
	if a.knows(key) {
		a[key[0]>>6].And(^(1 << (key[0] & 63)))
	}
}

// findAbsent finds out which kinds there are.
func (db *DB) findAbsent() error {
	return db.View(func(tx *Tx) error {
		none := [4]uint64{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
		for at := 0; at <= math.MaxUint8; at++ {
			k := tx.notBefore([]byte{byte(at)})
			if k == nil {
				break
			}
			none[k[0]>>6] &^= 1 << (k[0] & 63)
			at = int(k[0])
		}
		if tx.err == nil {
			for i := range none {
				db.absent[i].Store(none[i])
			}
		}
		return tx.err
	})
}
