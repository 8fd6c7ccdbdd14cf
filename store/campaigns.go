package store

import (
	"bytes"
	"time"

	"go.etcd.io/bbolt"

	"pufabot/bot/ledger"
)

// reader is for reading one campaign of a file that nobody writes to.
func reader(b *bbolt.DB, id ledger.CampaignID, plan *ledger.Plan) (*DB, error) {
	db := &DB{bolt: b, name: campaignBucket(id), options: Options{Plan: plan, Now: never}}
	return db, b.View(db.recall)
}

// campaignsOf gives the campaigns of a file.
func campaignsOf(b *bbolt.DB) (ids []ledger.CampaignID, err error) {
	err = b.View(func(tx *bbolt.Tx) error { ids, err = campaigns(tx); return err })
	return ids, err
}

// campaigns gives those that a transaction sees.
func campaigns(tx *bbolt.Tx) (ids []ledger.CampaignID, err error) {
	err = tx.ForEach(func(name []byte, _ *bbolt.Bucket) error {
		if id, ok := bytes.CutPrefix(name, campaignPrefix); ok && len(id) > 0 {
			ids = append(ids, ledger.CampaignID(id))
		}
		return nil
	})
	return ids, err
}

func never() time.Time { return time.Time{} }
