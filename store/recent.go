package store

import (
	"fmt"
	"sync/atomic"

	"github.com/tidwall/btree"
	"go.etcd.io/bbolt"
)

// What was committed of late is in the redo log (redo.go) and lies in a layer over the
// file. When it has become much, all of it is put in its place, in the commit of the
// batch that makes it so: dozens of lines then share the pages that they write to.
//
// A layer that was committed never changes: the next one is a copy that shares most of
// its nodes. Who reads must have the layer that belongs to the state of the file that
// he sees; therefore each is announced, before its commit, with the number that bbolt
// is going to give to it.

// recentMost is how many bytes the layer may have, some forty lines. With more of them
// a commit costs a little less, but the one that puts all in its place keeps those who
// wait for it noticeably longer.
const recentMost = 128 << 10

// version is what lies over the file from one commit on.
type version struct {
	from int // the commit's number
	layer
	rows uint64 // of the redo log
	size int    // bytes
	held *held  // under it; nil: nothing
}

// recent are the last version and the one before it.
type recent struct{ versions atomic.Pointer[[2]*version] }

// last is the version of the last commit; nil: nothing lies over the file.
func (r *recent) last() *version {
	if both := r.versions.Load(); both != nil {
		return both[1]
	}
	return nil
}

// at is what lies over the file as a commit has left it; false: it is forgotten.
func (r *recent) at(commit int) (over *version, ok bool) {
	both := r.versions.Load()
	if both == nil {
		return nil, true
	}
	for i := len(both) - 1; i >= 0; i-- {
		if v := both[i]; v != nil && v.from <= commit {
			return v, true
		}
	}
	return nil, false
}

// announce tells of the version that a commit is going to make. One that fails is
// withdrawn.
func (r *recent) announce(commit int, next *version) (withdraw func()) {
	was := r.last()
	if was == nil {
		was = &version{}
	}
	next.from = commit
	r.versions.Store(&[2]*version{was, next})
	return func() { r.versions.Store(&[2]*version{was, was}) }
}

// with is a version and what another layer has over it.
func (v *version) with(l *layer) *version {
	next := &version{layer: newLayer()}
	if v != nil {
		next.held = v.held
	}
	if v != nil && v.rows > 0 {
		next.Map, next.kinds = *v.Copy(), v.kinds
		next.rows, next.size = v.rows, v.size
	}
	next.rows++
	l.Scan(func(k string, raw []byte) bool {
		if old, had := next.set(k, raw); had {
			next.size -= entrySize(k, old)
		}
		next.size += entrySize(k, raw)
		return true
	})
	return next
}

// recentDegree makes small nodes: of those that a commit writes to, copies are made.
const recentDegree = 8

func newLayer() layer { return layer{Map: *btree.NewMap[string, []byte](recentDegree)} }

// entrySize is about what an entry takes in memory.
func entrySize(k string, raw []byte) int { return len(k) + len(raw) + 48 }

// recall reads what the logs have of the campaign.
func (db *DB) recall(b *bbolt.Tx) error {
	v, err := loggedVersion(b, db.name)
	if err == nil && v != nil {
		v.from = b.ID()
		db.recent.versions.Store(&[2]*version{nil, v})
	}
	return err
}

// loggedVersion is what the logs of a campaign's bucket have; nil: nothing.
func loggedVersion(b *bbolt.Tx, name []byte) (v *version, err error) {
	h, of, err := logged(b, heldBucket(name))
	if err != nil {
		return nil, err
	}
	l, has, err := logged(b, redoBucket(name))
	if err != nil {
		return nil, err
	}
	if has.first != 1 {
		return nil, fmt.Errorf("%w: redo log", ErrCorrupt)
	}
	if of.last >= of.first {
		v = &version{held: &held{layer: h, row: of.last}}
	}
	if has.last > 0 {
		v = v.with(&l)
		v.rows = has.last
	}
	return v, nil
}
