package store

import (
	"errors"

	"go.etcd.io/bbolt"
)

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
		next, err = db.settle(rw, next, now)
	} else {
		err = db.row.log(rw, redoBucket(db.name), next.rows, l, "")
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

// settle puts a version in its place, and gives what still lies over the file then.
// Nothing does when all of it is wanted there.
func (db *DB) settle(rw *bbolt.Tx, v *version, all bool) (next *version, err error) {
	tx := db.begin(rw, nil)
	if tx.err != nil {
		return nil, tx.err
	}
	next = &version{}
	if all {
		if v.held != nil {
			v.held.put(tx, 0)
		}
		v.put(tx, 0)
		err = clearLog(rw, heldBucket(db.name))
	} else {
		v.put(tx, heldKind)
		next.held, err = db.hold(tx, v.held, &v.layer)
	}
	return next, errors.Join(tx.err, err, clearLog(rw, redoBucket(db.name)))
}

// settleAll does so for all that there is, when nobody else writes.
func (db *DB) settleAll() error {
	if v := db.recent.last(); v == nil || v.rows == 0 && v.held == nil {
		return nil
	}
	return db.keep(new(layer), true)
}

// settleCampaigns puts in its place what the logs of a file have, before its drawing
// changes.
func settleCampaigns(b *bbolt.Tx) error {
	ids, err := campaigns(b)
	if err != nil {
		return err
	}
	for _, id := range ids {
		db := &DB{name: campaignBucket(id), options: Options{Now: never}}
		v, err := loggedVersion(b, db.name)
		if err == nil && v != nil {
			_, err = db.settle(b, v, true)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
