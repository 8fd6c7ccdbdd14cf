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
func (r *recent) at(commit int) (l *layer, ok bool) {
	both := r.versions.Load()
	if both == nil {
		return nil, true
	}
	for i := len(both) - 1; i >= 0; i-- {
		if v := both[i]; v != nil && v.from <= commit {
			return &v.layer, true
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

// recall reads what the redo log has of the campaign.
func (db *DB) recall(b *bbolt.Tx) error {
	l, rows, err := logged(b, db.name)
	if err != nil || rows == 0 {
		return err
	}
	v := (*version)(nil).with(&l)
	v.from, v.rows = b.ID(), rows
	db.recent.versions.Store(&[2]*version{nil, v})
	return nil
}

// keep commits a layer as a row of the redo log, or puts it in its place together with
// all that is recent: when there is enough of it, or now.
func (db *DB) keep(l *layer, now bool) (err error) {
	defer catchFault(&err)()
	rw, err := db.bolt.Begin(true)
	if err != nil {
		return closed(err)
	}
	defer rollback(rw)
	next := db.recent.last().with(l)
	if now || next.size > db.options.most() {
		err = db.settle(rw, &next.layer)
		next = &version{}
	} else {
		err = db.row.log(rw, db.name, next.rows, l)
	}
	if err != nil {
		return err
	}
	withdraw := db.recent.announce(rw.ID(), next)
	if db.options.commit != nil {
		err = db.options.commit(rw.Commit)
	} else {
		err = rw.Commit()
	}
	if err != nil {
		withdraw()
	}
	return db.unsure.committed(err)
}

// settle puts a layer in its place, after which there is no redo log.
func (db *DB) settle(rw *bbolt.Tx, l *layer) error {
	tx := db.begin(rw, nil)
	if tx.err == nil {
		l.put(tx)
	}
	if tx.err != nil {
		return tx.err
	}
	return clearLog(rw, db.name)
}

// settleAll does so for all that is recent, when nobody else writes.
func (db *DB) settleAll() error {
	if v := db.recent.last(); v == nil || v.rows == 0 {
		return nil
	}
	return db.keep(new(layer), true)
}

// settleCampaigns puts in its place what the redo logs of a file have, before its
// drawing changes.
func settleCampaigns(b *bbolt.Tx) error {
	ids, err := campaigns(b)
	if err != nil {
		return err
	}
	for _, id := range ids {
		name := campaignBucket(id)
		l, rows, err := logged(b, name)
		if err != nil {
			return err
		}
		if rows == 0 {
			continue
		}
		bucket := b.Bucket(name)
		l.Scan(func(k string, raw []byte) bool {
			if raw == nil {
				err = bucket.Delete([]byte(k))
			} else {
				err = bucket.Put([]byte(k), raw)
			}
			return err == nil
		})
		if err == nil {
			err = clearLog(b, name)
		}
		if err != nil {
			return fmt.Errorf("store: redo log: %w", err)
		}
	}
	return nil
}
